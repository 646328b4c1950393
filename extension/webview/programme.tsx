/** A ladder as stairs, a procedure as a track: how many stand on each step, and what is wrong there; a click lists who. */
import type { Preview, ProgrammePreview, ProgrammeStep, WhichStep } from '../../server/src/protocol.ts';
import type { Words } from '../src/preview/words.ts';
import { fill, type Send } from './parts.tsx';
import type { State } from './state.ts';

interface Props {
  readonly preview: Preview;
  readonly programme: ProgrammePreview;
  readonly query: State['standingsQuery'];
  readonly words: Words;
  readonly send: Send;
}

export function Programme({ preview, programme, query, words, send }: Props) {
  const isLadder = preview.kind === 'ladder';
  const [first = '', ...rest] = programme.says;
  const show = (which: WhichStep | null) => send({ type: 'standings', query: { ...query, limit: 50, which } });
  const { flips, base } = preview;
  return (
    <section aria-labelledby="programme">
      <h2 id="programme">{isLadder ? words.stairs : words.track}</h2>
      <p>{first}</p>
      {rest.length < 2 ? null : (
        <ul class="says">
          {rest.slice(0, -1).map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
      {rest.length === 0 ? null : <p>{rest.at(-1)}</p>}
      {programme.total === null ? null : (
        <p class="shown">
          {fill(words.begun, programme.total)}
          {flips === null || base === null ? null : ` · ${fill(words.flipped, flips, base)}`}
        </p>
      )}
      <ol class={isLadder ? 'stairs' : 'track'}>
        {programme.steps.map((step, height) => (
          <li key={step.step} style={{ '--height': height }}>
            <Step step={step} which={query.which} words={words} show={show} send={send} />
          </li>
        ))}
      </ol>
      {programme.none === null || programme.none === 0 || isLadder ? null : (
        <Count
          which={{ step: null, state: 'here' }}
          text={`${words.notBegun} ${programme.none}`}
          label={`${words.notBegun} ${programme.none}`}
          now={query.which}
          show={show}
        />
      )}
    </section>
  );
}

function Step(props: {
  readonly step: ProgrammeStep;
  readonly which: WhichStep | null;
  readonly words: Words;
  readonly show: (which: WhichStep | null) => void;
  readonly send: Send;
}) {
  const { step, which, words, show, send } = props;
  const { title, here, states, location } = step;
  return (
    <div class="stand">
      <button type="button" class="link" title={words.openSource} onClick={() => send({ type: 'open', location })}>
        {title}
      </button>
      {step.detail === '' ? null : <span class="meaning">{step.detail}</span>}
      {here === null ? null : (
        <span class="chips">
          <Count
            which={{ step: step.step, state: 'here' }}
            text={String(here)}
            label={`${title}: ${fill(words.standing, here)}`}
            now={which}
            show={show}
          />
          {states.map(({ state, count }) => (
            <Count
              key={state}
              which={{ step: step.step, state }}
              text={`${stateWord(state, words)} ${count}`}
              label={`${title}: ${stateWord(state, words)} ${count}`}
              now={which}
              show={show}
            />
          ))}
        </span>
      )}
    </div>
  );
}

/** A number that lists whom it counts; pressed again, everybody. */
function Count(props: {
  readonly which: WhichStep;
  readonly text: string;
  readonly label: string;
  readonly now: WhichStep | null;
  readonly show: (which: WhichStep | null) => void;
}) {
  const { which, text, label, now, show } = props;
  const isPressed = now !== null && now.step === which.step && now.state === which.state;
  return (
    <button
      type="button"
      class={`filter state ${which.state}`}
      aria-label={label}
      title={label}
      aria-pressed={isPressed}
      onClick={() => show(isPressed ? null : which)}
    >
      {text}
    </button>
  );
}

const states = [
  ...(['late', 'overdue', 'missing', 'out-of-order', 'duplicates', 'sent'] as const),
  ...(['done', 'due', 'pending', 'undetermined'] as const),
];

export function stateWord(state: string, words: Words): string {
  const known = states.find((each) => each === state);
  return known === undefined ? state : words[known];
}
