/** `zhunsheng report` as a person or a script calls it. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zhunsheng } from './command.ts';
import { type Sandbox, sandbox, secret } from './project.ts';

describe('zhunsheng report', () => {
  let box: Sandbox;
  let out: string;
  beforeEach(() => {
    box = sandbox();
    out = join(box.base, 'out');
  });
  afterEach(() => box.remove());

  const report = (...args: string[]) =>
    zhunsheng(['report', box.project, '--period', '2021-01', '--out', out, ...args]);
  const page = () => readFileSync(join(out, 'bulletin', '2021-01.html'), 'utf8');

  it('writes the bulletin for the public where nothing else is said, and names it', async () => {
    const { status, out: said, err } = await report('--only', 'bulletin');
    assert.equal(status, 0, err);
    assert.equal(said, `${out}/bulletin/2021-01.html\n`);
    assert.match(err, /The index is .*index\.html/);
    assert.match(page(), /<html lang="en">/);
    assert.match(page(), />Public</);
    assert.equal(page().includes(secret), false);
  });

  it('writes it in Chinese, for those within', async () => {
    const { status } = await report('--lang', 'zh', '--audience', 'internal', '--only', 'bulletin');
    assert.equal(status, 0);
    assert.match(page(), /<html lang="zh-Hans">/);
    assert.match(page(), /内部使用/);
    assert.equal(page().includes(secret), false);
  });

  it('refuses what it can’t do in one line, with nothing written', async () => {
    const cases = [
      [['--audience', 'everyone'], /^ZS9006 --audience .*public, internal/],
      [['--only', 'bulletins'], /^ZS9006 --only .*did you mean "bulletin"/],
      [['--pdf', '/nowhere/chromium'], /^ZS8103 --pdf No Chromium, Chrome or Edge was found/],
      [['--data', join(box.base, 'nowhere')], /^ZS/],
    ] as const;
    for (const [args, message] of cases) {
      const { status, err } = await report(...args);
      assert.equal(status, 2);
      assert.match(err, message);
      assert.equal(err.trim().split('\n').length, 1, err);
      assert.equal(existsSync(out), false);
    }
    const { status, err } = await zhunsheng(['report', box.project, '--period', '2021-01']);
    assert.equal(status, 2);
    assert.match(err, /--out/);
  });

  it('is told by --help with an example, in both languages', async () => {
    assert.match(
      (await zhunsheng(['report', '--help'])).out,
      /--audience[\s\S]*zhunsheng report rules --period 2021-11 --out/,
    );
    assert.match((await zhunsheng(['report', '--help', '--lang', 'zh'])).out, /公开|小数不公布/);
  });
});
