/** A value of a field marked sensitive is in nothing that the product writes or says. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { zhunsheng } from './command.ts';
import { type Sandbox, sandbox, secret, smallProject } from './project.ts';

describe('A sensitive value', () => {
  let box: Sandbox;
  before(() => {
    box = sandbox();
    // A key twice, and a date that is none, so that rows with sensitive cells are named in the findings.
    box.write(
      'data/petitions.csv',
      `${smallProject['data/petitions.csv']}p1,u1,ordinary,${secret},${secret},someday,2021-01-07\n`,
    );
  });
  after(() => box.remove());

  const at = ['--period', '2021-01'];
  const runs: readonly (readonly string[])[] = [
    ['check'],
    ...['json', 'sarif', 'github', 'gitlab'].map((format) => ['check', '--format', format]),
    ...['text', 'json', 'junit'].map((format) => ['test', '--format', format]),
    ...['text', 'json'].map((format) => ['assess', ...at, '--format', format]),
    ...['p1', 'p2', 'p3', 'p4', '=p5'].map((id) => ['explain', ...at, '--subject', `petition:${id}`]),
    ...['p1', 'p4'].map((id) => ['explain', ...at, '--subject', `petition:${id}`, '--format', 'json']),
    ['explain', ...at, '--subject', 'unit:u1'],
    ['compile', ...at, '--to', 'duckdb'],
    ['compile', ...at, '--to', 'json-rules-engine'],
  ];
  for (const [name = '', ...args] of runs) {
    it(`is not in what ${name} ${args.join(' ')} prints, in either language`, async () => {
      for (const lang of ['zh', 'en']) {
        const { status, out, err } = await zhunsheng([name, box.project, ...args, '--lang', lang]);
        assert.notEqual(status, 2, err);
        assert.ok(!(out + err).includes(secret), out + err);
      }
    });
  }

  it('is not in any file that assess writes, though its row is named there', async () => {
    for (const tables of ['csv', 'parquet']) {
      const out = join(box.base, tables);
      const { status } = await zhunsheng(['assess', box.project, ...at, '--out', out, '--tables', tables]);
      assert.equal(status, 0);
      const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) =>
        statSync(join(out, file)).isFile(),
      );
      assert.equal(files.length, 9);
      for (const file of files) assert.ok(!readFileSync(join(out, file)).includes(secret), file);
    }
    assert.match(readFileSync(join(box.base, 'csv', 'data-findings.csv'), 'utf8'), /petitions\.csv,5,age,ZS3101/);
  });
});
