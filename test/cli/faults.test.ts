/** The command when the machine refuses, or when whoever started it changes their mind. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { command, zhunsheng } from './command.ts';
import { type Sandbox, sandbox } from './project.ts';

describe('zhunsheng assess', () => {
  let box: Sandbox;

  beforeEach(() => {
    box = sandbox();
  });
  afterEach(() => box.remove());

  it('says in one line that a file cannot grow where the disk has no more room for it', async () => {
    const out = join(box.base, 'out');
    const args = [command, 'assess', box.project, '--period', '2021', '--out', out, '--lang', 'zh'];
    // No file may grow over one block of a kilobyte; a full disk is told the same way.
    const { status, err } = await ran('bash', [
      '-c',
      `trap '' XFSZ; ulimit -f 1; exec "$0" "$@"`,
      process.execPath,
      ...args,
    ]);
    assert.equal(status, 2, err);
    assert.match(err, /^ZS5021 \S+out 写不了“[^”]+out”：[^\n]+（EFBIG）。请检查权限和磁盘空间[^\n]*\n$/);
    assert.deepEqual(readdirSync(box.base), ['rules']);
  });

  it('ends within a second of Ctrl-C, with the earlier output whole and nothing beside it', async function () {
    this.timeout(120_000);
    const out = join(box.base, 'out');
    assert.equal((await zhunsheng(['assess', box.project, '--period', '2021', '--out', out])).status, 0);
    const before = readFileSync(join(out, 'manifest.json'), 'utf8');
    await manyPetitions(join(box.project, 'data/petitions.csv'), 400_000);
    const child = spawn(process.execPath, [command, 'assess', box.project, '--period', '2021', '--out', out]);
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk;
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', (status) => resolve(status)));
    // It has begun to work: other runs are kept from the folder.
    while (!readdirSync(box.base).includes('.out.lock')) await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(child.exitCode, null, `it had ended before: ${err}`);
    child.kill('SIGINT');
    assert.equal(await ended, 130, err);
    assert.match(err, /ZS5043/);
    assert.equal(readFileSync(join(out, 'manifest.json'), 'utf8'), before);
    assert.deepEqual(readdirSync(box.base).sort(), ['out', 'rules']);
  });

  it('takes a number of threads, and no other', async () => {
    const { status, err } = await zhunsheng(['assess', box.project, '--period', '2021', '--threads', '0']);
    assert.equal(status, 2);
    assert.match(err, /^ZS9006 --threads .*whole number from 1 to 256/);
  });
});

function ran(file: string, args: readonly string[]): Promise<{ readonly status: number | null; readonly err: string }> {
  const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk;
  });
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, err })));
}

async function manyPetitions(file: string, count: number): Promise<void> {
  const stream = createWriteStream(file);
  stream.write('id,unit,level,petitioner,age,received-on,replied-on\n');
  for (let i = 0; i < count; i++) stream.write(`p${i},u1,ordinary,,,2021-03-01,2021-03-04\n`);
  stream.end();
  await finished(stream);
}
