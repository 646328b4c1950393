import assert from 'node:assert/strict';
import { partsOf } from '../../engine/interpret/leaves.ts';
import { type OperatorName, operators, type Term } from '../../engine/interpret/operators.ts';
import { exact } from '../../engine/model/number.ts';
import type { Truth } from '../../engine/model/truth.ts';
import { empty, unknown, type Value } from '../../engine/model/value.ts';
import { path } from './world.ts';

type Written = number | string | boolean | null | 'empty' | readonly [number | null, number | null];

/** Numbers and ranges are integers where they are written without a point, `null` is unknown. */
function term(written: Written, integer = true): Term {
  return { value: value(written), integer: integer && typeof written !== 'boolean' };
}

function value(written: Written): Value {
  if (written === null) return unknown;
  if (written === 'empty') return empty;
  if (typeof written === 'number') return range(written, written);
  if (typeof written === 'boolean') return { kind: 'boolean', value: written };
  if (typeof written === 'string') {
    return { kind: /^\d{4}-\d{2}-\d{2}$/.test(written) ? 'date' : 'text', value: written };
  }
  return range(written[0], written[1]);
}

function range(low: number | null, high: number | null): Value {
  const end = (at: number | null) => (at === null ? null : exact(String(at)));
  return { kind: 'number', range: { low: end(low), high: end(high) } };
}

const letters: Readonly<Record<string, Truth>> = { t: 'true', f: 'false', u: 'unknown', e: 'empty' };

