/** The generated pages are those of the code as it is, whole in both languages. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { registry } from '../../engine/diagnostics/registry/index.ts';
import { pages } from '../../engine/docs/pages.ts';
import { operators } from '../../engine/language/condition/operators.ts';
import { parseLine } from '../../engine/language/condition/parse.ts';
import { constructs } from '../../engine/language/constructs.ts';
import { factKinds } from '../../engine/language/fact-keys.ts';
import { printLine } from '../../engine/language/print.ts';

const root = join(import.meta.dirname, '../..');
const generated = pages();
const page = (path: string): string => generated.get(path) ?? assert.fail(path);

describe('the reference pages', () => {
  for (const [path, text] of generated) {
    it(`${path} is current (else: npm run docs)`, () => {
      assert.ok(readFileSync(join(root, path), 'utf8') === text, `${path} is not what npm run docs writes`);
    });
  }

  it('have every diagnostic once, by a code of its own, in both languages', () => {
    const codes = Object.values(registry).flatMap((area) =>
      Object.values(area).flatMap((one) => (typeof one === 'object' && 'code' in one ? [one.code] : [])),
    );
    assert.equal(new Set(codes).size, codes.length);
    for (const path of ['engine/diagnostics/REFERENCE.md', 'engine/diagnostics/REFERENCE.zh.md']) {
      const headings = [...page(path).matchAll(/^### <a id="zs\d{4}"><\/a>(ZS\d{4}) \S/gm)].map(([, code]) => code);
      assert.deepEqual(headings.toSorted(), codes.toSorted());
    }
  });

  it('have every key, kind of fact and operator of the language', () => {
    for (const path of ['engine/language/REFERENCE.md', 'engine/language/REFERENCE.zh.md']) {
      const keys = Object.values(constructs).flatMap((construct) => construct.keys);
      const names = [...keys.map(({ name }) => name), ...Object.keys(factKinds)];
      for (const name of [...names, ...operators.map(({ spelling }) => spelling)]) {
        assert.ok(page(path).includes(`\`${name}\``), `${path} lacks ${name}`);
      }
    }
  });

  it('show for each operator a condition that is read without a problem, in its canonical spelling', () => {
    const table = page('engine/language/REFERENCE.md').split('## Operators of conditions')[1] ?? '';
    const rows = [...table.matchAll(/^\| `([^`]+)` \| [^|]+ \| `([^`]+)` \|/gm)];
    assert.deepEqual(
      rows.map(([, spelling]) => spelling),
      operators.map(({ spelling }) => spelling),
    );
    for (const [, , example] of rows) {
      const { line, problems } = parseLine(example ?? '');
      assert.ok(line !== null && problems.length === 0, example);
      assert.equal(printLine(line), example);
    }
  });

  it('have no English in Chinese headings, and no Chinese in English prose', () => {
    const headings = page('engine/language/REFERENCE.zh.md').match(/^#+ .*$/gm) ?? [];
    for (const heading of headings) assert.match(heading, /\p{Script=Han}/u);
    const english = page('engine/language/REFERENCE.md')
      .replace(/`[^`]*`/g, '')
      .replace(/\{ zh: .*? \}/g, '');
    assert.doesNotMatch(english, /\p{Script=Han}/u);
  });
});
