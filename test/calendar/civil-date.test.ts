import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  civilDate,
  daysBetween,
  daysInMonth,
  fromDayNumber,
  isCivilDate,
  monthsBetween,
  parts,
  toDayNumber,
} from '../../engine/calendar/civil-date.ts';

const day = fc.integer({ min: toDayNumber('0001-01-01'), max: toDayNumber('9999-12-31') }).map(fromDayNumber);
const near = fc.integer({ min: toDayNumber('1900-01-01'), max: toDayNumber('2100-12-31') }).map(fromDayNumber);

describe('civil dates', () => {
  it('know which days there are', () => {
    for (const good of ['2020-02-29', '2000-02-29', '2021-12-31', '0001-01-01', '9999-12-31']) {
      assert.ok(isCivilDate(good), good);
    }
    for (const bad of [
      '2021-02-29',
      '1900-02-29',
      '2021-04-31',
      '2021-13-01',
      '2021-00-10',
      '2021-01-00',
      '0000-01-01',
      '2021-1-1',
      '2021-01-01T00:00:00',
      '',
    ]) {
      assert.ok(!isCivilDate(bad), bad);
    }
    assert.equal(civilDate(2021, 2, 29), null);
    assert.equal(civilDate(10000, 1, 1), null);
  });

  it('survive the way to a day number and back, and sort as their numbers do', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        assert.equal(fromDayNumber(toDayNumber(a)), a);
        assert.ok(isCivilDate(a));
        assert.equal(a < b, toDayNumber(a) < toDayNumber(b));
        assert.equal(addDays(a, daysBetween(a, b)), b);
      }),
      { numRuns: 500 },
    );
  });

  it('count the first day as day 0: day 7 is seven days after receipt', () => {
    assert.equal(daysBetween('2021-03-01', '2021-03-01'), 0);
    assert.equal(daysBetween('2021-03-01', '2021-03-08'), 7);
    assert.equal(daysBetween('2021-03-01', '2021-03-09'), 8);
    assert.equal(daysBetween('2020-02-28', '2020-03-01'), 2);
    assert.equal(daysBetween('2021-02-28', '2021-03-01'), 1);
    assert.equal(daysBetween('2021-03-08', '2021-03-01'), -7);
  });

  const months: readonly (readonly [from: string, to: string, months: number])[] = [
    ['2021-11-30', '2022-02-28', 3],
    ['2021-11-30', '2022-03-01', 4],
    ['2019-11-30', '2020-02-29', 3],
    ['2019-11-30', '2020-02-28', 3],
    ['2019-11-30', '2020-03-01', 4],
    ['2021-01-31', '2021-02-28', 1],
    ['2020-02-29', '2021-02-28', 12],
    ['2020-02-29', '2021-03-01', 13],
    ['2020-02-29', '2024-02-29', 48],
    ['2021-05-15', '2021-05-15', 0],
    ['2021-05-15', '2021-05-16', 1],
    ['2021-05-15', '2021-05-14', 0],
    ['2021-05-15', '2021-04-15', -1],
    ['2021-03-31', '2021-02-28', -1],
    ['2021-03-31', '2021-02-27', -1],
  ];
  for (const [from, to, count] of months) {
    it(`${from} to ${to} is ${count} months`, () => {
      assert.equal(monthsBetween(from, to), count);
    });
  }

  it('clamp to the end of the month', () => {
    assert.equal(addMonths('2021-11-30', 3), '2022-02-28');
    assert.equal(addMonths('2019-11-30', 3), '2020-02-29');
    assert.equal(addMonths('2020-02-29', 12), '2021-02-28');
    assert.equal(addMonths('2021-03-31', -1), '2021-02-28');
    assert.equal(addMonths('2021-01-31', -13), '2019-12-31');
  });

  it('months between is the smallest number of months that reaches the day', () => {
    fc.assert(
      fc.property(near, near, (from, to) => {
        const count = monthsBetween(from, to);
        assert.ok(addMonths(from, count) >= to);
        assert.ok(addMonths(from, count - 1) < to);
      }),
      { numRuns: 500 },
    );
  });

  it('plus months keep the day, or take the last of a shorter month', () => {
    fc.assert(
      fc.property(near, fc.integer({ min: -400, max: 400 }), (from, count) => {
        const to = parts(addMonths(from, count));
        const start = parts(from);
        assert.equal((to.year - start.year) * 12 + to.month - start.month, count);
        assert.equal(to.day, Math.min(start.day, daysInMonth(to.year, to.month)));
      }),
      { numRuns: 500 },
    );
  });
});
