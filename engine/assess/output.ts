/** Writes an assessment's tables as files of a folder. Equal tables give equal bytes. */
import { createHash } from 'node:crypto';
import { createReadStream, promises as fs } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { globless } from '../data/duck-lock.ts';
import { quoteName, quoteText } from '../data/sql-text.ts';
import type { Language } from '../diagnostics/diagnostic.ts';
import type { FileHash } from '../project/files.ts';
import { writeCsv } from './csv.ts';
import { type AskedTable, isAsked } from './only.ts';
import type { Counts } from './results.ts';
import { type ResultColumn, type ResultTable, resultTables } from './tables.ts';

export interface OutputOptions {
  readonly language: Language;
  /**
   * Only these tables, by the names of their files (`verdicts`, `standings` …): what is not asked for is not computed, has no rows
   * and no count. The findings about the data are always there. null: all tables.
   */
  readonly only: readonly AskedTable[] | null;
  /** How all tables but the verdicts are written; these are always Parquet. */
  readonly tables: 'csv' | 'parquet';
  readonly bom: boolean;
}

export interface Written {
  /** Sorted by name. */
  readonly outputs: readonly FileHash[];
  readonly counts: Counts;
}

/**
 * Writes every table that is asked for; `forOneThread` says which views only one thread reads in order (`judge`). Verdicts are computed while they are written, so each view is read once only.
 */
export async function writeTables(
  connection: DuckDBConnection,
  folder: string,
  options: OutputOptions,
  forOneThread: ReadonlySet<string>,
): Promise<Written> {
  const write = (view: string, work: () => Promise<number>): Promise<number> =>
    forOneThread.has(view) ? inOneThread(connection, work) : work();
  const files: string[] = [];
  const subjects: Record<string, number> = {};
  const rows: Partial<Record<ResultTable['property'], number>> = {};
  const { only } = options;
  const hasVerdicts = isAsked(only, 'verdicts');
  if (hasVerdicts) await fs.mkdir(join(folder, 'verdicts'));
  for (const entity of await verdictEntities(connection)) {
    if (!hasVerdicts) {
      subjects[entity] = await countSubjects(connection, verdictTable(entity));
      continue;
    }
    const file = `verdicts/${entity}.parquet`;
    await write(verdictTable(entity), () => writeParquet(connection, verdictRows(entity), join(folder, file)));
    subjects[entity] = await countSubjects(connection, `read_parquet(${quoteText(globless(join(folder, file)))})`);
    files.push(file);
  }
  for (const result of resultTables(options.language)) {
    if (!isAsked(only, result.name)) continue;
    const file = `${result.name}.${options.tables}`;
    rows[result.property] = await write(result.from, () =>
      options.tables === 'parquet'
        ? writeParquet(connection, rowsOf(result, orderOf(result)), join(folder, file))
        : writeResultCsv(connection, result, join(folder, file), options.bom),
    );
    files.push(file);
  }
  const outputs: FileHash[] = [];
  for (const file of files.sort()) outputs.push({ file, ...(await hashFile(join(folder, file))) });
  const { standings = null, findings = null, rollups = null, ladders = null, procedures = null } = rows;
  const { dataFindings = 0 } = rows;
  return { outputs, counts: { subjects, standings, findings, rollups, ladders, procedures, dataFindings } };
}

/** The entities that have a table of verdicts, sorted. */
export async function verdictEntities(connection: DuckDBConnection): Promise<string[]> {
  const found = await connection.runAndReadAll(
    `SELECT table_name[${VERDICTS.length + 1}:] FROM information_schema.tables ` +
      `WHERE table_schema = 'run' AND starts_with(table_name, '${VERDICTS}') ORDER BY 1`,
  );
  return found.getRows().map(([name]) => String(name));
}

/** A table's rows under the manual's column names, sorted by its key. */
export function orderedRows(table: ResultTable): string {
  return rowsOf(table, table.sorted === 'always' ? [] : keyOf(table));
}

