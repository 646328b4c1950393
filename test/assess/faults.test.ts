/** What goes wrong around a run: an earlier output stays whole, and nothing is left behind. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type AssessOptions, withAssessment } from '../../engine/assess/run.ts';
import type { Localized } from '../../engine/diagnostics/diagnostic.ts';
import { ZhunshengError } from '../../engine/diagnostics/error.ts';
import { openProject } from '../../engine/project/open.ts';
import { type Sandbox, sandbox } from '../cli/project.ts';

describe('An assessment that something happens to', () => {
  let box: Sandbox;
  let out: string;

  beforeEach(async () => {
    box = sandbox();
    out = join(box.base, 'out');
    await run({});
  });
  afterEach(() => box.remove());

  async function run(options: Partial<AssessOptions>): Promise<void> {
    const project = await openProject(box.project);
    await withAssessment(project, { period: '2021', out, ...options }, async () => undefined);
  }

  /** The run stops with this diagnostic, says what these words say, and leaves only the earlier output. */
  async function stops(options: Partial<AssessOptions>, code: string, words: RegExp): Promise<void> {
    const before = readFileSync(join(out, 'manifest.json'), 'utf8');
    const beside = readdirSync(box.base);
    await assert.rejects(run(options), (error) => {
      assert(error instanceof ZhunshengError);
      assert.equal(error.code, code);
      assert.match(error.diagnostic.message.zh, words);
      return true;
    });
    assert.equal(readFileSync(join(out, 'manifest.json'), 'utf8'), before);
    assert.deepEqual(readdirSync(box.base), beside);
  }

  /** Does something once, when the run says that it begins this step. */
  function once(step: string, act: () => void): Pick<AssessOptions, 'onProgress'> {
    let done = false;
    return {
      onProgress: ({ en }: Localized) => {
        if (done || !en.startsWith(step)) return;
        done = true;
        act();
      },
    };
  }

  it('is refused where a file of data is replaced while it runs', async () => {
    const file = join(box.project, 'data/petitions.csv');
    const replace = (): void => writeFileSync(file, `${readFileSync(file, 'utf8')}p99,u1,ordinary,,,2021-05-01,\n`);
    await stops(once('Judging', replace), 'ZS5025', /data\/petitions\.csv/);
    await stops(once('Writing', replace), 'ZS5025', /data\/petitions\.csv/);
  });

  it('is refused while another one writes to the same folder, which ends as if alone', async () => {
    let second: Promise<unknown> = Promise.resolve(null);
    await run({
      period: '2021-Q1',
      ...once('Judging', () => {
        second = run({ period: '2021-Q2' }).catch((error: unknown) => error);
      }),
    });
    const refusal = await second;
    assert(refusal instanceof ZhunshengError && refusal.code === 'ZS5024', String(refusal));
    assert.match(refusal.diagnostic.message.zh, new RegExp(`进程 ${process.pid}`));
    assert.match(readFileSync(join(out, 'manifest.json'), 'utf8'), /"period": "2021-Q1"/);
    assert.deepEqual(readdirSync(box.base).sort(), ['out', 'rules']);
  });

  it('takes the place of one that was killed', async () => {
    writeFileSync(join(box.base, '.out.lock'), `2147483646 ${hostname()}\n`);
    await run({ period: '2021-Q3' });
    assert.match(readFileSync(join(out, 'manifest.json'), 'utf8'), /"period": "2021-Q3"/);
    assert.deepEqual(readdirSync(box.base).sort(), ['out', 'rules']);
  });

  it('says which file to delete where a run of another machine left its lock', async () => {
    writeFileSync(join(box.base, '.out.lock'), '4711 elsewhere\n');
    await stops({}, 'ZS5024', /进程 4711/);
  });

  for (const step of ['Reading data', 'Judging', 'Writing']) {
    it(`ends at once where it is interrupted at “${step}”`, async () => {
      const controller = new AbortController();
      const options = { signal: controller.signal, ...once(step, () => controller.abort()) };
      await stops(options, 'ZS5043', /中断/);
    });
  }

  it('is refused where there is no folder for what does not fit in memory', async () => {
    await stops({ temp: join(box.base, 'nowhere') }, 'ZS5023', /nowhere.*不存在/);
    await stops({ temp: join(box.project, 'datapackage.yaml') }, 'ZS5023', /datapackage\.yaml/);
  });

  it('gives the same bytes with one thread, and spilling elsewhere', async () => {
    const before = readFileSync(join(out, 'manifest.json'), 'utf8');
    await run({ threads: 1, temp: box.base });
    assert.equal(readFileSync(join(out, 'manifest.json'), 'utf8'), before);
  });
});
