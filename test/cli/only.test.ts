/** Asking for some of the tables: the others are not made, and nothing of what is made differs. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assess, openProject } from '../../engine/index.ts';
import { type Ran, zhunsheng } from './command.ts';
import { type Sandbox, sandbox } from './project.ts';

describe('Assessing for some tables only', () => {
  let box: Sandbox;
  let out: string;
  beforeEach(() => {
    box = sandbox();
    out = join(box.base, 'out');
  });
  afterEach(() => box.remove());

  const run = (...args: string[]): Promise<Ran> =>
    zhunsheng(['assess', box.project, '--period', '2021-01', '--quiet', ...args]);
  const file = (folder: string, name: string): string => readFileSync(join(folder, name), 'base64');

  it('writes these, as they would be otherwise, and always the findings about the data', async () => {
    const whole = join(box.base, 'whole');
    await run('--out', whole);
    assert.equal((await run('--out', out, '--only', 'verdicts,rollups')).status, 0);
    const names = readdirSync(out, { recursive: true, encoding: 'utf8' }).sort();
    const verdicts = ['verdicts', 'verdicts/petition.parquet', 'verdicts/unit.parquet'];
    assert.deepEqual(names, ['data-findings.csv', 'manifest.json', 'rollups.csv', ...verdicts]);
    for (const name of ['rollups.csv', 'data-findings.csv', ...verdicts.slice(1)])
      assert.equal(file(out, name), file(whole, name), name);
    const { settings, counts } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
    assert.deepEqual(settings.only, ['verdicts', 'rollups', 'data-findings']);
    assert.deepEqual([counts.findings, counts.standings], [null, null]);
  });

  it('needs no verdicts either', async () => {
    await run('--out', out, '--only', 'standings');
    assert.deepEqual(readdirSync(out).sort(), ['data-findings.csv', 'manifest.json', 'standings.csv']);
  });

  it('is repeated with the same tables', async () => {
    await run('--out', out, '--only', 'verdicts');
    const { status, out: text } = await zhunsheng(['rerun', join(out, 'manifest.json')]);
    assert.deepEqual([status, text], [0, 'The same to the byte: 4 output files compared.\n']);
  });

  it('prints only them', async () => {
    const { out: text } = await run('--format', 'json', '--only', 'rollups');
    assert.deepEqual(Object.keys(JSON.parse(text)), ['period', 'asOf', 'rollups', 'dataFindings', 'counts']);
  });

  it('still finds failures where it is asked to', async () => {
    assert.equal((await run('--only', 'verdicts', '--fail-on', 'fail')).status, 1);
  });

  it('refuses a table that there is not', async () => {
    const { status, err } = await run('--only', 'verdict');
    assert.equal(status, 2);
    assert.match(err, /^ZS9006 .*"--only" cannot be "verdict"; did you mean "verdicts"\?.*rollups/);
    assert.equal((await run('--only', '')).status, 2);
  });

  it('leaves the others empty in the library', async () => {
    const project = await openProject(box.project);
    const { rollups, findings, counts } = await assess(project, { period: '2021-01', only: ['rollups'] });
    assert.ok(rollups.length > 0);
    assert.deepEqual([findings, counts.findings, counts.rollups], [[], null, rollups.length]);
  });
});
