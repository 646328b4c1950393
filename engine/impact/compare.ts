/** Compares the tables of two judgements in SQL: the base's, set aside in the schema `before`, and the head's, in `run`. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from '../data/sql-text.ts';
import type { Verdict } from '../model/verdict.ts';

/** Null: that version has no such rule or standard. */
export type VerdictOrNone = Verdict | null;

/** A rule or standard of either version, and the versions that have it. */
export interface Compared {
  readonly name: string;
  readonly entity: string;
  readonly before: boolean;
  readonly after: boolean;
}

export interface VerdictFlip {
  readonly period: string;
  readonly entity: string;
  readonly subject: string;
  readonly name: string;
  readonly before: VerdictOrNone;
  readonly after: VerdictOrNone;
}

/** Puts what `judge` has left aside, before the next judgement. */
export async function setAside(connection: DuckDBConnection): Promise<void> {
  await connection.run('DROP SCHEMA IF EXISTS before CASCADE; CREATE SCHEMA before');
  for (const table of await tablesIn(connection, 'run')) {
    if (table === 'workdays' || table === 'findings' || table === 'data_findings') continue;
    await connection.run(`CREATE TABLE before.${quoteName(table)} AS SELECT * FROM run.${quoteName(table)}`);
  }
}

/** A rule that says nothing of a subject, and one that does not apply to it, are the same. */
export async function ruleFlips(
  connection: DuckDBConnection,
  rules: readonly Compared[],
): Promise<readonly VerdictFlip[]> {
  const has = { before: await columnsIn(connection, 'before'), run: await columnsIn(connection, 'run') };
  const flips: VerdictFlip[] = [];
  for (const { name, entity, before, after } of rules) {
    const table = `verdicts_${entity}`;
    const side = (schema: 'before' | 'run'): string => {
      const there = has[schema].has(`${table} ${name}`);
      const rows = there
        ? `SELECT period, subject, ${quoteName(name)}::VARCHAR AS verdict FROM ${schema}.${quoteName(table)}`
        : nothing;
      return `(SELECT * FROM (${rows}) WHERE coalesce(verdict, 'not-applicable') <> 'not-applicable')`;
    };
    const found = await connection.runAndReadAll(
      `SELECT coalesce(a.period, b.period), coalesce(a.subject, b.subject), b.verdict, a.verdict FROM ${side('run')} a ` +
        `FULL JOIN ${side('before')} b ON a.period = b.period AND a.subject = b.subject ` +
        'WHERE a.verdict IS DISTINCT FROM b.verdict ORDER BY 1, 2',
    );
    for (const [period, subject, was, is] of found.getRows()) {
      const flip = { period: String(period), entity, subject: String(subject), name };
      flips.push({ ...flip, before: verdictOf(was, before), after: verdictOf(is, after) });
    }
  }
  return flips;
}

export async function standingFlips(
  connection: DuckDBConnection,
  standards: readonly Compared[],
): Promise<readonly VerdictFlip[]> {
  const side = (schema: string): string =>
    `(SELECT period, entity, subject, standard, verdict::VARCHAR AS verdict FROM ${schema}.standings ` +
    `WHERE verdict::VARCHAR <> 'not-applicable')`;
  const found = await connection.runAndReadAll(
    'SELECT coalesce(a.period, b.period), coalesce(a.entity, b.entity), coalesce(a.subject, b.subject), ' +
      'coalesce(a.standard, b.standard), b.verdict, a.verdict ' +
      `FROM ${side('run')} a FULL JOIN ${side('before')} b ` +
      'ON a.period = b.period AND a.entity = b.entity AND a.subject = b.subject AND a.standard = b.standard ' +
      'WHERE a.verdict IS DISTINCT FROM b.verdict ORDER BY 4, 1, 2, 3',
  );
  const known = new Map(standards.map((one) => [one.name, one]));
  return found.getRows().flatMap(([period, entity, subject, name, was, is]): VerdictFlip[] => {
    const one = known.get(String(name));
    if (one === undefined) return [];
    const flip = { period: String(period), entity: String(entity), subject: String(subject), name: one.name };
    return [{ ...flip, before: verdictOf(was, one.before), after: verdictOf(is, one.after) }];
  });
}

