/** How the values of a fact are distributed over its subjects. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Entity, Field } from '../../../engine/model/dictionary.ts';
import type { FactType } from '../../../engine/model/fact.ts';
import { duckdb } from '../../../engine/sql/duckdb.ts';
import { rowsOf } from './database.ts';
import type { Distribution, Spread, Summary } from './messages.ts';

/** Parts of a histogram. */
const bars = 12;
/** Values that are told one by one. */
const mostValues = 50;

/**
 * Of a query for values as `inspectFact` gives them: `low` and `high`, or `value`, and `is_empty`. Whether they may be shown is the
 * caller's to know.
 */
export async function distributionOf(
  connection: DuckDBConnection,
  query: string,
  kind: FactType['kind'],
  signal: AbortSignal,
): Promise<Distribution> {
  if (kind === 'number') return numbers(connection, query, signal);
  if (kind === 'date' || kind === 'month') return dates(connection, query, kind, signal);
  return values(connection, query, signal);
}

/** Of all fields of an entity that may be shown. */
export async function summariesOf(
  connection: DuckDBConnection,
  { name, fields }: Entity,
  signal: AbortSignal,
): Promise<readonly Summary[]> {
  const summaries: Summary[] = [];
  for (const field of fields.values()) {
    if (field.sensitive) continue;
    const distribution = await distributionOf(connection, cells(name, field), kindOf(field), signal);
    summaries.push({ entity: name, fact: field.name, distribution });
  }
  return summaries;
}

function cells(entity: string, field: Field): string {
  const cell = duckdb.quote(field.name);
  const columns =
    kindOf(field) === 'number' ? `CAST(${cell} AS DOUBLE) AS low, CAST(${cell} AS DOUBLE) AS high` : `${cell} AS value`;
  return `SELECT ${columns}, FALSE AS is_empty FROM data.${duckdb.quote(entity)}`;
}

function kindOf({ type }: Field): FactType['kind'] {
  return type.kind === 'integer' || type.kind === 'decimal' ? 'number' : type.kind;
}

async function numbers(connection: DuckDBConnection, query: string, signal: AbortSignal): Promise<Distribution> {
  const known = '(low IS NOT NULL AND low = high)';
  const spread = `FILTER (WHERE ${known})`;
  const [row = {}] = await rowsOf(
    connection,
    `SELECT count(*) AS count, count(*) FILTER (WHERE is_empty) AS empty, ` +
      `count(*) FILTER (WHERE NOT is_empty AND low IS NULL AND high IS NULL) AS unknown, ` +
      `count(*) FILTER (WHERE NOT is_empty AND NOT coalesce(low = high, FALSE) AND NOT (low IS NULL AND high IS NULL)) AS ranges, ` +
      `min(low) ${spread} AS smallest, max(low) ${spread} AS largest, ` +
      `quantile_disc(low, [0.25, 0.5, 0.75]) ${spread} AS quartiles FROM (${query})`,
    signal,
  );
  const { smallest, largest } = row;
  const base = {
    kind: 'numbers' as const,
    count: Number(row['count']),
    unknown: Number(row['unknown']),
    empty: Number(row['empty']),
    ranges: Number(row['ranges']),
  };
  if (typeof smallest !== 'number' || typeof largest !== 'number') return { ...base, spread: null };
  const heights = await histogram(
    connection,
    `SELECT low AS x FROM (${query}) WHERE ${known}`,
    smallest,
    largest,
    signal,
  );
  return { ...base, spread: { smallest, quartiles: three(row['quartiles'], smallest), largest, bars: heights } };
}

async function dates(
  connection: DuckDBConnection,
  query: string,
  kind: 'date' | 'month',
  signal: AbortSignal,
): Promise<Distribution> {
  const format = kind === 'date' ? '%Y-%m-%d' : '%Y-%m';
  const text = (sql: string): string => `strftime(${sql}, '${format}')`;
  const [row = {}] = await rowsOf(
    connection,
    `SELECT count(*) AS count, count(*) FILTER (WHERE is_empty) AS empty, ` +
      `count(*) FILTER (WHERE NOT is_empty AND value IS NULL) AS unknown, ${text('min(value)')} AS smallest, ` +
      `${text('max(value)')} AS largest, epoch(min(value)) AS first, epoch(max(value)) AS last, ` +
      `${[0.25, 0.5, 0.75].map((q, i) => `${text(`quantile_disc(value, ${q})`)} AS q${i}`).join(', ')} FROM (${query})`,
    signal,
  );
  const base = {
    kind: 'dates' as const,
    count: Number(row['count']),
    unknown: Number(row['unknown']),
    empty: Number(row['empty']),
  };
  const { smallest, largest } = row;
  if (typeof smallest !== 'string' || typeof largest !== 'string') return { ...base, spread: null };
  const heights = await histogram(
    connection,
    `SELECT epoch(value) AS x FROM (${query}) WHERE value IS NOT NULL`,
    Number(row['first']),
    Number(row['last']),
    signal,
  );
  const quartiles: Spread<string>['quartiles'] = [String(row['q0']), String(row['q1']), String(row['q2'])];
  return { ...base, spread: { smallest, quartiles, largest, bars: heights } };
}

async function values(connection: DuckDBConnection, query: string, signal: AbortSignal): Promise<Distribution> {
  const [row = {}] = await rowsOf(
    connection,
    `SELECT count(*) AS count, count(*) FILTER (WHERE is_empty) AS empty, ` +
      `count(*) FILTER (WHERE NOT is_empty AND value IS NULL) AS unknown, count(DISTINCT value) AS distinct_values FROM (${query})`,
    signal,
  );
  const found = await rowsOf(
    connection,
    `SELECT CAST(value AS VARCHAR) AS value, count(*) AS count FROM (${query}) WHERE value IS NOT NULL ` +
      `GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${mostValues}`,
    signal,
  );
  return {
    kind: 'values',
    count: Number(row['count']),
    unknown: Number(row['unknown']),
    empty: Number(row['empty']),
    distinct: Number(row['distinct_values']),
    values: found.map(({ value, count }) => ({ value: String(value), count: Number(count) })),
  };
}

async function histogram(
  connection: DuckDBConnection,
  query: string,
  smallest: number,
  largest: number,
  signal: AbortSignal,
): Promise<readonly number[]> {
  if (largest <= smallest) return [];
  const width = (largest - smallest) / bars;
  const part = `least(${bars - 1}, CAST(floor((x - (${smallest}::DOUBLE)) / ${width}::DOUBLE) AS INTEGER))`;
  const found = await rowsOf(
    connection,
    `SELECT ${part} AS part, count(*) AS count FROM (${query}) GROUP BY 1`,
    signal,
  );
  const heights = new Array<number>(bars).fill(0);
  for (const { part: at, count } of found) heights[Number(at)] = Number(count);
  return heights;
}

function three(list: unknown, fallback: number): Spread<number>['quartiles'] {
  const items = Array.isArray(list) ? list : [];
  const at = (i: number): number => Number(items[i] ?? fallback);
  return [at(0), at(1), at(2)];
}
