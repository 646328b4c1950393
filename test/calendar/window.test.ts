import assert from 'node:assert/strict';
import { periodsOfWindow, type Window } from '../../engine/calendar/window.ts';

describe('the window over which occasions are counted', () => {
  const months = (count: number): Window => ({ kind: 'months', months: count });
  const table: readonly (readonly [string, Window, 'month' | 'quarter', string, string])[] = [
    ['the calendar year up to the day', { kind: 'year' }, 'month', '2021-03-31', '2021-01 2021-02 2021-03'],
    ['a year on its first day', { kind: 'year' }, 'month', '2022-01-01', '2022-01'],
    ['a year by quarters', { kind: 'year' }, 'quarter', '2021-08-15', '2021-Q1 2021-Q2 2021-Q3'],
    ['the calendar quarter', { kind: 'quarter' }, 'month', '2021-11-12', '2021-10 2021-11'],
    ['a quarter as one', { kind: 'quarter' }, 'quarter', '2021-12-31', '2021-Q4'],
    ['months over the end of a year', months(4), 'month', '2021-02-28', '2020-11 2020-12 2021-01 2021-02'],
    ['one month', months(1), 'month', '2020-02-29', '2020-02'],
    ['twelve months by quarters', months(12), 'quarter', '2021-02-28', '2020-Q2 2020-Q3 2020-Q4 2021-Q1'],
    ['twelve months to the end of a quarter', months(12), 'quarter', '2020-12-31', '2020-Q1 2020-Q2 2020-Q3 2020-Q4'],
    ['two months in which no quarter begins', months(2), 'quarter', '2021-03-31', ''],
    ['more months than there are', months(30), 'month', '0001-02-01', '0001-01 0001-02'],
  ];
  for (const [name, window, each, day, expected] of table) {
    it(`${name}: ${expected}`, () => {
      assert.equal(
        periodsOfWindow(window, each, day)
          .map((period) => period.name)
          .join(' '),
        expected,
      );
    });
  }
});
