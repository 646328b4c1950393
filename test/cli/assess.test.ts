/** What `assess` writes and prints, on a small project whose outcome can be told by hand. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Ran, zhunsheng } from './command.ts';
import { type Sandbox, sandbox, smallProject } from './project.ts';

describe('zhunsheng assess', () => {
  let box: Sandbox;
  let out: string;
  beforeEach(() => {
    box = sandbox();
    out = join(box.base, 'out');
  });
  afterEach(() => box.remove());

  const assess = (...args: string[]): Promise<Ran> =>
    zhunsheng(['assess', box.project, '--period', '2021-01', ...args]);
  const written = (file: string): string => readFileSync(join(out, file), 'utf8');

  it('writes every table of the manual, sorted, with a byte order mark and CR LF', async () => {
    const { status, err } = await assess('--out', out);
    assert.deepEqual([status, err], [0, `Written to ${out}\n`]);
    assert.deepEqual(readdirSync(out).sort(), [
      ...['data-findings.csv', 'findings.csv', 'ladders.csv', 'manifest.json', 'procedures.csv'],
      ...['rollups.csv', 'standings.csv', 'verdicts'],
    ]);
    assert.deepEqual(readdirSync(join(out, 'verdicts')).sort(), ['petition.parquet', 'unit.parquet']);
    const lines = (file: string): string[] => {
      const text = written(file);
      assert.ok(text.startsWith('\ufeff') && text.endsWith('\r\n'), file);
      return text.slice(1, -2).split('\r\n');
    };
    assert.deepEqual(lines('standings.csv'), [
      'period,entity,subject,standard,verdict,score',
      '2021-01,unit,u1,zero-petition,fail,',
      '2021-01,unit,u2,zero-petition,pass,',
      '2021-01,unit,u3,zero-petition,fail,',
      '2021-01,unit,u4,zero-petition,undetermined,',
    ]);
    assert.deepEqual(lines('rollups.csv'), [
      'period,rollup,group,standard,assessed,passed,failed,undetermined,rate,rank,change',
      '2021-01,by-kind,enterprise,zero-petition,2,0,1,1,0.000000,2,',
      '2021-01,by-kind,village,zero-petition,2,1,1,0,0.500000,1,',
    ]);
    const findings = lines('findings.csv');
    assert.equal(findings[0], 'period,entity,subject,rule,severity,message,remedy,responsible,evidence,cites');
    assert.equal(
      findings.at(-1),
      `2021-01,unit,u1,no-skip-level-petition,veto,2 skip-level petitions,Meet the petitioner,unit;street,'=p5;p1,"guide.md#zero-petition"`,
    );
    assert.equal(findings.length, 8);
    assert.deepEqual(lines('ladders.csv'), [
      'period,ladder,subject,occasions,due,sent,missing,out-of-order,duplicates',
    ]);
    assert.deepEqual(lines('procedures.csv'), ['period,procedure,subject,step,state,late-by-days']);
    assert.deepEqual(
      lines('data-findings.csv').map((line) => line.split(',').slice(0, 4).join()),
      ['file,row,column,code', 'data/petitions.csv,5,age,ZS3101', 'data/petitions.csv,6,age,ZS3110'],
    );
  });

  it('writes verdicts as Parquet, a column for each rule', async () => {
    await assess('--out', out);
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const found = await connection.runAndReadAll(
      `FROM '${join(out, 'verdicts', 'petition.parquet')}' ORDER BY subject`,
    );
    assert.deepEqual(found.columnNames(), ['period', 'subject', 'replied-in-time', 'petitioner-recorded']);
    assert.deepEqual(found.getRows(), [
      ['2021-01', '=p5', 'pass', 'fail'],
      ['2021-01', 'p1', 'pass', 'fail'],
      ['2021-01', 'p2', 'pass', 'fail'],
      ['2021-01', 'p3', 'fail', 'fail'],
      ['2021-01', 'p4', 'pass', 'fail'],
    ]);
    connection.closeSync();
    instance.closeSync();
  });

  it('leaves the byte order mark out, or writes Parquet, where asked to', async () => {
    await assess('--out', out, '--no-bom');
    assert.ok(written('standings.csv').startsWith('period,'));
    await assess('--out', out, '--tables', 'parquet');
    assert.deepEqual(readdirSync(out).sort(), [
      ...['data-findings.parquet', 'findings.parquet', 'ladders.parquet', 'manifest.json', 'procedures.parquet'],
      ...['rollups.parquet', 'standings.parquet', 'verdicts'],
    ]);
  });

  it('prints one object as JSON, with the same names in camel case', async () => {
    const { status, out: text } = await assess('--format', 'json');
    assert.equal(status, 0);
    const object = JSON.parse(text) as Record<string, unknown>;
    assert.deepEqual(Object.keys(object), [
      ...['period', 'asOf', 'standings', 'findings', 'rollups', 'ladders', 'procedures', 'dataFindings', 'counts'],
    ]);
    assert.deepEqual([object['period'], object['asOf']], ['2021-01', '2021-01-31']);
    assert.deepEqual((object['rollups'] as unknown[])[1], {
      ...{ period: '2021-01', rollup: 'by-kind', group: 'village', standard: 'zero-petition', assessed: 2, passed: 1 },
      ...{ failed: 1, undetermined: 0, rate: 0.5, rank: 1, change: null },
    });
    assert.deepEqual(object['counts'], {
      subjects: { petition: 5, unit: 4 },
      ...{ standings: 4, findings: 7, rollups: 2, ladders: 0, procedures: 0, dataFindings: 2 },
    });
  });

  it('shows the figures, who is not up to standard and why, and what is wrong with the data', async () => {
    const { out: text } = await assess();
    assert.match(text, /Zero petitions {3}25%/);
    assert.match(text, /village +50% +1 +1 +0 +2 +1\n/);
    assert.match(text, /East u1\n +✗ No skip-level petition: 2 skip-level petitions \(=p5, p1\)\n/);
    assert.match(text, /u3\n +✗ Replied in time petition:p3: Received on 2021-01-10; 8 days have gone\n/);
    assert.match(text, /not yet determined \(1\)\n +North u4\n +\? No skip-level petition\n/);
    assert.match(text, /data\/petitions\.csv +ZS3101 Not an integer +1 +5\n/);
    assert.ok(!text.includes('\u001b'));
  });

  it('judges each month of a range by itself', async () => {
    const { out: text } = await zhunsheng(['assess', box.project, '--period', '2021-01..2021-02', '--format', 'json']);
    const { standings } = JSON.parse(text) as { standings: { period: string; subject: string; verdict: string }[] };
    assert.deepEqual(
      standings.map(({ period, subject, verdict }) => `${period} ${subject} ${verdict}`),
      [
        ...['2021-01 u1 fail', '2021-01 u2 pass', '2021-01 u3 fail', '2021-01 u4 undetermined'],
        // No report of February was filed.
        ...['2021-02 u1 undetermined', '2021-02 u2 undetermined', '2021-02 u3 undetermined', '2021-02 u4 undetermined'],
      ],
    );
  });

  it('ends with status 1 only where it is asked to', async () => {
    assert.equal((await assess()).status, 0);
    assert.equal((await assess('--fail-on', 'fail')).status, 1);
    assert.equal((await assess('--fail-on', 'undetermined')).status, 1);
    box.write('data/petitions.csv', 'id,unit,level,petitioner,age,received-on,replied-on\n');
    assert.equal((await assess('--fail-on', 'fail')).status, 0);
    assert.equal((await assess('--fail-on', 'undetermined')).status, 1);
    box.write('data/reports.csv', 'unit,month\nu1,2021-01\nu2,2021-01\nu3,2021-01\nu4,2021-01\n');
    assert.equal((await assess('--fail-on', 'undetermined')).status, 0);
  });

  it('takes a missing file for unknown, and an empty one for nothing', async () => {
    box.remove();
    const { 'data/petitions.csv': _, ...without } = smallProject;
    box = sandbox(without);
    const { out: text } = await assess('--format', 'json');
    const { standings } = JSON.parse(text) as { standings: { verdict: string }[] };
    assert.deepEqual(
      standings.map(({ verdict }) => verdict),
      ['undetermined', 'undetermined', 'undetermined', 'undetermined'],
    );
    box.write('data/petitions.csv', 'id,unit,level,petitioner,age,received-on,replied-on\n');
    const empty = JSON.parse((await assess('--format', 'json')).out) as typeof JSON & {
      standings: { verdict: string }[];
    };
    assert.deepEqual(
      empty.standings.map(({ verdict }) => verdict),
      ['pass', 'pass', 'pass', 'undetermined'],
    );
  });

  it('stops where nothing that is judged has a data file, as in a wrong folder', async () => {
    box.remove();
    box = sandbox(Object.fromEntries(Object.entries(smallProject).filter(([file]) => !file.startsWith('data/'))));
    const { status, out: nothing, err } = await assess();
    assert.deepEqual([status, nothing], [2, '']);
    assert.match(
      err,
      /^ZS5013 datapackage\.yaml:?.* None of what the rules and standards judge has a data file: .*unit/,
    );
  });

  it('judges only the standards asked for, and names the nearest where there is none', async () => {
    const { out: text } = await assess('--standard', 'zero-petition', '--format', 'json');
    const { findings } = JSON.parse(text) as { findings: { rule: string }[] };
    assert.deepEqual([...new Set(findings.map(({ rule }) => rule))], ['replied-in-time', 'no-skip-level-petition']);
    const { status, out: nothing, err } = await assess('--standard', 'zero-petitions');
    assert.deepEqual([status, nothing], [2, '']);
    assert.match(
      err,
      /^ZS5012 --standard There is no standard "zero-petitions"; did you mean "zero-petition"\? Choose one of: zero-petition\.\n$/,
    );
  });

  const refusals: readonly [string, (box: Sandbox) => readonly string[], RegExp][] = [
    [
      'a period in which nothing is in force',
      () => ['--period', '2020'],
      /^ZS5008 --period No policy is in force on 2020-12-31/,
    ],
    ['a data folder that is not there', ({ base }) => ['--data', join(base, 'nowhere')], /^ZS\d{4} .*nowhere/],
    [
      'an output folder with other files',
      ({ project }) => ['--out', join(project, 'data')],
      /^ZS5020 .*holds files but no manifest\.json/,
    ],
    ['the project as the output folder', ({ project }) => ['--out', project], /^ZS5022 .*holds the project/],
    ['a folder above the project as the output folder', ({ base }) => ['--out', base], /^ZS5022 .*holds the project/],
    [
      'an output folder in a file',
      ({ project }) => ['--out', join(project, 'guide.md', 'out')],
      /^ZS5021 .*Cannot write/,
    ],
  ];
  for (const [what, args, message] of refusals) {
    it(`refuses ${what}, and writes nothing`, async () => {
      const before = readdirSync(box.base, { recursive: true }).sort();
      const { status, out: text, err } = await assess(...args(box));
      assert.match(err, message);
      assert.match(err, /^[^\n]+\n$/);
      assert.deepEqual([status, text], [2, '']);
      assert.deepEqual(readdirSync(box.base, { recursive: true }).sort(), before);
    });
  }

  it('refuses policies with errors, but not because of an error in their tests', async () => {
    box.write('zero-petition.test.yaml', 'tests: nothing\ncases: {');
    assert.equal((await assess('--quiet')).status, 0);
    writeFileSync(join(box.project, 'broken.policy.yaml'), 'policy: broken\nrules: [');
    const { status, out: text, err } = await assess();
    assert.deepEqual([status, text], [2, '']);
    assert.match(err, /^ZS\d{4} broken\.policy\.yaml:\d+:\d+ [^\n]+\n$/);
  });
});
