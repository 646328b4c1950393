/** Same in, same out; and an output folder that is whole whenever one looks. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, type Ran, zhunsheng } from './command.ts';
import { type Sandbox, sandbox, smallProject } from './project.ts';

/** Every file of a folder, by its path. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    files
      .filter((file) => statSync(join(folder, file)).isFile())
      .map((file) => [file, readFileSync(join(folder, file), 'base64')]),
  );
}

describe('An assessment', () => {
  let box: Sandbox;
  let out: string;
  beforeEach(() => {
    box = sandbox();
    out = join(box.base, 'out');
  });
  afterEach(() => box.remove());

  const assess = (to: string, ...args: string[]): Promise<Ran> =>
    zhunsheng(['assess', box.project, '--period', '2021-01', '--out', to, '--quiet', ...args]);
  const rerun = (...args: string[]): Promise<Ran> => zhunsheng(['rerun', join(out, 'manifest.json'), ...args]);

  it('gives the same bytes each time', async () => {
    const other = join(box.base, 'other');
    await assess(out);
    await assess(other);
    assert.deepEqual(contents(other), contents(out));
  });

  it('gives the same verdicts whatever the order of the rows', async () => {
    await assess(out);
    const before = contents(out);
    const [head, ...rows] = (smallProject['data/petitions.csv'] ?? '').trimEnd().split('\n');
    box.write('data/petitions.csv', `${[head, ...rows.reverse()].join('\n')}\n`);
    await assess(out);
    const after = contents(out);
    for (const file of [
      'standings.csv',
      'findings.csv',
      'rollups.csv',
      join('verdicts', 'unit.parquet'),
      join('verdicts', 'petition.parquet'),
    ]) {
      assert.equal(after[file], before[file], file);
    }
  });

  it('has a manifest without clock or absolute path, that names every input and output with its hash', async () => {
    await assess(out);
    const text = readFileSync(join(out, 'manifest.json'), 'utf8');
    assert.ok(!text.includes(box.base));
    const { project, inputs, outputs } = JSON.parse(text) as Record<string, { file: string; sha256: string }[]>;
    assert.equal(project, '../rules');
    assert.deepEqual(
      inputs?.map(({ file }) => file),
      [
        ...[
          'data/petitions.csv',
          'data/reports.csv',
          'data/units.csv',
          'datapackage.yaml',
          'guide.md',
          'zero-petition.policy.yaml',
        ],
      ],
    );
    assert.equal(outputs?.length, 8);
    for (const { sha256 } of [...(inputs ?? []), ...(outputs ?? [])]) assert.match(sha256, /^[0-9a-f]{64}$/);
  });

  it('is run again from its manifest, to the byte, with its own settings', async () => {
    await assess(out, '--as-of', '2021-01-12', '--no-bom', '--lang', 'zh', '--standard', 'zero-petition');
    assert.deepEqual(await rerun(), { status: 0, out: 'The same to the byte: 9 output files compared.\n', err: '' });
  });

  it('tells what differs when it is run again on other inputs', async () => {
    await assess(out);
    box.write('data/reports.csv', `${smallProject['data/reports.csv']}u4,2021-01\n`);
    const { status, out: text } = await rerun('--format', 'json');
    assert.equal(status, 1);
    assert.deepEqual(JSON.parse(text), {
      same: false,
      engine: null,
      inputs: [{ file: 'data/reports.csv', change: 'changed' }],
      outputs: ['manifest.json', 'rollups.csv', 'standings.csv', 'verdicts/unit.parquet'].map((file) => ({
        file,
        change: 'changed',
      })),
      compared: 9,
    });
  });

  it('tells which of its outputs have been changed since', async () => {
    await assess(out);
    writeFileSync(join(out, 'standings.csv'), 'period,entity,subject,standard,verdict,score\r\n');
    const { status, out: text } = await rerun();
    assert.equal(status, 1);
    assert.match(text, /altered beside the manifest {2}standings\.csv\n/);
  });

  it('is run again where the project now is', async () => {
    await assess(out);
    cpSync(box.project, join(box.base, 'moved'), { recursive: true });
    const gone = join(box.base, 'deep', 'er');
    cpSync(out, gone, { recursive: true });
    const lost = await zhunsheng(['rerun', join(gone, 'manifest.json')]);
    assert.equal(lost.status, 2);
    assert.match(
      lost.err,
      /^ZS5031 .*There is no project at .* Put the project back, or tell where it is now with --project\.\n$/,
    );
    const found = await zhunsheng(['rerun', join(gone, 'manifest.json'), '--project', join(box.base, 'moved')]);
    assert.deepEqual([found.status, found.err], [0, '']);
  });

  it('leaves the old output whole or the new one whole when it is killed at any moment', async function () {
    this.timeout(300_000);
    const states = { '2021-01-31': '', '2021-01-12': '' };
    for (const asOf of Object.keys(states) as (keyof typeof states)[]) {
      const reference = join(box.base, `reference-${asOf}`);
      await assess(reference, '--as-of', asOf);
      states[asOf] = JSON.stringify(contents(reference));
    }
    const started = performance.now();
    await assess(out, '--as-of', '2021-01-31');
    const whole = performance.now() - started;
    let replaced = 0;
    let current: keyof typeof states = '2021-01-31';
    for (let moment = 0; moment < 20; moment++) {
      const next: keyof typeof states = current === '2021-01-31' ? '2021-01-12' : '2021-01-31';
      // Half of the moments anywhere, half of them towards the end, where the files are written.
      const share = moment % 2 === 0 ? Math.random() : 0.7 + Math.random() * 0.4;
      await killed(
        ['assess', box.project, '--period', '2021-01', '--out', out, '--as-of', next, '--quiet', '--lang', 'en'],
        whole * share,
      );
      const now = JSON.stringify(contents(out));
      assert.ok(
        now === states[current] || now === states[next],
        `killed after ${Math.round(whole * share)} ms of ${Math.round(whole)}`,
      );
      if (now === states[next]) {
        replaced++;
        current = next;
      }
    }
    assert.ok(replaced < 20);
    await assess(out, '--as-of', '2021-01-12');
    assert.equal(JSON.stringify(contents(out)), states['2021-01-12']);
    assert.deepEqual(
      readdirSync(box.base).filter((name) => name.startsWith('.')),
      [],
    );
  });
});

/** Starts the command and kills it, as the system does where memory runs out, unless it has ended by then. */
function killed(args: readonly string[], after: number): Promise<void> {
  const child = spawn(process.execPath, [command, ...args], { stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), after);
  return new Promise((resolve) =>
    child.on('close', () => {
      clearTimeout(timer);
      resolve();
    }),
  );
}
