/** Records in memory from where they lie staged, for data too large to read its files twice. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { fromDuck } from '../../../engine/data/tables.ts';
import type { Dataset, Row, Table } from '../../../engine/model/dataset.ts';
import type { Dictionary } from '../../../engine/model/dictionary.ts';
import { duckdb } from '../../../engine/sql/duckdb.ts';
import type { Staged } from './staging.ts';

export async function datasetFrom(
  connection: DuckDBConnection,
  { missing }: Staged,
  { entities }: Dictionary,
): Promise<Dataset> {
  const dataset = new Map<string, Table>();
  for (const [name, { fields }] of entities) {
    if (missing.has(name)) {
      dataset.set(name, { state: 'missing' });
      continue;
    }
    const columns = [...fields.keys()].map((field) => duckdb.quote(field)).join(', ');
    const rows: Row[] = [];
    const result = await connection.stream(`SELECT ${columns} FROM data.${duckdb.quote(name)}`);
    for await (const chunk of result.yieldRows()) {
      for (const cells of chunk) rows.push({ cells: cells.map(fromDuck) });
    }
    dataset.set(name, { state: 'present', rows });
  }
  return dataset;
}
