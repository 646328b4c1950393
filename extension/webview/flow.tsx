/** The decision of a rule as steps one under the other: who comes in, how each part is answered, who leaves with which verdict. */
import type { FlowNode, FlowStep, Preview } from '../../server/src/protocol.ts';
import type { Verdict } from '../src/preview/messages.ts';
import type { Words } from '../src/preview/words.ts';
import { Bar, fill, type Send, type Truth, VerdictCount } from './parts.tsx';

interface Props {
  readonly words: Words;
  readonly send: Send;
}

export function Flow({ preview, words, send }: { readonly preview: Preview } & Props) {
  const [first] = preview.flow;
  const entering = first?.entering ?? null;
  return (
    <section aria-labelledby="flow">
      <h2 id="flow">{words.flow}</h2>
      <div class="flow">
        {entering === null ? null : (
          <p class="start">{fill(words.subjects, `${entering} ${preview.entityTitle}`.trim())}</p>
        )}
        <ol>
          {preview.flow.map((step) => (
            <li key={step.step} class={`step ${step.step}`}>
              <Step step={step} words={words} send={send} />
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Step({ step, words, send }: { readonly step: FlowStep } & Props) {
  return (
    <>
      <div class="question">
        <h3>{words[step.step]}</h3>
        <ul class="tree">
          <Part node={step.node} words={words} send={send} />
        </ul>
      </div>
      {step.node.counts === null ? null : <Exits step={step.step} counts={step.node.counts} words={words} />}
    </>
  );
}

/** What becomes of those who are asked: a verdict, or the next step. */
function Exits(props: {
  readonly step: FlowStep['step'];
  readonly counts: NonNullable<FlowNode['counts']>;
  readonly words: Words;
}) {
  const { step, counts, words } = props;
  const exits = exitsOf(step, counts).filter(([, count]) => count > 0);
  return (
    <div class="exits">
      {step === 'during' && counts.false > 0 ? (
        <span class="chip not-applicable">
          {words.outside} <b>{counts.false}</b>
        </span>
      ) : null}
      {exits.map(([verdict, count]) => (
        <VerdictCount key={verdict} verdict={verdict} count={count} words={words} />
      ))}
      {step === 'require' ? null : <span class="on">{fill(words.goOn, counts.true)}</span>}
    </div>
  );
}

function exitsOf(
  step: FlowStep['step'],
  counts: Readonly<Record<Truth, number>>,
): readonly (readonly [Verdict, number])[] {
  switch (step) {
    case 'during':
      return [['undetermined', counts.unknown]];
    case 'when':
      return [
        ['not-applicable', counts.false + counts.empty],
        ['undetermined', counts.unknown],
      ];
    case 'require':
      return [
        ['fail', counts.false],
        ['undetermined', counts.unknown],
        ['pass', counts.true],
        ['not-applicable', counts.empty],
      ];
  }
}

function Part({ node, words, send }: { readonly node: FlowNode } & Props) {
  const { location } = node;
  const text = node.text === '' ? joinWord(node.kind, words) : node.text;
  return (
    <li>
      <div class="part">
        {location === null ? (
          <span class={node.text === '' ? 'join' : 'code'}>{text}</span>
        ) : (
          <button
            type="button"
            class={`link ${node.text === '' ? 'join' : 'code'}`}
            title={words.openSource}
            onClick={() => send({ type: 'open', location })}
          >
            {text}
          </button>
        )}
        {node.meaning === '' || node.meaning === node.text ? null : <span class="meaning">{node.meaning}</span>}
        {node.counts === null ? null : <Answers counts={node.counts} words={words} />}
      </div>
      {node.of.length === 0 ? null : (
        <ul>
          {node.of.map((part, index) => (
            <Part key={index} node={part} words={words} send={send} />
          ))}
        </ul>
      )}
    </li>
  );
}

function joinWord(kind: FlowNode['kind'], words: Words): string {
  return kind === 'all' || kind === 'any' || kind === 'not' ? words[kind] : '';
}

function Answers({ counts, words }: { readonly counts: NonNullable<FlowNode['counts']>; readonly words: Words }) {
  const answers = [
    ['true', words.holds],
    ['false', words.holdsNot],
    ['unknown', words.unknown],
    ['empty', words.empty],
  ] as const;
  const shown = answers.filter(([truth]) => counts[truth] > 0);
  return (
    <span class="answers">
      {shown.map(([truth, word]) => (
        <span key={truth} class={`answer ${truth}`}>
          {word} <b>{counts[truth]}</b>
        </span>
      ))}
      <Bar parts={shown.map(([truth]) => [truth, counts[truth]] as const)} />
    </span>
  );
}
