/** Why one unit has its verdicts: rule by rule, with the truth of each part, the facts and the records behind them. */
import { useEffect, useRef } from 'preact/hooks';
import type { RuleVerdict, SubjectExplanation, TraceNode } from '../../server/src/protocol.ts';
import type { Words } from '../src/preview/words.ts';
import { byUrgency, fill, type Send, type Truth, VerdictMark } from './parts.tsx';
import { LadderOfOne, ProcedureOfOne } from './standing-of-one.tsx';
import type { State } from './state.ts';
import { Why } from './why.tsx';

interface Props {
  readonly explanation: SubjectExplanation | null;
  readonly reasons: State['reasons'];
  readonly words: Words;
  readonly send: Send;
}

export function Explanation({ explanation, reasons, words, send }: Props) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    back.current?.focus();
    const leave = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') send({ type: 'explained' });
    };
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, []);
  return (
    <>
      <button ref={back} type="button" class="back" onClick={() => send({ type: 'explained' })}>
        ← {words.back}
      </button>
      {explanation === null ? (
        <>
          <p class="nothing">{words.notThere}</p>
          <Why reasons={reasons} words={words} send={send} />
        </>
      ) : (
        <Verdicts explanation={explanation} reasons={reasons} words={words} send={send} />
      )}
    </>
  );
}

function Verdicts(props: Props & { readonly explanation: SubjectExplanation }) {
  const { explanation, reasons, words, send } = props;
  const verdicts = [...explanation.verdicts].sort(
    (a, b) => byUrgency.indexOf(a.verdict) - byUrgency.indexOf(b.verdict),
  );
  return (
    <>
      <header>
        <p class="kind">{explanation.entityTitle}</p>
        <h1>{explanation.title === '' ? explanation.subject : explanation.title}</h1>
        <p class="meta">
          <span class="code">{explanation.subject}</span> {explanation.period} · {fill(words.asOf, explanation.asOf)}
        </p>
      </header>
      <ul class="standings">
        {explanation.standings.map(({ standard, title, verdict }) => (
          <li key={standard}>
            {title} <VerdictMark verdict={verdict} words={words} />
          </li>
        ))}
      </ul>
      <Why reasons={reasons} words={words} send={send} />
      {explanation.ladders.map((ladder) => (
        <LadderOfOne key={ladder.ladder} ladder={ladder} words={words} />
      ))}
      {explanation.procedures.map((procedure) => (
        <ProcedureOfOne key={procedure.procedure} procedure={procedure} words={words} />
      ))}
      {verdicts.map((verdict) => (
        <Verdict key={verdict.rule} verdict={verdict} words={words} send={send} />
      ))}
    </>
  );
}

function Verdict({
  verdict,
  words,
  send,
}: {
  readonly verdict: RuleVerdict;
  readonly words: Words;
  readonly send: Send;
}) {
  const { location } = verdict;
  return (
    <details class="reason" open={verdict.verdict === 'fail' || verdict.verdict === 'undetermined'}>
      <summary>
        <VerdictMark verdict={verdict.verdict} words={words} /> <h2>{verdict.title}</h2>
      </summary>
      {verdict.message === '' ? null : <p>{verdict.message}</p>}
      {verdict.remedy === '' ? null : (
        <p class="remedy">
          {words.remedy}: {verdict.remedy}
        </p>
      )}
      {verdict.when === null ? null : <Condition title={words.when} node={verdict.when} words={words} />}
      <Condition title={words.require} node={verdict.require} words={words} />
      {verdict.evidence.length === 0 ? null : (
        <p class="evidence">
          {words.evidence}: {verdict.evidence.join(' ')}
        </p>
      )}
      <p class="meta">
        {location === null ? null : (
          <button
            type="button"
            class="link code"
            title={words.openSource}
            onClick={() => send({ type: 'open', location })}
          >
            {verdict.rule}
          </button>
        )}{' '}
        {verdict.cites}
      </p>
    </details>
  );
}

function Condition(props: { readonly title: string; readonly node: TraceNode; readonly words: Words }) {
  return (
    <>
      <h3>{props.title}</h3>
      <ul class="tree">
        <Part node={props.node} words={props.words} />
      </ul>
    </>
  );
}

function Part({ node, words }: { readonly node: TraceNode; readonly words: Words }) {
  const text = node.text === '' && node.kind !== 'leaf' && node.kind !== 'shared' ? words[node.kind] : node.text;
  return (
    <li>
      <div class="part">
        <span class={`truth ${node.truth}`}>{truthWord(node.truth, words)}</span>
        <span class={node.text === '' ? 'join' : 'code'}>{text}</span>
        {node.facts.map((fact) => (
          <span key={fact.name} class="fact">
            {fill(words.is, fact.title === '' ? fact.name : fact.title)} <b>{fact.value}</b>
            {fact.records.length === 0 ? null : (
              <span class="key">
                {words.records}: {fact.records.join(' ')}
              </span>
            )}
          </span>
        ))}
      </div>
      {node.of.length === 0 ? null : (
        <ul>
          {node.of.map((part, index) => (
            <Part key={index} node={part} words={words} />
          ))}
        </ul>
      )}
    </li>
  );
}

function truthWord(truth: Truth, words: Words): string {
  switch (truth) {
    case 'true':
      return words.holds;
    case 'false':
      return words.holdsNot;
    case 'unknown':
      return words.unknown;
    case 'empty':
      return words.empty;
  }
}
