/** Who stands where on a ladder or in a procedure: searched, narrowed to a step, each with what is to be said and a way to its reasons. */
import type { Preview, StandingRow, StandingsPage } from '../../server/src/protocol.ts';
import type { StandingsQuery } from '../src/preview/messages.ts';
import type { Words } from '../src/preview/words.ts';
import { fill, Search, type Send, SubjectHead } from './parts.tsx';
import { stateWord } from './programme.tsx';

interface Props {
  readonly preview: Preview;
  readonly query: StandingsQuery;
  readonly page: StandingsPage | null;
  readonly words: Words;
  readonly send: Send;
}

export function Standings({ preview, query, page, words, send }: Props) {
  const ask = (change: Partial<StandingsQuery>) =>
    send({ type: 'standings', query: { ...query, limit: 50, ...change } });
  const titleOf = (step: string | null): string =>
    preview.programme?.steps.find((each) => each.step === step)?.title ?? step ?? words.noStep;
  return (
    <section aria-labelledby="units">
      <h2 id="units">{preview.entityTitle}</h2>
      <div class="tools">
        <Search value={query.search} words={words} ask={(text) => ask({ search: text })} />
        <button type="button" class="filter" aria-pressed={query.which === null} onClick={() => ask({ which: null })}>
          {words.everyStep}
        </button>
      </div>
      {page === null ? null : (
        <>
          <p class="shown" role="status">
            {page.total === 0 ? words.noneFound : fill(words.shown, page.rows.length, page.total)}
          </p>
          {page.total === 0 ? null : (
            <table class="rows">
              <thead>
                <tr>
                  <th scope="col">{words.unit}</th>
                  <th scope="col">{words.step}</th>
                  {preview.kind === 'ladder' ? <th scope="col">{words.occasions}</th> : null}
                  <th scope="col">{words.remarks}</th>
                </tr>
              </thead>
              <tbody>
                {page.rows.map((row) => (
                  <Row key={row.subject} row={row} titleOf={titleOf} words={words} send={send} />
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
      {page !== null && page.rows.length < page.total ? (
        <button type="button" onClick={() => ask({ limit: query.limit + 200 })}>
          {words.more}
        </button>
      ) : null}
    </section>
  );
}

function Row(props: {
  readonly row: StandingRow;
  readonly titleOf: (step: string | null) => string;
  readonly words: Words;
  readonly send: Send;
}) {
  const { row, titleOf, words, send } = props;
  const told = row.marks.filter(({ state }) => !['done', 'due', 'pending'].includes(state));
  return (
    <tr>
      <SubjectHead of={row} words={words} send={send} />
      <td>
        {titleOf(row.step)}
        {row.before === null ? null : (
          <span class="before">
            {words.before}: {titleOf(row.before.step)}
          </span>
        )}
      </td>
      {row.occasions === null ? null : <td>{row.occasions}</td>}
      <td>
        <ul class="chips">
          {told.map(({ step, state, days }) => (
            <li key={`${step} ${state}`} class={`chip state ${state}`}>
              {titleOf(step)} <b>{stateWord(state, words)}</b>
              {days === null ? null : ` ${fill(words.byDays, days)}`}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}
