/** What json-rules-engine would ignore or only notice when it runs is reported on import, with the place in the JSON. */
import assert from 'node:assert/strict';
import { importRules } from '../../engine/interop/import.ts';

const leaf = { fact: 'x', operator: 'equal', value: 1 };
const event = { type: 'sent' };

const broken: readonly (readonly [string, unknown, readonly string[], RegExp])[] = [
  ['text that is no JSON', '{"conditions": ', ['ZS1901'], /JSON/],
  ['a rule that is a number', 7, ['ZS1902'], /rules\/0/],
  ['no event', { conditions: { all: [leaf] } }, ['ZS1902'], /rules\/0\/event/],
  ['no conditions', { event }, ['ZS1902'], /rules\/0\/conditions/],
  ['an outermost leaf', { conditions: leaf, event }, ['ZS1902'], /outermost/],
  ['all that is no list', { conditions: { all: leaf }, event }, ['ZS1902'], /conditions\/all/],
  ['all and any in one', { conditions: { all: [leaf], any: [leaf] }, event }, ['ZS1902'], /exactly one/],
  ['a misspelt key', { conditions: { all: [{ ...leaf, pth: '$.a' }] }, event }, ['ZS1902'], /"pth"/],
  [
    'a leaf without value',
    { conditions: { all: [{ fact: 'x', operator: 'equal' }] }, event },
    ['ZS1902'],
    /all\/0\/value/,
  ],
  [
    'a leaf without operator',
    { conditions: { all: [{ fact: 'x', value: 1 }] }, event },
    ['ZS1902'],
    /operator is missing/,
  ],
  ['a path that is a number', { conditions: { all: [{ ...leaf, path: 1 }] }, event }, ['ZS1902'], /path/],
  ['arguments that are a list', { conditions: { all: [{ ...leaf, params: [] }] }, event }, ['ZS1902'], /params/],
  ['a priority of 0', { conditions: { all: [leaf] }, event, priority: 0 }, ['ZS1902'], /priority/],
  ['an unknown condition', { conditions: { condition: 'none' }, event }, ['ZS1903'], /"none"/],
  [
    'conditions in a circle',
    {
      rules: [{ conditions: { condition: 'a' }, event }],
      conditions: { a: { not: { condition: 'b' } }, b: { all: [{ condition: 'a' }] } },
    },
    ['ZS1904'],
    /a → b → a/,
  ],
  ['nesting without end', { conditions: nested(5000), event }, ['ZS1902'], /too deeply/],
];

describe('import of broken rules', () => {
  for (const [title, input, codes, pattern] of broken) {
    it(`reports ${title}`, () => {
      const { diagnostics, model } = importRules(input);
      assert.deepEqual([...new Set(diagnostics.map(({ code }) => code))], codes);
      assert.match(diagnostics.map(({ message }) => message.en).join('\n'), pattern);
      assert.equal(model.rules.size, 0);
    });
  }

  it('keeps the good rules beside a broken one', () => {
    const { diagnostics, model } = importRules([{ conditions: { all: [leaf] }, event }, { event }]);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['ZS1902'],
    );
    assert.deepEqual([...model.rules.keys()], ['sent']);
  });

  it('names the condition that the language has no words for, and asks the data for its answer', () => {
    const rule = { conditions: { all: [{ fact: 'word', operator: 'startsWith', value: 'a' }] }, event };
    const { diagnostics, model, shape } = importRules(rule);
    assert.deepEqual(
      diagnostics.map(({ code, severity, message }) => [code, severity, message.en]),
      [
        [
          'ZS1906',
          'warning',
          'rules/0/conditions/all/0: the policy language has no words for this condition ("startsWith"); it became the yes-or-no field "word-startsWith"',
        ],
      ],
    );
    assert.deepEqual([...(shape?.fields.keys() ?? [])], ['word-startsWith']);
    assert.equal(model.facts.get('subject')?.get('word-startsWith')?.type.kind, 'boolean');
  });

  it('checks names, operators and values against a model', () => {
    const into = importRules({
      conditions: { all: [leaf, { fact: 'name', operator: 'equal', value: 'a' }] },
      event,
    }).model;
    const codesOf = (condition: unknown) =>
      importRules({ conditions: { all: [condition] }, event }, { into }).diagnostics.map(({ code }) => code);
    assert.deepEqual(codesOf(leaf), []);
    assert.deepEqual(codesOf({ ...leaf, fact: 'z' }), ['ZS1907']);
    assert.deepEqual(codesOf({ ...leaf, path: '$.a' }), ['ZS1907']);
    assert.deepEqual(codesOf({ ...leaf, operator: 'startsWith' }), ['ZS1905']);
    assert.deepEqual(codesOf({ ...leaf, value: 'one' }), ['ZS1908']);
    assert.deepEqual(codesOf({ ...leaf, value: { fact: 'name' } }), ['ZS1908']);
    assert.deepEqual(codesOf({ fact: 'name', operator: 'lessThan', value: 'b' }), ['ZS1908']);
  });
});

function nested(depth: number): unknown {
  let condition: unknown = leaf;
  for (let level = 0; level < depth; level++) condition = { not: condition };
  return condition;
}
