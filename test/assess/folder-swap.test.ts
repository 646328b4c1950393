/** An output folder appears whole or not at all. */
import assert from 'node:assert/strict';
import { promises as fs, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placeFor, replaceFolder } from '../../engine/assess/folder-swap.ts';

const unable = async (): Promise<boolean> => false;

describe('An output folder', () => {
  let base: string;
  let out: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'swap-'));
    out = join(base, 'out');
  });
  afterEach(() => fs.rm(base, { recursive: true, force: true }));

  const fill = (text: string) => async (folder: string) => {
    await fs.writeFile(join(folder, 'manifest.json'), text);
    await fs.mkdir(join(folder, 'verdicts'));
    await fs.writeFile(join(folder, 'verdicts', `${text}.parquet`), text);
  };
  const state = async () => ({
    text: await fs.readFile(join(out, 'manifest.json'), 'utf8'),
    verdicts: await fs.readdir(join(out, 'verdicts')),
    beside: await fs.readdir(base),
  });

  it('is made, with its parents, where there was none', async () => {
    out = join(base, 'deep', 'er', 'out');
    await replaceFolder(await placeFor(out), fill('one'));
    assert.deepEqual(await fs.readdir(out), ['manifest.json', 'verdicts']);
  });

  it('takes the place of an empty folder', async () => {
    await fs.mkdir(out);
    await replaceFolder(await placeFor(out), fill('one'));
    assert.deepEqual(await state(), { text: 'one', verdicts: ['one.parquet'], beside: ['out'] });
  });

  it('replaces an earlier output, of which nothing stays', async () => {
    await replaceFolder(await placeFor(out), fill('one'));
    await replaceFolder(await placeFor(out), fill('two'));
    assert.deepEqual(await state(), { text: 'two', verdicts: ['two.parquet'], beside: ['out'] });
  });

  it('replaces it also where the file system cannot exchange folders', async () => {
    await replaceFolder(await placeFor(out), fill('one'), unable);
    await replaceFolder(await placeFor(out), fill('two'), unable);
    assert.deepEqual(await state(), { text: 'two', verdicts: ['two.parquet'], beside: ['out'] });
  });

  it('stays as it was when the making fails', async () => {
    await replaceFolder(await placeFor(out), fill('one'));
    const failing = async (folder: string) => {
      await fs.writeFile(join(folder, 'half'), '');
      throw new Error('in the middle');
    };
    await assert.rejects(replaceFolder(await placeFor(out), failing), /in the middle/);
    assert.deepEqual(await state(), { text: 'one', verdicts: ['one.parquet'], beside: ['out'] });
  });

  it('is refused where it holds files that are no earlier output', async () => {
    await fs.mkdir(out);
    await fs.writeFile(join(out, 'thesis.docx'), 'years of work');
    await assert.rejects(replaceFolder(await placeFor(out), fill('one')), { code: 'ZS5020' });
    assert.deepEqual(await fs.readdir(out), ['thesis.docx']);
  });

  it('is refused where it is a file', async () => {
    await fs.writeFile(out, 'a file');
    await assert.rejects(replaceFolder(await placeFor(out), fill('one')), { code: 'ZS5021' });
    assert.equal(await fs.readFile(out, 'utf8'), 'a file');
  });

  it('is written through a link, which stays', async () => {
    await fs.mkdir(join(base, 'disk'));
    await fs.symlink('disk', out);
    await replaceFolder(await placeFor(out), fill('one'));
    await replaceFolder(await placeFor(out), fill('two'));
    assert.equal((await fs.lstat(out)).isSymbolicLink(), true);
    assert.deepEqual(await state(), { text: 'two', verdicts: ['two.parquet'], beside: ['disk', 'out'] });
  });

  it('is rid of what killed runs left beside it, and of nothing else', async () => {
    const dead = 2 ** 22 + 1; // above any process id that Linux gives
    await fs.mkdir(join(base, `.out.tmp-${dead}-00000000`));
    await fs.mkdir(join(base, `.out.tmp-${process.pid}-00000000`));
    await fs.mkdir(join(base, '.out.tmp-mine'));
    await replaceFolder(await placeFor(out), fill('one'));
    assert.deepEqual(
      (await fs.readdir(base)).sort(),
      ['.out.tmp-mine', `.out.tmp-${process.pid}-00000000`, 'out'].sort(),
    );
  });

  it('comes back with the next run where a kill fell between the two moves of a file system without exchange', async () => {
    const dead = 2 ** 22 + 1;
    await replaceFolder(await placeFor(out), fill('one'));
    await fs.rename(out, join(base, `.out.old-${dead}-00000000`));
    const failing = async () => {
      throw new Error('fails');
    };
    await assert.rejects(replaceFolder(await placeFor(out), failing), /fails/);
    assert.deepEqual(await state(), { text: 'one', verdicts: ['one.parquet'], beside: ['out'] });
  });
});
