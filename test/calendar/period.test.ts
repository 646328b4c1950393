import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, fromDayNumber, toDayNumber } from '../../engine/calendar/civil-date.ts';
import {
  moment,
  momentOf,
  monthsFrom,
  type Period,
  parsePeriod,
  parsePeriods,
  periodBefore,
  periodOf,
} from '../../engine/calendar/period.ts';

describe('periods', () => {
  const table: readonly (readonly [text: string, first: string, last: string])[] = [
    ['2021', '2021-01-01', '2021-12-31'],
    ['2021-Q1', '2021-01-01', '2021-03-31'],
    ['2021-Q4', '2021-10-01', '2021-12-31'],
    ['2021-02', '2021-02-01', '2021-02-28'],
    ['2020-02', '2020-02-01', '2020-02-29'],
    ['0001', '0001-01-01', '0001-12-31'],
    ['9999', '9999-01-01', '9999-12-31'],
    ['9999-12', '9999-12-01', '9999-12-31'],
  ];
  for (const [text, first, last] of table) {
    it(`${text} is ${first} to ${last}`, () => {
      assert.deepEqual(parsePeriod(text), { name: text, first, last });
    });
  }

  it('are nothing else', () => {
    for (const text of [
      '',
      '21',
      '0000',
      '2021-13',
      '2021-00',
      '2021-Q0',
      '2021-Q5',
      '2021-1',
      '2021-01-01',
      ' 2021',
    ]) {
      assert.equal(parsePeriod(text), null, text);
    }
    for (const text of [
      '2021..2022',
      '2021-12..2021-01',
      '2021-Q1..2021-Q2',
      '..',
      '2021-01..',
      '2021-01..2021-02..2021-03',
    ]) {
      assert.equal(parsePeriods(text), null, text);
    }
  });

  it('a range is each of its months', () => {
    assert.deepEqual(
      (parsePeriods('2021-11..2022-02') as readonly Period[]).map(({ name, last }) => [name, last]),
      [
        ['2021-11', '2021-11-30'],
        ['2021-12', '2021-12-31'],
        ['2022-01', '2022-01-31'],
        ['2022-02', '2022-02-28'],
      ],
    );
    assert.equal(parsePeriods('9999-01..9999-12')?.length, 12);
  });

  it('the months between two days touch one another and hold both days', () => {
    const day = fc.integer({ min: toDayNumber('1990-01-01'), max: toDayNumber('2050-12-31') }).map(fromDayNumber);
    fc.assert(
      fc.property(day, day, (a, b) => {
        const [first, last] = a < b ? [a, b] : [b, a];
        const months = monthsFrom(first, last);
        assert.ok((months[0] as Period).first <= first && first <= (months[0] as Period).last);
        assert.ok((months.at(-1) as Period).first <= last && last <= (months.at(-1) as Period).last);
        months.slice(1).forEach((month, index) => {
          assert.equal(month.first, addDays((months[index] as Period).last, 1));
        });
      }),
      { numRuns: 200 },
    );
    assert.deepEqual(monthsFrom('2021-03-01', '2021-02-01'), []);
  });

  it('are judged on their last day, or the as-of date if that is earlier', () => {
    const year = parsePeriod('2021') as Period;
    assert.deepEqual(moment(year), { period: year, asOf: '2021-12-31', judged: '2021-12-31' });
    assert.equal(moment(year, '2021-06-30').judged, '2021-06-30');
    assert.equal(moment(year, '2022-06-30').judged, '2021-12-31');
    assert.equal(moment(year, '2022-06-30').asOf, '2022-06-30');
  });

  it('follow one another, over the ends of years', () => {
    const table: readonly (readonly [string, string | null])[] = [
      ['2021-03', '2021-02'],
      ['2021-01', '2020-12'],
      ['2021-Q2', '2021-Q1'],
      ['2021-Q1', '2020-Q4'],
      ['2021', '2020'],
      ['0002', '0001'],
      ['0001', null],
      ['0001-Q1', null],
      ['0001-01', null],
      ['0001-Q2', '0001-Q1'],
    ];
    for (const [text, before] of table) {
      const expected = before === null ? null : parsePeriod(before);
      assert.deepEqual(periodBefore(parsePeriod(text) as Period), expected, text);
    }
  });

  it('that have ended are judged as they were at their end', () => {
    const november = parsePeriod('2021-11') as Period;
    assert.deepEqual(momentOf(november, '2022-03-01'), moment(november, '2021-11-30'));
    assert.deepEqual(momentOf(november, '2021-11-12'), moment(november, '2021-11-12'));
  });

  it('a day lies in one of each kind', () => {
    assert.deepEqual(
      (['month', 'quarter', 'year'] as const).map((kind) => periodOf('2020-02-29', kind)),
      ['2020-02', '2020-Q1', '2020'].map((text) => parsePeriod(text)),
    );
    assert.equal(periodOf('2021-10-01', 'quarter').name, '2021-Q4');
    assert.equal(periodOf('2021-09-30', 'quarter').name, '2021-Q3');
  });
});
