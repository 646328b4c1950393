/** Periods, as-of dates and the few dates around their ends on which everything turns. */
import { addDays, addMonths, type CivilDate } from '../../../engine/calendar/civil-date.ts';
import { parsePeriods } from '../../../engine/calendar/period.ts';
import type { Draw } from './draw.ts';

export interface Time {
  readonly period: string;
  readonly asOf: CivilDate | null;
  /** The dates that data, literals and parameters are taken from. */
  readonly dates: readonly CivilDate[];
  /** First days of months, likewise. */
  readonly months: readonly CivilDate[];
}

const periods = ['2021', '2021-Q4', '2021-Q1', '2021-11', '2021-02', '2020-02', '2021-10'];
/** A range costs as much as its months. */
const ranges = ['2021-01..2021-02', '2020-12..2021-02'];

export function drawTime(draw: Draw): Time {
  const period = draw.chance(6) ? draw.pick(ranges) : draw.pick(periods);
  const spans = parsePeriods(period) ?? [];
  const first = spans[0]?.first as CivilDate;
  const last = spans.at(-1)?.last as CivilDate;
  const middle = addDays(first, draw.integer(5, 27));
  const asOf = draw.weighted<CivilDate | null>([
    [4, null],
    [2, last],
    [2, addDays(last, draw.integer(-3, -1))],
    [2, addDays(last, draw.integer(1, 40))],
    [2, middle],
    [1, first],
    [1, addDays(first, -draw.integer(1, 30))],
  ]);
  const centre = asOf ?? last;
  const pool = [
    first,
    addDays(first, -1),
    addDays(first, 1),
    last,
    addDays(last, 1),
    addDays(last, -7),
    centre,
    addDays(centre, 1),
    addDays(centre, -7),
    addDays(centre, -8),
    middle,
    addMonths(last, -3),
    addMonths(first, -1),
    addMonths(middle, -1),
    addMonths(middle, -2),
    '2020-02-29',
    '2021-09-30',
    '2021-10-09',
  ];
  const dates = [first, last, centre, ...draw.some(pool, draw.integer(3, 6))];
  const months = [first, addMonths(first, 1), addMonths(first, -1), last, addDays(last, 1), centre].map(
    (date) => `${date.slice(0, 7)}-01`,
  );
  return { period, asOf, dates, months };
}
