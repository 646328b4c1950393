/** The units that are judged, failures first: searched, narrowed to a verdict, each with its evidence and a way to its reasons. */
import type { SubjectRow, SubjectsPage } from '../../server/src/protocol.ts';
import type { SubjectsQuery } from '../src/preview/messages.ts';
import type { Words } from '../src/preview/words.ts';
import { byUrgency, fill, Search, type Send, SubjectHead, VerdictMark } from './parts.tsx';

interface Props {
  readonly entityTitle: string;
  readonly query: SubjectsQuery;
  readonly page: SubjectsPage | null;
  readonly words: Words;
  readonly send: Send;
}

export function Units({ entityTitle, query, page, words, send }: Props) {
  const ask = (change: Partial<SubjectsQuery>) => send({ type: 'subjects', query: { ...query, limit: 50, ...change } });
  return (
    <section aria-labelledby="units">
      <h2 id="units">{entityTitle === '' ? words.units : entityTitle}</h2>
      <div class="tools">
        <Search value={query.search} words={words} ask={(text) => ask({ search: text })} />
        <fieldset>
          <legend class="heard">{words.showOnly}</legend>
          {[null, ...byUrgency].map((verdict) => (
            <button
              key={verdict ?? 'all'}
              type="button"
              class={`filter ${verdict ?? ''}`}
              aria-pressed={query.verdict === verdict}
              onClick={() => ask({ verdict })}
            >
              {verdict === null ? words.everyVerdict : words.verdicts[verdict]}
            </button>
          ))}
        </fieldset>
      </div>
      {page === null ? null : <Table page={page} words={words} send={send} />}
      {page !== null && page.subjects.length < page.total ? (
        <button type="button" onClick={() => ask({ limit: query.limit + 200 })}>
          {words.more}
        </button>
      ) : null}
    </section>
  );
}

function Table({ page, words, send }: { readonly page: SubjectsPage; readonly words: Words; readonly send: Send }) {
  if (page.total === 0) return <p class="none">{words.noneFound}</p>;
  return (
    <>
      <p class="shown" role="status">
        {fill(words.shown, page.subjects.length, page.total)}
      </p>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{words.unit}</th>
            <th scope="col">{words.verdict}</th>
            <th scope="col">{words.finding}</th>
            <th scope="col">{words.evidence}</th>
          </tr>
        </thead>
        <tbody>
          {page.subjects.map((row) => (
            <Row key={`${row.entity}:${row.subject}`} row={row} words={words} send={send} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Row({ row, words, send }: { readonly row: SubjectRow; readonly words: Words; readonly send: Send }) {
  return (
    <tr>
      <SubjectHead of={row} words={words} send={send} />
      <td>
        <VerdictMark verdict={row.verdict} words={words} />
        {row.before === null ? null : (
          <span class="before">
            {words.before}: {words.verdicts[row.before]}
          </span>
        )}
      </td>
      <td>
        {row.message}
        {row.remedy === '' ? null : <span class="remedy">→ {row.remedy}</span>}
      </td>
      <td class="evidence">{row.evidence.join(' ')}</td>
    </tr>
  );
}
