/** The stretch of time over which occasions are counted, cut into periods; semantics.md, "Ladders". */
import { addMonths, type CivilDate, parts } from './civil-date.ts';
import { monthsFrom, type Period, periodOf } from './period.ts';

/** The calendar year or quarter up to a day, or so many months up to and with that of the day. */
export type Window = { readonly kind: 'year' | 'quarter' } | { readonly kind: 'months'; readonly months: number };

/** The months or quarters of a window up to a day, in order of time; a quarter belongs where its first month lies. */
export function periodsOfWindow(window: Window, each: 'month' | 'quarter', day: CivilDate): readonly Period[] {
  const months = monthsFrom(firstDayOf(window, day), day);
  if (each === 'month') return months;
  return months.filter(({ first }) => parts(first).month % 3 === 1).map(({ first }) => periodOf(first, 'quarter'));
}

function firstDayOf(window: Window, day: CivilDate): CivilDate {
  if (window.kind !== 'months') return periodOf(day, window.kind).first;
  const first = periodOf(day, 'month').first;
  const { year, month } = parts(first);
  const before = (year - 1) * 12 + month - 1;
  return addMonths(first, -Math.min(window.months - 1, before));
}
