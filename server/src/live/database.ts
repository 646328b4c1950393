/** The worker's DuckDB: in memory, without a way to the network, and statements that a signal stops. */
import { realpath } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { judgeError } from '../../../engine/assess/judge.ts';
import { confine, duckSettings } from '../../../engine/data/duck-lock.ts';
import { stop } from '../../../engine/diagnostics/error.ts';
import { interrupted } from '../../../engine/diagnostics/registry/run.ts';
import { duckdb } from '../../../engine/sql/duckdb.ts';
import { prelude } from '../../../engine/sql/results.ts';
import type { Statement } from '../../../engine/sql/statement.ts';

/** It may read the project's folder, in which all data files lie. */
export async function openDatabase(folder: string): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', {
    ...duckSettings,
    memory_limit: '2GB',
    temp_directory: '',
    // One core stays with whoever types.
    threads: String(Math.max(1, availableParallelism() - 1)),
  });
  const connection = await instance.connect();
  await confine(connection, { files: [], folders: [await realpath(folder)] });
  for (const { sql } of prelude(duckdb, [])) await connection.run(sql);
  return connection;
}

/** Throws ZhunshengError: stopped by the signal (ZS5043), numbers too large (ZS5041). */
export async function runAll(
  connection: DuckDBConnection,
  statements: readonly Statement[],
  signal: AbortSignal,
): Promise<void> {
  for (const { name, sql } of statements) await stoppable(connection, name, signal, () => connection.run(sql));
}

export async function rowsOf(
  connection: DuckDBConnection,
  sql: string,
  signal: AbortSignal,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const read = await stoppable(connection, 'query', signal, () => connection.runAndReadAll(sql));
  return read.getRowObjectsJS();
}

/** Makes the calendar of workdays, where a program counts them and it is not there. */
export async function withWorkdays(connection: DuckDBConnection, wanted: boolean): Promise<void> {
  if (!wanted) return;
  const found = await connection.runAndReadAll(
    `SELECT 1 FROM information_schema.tables WHERE table_schema = 'run' AND table_name = 'workdays'`,
  );
  if (found.currentRowCount > 0) return;
  const calendar = prelude(duckdb, [{ countsWorkdays: true }]).find(({ name }) => name === 'workdays');
  if (calendar !== undefined) await connection.run(calendar.sql);
}

async function stoppable<T>(
  connection: DuckDBConnection,
  name: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  if (signal.aborted) stop(interrupted, name, { step: name });
  const interrupt = (): void => connection.interrupt();
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    return await work();
  } catch (error) {
    return judgeError(error, name);
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
}
