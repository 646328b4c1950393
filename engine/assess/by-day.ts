/**
 * Parquet files that are judged for several moments are read once: DuckDB keeps their records in tables, ordered by the day that
 * places them in a period, so that a period's pass looks at its own records and not at a year's.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName } from '../data/sql-text.ts';
import type { Model } from '../model/policy.ts';
import { isAggregate } from '../model/reads.ts';

/** Replaces the views of `data` that read a Parquet file by views of such tables, where that is worth it; the rows are the same. */
export async function keepByDay(
  connection: DuckDBConnection,
  models: ReadonlySet<Model>,
  moments: number,
): Promise<void> {
  if (moments < fewestMoments) return;
  const days = daysOf(models);
  const views = await connection.runAndReadAll(
    "SELECT view_name FROM duckdb_views() WHERE schema_name = 'stage' AND database_name = current_database() ORDER BY 1",
  );
  for (const [name] of views.getRows()) {
    const entity = String(name);
    const data = `data.${quoteName(entity)}`;
    const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${data}`);
    if (Number(counted.getRows()[0]?.[0]) > mostRecords) continue;
    const day = days.get(entity);
    const kept = `stage.${quoteName(`zhunsheng:by day ${entity}`)}`;
    const order = day === undefined ? '' : ` ORDER BY ${quoteName(day)}`;
    await connection.run(`CREATE OR REPLACE TABLE ${kept} AS SELECT * FROM ${data}${order}`);
    await connection.run(`CREATE OR REPLACE VIEW ${data} AS SELECT * FROM ${kept}`);
  }
}

/** With fewer, reading the files again costs less than keeping them. */
const fewestMoments = 3;

/** More records would crowd what else the memory is for. */
const mostRecords = 5_000_000;

/** By entity, the field by which aggregates place its records; where they differ, that of most of them. */
function daysOf(models: ReadonlySet<Model>): ReadonlyMap<string, string> {
  const uses = new Map<string, Map<string, number>>();
  for (const { definition } of [...models].flatMap(({ facts }) =>
    [...facts.values()].flatMap((of) => [...of.values()]),
  )) {
    if (!isAggregate(definition) || definition.during === null || definition.during.through.length > 0) continue;
    const { source, during } = definition;
    const fields = uses.get(source) ?? new Map<string, number>();
    uses.set(source, fields.set(during.fact, (fields.get(during.fact) ?? 0) + 1));
  }
  return new Map(
    [...uses].map(([entity, fields]) => [entity, [...fields].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '']),
  );
}
