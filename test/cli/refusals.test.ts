/** What the system refuses is told in words, in both languages; its own code stands in brackets. */
import assert from 'node:assert/strict';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zhunsheng } from './command.ts';
import { type Sandbox, sandbox } from './project.ts';

describe('What the system refuses', () => {
  let box: Sandbox;
  beforeEach(() => {
    box = sandbox();
  });
  afterEach(() => box.remove());

  const assess = (...args: string[]) => zhunsheng(['assess', box.project, '--period', '2021-01', ...args]);

  it('to write is told in words', async () => {
    writeFileSync(join(box.base, 'file'), 'x');
    const out = join(box.base, 'file', 'out');
    const english = await assess('--out', out);
    assert.equal(english.status, 2);
    assert.match(english.err, /ZS5021 .*: a part of the path is a file, not a folder \(ENOTDIR\)/);
    assert.match((await assess('--out', out, '--lang', 'zh')).err, /路径中有一段是文件，不是文件夹（ENOTDIR）/);
  });

  it('to read is told in words', async () => {
    const path = join(box.project, 'data/petitions.csv');
    rmSync(path);
    symlinkSync('petitions.csv', path);
    const english = await assess();
    assert.equal(english.status, 2);
    assert.match(english.err, /ZS4002 .*can't be read: its links form a circle \(ELOOP\)/);
    assert.match((await assess('--lang', 'zh')).err, /无法读取：链接绕成了圈（ELOOP）/);
  });
});
