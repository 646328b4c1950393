/** Small parts that several views share. */
import type { Counts, FlowNode } from '../../server/src/protocol.ts';
import type { FromPage, Verdict } from '../src/preview/messages.ts';
import type { Words } from '../src/preview/words.ts';

export type Send = (message: FromPage) => void;

export const byUrgency: readonly Verdict[] = ['fail', 'undetermined', 'waived', 'pass', 'not-applicable'];

const marks: Readonly<Record<Verdict, string>> = {
  pass: '✓',
  fail: '✗',
  waived: '○',
  undetermined: '?',
  'not-applicable': '–',
};

/** `✗ fail`, in the verdict's colour; the mark is for eyes that see no colour. */
export function VerdictMark({ verdict, words }: { readonly verdict: Verdict; readonly words: Words }) {
  return (
    <span class={`verdict ${verdict}`}>
      <span aria-hidden="true">{marks[verdict]}</span> {words.verdicts[verdict]}
    </span>
  );
}

export function VerdictCount(props: { readonly verdict: Verdict; readonly count: number; readonly words: Words }) {
  const { verdict, count, words } = props;
  return (
    <span class={`chip ${verdict}${count === 0 ? ' zero' : ''}`}>
      <span aria-hidden="true">{marks[verdict]}</span> {words.verdicts[verdict]} <b>{count}</b>
    </span>
  );
}

/** A bar of the shares, under the counts in words. */
export function CountsBar({ counts, words }: { readonly counts: Counts; readonly words: Words }) {
  const shown = byUrgency.filter((verdict) => counts[verdict] > 0);
  return (
    <div class="counts">
      <p class="chips">
        {shown.map((verdict) => (
          <VerdictCount key={verdict} verdict={verdict} count={counts[verdict]} words={words} />
        ))}
      </p>
      <Bar parts={shown.map((verdict) => [verdict, counts[verdict]] as const)} />
    </div>
  );
}

/** Only for the eye: the numbers stand beside it. */
export function Bar({ parts }: { readonly parts: readonly (readonly [string, number])[] }) {
  const total = parts.reduce((sum, [, count]) => sum + count, 0);
  let from = 0;
  return (
    <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      {parts.map(([name, count]) => {
        const width = total === 0 ? 0 : (count / total) * 100;
        const x = from;
        from += width;
        return <rect key={name} class={name} x={x} y="0" width={width} height="4" />;
      })}
    </svg>
  );
}

/** What is typed narrows the list below it. */
export function Search(props: { readonly value: string; readonly words: Words; readonly ask: (text: string) => void }) {
  const { value, words, ask } = props;
  return (
    <input
      id="search"
      type="search"
      value={value}
      placeholder={words.search}
      aria-label={words.search}
      onInput={({ currentTarget }) => ask(currentTarget.value)}
    />
  );
}

/** The head of a row: a subject by its name, else its key, and the way to its reasons. */
export function SubjectHead(props: {
  readonly of: { readonly entity: string; readonly subject: string; readonly title: string };
  readonly words: Words;
  readonly send: Send;
}) {
  const { of, words, send } = props;
  const { entity, subject, title } = of;
  return (
    <th scope="row">
      <button
        type="button"
        class="link"
        aria-label={fill(words.explain, title === '' ? subject : title)}
        onClick={() => send({ type: 'explain', subject: { entity, subject } })}
      >
        {title === '' ? subject : title}
      </button>
      {title === '' ? null : <span class="key">{subject}</span>}
    </th>
  );
}

export type Truth = keyof NonNullable<FlowNode['counts']>;

/** Fills `{0}`, `{1}`, … in. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (whole, index) => String(values[Number(index)] ?? whole));
}

export function sum(counts: Counts): number {
  return byUrgency.reduce((total, verdict) => total + counts[verdict], 0);
}