/** The verdicts in `run` of flips, in their order; `not-applicable` where there is none. */
export async function verdictsNow(
  connection: DuckDBConnection,
  kind: 'rule' | 'standard',
  flips: readonly VerdictFlip[],
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = flips.map(() => 'not-applicable');
  const columns = await columnsIn(connection, 'run');
  const groups = new Map<string, number[]>();
  for (const [i, { entity, name }] of flips.entries()) {
    const key = JSON.stringify([entity, name]);
    const numbers = groups.get(key);
    if (numbers === undefined) groups.set(key, [i]);
    else numbers.push(i);
  }
  for (const numbers of groups.values()) {
    const first = flips[numbers[0] as number] as VerdictFlip;
    const table = `verdicts_${first.entity}`;
    if (kind === 'rule' && !columns.has(`${table} ${first.name}`)) continue;
    const values = numbers.map((i) => {
      const { period, subject } = flips[i] as VerdictFlip;
      return `(${i}, ${quoteText(period)}, ${quoteText(subject)})`;
    });
    const from =
      kind === 'rule'
        ? `(SELECT period, subject, ${quoteName(first.name)}::VARCHAR AS verdict FROM run.${quoteName(table)})`
        : `(SELECT period, subject, verdict::VARCHAR AS verdict FROM run.standings WHERE entity = ${quoteText(first.entity)} AND standard = ${quoteText(first.name)})`;
    for (let at = 0; at < values.length; at += atOnce) {
      const found = await connection.runAndReadAll(
        `SELECT f.i, v.verdict FROM (VALUES ${values.slice(at, at + atOnce).join(', ')}) f(i, period, subject) ` +
          `JOIN ${from} v ON v.period = f.period AND v.subject = f.subject`,
      );
      for (const [i, verdict] of found.getRows())
        if (verdict !== null) verdicts[Number(i)] = String(verdict) as Verdict;
    }
  }
  return verdicts;
}

export interface RowChange {
  /** What identifies the row. */
  readonly key: Readonly<Record<string, string>>;
  /** Null: there is no such row. */
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** The rows of a table that differ in some columns; dates and decimals come as numbers and texts. */
export async function rowChanges(
  connection: DuckDBConnection,
  table: 'rollups' | 'ladders' | 'procedures' | 'standings',
  keys: readonly string[],
  columns: readonly string[],
): Promise<readonly RowChange[]> {
  const side = (schema: string): string => `(SELECT *, TRUE AS there FROM ${schema}.${table})`;
  const named = keys.map(quoteName);
  const selected = [
    ...named.map((key) => `coalesce(a.${key}, b.${key}) AS ${key}`),
    ...['before', 'after'].flatMap((name) => {
      const alias = name === 'before' ? 'b' : 'a';
      return [
        `${alias}.there AS ${name}`,
        ...columns.map((one) => `${cast(`${alias}.${quoteName(one)}`, one)} AS ${quoteName(`${name} ${one}`)}`),
      ];
    }),
  ];
  const differ = ['there', ...columns].map((one) => `a.${quoteName(one)} IS DISTINCT FROM b.${quoteName(one)}`);
  const found = await connection.runAndReadAll(
    `SELECT ${selected.join(', ')} FROM ${side('run')} a FULL JOIN ${side('before')} b ` +
      `ON ${named.map((key) => `a.${key} IS NOT DISTINCT FROM b.${key}`).join(' AND ')} WHERE ${differ.join(' OR ')} ` +
      `ORDER BY ${keys.map((_, i) => i + 1).join(', ')}`,
  );
  return found.getRowObjectsJS().map((row) => {
    const at = (name: 'before' | 'after') =>
      row[name] === true ? Object.fromEntries(columns.map((one) => [one, plain(row[`${name} ${one}`])])) : null;
    return {
      key: Object.fromEntries(keys.map((key) => [key, String(row[key] ?? '')])),
      before: at('before'),
      after: at('after'),
    };
  });
}

const nothing = 'SELECT NULL::VARCHAR AS period, NULL::VARCHAR AS subject, NULL::VARCHAR AS verdict WHERE FALSE';

/** Values in one statement. */
const atOnce = 5000;

function cast(sql: string, column: string): string {
  return ['rate', 'change', 'score'].includes(column) ? `${sql}::DOUBLE` : sql;
}

function plain(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : (value ?? null);
}

function verdictOf(value: unknown, exists: boolean): VerdictOrNone {
  if (value === null || value === undefined) return exists ? 'not-applicable' : null;
  return String(value) as Verdict;
}

async function tablesIn(connection: DuckDBConnection, schema: string): Promise<readonly string[]> {
  const found = await connection.runAndReadAll(
    `SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database() AND table_schema = ${quoteText(schema)}`,
  );
  return found.getRows().map(([name]) => String(name));
}

/** `TABLE COLUMN` each. */
async function columnsIn(connection: DuckDBConnection, schema: string): Promise<ReadonlySet<string>> {
  const found = await connection.runAndReadAll(
    `SELECT table_name, column_name FROM information_schema.columns WHERE table_catalog = current_database() AND table_schema = ${quoteText(schema)}`,
  );
  return new Set(found.getRows().map(([table, column]) => `${String(table)} ${String(column)}`));
}
