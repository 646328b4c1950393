/** Conditions of the model in the spelling of policies: read again they are the same, and they read as a person would write them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { analyze } from '../../engine/language/analyze.ts';
import { parseLine } from '../../engine/language/condition/parse.ts';
import { printCondition, printLeaf, printLine, printLiteral, type TypeOf } from '../../engine/language/print.ts';
import { factAt } from '../../engine/model/path.ts';
import type { Model } from '../../engine/model/policy.ts';
import { projects } from '../agreement/generate/index.ts';
import { renderFiles } from '../agreement/render.ts';

describe('conditions as text', () => {
  const canonical: readonly (readonly [string, string])[] = [
    ['a  =1', 'a = 1'],
    ['a != 1.50', 'a ≠ 1.50'],
    ['a<=９５%', 'a ≤ 95%'],
    ['a ≧ $limit', 'a ≥ $limit'],
    ['street.name ＝ “甲乙”', 'street.name = "甲乙"'],
    ["name = 'a\"b\\\\c'", 'name = "a\\"b\\\\c"'],
    ['kind in （village、community，x）', 'kind in [village, community, x]'],
    ['kind  not  in [village]', 'kind not in [village]'],
    ['n between 1 and 1０', 'n between 1 and 10'],
    ['on between 2021-3-5 and 2021-12-31', 'on between 2021-03-05 and 2021-12-31'],
    ['month = 2021-3', 'month = 2021-03'],
    ['name matches /a\\/b\\d/', 'name matches /a\\/b\\d/'],
    ['name matches "a/b"', 'name matches /a\\/b/'],
    ['name matches "a／b"', 'name matches "a／b"'],
    ['name not contains "x"', 'name not contains "x"'],
    ['on before other-on', 'on before other-on'],
    ['a is  known', 'a is known'],
    ['open', 'open'],
    ['open = false', 'open = false'],
  ];
  for (const [written, expected] of canonical) {
    it(`writes ${written} as ${expected}`, () => {
      assert.equal(reprinted(written), expected);
      assert.equal(reprinted(expected), expected);
    });
  }

  it('writes codes bare, texts in quotes, shares in percent', () => {
    const title = { zh: '', en: '' };
    const codes = ['village', 'two words', 'true'].map((value) => ({ value, title }));
    const code = { kind: 'code', codes } as const;
    const share = { kind: 'number', form: 'fraction', nonNegative: true, display: 'percent' } as const;
    const text = (value: string) => ({ kind: 'text', value }) as const;
    assert.deepEqual(
      codes.map(({ value }) => printLiteral(text(value), code)),
      ['village', '"two words"', '"true"'],
    );
    assert.equal(printLiteral(text('village'), { kind: 'text' }), '"village"');
    const shares = ['0.95', '1', '0', '-0.005', '12.3456789', '0.999999999'].map((value) =>
      printLiteral({ kind: 'number', value }, share),
    );
    assert.deepEqual(shares, ['95%', '100%', '0%', '-0.5%', '1234.56789%', '99.9999999%']);
  });

  it('reads again what it writes, for the rules of any project', () => {
    fc.assert(
      fc.property(projects, (generated) => {
        const files = renderFiles({ ...generated, revisedOn: null });
        const model = onlyModel(files);
        const document = parseDocument(files.get('main.policy.yaml') as string);
        for (const [name, rule] of model.rules) {
          // A procedure has made it: no file states it.
          if (rule.procedure !== null) continue;
          const typeOf: TypeOf = (path) => factAt(model, rule.entity, path).type;
          document.setIn(['rules', name, 'require'], document.createNode(printCondition(rule.require, typeOf)));
          if (rule.when !== null)
            document.setIn(['rules', name, 'when'], document.createNode(printCondition(rule.when, typeOf)));
        }
        const again = onlyModel(new Map([...files, ['main.policy.yaml', document.toString()]]));
        assert.deepEqual(again.rules, model.rules);
      }),
      { numRuns: 25 },
    );
  });

  it('writes a leaf of the model as its line', () => {
    const leaf = { kind: 'known', fact: { through: ['street'], fact: 'name' }, negated: true } as const;
    assert.equal(
      printLeaf(leaf, () => null),
      'street.name is unknown',
    );
  });
});

function reprinted(text: string): string {
  const { line, problems } = parseLine(text);
  assert.deepEqual(problems, []);
  assert.ok(line !== null);
  return printLine(line);
}

function onlyModel(files: ReadonlyMap<string, string>): Model {
  const { eras, diagnostics } = analyze(files);
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  );
  const [era, second] = eras;
  assert.ok(era !== undefined && second === undefined);
  return era.model;
}
