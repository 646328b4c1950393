/** The table of data findings in DuckDB, into which they stream: there may be as many as there are cells. */
import { BIGINT, type DuckDBConnection, VARCHAR } from '@duckdb/node-api';
import type { DataFinding } from './finding.ts';
import { filler } from './tables.ts';

export interface FindingsTable {
  add(findings: Iterable<DataFinding>): void;
  close(): void;
}

export async function createFindingsTable(connection: DuckDBConnection): Promise<void> {
  await connection.run('CREATE SCHEMA IF NOT EXISTS run');
  await connection.run(
    'CREATE TABLE IF NOT EXISTS run.data_findings' +
      '(file VARCHAR, "row" BIGINT, "column" VARCHAR, code VARCHAR, zh VARCHAR, en VARCHAR)',
  );
}

/** The caller closes it, and only then asks the table. */
export async function fillFindings(connection: DuckDBConnection): Promise<FindingsTable> {
  const appender = await connection.createAppender('data_findings', 'run');
  const { add, close } = filler(appender, [VARCHAR, BIGINT, VARCHAR, VARCHAR, VARCHAR, VARCHAR]);
  return {
    add: (findings) => {
      for (const { code, column, file, message, row } of findings) {
        add([file, row === null ? null : BigInt(row), column, code, message.zh, message.en]);
      }
    },
    close,
  };
}
