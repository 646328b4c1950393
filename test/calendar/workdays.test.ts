import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, fromDayNumber, toDayNumber } from '../../engine/calendar/civil-date.ts';
import { knownYears, workdayAfter, workdayNumbers, workdaysBetween } from '../../engine/calendar/workdays.ts';

describe('workdays', () => {
  it('follow the notice for the National Day of 2021, with its make-up days', () => {
    // 26 September (Sunday) and 9 October (Saturday) are worked, 1 to 7 October are not.
    const worked = [
      '2021-09-18',
      '2021-09-22',
      '2021-09-23',
      '2021-09-24',
      '2021-09-26',
      '2021-09-27',
      '2021-09-28',
      '2021-09-29',
      '2021-09-30',
      '2021-10-08',
      '2021-10-09',
      '2021-10-11',
      '2021-10-12',
      '2021-10-13',
      '2021-10-14',
      '2021-10-15',
    ];
    const found: string[] = [];
    for (let day = '2021-09-18'; day <= '2021-10-17'; day = addDays(day, 1)) {
      if (workdaysBetween(addDays(day, -1), day) === 1) found.push(day);
    }
    assert.deepEqual(found, worked);
  });

  const table: readonly (readonly [from: string, to: string, workdays: number])[] = [
    ['2021-09-30', '2021-09-30', 0],
    ['2021-09-30', '2021-10-07', 0],
    ['2021-09-30', '2021-10-08', 1],
    ['2021-09-30', '2021-10-09', 2],
    ['2021-09-30', '2021-10-10', 2],
    ['2021-09-30', '2021-10-11', 3],
    ['2021-09-24', '2021-09-26', 1],
    ['2021-10-01', '2021-10-11', 3],
    ['2021-10-11', '2021-09-30', -3],
    ['2021-10-10', '2021-10-09', 0],
    // Spring Festival 2021: 11 to 17 February off, 7 and 20 February worked.
    ['2021-02-05', '2021-02-22', 8],
    ['2020-12-31', '2021-12-31', 250],
    // 31 January and 1 February 2020 became days off by the later notice.
    ['2019-12-31', '2020-12-31', 249],
  ];
  for (const [from, to, workdays] of table) {
    it(`there are ${workdays} after ${from} up to ${to}`, () => {
      assert.equal(workdaysBetween(from, to), workdays);
    });
  }

  it('are not guessed outside the years of the notices', () => {
    assert.deepEqual(knownYears, { first: 2004, last: 2026 });
    assert.equal(workdaysBetween('2003-12-31', '2004-01-05'), null);
    assert.equal(workdaysBetween('2026-12-31', '2027-01-01'), null);
    assert.equal(workdaysBetween('1000-01-01', '9999-12-31'), null);
    assert.notEqual(workdaysBetween('2004-01-01', '2026-12-31'), null);
  });

  it('give the same count as their numbers, and add up over any day between', () => {
    const numbers = new Map(workdayNumbers().map(({ day, number }) => [day, number]));
    assert.equal(numbers.size, toDayNumber('2026-12-31') - toDayNumber('2004-01-01') + 1);
    const day = fc.integer({ min: toDayNumber('2004-01-01'), max: toDayNumber('2026-12-31') }).map(fromDayNumber);
    fc.assert(
      fc.property(day, day, day, (a, b, c) => {
        const between = (from: string, to: string): number => workdaysBetween(from, to) as number;
        assert.equal(between(a, b), (numbers.get(b) as number) - (numbers.get(a) as number));
        assert.equal(between(a, b) + between(b, c), between(a, c));
        assert.equal(between(a, b) + between(b, a), 0);
      }),
      { numRuns: 300 },
    );
  });

  it('lead to the first day with so many after another', () => {
    const table: readonly (readonly [from: string, workdays: number, day: string | null])[] = [
      // 26 September 2021, a Sunday, is worked; 1 to 7 October are not; 9 October, a Saturday, is.
      ['2021-09-24', 1, '2021-09-26'],
      ['2021-09-24', 5, '2021-09-30'],
      ['2021-09-30', 1, '2021-10-08'],
      ['2021-09-30', 2, '2021-10-09'],
      ['2021-09-30', 3, '2021-10-11'],
      ['2021-10-03', 3, '2021-10-11'],
      ['2021-12-31', 1, '2022-01-04'],
      ['2021-10-02', 0, '2021-10-02'],
      ['2026-12-30', 1, '2026-12-31'],
      ['2026-12-31', 1, null],
      ['2003-12-31', 1, null],
      ['2027-01-01', 0, null],
    ];
    for (const [from, workdays, day] of table) assert.equal(workdayAfter(from, workdays), day, `${from} ${workdays}`);
  });

  it('that day has them, and the day before it does not', () => {
    const day = fc.integer({ min: toDayNumber('2004-01-01'), max: toDayNumber('2025-12-31') }).map(fromDayNumber);
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, workdays) => {
        const found = workdayAfter(from, workdays) as string;
        assert.equal(workdaysBetween(from, found), workdays);
        assert.equal(workdaysBetween(from, addDays(found, -1)), workdays - 1);
      }),
      { numRuns: 200 },
    );
  });
});