function rowsOf(table: ResultTable, order: readonly string[]): string {
  const sorting = order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`;
  return `SELECT ${table.columns.map(selected).join(', ')} FROM ${table.from}${sorting}`;
}

export async function hashFile(file: string): Promise<Omit<FileHash, 'file'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(createReadStream(file), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  });
  return { bytes, sha256: hash.digest('hex') };
}

/** The most subjects of a table of verdicts that were judged in one period; counting distinct keys would take longer. */
export function subjectCount(table: string): string {
  return `SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM ${table} GROUP BY period)`;
}

const VERDICTS = 'verdicts_';

/**
 * Sorted already to one thread, as `judge` promises. DuckDB writes the enumeration that verdicts are as texts of a dictionary, in a sixth of
 * the time that texts take.
 */
function verdictRows(entity: string): string {
  return `SELECT * FROM ${verdictTable(entity)}`;
}

function verdictTable(entity: string): string {
  return `run.${quoteName(VERDICTS + entity)}`;
}

async function countSubjects(connection: DuckDBConnection, table: string): Promise<number> {
  const found = await connection.runAndReadAll(subjectCount(table));
  return Number(found.getRows()[0]?.[0] ?? 0);
}

/** The number of rows written, which keep their order. */
async function writeParquet(connection: DuckDBConnection, rows: string, file: string): Promise<number> {
  const copied = await connection.runAndReadAll(
    `COPY (${rows}) TO ${quoteText(file)} (FORMAT parquet, COMPRESSION snappy, PRESERVE_ORDER true)`,
  );
  return Number(copied.getRows()[0]?.[0] ?? 0);
}

/**
 * One thread writes rows as they come, and looks up in memory what the query's text joins to them. Several would first keep what
 * they have, to put it in order: measured with 12 million rows of 40 verdicts, that takes three times the processor time, and no
 * less time on two processors.
 */
async function inOneThread<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  const found = await connection.runAndReadAll(
    "SELECT current_setting('threads'), current_setting('disabled_optimizers')",
  );
  const [threads = '', disabled = ''] = (found.getRows()[0] ?? []).map(String);
  const set = async (count: string, optimizers: readonly string[]): Promise<void> => {
    await connection.run(`SET threads = ${quoteText(count)}`);
    await connection.run(`SET disabled_optimizers = ${quoteText(optimizers.filter((one) => one !== '').join(','))}`);
  };
  await set('1', [disabled, 'join_order', 'build_side_probe_side']);
  try {
    return await work();
  } finally {
    await set(threads, [disabled]);
  }
}

async function writeResultCsv(
  connection: DuckDBConnection,
  result: ResultTable,
  file: string,
  bom: boolean,
): Promise<number> {
  const columns = result.columns.map((column) => ({
    name: column.name,
    expression: column.kind === 'decimal' ? shortest(expressionOf(column)) : expressionOf(column),
    free: column.kind === 'free',
  }));
  return writeCsv(connection, result.from, columns, file, { bom, orderBy: orderOf(result) });
}

/** What has to be sorted by, where no more threads read than `judge` allows. */
function orderOf(table: ResultTable): readonly string[] {
  return table.sorted === 'never' ? keyOf(table) : [];
}

function keyOf({ columns, key }: ResultTable): readonly string[] {
  return key.flatMap((name) => columns.filter((column) => column.name === name).map(expressionOf));
}

function expressionOf({ name, source }: ResultColumn): string {
  return quoteName(source ?? name);
}

/** A decimal always has a point, to which its zeros are cut back. */
function shortest(decimal: string): string {
  return `rtrim(rtrim(CAST(${decimal} AS VARCHAR), '0'), '.')`;
}

function selected(column: ResultColumn): string {
  return `${expressionOf(column)} AS ${quoteName(column.name)}`;
}
