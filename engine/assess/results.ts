/** What an assessment found, while its database is open: rows to stream, figures to count. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { CivilDate } from '../calendar/civil-date.ts';
import { quoteName, quoteText } from '../data/sql-text.ts';
import type { Language } from '../diagnostics/diagnostic.ts';
import type { Verdict } from '../model/verdict.ts';
import { type AskedTable, isAsked } from './only.ts';
import { orderedRows, subjectCount, verdictEntities } from './output.ts';
import { type ResultTable, resultTables } from './tables.ts';

export interface Standing {
  readonly period: string;
  readonly entity: string;
  readonly subject: string;
  readonly standard: string;
  readonly verdict: string;
  readonly score: number | null;
}

export interface Finding {
  readonly period: string;
  readonly entity: string;
  readonly subject: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly remedy: string;
  readonly responsible: string;
  /** Record ids, `;` between them. */
  readonly evidence: string;
  readonly cites: string | null;
}

export interface RollupRow {
  readonly period: string;
  readonly rollup: string;
  readonly group: string;
  readonly standard: string;
  readonly assessed: number;
  readonly passed: number;
  readonly failed: number;
  readonly undetermined: number;
  readonly rate: number | null;
  readonly rank: number | null;
  /** The rate less that of the period before. */
  readonly change: number | null;
}

export interface LadderRow {
  readonly period: string;
  readonly ladder: string;
  readonly subject: string;
  readonly occasions: number;
  readonly due: string;
  /** Steps, `;` between them; null where the ladder follows no letters, or there is no file of them. So are the others. */
  readonly sent: string | null;
  readonly missing: string | null;
  readonly outOfOrder: string | null;
  readonly duplicates: string | null;
}

export interface ProcedureRow {
  readonly period: string;
  readonly procedure: string;
  readonly subject: string;
  readonly step: string;
  readonly state: string;
  readonly lateByDays: number | null;
}

export interface DataFindingRow {
  readonly file: string;
  readonly row: number | null;
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
}

/** How many of each; null: not asked for. */
export interface Counts {
  /** Judged, by entity: in the period in which there were most. */
  readonly subjects: Readonly<Record<string, number>>;
  readonly standings: number | null;
  readonly findings: number | null;
  readonly rollups: number | null;
  readonly ladders: number | null;
  readonly procedures: number | null;
  readonly dataFindings: number;
}

export interface Rows {
  readonly standings: Standing;
  readonly findings: Finding;
  readonly rollups: RollupRow;
  readonly ladders: LadderRow;
  readonly procedures: ProcedureRow;
  readonly dataFindings: DataFindingRow;
}

export interface Results {
  /** As asked for. */
  readonly period: string;
  /** Of the last period, where none was asked for. */
  readonly asOf: CivilDate;
  readonly counts: Counts;
  /** Whether the table was asked for; otherwise it has no rows. */
  has(table: keyof Rows): boolean;
  /** The rows of a table in the order of its file, a few at a time. */
  rows<Name extends keyof Rows>(table: Name): AsyncGenerator<Rows[Name]>;
  /** Whether a rule or standard has one of the verdicts. */
  hasVerdict(verdicts: readonly Verdict[]): Promise<boolean>;
  /** The rows of a `SELECT` over the tables `run.*` and `data.*`: texts, numbers, booleans and nulls. */
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export interface OpenOptions {
  readonly period: string;
  readonly asOf: CivilDate;
  readonly language: Language;
  /** Where they are known already: counting computes the verdicts once more. */
  readonly counts: Counts | null;
  /** The tables asked for; null: all. */
  readonly only: readonly AskedTable[] | null;
}

export async function openResults(
  connection: DuckDBConnection,
  { period, asOf, language, counts, only }: OpenOptions,
): Promise<Results> {
  const tables = resultTables(language);
  const asked = tables.filter(({ name }) => isAsked(only, name));
  return {
    period,
    asOf,
    counts: counts ?? (await countsOf(connection, asked)),
    has: (name) => asked.some(({ property }) => property === name),
    rows: (name) => stream(connection, tableOf(tables, name), asked),
    hasVerdict: (verdicts) => hasVerdict(connection, verdicts, isAsked(only, 'findings')),
    query: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
  };
}

function tableOf(tables: readonly ResultTable[], name: keyof Rows): ResultTable {
  const found = tables.find(({ property }) => property === name);
  if (found === undefined) throw new Error(`no table ${name}`);
  return found;
}

async function hasVerdict(
  connection: DuckDBConnection,
  verdicts: readonly Verdict[],
  hasFindings: boolean,
): Promise<boolean> {
  // Every failure has a finding, which is in a table; verdicts are computed when they are read.
  if (hasFindings && verdicts.includes('fail') && (await count(connection, 'run.findings')) > 0) return true;
  const others = verdicts.filter((verdict) => !hasFindings || verdict !== 'fail');
  if (others.length === 0) return false;
  const wanted = others.map(quoteText).join(', ');
  const found = await connection.runAndReadAll(
    `SELECT table_name, string_agg(format('"{}" IN (${wanted.replaceAll("'", "''")})', replace(column_name, '"', '""')), ' OR ') ` +
      `FROM information_schema.columns WHERE table_schema = 'run' AND starts_with(table_name, 'verdicts_') ` +
      `AND column_name NOT IN ('period', 'subject') GROUP BY table_name ORDER BY table_name`,
  );
  const ruled = found
    .getRows()
    .map(([table, condition]) => `(SELECT 1 FROM run.${quoteName(String(table))} WHERE ${condition} LIMIT 1)`);
  return ruled.length > 0 && (await count(connection, `(${ruled.join(' UNION ALL ')})`)) > 0;
}

async function countsOf(connection: DuckDBConnection, tables: readonly ResultTable[]): Promise<Counts> {
  const subjects: Record<string, number> = {};
  for (const entity of await verdictEntities(connection)) {
    const found = await connection.runAndReadAll(subjectCount(`run.${quoteName(`verdicts_${entity}`)}`));
    subjects[entity] = Number(found.getRows()[0]?.[0] ?? 0);
  }
  const counts: Record<string, number> = {};
  for (const { property, from } of tables) counts[property] = await count(connection, from);
  const of = (property: keyof Rows) => counts[property] ?? null;
  return {
    subjects,
    standings: of('standings'),
    findings: of('findings'),
    rollups: of('rollups'),
    ladders: of('ladders'),
    procedures: of('procedures'),
    dataFindings: of('dataFindings') ?? 0,
  };
}

async function count(connection: DuckDBConnection, from: string): Promise<number> {
  const found = await connection.runAndReadAll(`SELECT count(*) FROM ${from}`);
  return Number(found.getRows()[0]?.[0] ?? 0);
}

async function* stream<Row>(
  connection: DuckDBConnection,
  table: ResultTable,
  asked: readonly ResultTable[],
): AsyncGenerator<Row> {
  if (!asked.includes(table)) return;
  const columns = table.columns.map(({ name, kind }) => {
    const isNumber = kind === 'number' || kind === 'decimal';
    const cell = isNumber ? `CAST(${quoteName(name)} AS DOUBLE)` : `CAST(${quoteName(name)} AS VARCHAR)`;
    return `${cell} AS ${quoteName(camel(name))}`;
  });
  const result = await connection.stream(`SELECT ${columns.join(', ')} FROM (${orderedRows(table)})`);
  for await (const rows of result.yieldRowObjectJson()) {
    // Made by the SELECT above: a text, number or null for each column of Rows.
    yield* rows as Row[];
  }
}

function camel(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
