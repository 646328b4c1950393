import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FactType, NumberType } from '../../engine/model/fact.ts';
import { exact } from '../../engine/model/number.ts';
import { literalText, pathText, templateText, valueText } from '../../engine/model/text.ts';
import { empty, unknown, type Value } from '../../engine/model/value.ts';

const integer: NumberType = { kind: 'number', form: 'integer', nonNegative: true, display: 'number' };
const decimal: NumberType = { ...integer, form: 'decimal' };
const fraction: NumberType = { ...integer, form: 'fraction' };
const percent: NumberType = { ...fraction, display: 'percent' };

function range(low: string | null, high: string | null): Value {
  return { kind: 'number', range: { low: low === null ? null : exact(low), high: high === null ? null : exact(high) } };
}

describe('the text of a value', () => {
  const table: readonly (readonly [value: Value, type: FactType, zh: string, en: string])[] = [
    [range('12', '12'), integer, '12', '12'],
    [range('-3', '-3'), integer, '-3', '-3'],
    [range('0', '0'), integer, '0', '0'],
    [range('-0.5', '-0.5'), decimal, '-0.5', '-0.5'],
    [
      range('123456789012345678.123456789', '123456789012345678.123456789'),
      decimal,
      '123456789012345678.123456789',
      '123456789012345678.123456789',
    ],
    [range('8/9', '8/9'), percent, '88.9%', '88.9%'],
    [range('25/40', '25/40'), percent, '62.5%', '62.5%'],
    [range('55/56', '55/56'), percent, '98.2%', '98.2%'],
    [range('1', '1'), percent, '100%', '100%'],
    [range('0', '0'), percent, '0%', '0%'],
    [range('1/8000', '1/8000'), percent, '0%', '0%'],
    [range('1/2000', '1/2000'), percent, '0.1%', '0.1%'],
    [range('-1/2000', '-1/2000'), percent, '-0.1%', '-0.1%'],
    [range('-1/8000', '-1/8000'), percent, '0%', '0%'],
    [range('1/3', '1/3'), fraction, '0.33', '0.33'],
    [range('2/3', '2/3'), fraction, '0.67', '0.67'],
    [range('5/2', '5/2'), fraction, '2.5', '2.5'],
    [range('1/8', '1/8'), fraction, '0.13', '0.13'],
    [range('-1/8', '-1/8'), fraction, '-0.13', '-0.13'],
    [range('1', null), integer, '至少 1', 'at least 1'],
    [range(null, '3'), integer, '至多 3', 'at most 3'],
    [range('1', '3'), integer, '1 至 3', '1 to 3'],
    [range('1/2', '1'), percent, '50% 至 100%', '50% to 100%'],
    [unknown, integer, '未知', 'unknown'],
    [empty, percent, '无', 'none'],
    [{ kind: 'boolean', value: true }, { kind: 'boolean' }, '是', 'yes'],
    [{ kind: 'boolean', value: false }, { kind: 'boolean' }, '否', 'no'],
    [{ kind: 'date', value: '2021-03-05' }, { kind: 'date' }, '2021-03-05', '2021-03-05'],
    [{ kind: 'month', value: '2021-03-01' }, { kind: 'month' }, '2021-03', '2021-03'],
    [{ kind: 'text', value: '越级' }, { kind: 'text' }, '越级', '越级'],
    [
      { kind: 'text', value: 'skip' },
      { kind: 'code', codes: [{ value: 'skip', title: { zh: '越级', en: 'skip-level' } }] },
      '越级',
      'skip-level',
    ],
    [{ kind: 'text', value: 'other' }, { kind: 'code', codes: [] }, 'other', 'other'],
  ];
  for (const [value, type, zh, en] of table) {
    it(`${zh}, ${en}`, () => {
      assert.equal(valueText(value, type, 'zh'), zh);
      assert.equal(valueText(value, type, 'en'), en);
    });
  }

  it('rounds half away from zero, whatever the fraction', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -100_000n, max: 100_000n }),
        fc.bigInt({ min: 1n, max: 2_000n }),
        (numerator, denominator) => {
          const shown = exact(
            valueText(
              {
                kind: 'number',
                range: { low: exact(numerator).div(denominator), high: exact(numerator).div(denominator) },
              },
              fraction,
              'en',
            ),
          );
          const off = exact(numerator).div(denominator).sub(shown).abs();
          assert.ok(
            off.lt(exact('0.005')) ||
              (off.equals(exact('0.005')) && shown.abs().gt(exact(numerator).div(denominator).abs())),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the text of a literal', () => {
  it('is in the form of the fact that it is compared with', () => {
    const kind: FactType = { kind: 'code', codes: [{ value: 'village', title: { zh: '村', en: 'village' } }] };
    assert.equal(literalText({ kind: 'number', value: '0.95' }, 'zh', percent), '95%');
    assert.equal(literalText({ kind: 'number', value: '0.95' }, 'zh'), '0.95');
    assert.equal(literalText({ kind: 'number', value: '7' }, 'zh', integer), '7');
    assert.equal(literalText({ kind: 'text', value: 'village' }, 'zh', kind), '村');
    assert.equal(literalText({ kind: 'text', value: 'village' }, 'en', null), 'village');
    assert.equal(literalText({ kind: 'boolean', value: true }, 'zh'), '是');
    assert.equal(literalText({ kind: 'date', value: '2021-03-05' }, 'en'), '2021-03-05');
    assert.equal(literalText({ kind: 'month', value: '2021-03-01' }, 'en'), '2021-03');
  });
});

describe('a template', () => {
  it('is filled in with facts and parameters', () => {
    const template = {
      zh: [
        { kind: 'text', text: '本期 ' },
        { kind: 'fact', fact: { through: ['street'], fact: 'name' } },
        { kind: 'parameter', parameter: 'days' },
      ],
      en: [],
    } as const;
    const textOf = (
      part:
        | { kind: 'fact'; fact: { through: readonly string[]; fact: string } }
        | { kind: 'parameter'; parameter: string },
    ) => (part.kind === 'fact' ? `<${pathText(part.fact)}>` : `[${part.parameter}]`);
    assert.equal(templateText(template, 'zh', textOf), '本期 <street.name>[days]');
    assert.equal(templateText(template, 'en', textOf), '');
  });
});
