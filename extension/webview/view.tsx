/** A rule or standard: what it decides, on whom, since when, and what changed; a ladder or procedure: who stands where. */
import { useEffect, useState } from 'preact/hooks';
import type { Preview } from '../../server/src/protocol.ts';
import type { Words } from '../src/preview/words.ts';
import { Changes } from './changes.tsx';
import { Flow } from './flow.tsx';
import { CountsBar, fill, type Send, VerdictCount } from './parts.tsx';
import { Programme } from './programme.tsx';
import { Sparkline } from './sparkline.tsx';
import { Standings } from './standings.tsx';
import type { State } from './state.ts';
import { Units } from './units.tsx';

interface Props {
  readonly state: State;
  readonly words: Words;
  readonly send: Send;
}

export function View({ state, words, send }: Props) {
  const { preview } = state;
  if (preview === null) return <p class="nothing">{state.nothing ?? words.running}</p>;
  return (
    <>
      <Header preview={preview} words={words} send={send} />
      {preview.counts === null ? null : <CountsBar counts={preview.counts} words={words} />}
      <Announcement preview={preview} words={words} />
      {preview.programme === null ? null : (
        <Programme
          preview={preview}
          programme={preview.programme}
          query={state.standingsQuery}
          words={words}
          send={send}
        />
      )}
      {preview.programme === null || preview.programme.total === null ? null : (
        <Standings preview={preview} query={state.standingsQuery} page={state.standings} words={words} send={send} />
      )}
      {preview.flow.length > 0 ? <Flow preview={preview} words={words} send={send} /> : null}
      {preview.requires.length > 0 ? <Requires preview={preview} words={words} send={send} /> : null}
      {preview.months.length > 1 ? <Sparkline months={preview.months} words={words} /> : null}
      {preview.counts === null ? null : (
        <>
          <Units entityTitle={preview.entityTitle} query={state.query} page={state.page} words={words} send={send} />
          <Changes base={preview.base} flips={state.flips} words={words} send={send} />
        </>
      )}
      {preview.clause === null ? null : <Clause clause={preview.clause} words={words} send={send} />}
    </>
  );
}

function Header({ preview, words, send }: { readonly preview: Preview } & Omit<Props, 'state'>) {
  const kind = words[preview.kind];
  return (
    <header>
      <p class="kind">
        {kind} · {preview.entityTitle}
        {preview.severity === null ? null : (
          <span class={`severity ${preview.severity}`}>{words.severity[preview.severity]}</span>
        )}
      </p>
      <h1>{preview.title}</h1>
      <p class="meta">
        <button
          type="button"
          class="link code"
          title={words.openSource}
          onClick={() => send({ type: 'open', location: preview.location })}
        >
          {preview.name}
        </button>{' '}
        {preview.period} · {fill(words.asOf, preview.asOf)}
      </p>
      {preview.problem === null ? null : (
        <p class="problem" role="alert">
          {preview.problem}
        </p>
      )}
      {preview.state === 'running' ? <p class="running">{words.running}</p> : null}
    </header>
  );
}

/** Tells those who hear the page that the counts have changed, once they have come to rest. */
function Announcement({ preview, words }: { readonly preview: Preview; readonly words: Words }) {
  const { counts } = preview;
  const text =
    counts === null
      ? ''
      : fill(
          words.updated,
          `${counts.fail} ${words.verdicts.fail}, ${counts.undetermined} ${words.verdicts.undetermined}`,
        );
  const [said, say] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => say(text), 800);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p class="heard" aria-live="polite">
      {said}
    </p>
  );
}

function Requires({ preview, words, send }: { readonly preview: Preview } & Omit<Props, 'state'>) {
  return (
    <section aria-labelledby="requires">
      <h2 id="requires">{words.requires}</h2>
      <ul class="requires">
        {preview.requires.map((each) => (
          <li key={`${each.kind} ${each.name}`}>
            <button type="button" class="link" onClick={() => send({ type: 'show', name: each.name })}>
              {each.title}
            </button>
            {each.counts === null ? null : (
              <span class="chips">
                {(['fail', 'undetermined', 'pass'] as const).map((verdict) => (
                  <VerdictCount key={verdict} verdict={verdict} count={each.counts?.[verdict] ?? 0} words={words} />
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Clause(props: { readonly clause: NonNullable<Preview['clause']> } & Omit<Props, 'state'>) {
  const { clause, words, send } = props;
  return (
    <section aria-labelledby="clause">
      <h2 id="clause">{words.clause}</h2>
      <button type="button" class="link" onClick={() => send({ type: 'open', location: clause.location })}>
        {clause.title}
      </button>
      <blockquote>{clause.text}</blockquote>
    </section>
  );
}
