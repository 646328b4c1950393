/** Why the verdicts of one unit are others than by the last commit: the changes that made them, what was read, the records. */
import type { FlipReason } from '../../server/src/protocol.ts';
import type { Words } from '../src/preview/words.ts';
import { fill, type Send, VerdictMark } from './parts.tsx';
import type { State } from './state.ts';

interface Props {
  readonly reasons: State['reasons'];
  readonly words: Words;
  readonly send: Send;
}

export function Why({ reasons, words, send }: Props) {
  if (reasons === undefined) {
    return (
      <p class="running" role="status">
        {words.looking}
      </p>
    );
  }
  if (reasons === null || reasons.length === 0) return null;
  return (
    <section aria-labelledby="why">
      <h2 id="why">{words.why}</h2>
      {reasons.map((reason) => (
        <Reason key={`${reason.kind} ${reason.name}`} reason={reason} words={words} send={send} />
      ))}
    </section>
  );
}

function Reason({ reason, words, send }: { readonly reason: FlipReason } & Omit<Props, 'reasons'>) {
  const { title, before, after, approved, causes, facts, records } = reason;
  return (
    <article class="reason why">
      <h3>
        {title} <Turn verdict={before} words={words} /> → <Turn verdict={after} words={words} />
        {approved ? <span class="approved"> ✓ {words.approved}</span> : null}
      </h3>
      <ul class="causes">
        {causes.map((cause, at) => (
          <li key={at}>
            <span class="key">{at === 0 ? words.because : words.orBecause}</span>
            {cause.changes.map((change, i) => (
              <Change
                key={change.text}
                change={change}
                lead={i === 0 ? '' : words.together}
                words={words}
                send={send}
              />
            ))}
          </li>
        ))}
      </ul>
      {facts.length === 0 ? null : <Facts facts={facts} words={words} />}
      {records.length === 0 ? null : (
        <p class="evidence">
          {words.records}: {records.join(' ')}
        </p>
      )}
    </article>
  );
}

function Turn({ verdict, words }: { readonly verdict: FlipReason['before']; readonly words: Words }) {
  return verdict === null ? <span>{words.absent}</span> : <VerdictMark verdict={verdict} words={words} />;
}

type ChangeItem = FlipReason['causes'][number]['changes'][number];

function Change(props: {
  readonly change: ChangeItem;
  readonly lead: string;
  readonly words: Words;
  readonly send: Send;
}) {
  const { change, lead, words, send } = props;
  const { text, lines, location } = change;
  return (
    <>
      {lead === '' ? null : <span class="key">{lead}</span>}
      {location === null ? (
        <span class="code">{text}</span>
      ) : (
        <button
          type="button"
          class="link code"
          title={words.openSource}
          onClick={() => send({ type: 'open', location })}
        >
          {text}
        </button>
      )}
      {lines.length === 0 ? null : (
        <pre class="patch">
          {lines.map((line) => (
            <span key={line} class={line.startsWith('+') ? 'added' : 'removed'}>
              {`${line}\n`}
            </span>
          ))}
        </pre>
      )}
    </>
  );
}

function Facts({ facts, words }: { readonly facts: FlipReason['facts']; readonly words: Words }) {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">{words.fact}</th>
          <th scope="col">{words.before}</th>
          <th scope="col">{words.after}</th>
        </tr>
      </thead>
      <tbody>
        {facts.map(({ title, before, after }) => (
          <tr key={title}>
            <th scope="row">{title}</th>
            <td>{before ?? '–'}</td>
            <td>{before === after ? fill(words.same, after ?? '–') : (after ?? '–')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
