/** A Parquet file as records in memory, by way of a DuckDB of its own. */
import { DuckDBInstance } from '@duckdb/node-api';
import type { Resource } from '../dictionary/resource.ts';
import { confine, duckSettings } from './duck-lock.ts';
import type { DataFinding } from './finding.ts';
import { createFindingsTable } from './findings-table.ts';
import type { DataFile } from './locate.ts';
import { emptyRecords } from './open.ts';
import { parquetRelation, rowColumn } from './parquet.ts';
import type { Records } from './records.ts';
import { fromDuck, namesOf, run } from './tables.ts';

const pageRows = 16_384;

export async function* parquetRecords(file: DataFile, resource: Resource): AsyncGenerator<Records> {
  if (file.bytes === 0) {
    yield emptyRecords(file.name);
    return;
  }
  const instance = await DuckDBInstance.create(':memory:', duckSettings);
  const connection = await instance.connect();
  try {
    await confine(connection, { files: [file.path], folders: [] });
    await createFindingsTable(connection);
    await run(connection, 'CREATE SCHEMA stage');
    const { absent, select } = await parquetRelation(connection, file, resource, 0);
    await run(connection, `CREATE TABLE stage.rows AS ${select}`);
    const told = await connection.runAndReadAll('SELECT * FROM run.data_findings');
    const findings = told.getRowObjects().map(
      (row): DataFinding => ({
        file: String(row['file']),
        row: row['row'] === null ? null : Number(row['row']),
        column: row['column'] === null ? null : String(row['column']),
        code: String(row['code']),
        message: { zh: String(row['zh']), en: String(row['en']) },
      }),
    );
    yield { numbers: [], rows: [], findings, absent };
    for (let after = 0; ; ) {
      const page = await connection.runAndReadAll(
        `SELECT ${rowColumn}, ${namesOf(resource.entity)} FROM stage.rows ` +
          `WHERE ${rowColumn} > ${after} ORDER BY ${rowColumn} LIMIT ${pageRows}`,
      );
      const rows = page.getRows();
      if (rows.length === 0) break;
      yield {
        numbers: rows.map(([row]) => Number(row)),
        rows: rows.map((row) => row.slice(1).map(fromDuck)),
        findings: [],
      };
      after = Number(rows.at(-1)?.[0]);
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
