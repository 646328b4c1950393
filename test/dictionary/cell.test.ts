import assert from 'node:assert/strict';
import { type CellFormat, cellReader, plainFormat, type RawValue } from '../../engine/dictionary/cell.ts';
import { type Constraints, type Field, type FieldType, noConstraints } from '../../engine/model/dictionary.ts';

function field(kind: Exclude<FieldType['kind'], 'code'> | FieldType, more: Partial<Field> = {}): Field {
  return {
    name: 'f',
    title: { zh: 'f', en: 'f' },
    description: null,
    type: typeof kind === 'string' ? { kind } : kind,
    constraints: noConstraints,
    sensitive: false,
    planned: false,
    descriptive: false,
    unit: null,
    ...more,
  };
}

function read(of: Field, raw: RawValue, format: Partial<CellFormat> = {}): unknown {
  const { cell, problem } = cellReader(of, { ...plainFormat, ...format })(raw);
  return problem === null ? cell : problem.code;
}

function all(of: Field, cases: readonly (readonly [RawValue, unknown])[]): void {
  for (const [raw, expected] of cases)
    assert.deepEqual(read(of, raw), expected, `${String(raw)} → ${String(expected)}`);
}

describe('a written value becomes a typed cell', () => {
  it('reads integers in full width, with thousands separators, and from spreadsheets', () => {
    all(field('integer'), [
      ['12', 12n],
      ['　１２　', 12n],
      ['1,234,567', 1234567n],
      ['12.0', 12n],
      ['-3', -3n],
      ['1.2E+3', 1200n],
      [7, 7n],
      [7.5, 'ZS3101'],
      ['12,34', 'ZS3101'],
      ['一', 'ZS3101'],
      ['999999999999999999', 999999999999999999n],
      ['1000000000000000000', 'ZS3103'],
      [2 ** 60, 'ZS3103'],
      [true, 'ZS3101'],
    ]);
  });

  it('keeps decimals exact and reads percents as hundredths', () => {
    all(field('decimal'), [
      ['0.10', '0.1'],
      ['-0.0', '0'],
      ['.5', '0.5'],
      ['95%', '0.95'],
      ['９５．５％', '0.955'],
      ['0.123456789', '0.123456789'],
      ['0.1234567891', 'ZS3103'],
      [0.1 + 0.2, '0.3'],
      [1 / 3, '0.333333333'],
      [-2 / 3, '-0.666666667'],
      ['12元', 'ZS3102'],
      ['NaN', 'ZS3102'],
      [Number.NaN, 'ZS3102'],
      ['1e999', 'ZS3103'],
    ]);
    assert.equal(read(field('decimal'), '¥12.5元', { bareNumber: false }), '12.5');
    assert.equal(read(field('decimal'), '1.234,5', { decimalChar: ',', groupChar: '.' }), '1234.5');
    assert.equal(read(field('decimal'), '1 234', { groupChar: ' ' }), '1234');
  });

  it('reads the ways in which dates are written, and takes a datetime as its date', () => {
    all(field('date'), [
      ['2021-03-05', '2021-03-05'],
      ['2021/3/5', '2021-03-05'],
      ['2021.3.5', '2021-03-05'],
      ['2021年3月5日', '2021-03-05'],
      ['２０２１年３月５日', '2021-03-05'],
      ['20210305', '2021-03-05'],
      [20210305, '2021-03-05'],
      ['2021-03-05T23:30:00+08:00', '2021-03-05'],
      ['2021-03-05 10:20', '2021-03-05'],
      ['2021年3月5日 10时20分', '2021-03-05'],
      ['44260', '2021-03-05'],
      [44260.75, '2021-03-05'],
      [new Date('2021-03-05T00:00:00Z'), '2021-03-05'],
      ['2021-02-29', 'ZS3105'],
      ['2020-02-29', '2020-02-29'],
      ['2021-13-01', 'ZS3105'],
      ['5/3/2021', 'ZS3105'],
      ['21-3-5', 'ZS3105'],
      ['2021-3/5', 'ZS3105'],
      ['2021', 'ZS3105'],
      [5, 'ZS3105'],
      [new Date(Number.NaN), 'ZS3105'],
    ]);
    assert.equal(cellReader(field('date'), plainFormat, true)(42798).cell, '2021-03-05');
    assert.equal(read(field('date'), '05/03/2021', { dateFormat: '%d/%m/%Y' }), '2021-03-05');
    assert.equal(read(field('date'), '2021-03-05', { dateFormat: '%d/%m/%Y' }), 'ZS3105');
  });

  it('reads months, also from a date in the month', () => {
    all(field('month'), [
      ['2021-03', '2021-03-01'],
      ['2021/3', '2021-03-01'],
      ['2021年3月', '2021-03-01'],
      ['2021年3月份', '2021-03-01'],
      ['202103', '2021-03-01'],
      [202103, '2021-03-01'],
      ['2021-03-31', '2021-03-01'],
      [new Date('2021-03-31T00:00:00Z'), '2021-03-01'],
      [44260, '2021-03-01'],
      ['2021-13', 'ZS3106'],
      [2021.1, 'ZS3106'],
      ['3月', 'ZS3106'],
    ]);
  });

  it('reads yes and no in both languages, and declared values first', () => {
    all(field('boolean'), [
      ['是', true],
      ['否', false],
      ['TRUE', true],
      ['n', false],
      ['１', true],
      [0, false],
      [true, true],
      ['maybe', 'ZS3104'],
      [2, 'ZS3104'],
    ]);
    assert.equal(read(field('boolean'), '1', { falseValues: ['1'] }), false);
    assert.equal(read(field('boolean'), '有', { trueValues: ['有'] }), true);
  });

  it('reads codes by value or by title; a title of two codes names neither', () => {
    const codes = [
      { value: 'village', title: { zh: '村', en: 'Village' } },
      { value: 'school', title: { zh: '单位', en: 'School' } },
      { value: 'firm', title: { zh: '单位', en: 'Firm' } },
      { value: '1', title: { zh: '一', en: 'One' } },
    ];
    all(field({ kind: 'code', codes }), [
      ['village', 'village'],
      [' Village ', 'village'],
      ['村', 'village'],
      ['ＦＩＲＭ', 'firm'],
      ['单位', 'ZS3107'],
      [1, '1'],
      ['town', 'ZS3107'],
    ]);
  });

  it('keeps texts as they are but for the blanks around them', () => {
    all(field('text'), [
      [' ａ b ', 'ａ b'],
      [410802001001, '410802001001'],
      [true, 'true'],
      [new Date('2021-03-05T00:00:00Z'), '2021-03-05'],
      [2 ** 60, 'ZS3103'],
      ['𠮷', '𠮷'],
    ]);
  });

  it('takes blanks and missing values as unknown, and names them only where a value is required', () => {
    for (const blank of [null, undefined, '', '　 ']) assert.equal(read(field('text'), blank), null);
    assert.equal(read(field('integer'), '-99', { missingValues: ['', '-99'] }), null);
    assert.equal(read(field('integer'), -99, { missingValues: ['', '-99'] }), null);
    const required = field('text', { constraints: { ...noConstraints, required: true } });
    assert.equal(read(required, ' '), 'ZS3108');
  });

  it('names what is unreadable', () => {
    all(field('text'), [
      ['a\u0000b', 'ZS3114'],
      ['a\uFFFD', 'ZS3114'],
      ['\ud800', 'ZS3114'],
      [{ error: '#N/A' }, 'ZS3115'],
    ]);
  });

  it('checks constraints exactly', () => {
    const limited = (kind: 'integer' | 'decimal' | 'date' | 'text', more: Partial<Constraints>): Field =>
      field(kind, { constraints: { ...noConstraints, ...more } });
    all(limited('integer', { minimum: '0', maximum: '10' }), [
      ['0', 0n],
      ['-1', 'ZS3109'],
      ['10', 10n],
      ['11', 'ZS3110'],
    ]);
    all(limited('decimal', { exclusiveMinimum: '-0.5', exclusiveMaximum: '0.3' }), [
      ['-0.5', 'ZS3109'],
      ['-0.499999999', '-0.499999999'],
      ['0.3', 'ZS3110'],
    ]);
    all(limited('date', { minimum: '2021-01-01' }), [
      ['2020-12-31', 'ZS3109'],
      ['2021-01-01', '2021-01-01'],
    ]);
    all(limited('text', { minLength: 2, maxLength: 2 }), [
      ['𠮷𠮷', '𠮷𠮷'],
      ['a', 'ZS3111'],
      ['aaa', 'ZS3111'],
    ]);
    all(limited('text', { pattern: '[a-z]\\d+' }), [
      ['a12', 'a12'],
      ['xa12', 'ZS3112'],
    ]);
    all(limited('integer', { oneOf: ['1', '2'] }), [
      ['１', 1n],
      ['3', 'ZS3113'],
    ]);
  });

  it('never shows a sensitive value', () => {
    const secret = field('integer', { sensitive: true });
    const { problem } = cellReader(secret)('13800000000x');
    assert.equal(problem?.code, 'ZS3101');
    assert.doesNotMatch(JSON.stringify(problem), /138/);
  });
});
