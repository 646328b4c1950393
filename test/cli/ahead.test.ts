/** The command compiled ahead by the build: it runs where the code is for this Node, and never runs the code of another text. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeFile, runAhead } from '../../engine/bin/ahead.js';
import { command, zhunsheng } from './command.ts';

describe('what is compiled ahead', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ahead-'));
  const file = join(folder, 'main.cjs');
  after(() => rmSync(folder, { recursive: true }));

  it('is left alone where there is no code for this Node', () => {
    writeFileSync(file, 'exports.answer = () => 1;');
    assert.equal(runAhead(file), null);
  });

  it('runs with its code, and as the text says where the code is of another', () => {
    const made = runAhead(file, Buffer.alloc(0));
    writeFileSync(codeFile(file), made?.script.createCachedData() ?? '');
    const ahead = runAhead(file);
    assert.equal(ahead?.script.cachedDataRejected, false);
    assert.equal(ahead.exports.answer(), 1);
    writeFileSync(file, 'exports.answer = () => 1 + 1;');
    const changed = runAhead(file);
    assert.equal(changed?.script.cachedDataRejected, true);
    assert.equal(changed.exports.answer(), 2);
  });

  const built = join(command, '../../dist/cli/main.cjs');

  it('is there for the command once it is built', () => {
    assert.ok(existsSync(codeFile(built)));
  });

  it('is a text of one byte a character, without the charts that only report draws', () => {
    const bytes = readFileSync(built);
    assert.ok(bytes.every((byte) => byte < 128));
    assert.ok(!bytes.includes('zrender'));
  });

  it('leaves report to the other bundle, wherever the name of the command stands', async () => {
    const ran = await zhunsheng(['--lang', 'en', 'report', 'rules']);
    assert.equal(ran.status, 2);
    assert.match(ran.err, /^ZS9004 --period "--period" is required\. See zhunsheng report --help[^\n]+\n$/);
  });
});
