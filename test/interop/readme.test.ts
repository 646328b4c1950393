/** The examples of the manual on interop run, and print what they say. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const repository = join(import.meta.dirname, '../..');

describe('the manual on json-rules-engine', () => {
  const [english, chinese] = ['README.md', 'README.zh.md'].map((name) =>
    readFileSync(join(repository, 'engine/interop', name), 'utf8'),
  ) as [string, string];

  it('has the same example in both languages', () => {
    const code = (text: string) => exampleIn(text).replace(/^\/\/ .*$/gm, '');
    assert.equal(code(chinese), code(english));
  });

  it('has an example that prints what its comments say', async () => {
    const example = exampleIn(english).replace("'zhunsheng'", `'${join(repository, 'engine/index.ts')}'`);
    const expected = [...example.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, comment]) => comment);
    assert.equal(expected.length, 3);
    // Beside this test, where Node finds the packages.
    const file = join(import.meta.dirname, `readme-example-${process.pid}.mts`);
    writeFileSync(file, example);
    try {
      const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', file], { cwd: repository });
      assert.deepEqual(stdout.trim().split('\n'), expected);
    } finally {
      rmSync(file);
    }
  });
});

function exampleIn(text: string): string {
  return /^```js\n(.*?)^```$/ms.exec(text)?.[1] ?? assert.fail('no example');
}
