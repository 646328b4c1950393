/** Rows with the names of their subjects, fetched a batch at a time. */
import { subjectNames } from '../../assess/subject-names.ts';
import type { ReportContext } from '../part.ts';

export interface Named<Row> {
  readonly row: Row;
  /** Null where the entity has no name that may be shown. */
  readonly name: string | null;
}

const batch = 2_000;

/** In the order of `rows`; `subjectOf` gives a row's entity and key. */
export async function* named<Row>(
  { results, model }: ReportContext,
  rows: AsyncIterable<Row>,
  subjectOf: (row: Row) => readonly [entity: string, key: string],
): AsyncGenerator<Named<Row>> {
  let waiting: Row[] = [];
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length < batch) continue;
    yield* await withNames(waiting);
    waiting = [];
  }
  yield* await withNames(waiting);

  async function withNames(some: readonly Row[]): Promise<readonly Named<Row>[]> {
    const names = new Map<string, ReadonlyMap<string, string>>();
    for (const entity of new Set(some.map((row) => subjectOf(row)[0]))) {
      const keys = some.filter((row) => subjectOf(row)[0] === entity).map((row) => subjectOf(row)[1]);
      names.set(entity, await subjectNames(results, model, entity, [...new Set(keys)]));
    }
    return some.map((row) => {
      const [entity, key] = subjectOf(row);
      return { row, name: names.get(entity)?.get(key) ?? null };
    });
  }
}

/** The period's own: the results have those of earlier periods too. */
export async function* ofPeriod<Row extends { readonly period: string }>(
  rows: AsyncIterable<Row>,
  period: string,
): AsyncGenerator<Row> {
  for await (const row of rows) if (row.period === period) yield row;
}
