/** CSV files that spreadsheets and programs both read as they were meant. */
import assert from 'node:assert/strict';
import { promises as fs, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { writeCsv } from '../../engine/assess/csv.ts';
import { withDatabase } from '../../engine/assess/database.ts';
import type { Reach } from '../../engine/data/duck-lock.ts';

describe('A CSV file', () => {
  const columns = [
    { name: 'id', expression: '"id"', free: false },
    { name: 'text', expression: '"text"', free: true },
  ];
  let folder: string;
  let reach: Reach;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'csv-'));
    reach = { files: [], folders: [folder] };
  });
  afterEach(() => fs.rm(folder, { recursive: true, force: true }));

  async function written(rows: readonly (readonly [number, string | null])[], bom: boolean): Promise<string> {
    const file = join(folder, 'table.csv');
    await withDatabase({ memory: '256MB', spillTo: null, reach }, async (connection) => {
      await connection.run('CREATE TABLE t (id INTEGER, text VARCHAR)');
      for (const row of rows) await connection.run('INSERT INTO t VALUES ($1, $2)', [...row]);
      await writeCsv(connection, 't', columns, file, { bom, orderBy: ['"id"'] });
    });
    return fs.readFile(file, 'utf8');
  }

  it('begins with a byte order mark, unless asked not to, and ends its lines with CR LF', async () => {
    assert.equal(await written([[1, '朝阳']], true), '\ufeffid,text\r\n1,朝阳\r\n');
    assert.equal(await written([[1, '朝阳']], false), 'id,text\r\n1,朝阳\r\n');
  });

  it('has its header without any row', async () => {
    assert.equal(await written([], true), '\ufeffid,text\r\n');
  });

  it('quotes commas, quotes and line breaks, so that every text comes back', async () => {
    const texts = ['a,b', 'say "no"', 'two\nlines', 'two\r\nlines', ' spaced ', '#', "it's", '；、，'];
    const text = await written(
      texts.map((value, i) => [i, value]),
      true,
    );
    assert.deepEqual(
      parse(text, { bom: true, columns: true }).map((row) => (row as { text: string }).text),
      texts,
    );
  });

  it('tells a missing text from an empty one', async () => {
    assert.equal(
      await written(
        [
          [1, null],
          [2, ''],
        ],
        false,
      ),
      'id,text\r\n1,\r\n2,""\r\n',
    );
  });

  it('keeps a spreadsheet from running a cell as a formula', async () => {
    const formulas = ['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＋1a', '－x', '＠x'];
    const text = await written(
      formulas.map((value, i) => [i, value]),
      false,
    );
    assert.deepEqual(
      parse(text, { columns: true }).map((row) => (row as { text: string }).text),
      formulas.map((formula) => `'${formula}`),
    );
  });

  it('leaves plain numbers as they are', async () => {
    const numbers = ['-0.5', '+12', '-3%', '8.90', '-'];
    const text = await written(
      numbers.map((value, i) => [i, value]),
      false,
    );
    assert.deepEqual(
      parse(text, { columns: true }).map((row) => (row as { text: string }).text),
      [...numbers.slice(0, 4), "'-"],
    );
  });

  it('is sorted by its key, whatever the order of its rows', async () => {
    assert.equal(
      await written(
        [
          [3, 'c'],
          [1, 'a'],
          [2, 'b'],
        ],
        false,
      ),
      'id,text\r\n1,a\r\n2,b\r\n3,c\r\n',
    );
  });

  it('keeps the order of rows that lie sorted already, however many threads write them', async () => {
    const file = join(folder, 'table.csv');
    await withDatabase({ memory: '512MB', spillTo: null, reach }, async (connection) => {
      await connection.run(
        "CREATE TABLE t AS SELECT i::INTEGER AS id, format('{:06d}', i) AS text FROM range(200000) r(i) ORDER BY text",
      );
      await writeCsv(connection, 't', columns, file, { bom: false, orderBy: [] });
    });
    const ids = (await fs.readFile(file, 'utf8'))
      .split('\r\n')
      .slice(1, -1)
      .map((line) => Number(line.split(',')[0]));
    assert.equal(ids.length, 200_000);
    assert.ok(ids.every((id, i) => id === i));
  });
});
