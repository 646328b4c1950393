import assert from 'node:assert/strict';
import { DuckDBInstance } from '@duckdb/node-api';
import { duckSettings } from '../../engine/data/duck-lock.ts';

describe('A database that judges', () => {
  it('reads two references to one entity, each followed further, each by their own fields', async () => {
    const connection = await (await DuckDBInstance.create(':memory:', duckSettings)).connect();
    await connection.run(
      `CREATE TABLE street(code VARCHAR, within VARCHAR, plan DATE); INSERT INTO street VALUES ('s1', 'nowhere', '2022-01-11');
       CREATE TABLE unit(street VARCHAR, former VARCHAR); INSERT INTO unit VALUES ('s1', 's1')`,
    );
    const further = (columns: string): string =>
      `(SELECT ${columns}, s.code AS code FROM street s LEFT JOIN street w ON w.code = s.within)`;
    const read = await connection.runAndReadAll(
      `SELECT one.plan, other.within, other.own FROM unit
       LEFT JOIN ${further('w.plan AS plan')} one ON one.code = unit.street
       LEFT JOIN ${further('w.within AS within, s.plan AS own')} other ON other.code = unit.former`,
    );
    assert.deepEqual(read.getRowsJson(), [[null, null, '2022-01-11']]);
  });
});
