/** The files of very many subjects, which one thread writes from patterns of verdicts, hold them in order. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { judge } from '../../engine/assess/judge.ts';
import { type Written, writeTables } from '../../engine/assess/output.ts';
import { moment, parsePeriods } from '../../engine/calendar/period.ts';
import { stageDataset } from '../../engine/data/stage.ts';
import { base, district } from '../interpret/district.ts';
import { count, dataset, fact, is, model, rule, select, standard } from '../interpret/world.ts';

describe('The files of very many subjects', () => {
  // A little more than a group of rows in Parquet: what is left of each month must not be put off to the end.
  const units = 124_000;
  const months = parsePeriods('2021-01..2021-02') ?? [];
  const of = model(district, {
    facts: [fact('events', 'unit', count, { kind: 'count', ...select('event', { during: 'on' }) })],
    rules: [rule('quiet', 'unit', is('events', '=', 0)), rule('staffed', 'unit', is('staff', '>', 3))],
    standards: [standard('good', 'unit', [{ kind: 'rule', rule: 'quiet' }])],
  });
  const nameOf = (i: number): string => `u${String(i).padStart(6, '0')}`;
  const given = {
    ...base,
    unit: Array.from({ length: units }, (_, i) => ({
      id: nameOf((i * 7919) % units),
      street: 's1',
      since: '2020-01-01',
      kind: 'village',
      staff: BigInt(i % 9),
    })),
    event: [0, 1].flatMap((month) =>
      Array.from({ length: 500 }, (_, i) => ({
        id: `e${month}-${i}`,
        unit: nameOf(i * 100 + month),
        level: 'low',
        on: `2021-0${month + 1}-10`,
      })),
    ),
  };

  let folder: string;
  let connection: DuckDBConnection;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'coded-'));
    const instance = await DuckDBInstance.create(':memory:', { threads: '3' });
    connection = await instance.connect();
  });
  after(() => {
    connection.closeSync();
    rmSync(folder, { recursive: true });
  });

  async function written(codedFrom: number, to: string): Promise<Written> {
    const { missing } = await stageDataset(connection, of.dictionary, dataset(of, given));
    const moments = months.map((period) => moment(period));
    const { forOneThread } = await judge(connection, {
      moments,
      modelOn: () => of,
      missing,
      language: 'en',
      codedFrom,
    });
    assert.equal(forOneThread.size, codedFrom === 0 ? 2 : 0);
    const target = mkdtempSync(join(folder, to));
    const options = { language: 'en', only: ['verdicts', 'standings'], tables: 'parquet', bom: true } as const;
    await connection.run(`SET file_search_path = '${target}'`);
    return writeTables(connection, target, options, forOneThread);
  }

  const rowsOf = async (file: string): Promise<readonly unknown[]> => {
    const read = await connection.runAndReadAll(
      `SELECT * EXCLUDE (file_row_number) FROM read_parquet('${file}', file_row_number = true) ORDER BY file_row_number`,
    );
    return read.getRowsJson().map((row) => row.join(' '));
  };

  it('have the rows of a table of verdicts, in its order, whatever number of threads there are', async () => {
    await written(Number.POSITIVE_INFINITY, 'plain');
    const plain = [await rowsOf('verdicts/unit.parquet'), await rowsOf('standings.parquet')];
    const coded = await written(0, 'coded');
    assert.deepEqual(coded.counts.subjects, { unit: units });
    assert.equal(coded.counts.standings, units * months.length);
    for (const [i, file] of ['verdicts/unit.parquet', 'standings.parquet'].entries()) {
      const rows = await rowsOf(file);
      assert.equal(rows.length, units * months.length);
      // Of two lists as long as these a comparison as a whole would tell too much.
      assert.equal(
        rows.findIndex((row, at) => row !== plain[i]?.[at]),
        -1,
      );
    }
    const words = new Set((await rowsOf('verdicts/unit.parquet')).join(' ').match(/pass|fail/g));
    assert.equal(words.size, 2);
  });
});
