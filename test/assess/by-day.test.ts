/** Parquet files that are judged for several months are read once, and the records stay what they are. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { keepByDay } from '../../engine/assess/by-day.ts';
import { district } from '../interpret/district.ts';
import { count, fact, model, select } from '../interpret/world.ts';

describe('Parquet files judged for several months', () => {
  const events = fact('events', 'unit', count, { kind: 'count', ...select('event', { during: 'on' }) });
  const models = new Set([model(district, { facts: [events] })]);
  let folder: string;
  let connection: DuckDBConnection;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'by-day-'));
    const file = join(folder, 'event.parquet');
    connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const sql of [
      `COPY (SELECT i AS id, DATE '2021-01-01' + CAST(i * 7 % 90 AS INTEGER) AS "on" FROM range(90) t(i)) TO '${file}'`,
      'CREATE SCHEMA stage',
      'CREATE SCHEMA data',
      `CREATE VIEW stage.event AS SELECT * FROM read_parquet('${file}')`,
      'CREATE VIEW data.event AS SELECT * FROM stage.event',
    ])
      await connection.run(sql);
  });
  afterEach(() => {
    connection.closeSync();
    rmSync(folder, { recursive: true });
  });

  const rows = async (): Promise<readonly string[]> =>
    (await connection.runAndReadAll('SELECT * FROM data.event')).getRowsJson().map((row) => row.join(' '));

  it('are not needed again, and their records lie by day', async () => {
    const before = await rows();
    await keepByDay(connection, models, 12);
    rmSync(join(folder, 'event.parquet'));
    const kept = await rows();
    assert.deepEqual([...kept].sort(), [...before].sort());
    const days = kept.map((row) => row.split(' ')[1]);
    assert.deepEqual(days, [...days].sort());
    assert.notDeepEqual(kept, before);
  });

  it('are read as they are for one month', async () => {
    const before = await rows();
    await keepByDay(connection, models, 1);
    assert.deepEqual(await rows(), before);
  });
});
