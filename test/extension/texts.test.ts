/** Everything that the extension shows a person exists in Chinese and English. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const extension = join(import.meta.dirname, '../../extension');
const read = (...path: string[]): string => readFileSync(join(extension, ...path), 'utf8');
const texts = (...path: string[]): Record<string, string> => JSON.parse(read(...path));

describe('the texts of the extension', () => {
  const sources = readdirSync(join(extension, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read('src', file));
  const said = sources.flatMap((source) =>
    [...source.matchAll(/l10n\.t\(\s*(?:'([^']*)'|"([^"]*)")/g)].map(([, single, double]) => single ?? double ?? ''),
  );

  it('have a Chinese text for each English one, with the same places to fill in, and no other', () => {
    const bundle = texts('l10n', 'bundle.l10n.zh-cn.json');
    assert.ok(said.length > 60, `only ${said.length} texts found`);
    assert.deepEqual(Object.keys(bundle).toSorted(), [...new Set(said)].toSorted());
    for (const [english, chinese] of Object.entries(bundle)) {
      assert.deepEqual(places(chinese), places(english), english);
      if (!/^[\d{} ]*$/.test(english)) assert.match(chinese, /\p{Script=Han}/u);
    }
    assert.equal(sources.join('').match(/l10n\.t\(/g)?.length, said.length, 'a text that is not a plain literal');
  });

  it('of its manifest have both languages for each key that it names, and no other', () => {
    const [english, chinese] = [texts('package.nls.json'), texts('package.nls.zh-cn.json')];
    const named = [...read('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? '');
    assert.deepEqual(Object.keys(english).toSorted(), [...new Set(named)].toSorted());
    assert.deepEqual(Object.keys(chinese).toSorted(), Object.keys(english).toSorted());
    for (const [key, text] of Object.entries(chinese)) {
      assert.match(text, /\p{Script=Han}/u, key);
      assert.deepEqual(commandsIn(text), commandsIn(english[key] ?? ''), key);
    }
  });
});

function places(text: string): readonly string[] {
  return (text.match(/\{\d\}/g) ?? []).toSorted();
}

function commandsIn(text: string): readonly string[] {
  return text.match(/command:[\w.]+/g) ?? [];
}