describe('operators', () => {
  // Each row: a, b, and the truths of a = b, a ≠ b, a < b, a ≤ b, a > b, a ≥ b.
  const comparisons: readonly (readonly [a: Written, b: Written, truths: string])[] = [
    [1, 1, 'tfftft'],
    [1, 2, 'ftttff'],
    [[0, 2], 3, 'ftttff'],
    [[0, 3], 3, 'uuutfu'],
    [[0, 2], 2, 'uuutfu'],
    [[0, 2], 1, 'uuuuuu'],
    [[0, 2], 0, 'uufuut'],
    [[1, null], 0, 'ftfftt'],
    [[0, null], 0, 'uufuut'],
    [[null, 4], 5, 'ftttff'],
    [[null, 5], 5, 'uuutfu'],
    [[0, 2], [3, 4], 'ftttff'],
    [[0, 3], [3, 4], 'uuutfu'],
    [[2, 2], [2, 2], 'tfftft'],
    [[2, 3], [2, 3], 'uuuuuu'],
    [[0, 2], 0.5, 'ftuuuu'],
    [[0, null], 0.5, 'ftuuuu'],
    [null, 1, 'uuuuuu'],
    [1, null, 'uuuuuu'],
    ['empty', 1, 'eeeeee'],
    [null, 'empty', 'eeeeee'],
    ['2021-03-01', '2021-03-08', 'ftttff'],
    ['2021-03-08', '2021-03-08', 'tfftft'],
    // By code point: U+FFFD sorts before U+1F600, although its UTF-16 unit is greater.
    ['\uFFFD', '\u{1F600}', 'ftttff'],
  ];
  for (const [a, b, expected] of comparisons) {
    it(`${JSON.stringify(a)} and ${JSON.stringify(b)}`, () => {
      const names: readonly OperatorName[] = ['=', '≠', '<', '≤', '>', '≥'];
      const got = names.map((name) => operators[name](term(a), { terms: [term(b, false)], pattern: null }));
      assert.deepEqual(
        got,
        [...expected].map((letter) => letters[letter]),
      );
    });
  }

  it('a range of decimals may be a number that is no integer', () => {
    assert.equal(operators['='](term([0, 2], false), { terms: [term(0.5)], pattern: null }), 'unknown');
    assert.equal(operators['='](term(0.5, false), { terms: [term([0, 2])], pattern: null }), 'false');
  });

  it('fractions are compared exactly', () => {
    const third: Term = {
      value: { kind: 'number', range: { low: exact('1').div(3n), high: exact('1').div(3n) } },
      integer: false,
    };
    assert.equal(operators['<'](term(0.3333333333333333, false), { terms: [third], pattern: null }), 'true');
    assert.equal(operators['='](term(0.3333333333333333, false), { terms: [third], pattern: null }), 'false');
    assert.equal(operators['='](third, { terms: [third], pattern: null }), 'true');
  });

  const lists: readonly (readonly [fact: Written, list: readonly Written[], truth: Truth])[] = [
    [1, [1, 2], 'true'],
    [3, [1, 2], 'false'],
    [3, [], 'false'],
    ['village', ['community', 'village'], 'true'],
    [[1, 2], [1, 2], 'true'],
    [[1, 2], [2, 1, 1, 7], 'true'],
    [[1, 3], [1, 2], 'unknown'],
    [[1, 3], [1, 2, 3], 'true'],
    [[1, 3], [1, 2, [3, 4]], 'unknown'],
    [[1, null], [1, 2], 'unknown'],
    [[4, 9], [1, 2], 'false'],
    [1, [null, 1], 'true'],
    [1, [null, 2], 'unknown'],
    [1, ['empty', 2], 'empty'],
    [1, ['empty', null], 'unknown'],
    [null, [1], 'unknown'],
    ['empty', [1], 'empty'],
  ];
  for (const [fact, list, truth] of lists) {
    it(`${JSON.stringify(fact)} in ${JSON.stringify(list)} is ${truth}`, () => {
      const operands = { terms: list.map((one) => term(one)), pattern: null };
      assert.equal(operators.in(term(fact), operands), truth);
      const negated: Readonly<Record<Truth, Truth>> = {
        true: 'false',
        false: 'true',
        unknown: 'unknown',
        empty: 'empty',
      };
      assert.equal(operators['not in'](term(fact), operands), negated[truth]);
    });
  }

  const betweens: readonly (readonly [fact: Written, low: Written, high: Written, truth: Truth])[] = [
    [1, 1, 3, 'true'],
    [3, 1, 3, 'true'],
    [4, 1, 3, 'false'],
    [0, 1, 3, 'false'],
    [[1, 3], 1, 3, 'true'],
    [[1, 4], 1, 3, 'unknown'],
    [[4, null], 1, 3, 'false'],
    [0, null, 3, 'unknown'],
    [4, null, 3, 'false'],
    [2, 'empty', 3, 'empty'],
    [4, 'empty', 3, 'false'],
    ['2021-10-01', '2021-10-01', '2021-12-31', 'true'],
  ];
  for (const [fact, low, high, truth] of betweens) {
    it(`${JSON.stringify(fact)} between ${JSON.stringify(low)} and ${JSON.stringify(high)} is ${truth}`, () => {
      assert.equal(operators.between(term(fact), { terms: [term(low), term(high)], pattern: null }), truth);
    });
  }

  it('contains looks for a part of a text', () => {
    assert.equal(operators.contains(term('信访局'), { terms: [term('信访')], pattern: null }), 'true');
    assert.equal(operators.contains(term('信访局'), { terms: [term('法院')], pattern: null }), 'false');
    assert.equal(operators['not contains'](term('信访局'), { terms: [term('法院')], pattern: null }), 'true');
    assert.equal(operators.contains(term(null), { terms: [term('法院')], pattern: null }), 'unknown');
    assert.equal(operators['not contains'](term('empty'), { terms: [term('法院')], pattern: null }), 'empty');
  });

  it('matches finds an RE2 pattern anywhere, in linear time', () => {
    const matches = (fact: Written, pattern: string): Truth =>
      operators.matches(term(fact), {
        terms: [],
        pattern: partsOf({ kind: 'matches', fact: path('id'), pattern }).pattern,
      });
    assert.equal(matches('XF-2021-003', '-20\\d\\d-'), 'true');
    assert.equal(matches('XF-2021-003', '^20'), 'false');
    assert.equal(matches(null, '.*'), 'unknown');
    assert.equal(matches('empty', '.*'), 'empty');
    assert.equal(matches('a'.repeat(50_000), '(a+)+b'), 'false');
  });

  it('is known is always decided: a range and nothing at all are not known', () => {
    const table: readonly (readonly [Written, Truth])[] = [
      [1, 'true'],
      ['text', 'true'],
      [false, 'true'],
      ['2021-01-01', 'true'],
      [[2, 2], 'true'],
      [[1, 2], 'false'],
      [[1, null], 'false'],
      [null, 'false'],
      ['empty', 'false'],
    ];
    for (const [fact, truth] of table) {
      assert.equal(operators['is known'](term(fact)), truth, JSON.stringify(fact));
      assert.notEqual(operators['is unknown'](term(fact)), truth, JSON.stringify(fact));
    }
  });

  it('a boolean stands alone', () => {
    const truths = ([true, false, null, 'empty'] as const).map((fact) => operators.holds(term(fact)));
    assert.deepEqual(truths, ['true', 'false', 'unknown', 'empty']);
  });
});
