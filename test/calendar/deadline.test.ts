import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, daysBetween, fromDayNumber, monthsBetween, toDayNumber } from '../../engine/calendar/civil-date.ts';
import { lastDayAllowed } from '../../engine/calendar/deadline.ts';

describe('the last day allowed', () => {
  const table: readonly (readonly [string, 'days' | 'workdays' | 'months', number, string | null])[] = [
    ['2021-12-25', 'days', 7, '2022-01-01'],
    ['2020-02-28', 'days', 1, '2020-02-29'],
    ['2021-02-28', 'days', 1, '2021-03-01'],
    ['2021-11-30', 'months', 3, '2022-02-28'],
    ['2019-11-30', 'months', 3, '2020-02-29'],
    ['2020-02-29', 'months', 12, '2021-02-28'],
    ['2021-01-31', 'months', 1, '2021-02-28'],
    // Over the National Day of 2021: 26 September and 9 October are worked, 1 to 7 October are not.
    ['2021-09-28', 'workdays', 3, '2021-10-08'],
    ['2021-09-25', 'workdays', 1, '2021-09-26'],
    ['2021-10-08', 'workdays', 2, '2021-10-11'],
    ['2021-05-05', 'days', 0, '2021-05-05'],
    ['2021-05-05', 'days', 2.5, '2021-05-07'],
    ['2026-12-31', 'workdays', 1, null],
    ['9999-12-31', 'days', 1, null],
    ['9999-12-01', 'months', 1, null],
    ['2021-05-05', 'days', 1e15, null],
  ];
  for (const [from, unit, amount, last] of table) {
    it(`${amount} ${unit} after ${from} is ${last ?? 'not known'}`, () => {
      assert.equal(lastDayAllowed(from, unit, amount), last);
    });
  }

  it('is in time by the count of days or months, and the day after it is not', () => {
    const day = fc.integer({ min: toDayNumber('1999-01-01'), max: toDayNumber('2050-12-31') }).map(fromDayNumber);
    fc.assert(
      fc.property(day, fc.constantFrom('days', 'months'), fc.integer({ min: 0, max: 40 }), (from, unit, amount) => {
        const count = unit === 'days' ? daysBetween : monthsBetween;
        const last = lastDayAllowed(from, unit, amount) as string;
        assert.ok(count(from, last) <= amount);
        assert.ok(count(from, addDays(last, 1)) > amount);
      }),
      { numRuns: 300 },
    );
  });
});
