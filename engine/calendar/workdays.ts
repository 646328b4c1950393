/**
 * Working days by the State Council's yearly notices: weekdays that are no holiday, and the make-up days.
 * Source: the data of `chinese-days`, and not its functions, whose answers depend on the machine's time zone.
 */
import calendar from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { type CivilDate, fromDayNumber, toDayNumber } from './civil-date.ts';

/** The years, both inclusive, for which the notices are known. A day outside is neither a workday nor a day off. */
export const knownYears: { readonly first: number; readonly last: number } = findKnownYears();

const firstDay = toDayNumber(`${knownYears.first}-01-01`);
const lastDay = toDayNumber(`${knownYears.last}-12-31`);

/** At a day's index: how many workdays there are up to and with it. Made when first asked for. */
let counts: Int32Array | null = null;

/**
 * The workdays after `from` up to and with `to`; the first day is day 0. Negative where `to` is before `from`.
 * Null where either day lies outside the known years.
 */
export function workdaysBetween(from: CivilDate, to: CivilDate): number | null {
  const start = workdayNumber(from);
  const end = workdayNumber(to);
  return start === null || end === null ? null : end - start;
}

/**
 * The first day, from `from` on, up to and with which there are so many workdays after `from`; null where it lies outside the
 * known years.
 */
export function workdayAfter(from: CivilDate, workdays: number): CivilDate | null {
  const numbers = counted();
  const start = toDayNumber(from) - firstDay;
  const wanted = (numbers[start] ?? Number.NaN) + workdays;
  if (Number.isNaN(wanted) || wanted > (numbers.at(-1) as number)) return null;
  let low = start;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) >= wanted) high = middle;
    else low = middle + 1;
  }
  return fromDayNumber(firstDay + low);
}

/**
 * Every known day with the number of workdays up to and with it, counted from the first known day: the workdays between
 * two days are the difference of their numbers.
 */
export function workdayNumbers(): readonly { readonly day: CivilDate; readonly number: number }[] {
  return Array.from(counted(), (number, index) => ({ day: fromDayNumber(firstDay + index), number }));
}

function workdayNumber(date: CivilDate): number | null {
  return counted()[toDayNumber(date) - firstDay] ?? null;
}

function counted(): Int32Array {
  if (counts !== null) return counts;
  const numbers = new Int32Array(lastDay - firstDay + 1);
  let workdays = 0;
  for (let index = 0; index < numbers.length; index++) {
    if (isWorkday(firstDay + index)) workdays++;
    numbers[index] = workdays;
  }
  counts = numbers;
  return numbers;
}

function isWorkday(day: number): boolean {
  const date = fromDayNumber(day);
  if (Object.hasOwn(calendar.workdays, date)) return true;
  // 1970-01-01 was a Thursday; 0 is Monday here.
  const weekday = (((day + 3) % 7) + 7) % 7;
  return weekday < 5 && !Object.hasOwn(calendar.holidays, date);
}

/** A notice is known where its National Day is: the unbroken run of such years up to the latest. */
function findKnownYears(): { first: number; last: number } {
  const years = Object.keys(calendar.holidays)
    .filter((day) => day.endsWith('-10-01'))
    .map((day) => Number(day.slice(0, 4)))
    .sort((a, b) => b - a);
  const last = years[0] as number;
  const missing = years.findIndex((year, index) => year !== last - index);
  return { first: last - (missing === -1 ? years.length : missing) + 1, last };
}
