/** Periods of assessment: a year `2021`, a quarter `2021-Q4`, a month `2021-11`. A range is a list of months. */
import { addDays, addMonths, type CivilDate, daysInMonth, parts } from './civil-date.ts';

export interface Period {
  /** As written: `2021`, `2021-Q4`, `2021-11`. */
  readonly name: string;
  readonly first: CivilDate;
  readonly last: CivilDate;
}

/** The periods that a text names: one, or each month of a range `2021-01..2021-12`; null where it names none. */
export function parsePeriods(text: string): readonly Period[] | null {
  const range = /^(.+)\.\.(.+)$/.exec(text);
  if (range === null) {
    const period = parsePeriod(text);
    return period === null ? null : [period];
  }
  const from = parsePeriod(range[1] as string);
  const to = parsePeriod(range[2] as string);
  if (from === null || to === null || !isMonth(from) || !isMonth(to) || to.first < from.first) return null;
  return monthsFrom(from.first, to.last);
}

export function parsePeriod(text: string): Period | null {
  const match = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text);
  if (match === null || match[1] === '0000') return null;
  const year = match[1] as string;
  if (match[2] !== undefined) return span(text, `${year}-${String(Number(match[2]) * 3 - 2).padStart(2, '0')}-01`, 3);
  if (match[3] !== undefined) return span(text, `${year}-${match[3]}-01`, 1);
  return span(text, `${year}-01-01`, 12);
}

/** The months that have a day between two dates, both inclusive. */
export function monthsFrom(first: CivilDate, last: CivilDate): readonly Period[] {
  const from = parts(first);
  const to = parts(last);
  const count = Math.max(0, (to.year - from.year) * 12 + (to.month - from.month) + 1);
  return Array.from({ length: count }, (_, index) => {
    const day = addMonths(`${first.slice(0, 7)}-01`, index);
    return span(day.slice(0, 7), day, 1);
  });
}

/** The month, quarter or year just before; null before the year 1. */
export function periodBefore({ first, last }: Period): Period | null {
  if (first === '0001-01-01') return null;
  return periodOf(addDays(first, -1), kinds[monthsFrom(first, last).length] ?? 'month');
}

/** The month, quarter or year that a day lies in. */
export function periodOf(day: CivilDate, kind: 'month' | 'quarter' | 'year'): Period {
  const year = day.slice(0, 4);
  switch (kind) {
    case 'month':
      return span(day.slice(0, 7), `${day.slice(0, 7)}-01`, 1);
    case 'quarter': {
      const quarter = Math.ceil(monthOf(day) / 3);
      return span(`${year}-Q${quarter}`, `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`, 3);
    }
    case 'year':
      return span(year, `${year}-01-01`, 12);
  }
}

/** By how many months they have. */
const kinds: Readonly<Record<number, 'month' | 'quarter' | 'year'>> = { 1: 'month', 3: 'quarter', 12: 'year' };

function monthOf(day: CivilDate): number {
  return parts(day).month;
}

function span(name: string, first: CivilDate, months: number): Period {
  const lastMonth = addMonths(first, months - 1);
  const { year, month } = parts(lastMonth);
  return { name, first, last: `${lastMonth.slice(0, 7)}-${daysInMonth(year, month)}` };
}

function isMonth(period: Period): boolean {
  const { year, month } = parts(period.first);
  return period.name === `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}

/** The moment of an assessment. */
export interface Moment {
  readonly period: Period;
  /** What lies after it has not happened. */
  readonly asOf: CivilDate;
  /** The period's last day, or the as-of date if earlier: whose parameters, policies, waivers and versions of records apply. */
  readonly judged: CivilDate;
}

/** As of the period's last day where nothing else is said, never as of today. */
export function moment(period: Period, asOf: CivilDate = period.last): Moment {
  return { period, asOf, judged: asOf < period.last ? asOf : period.last };
}

/** A period as it was judged at its own end, or on the as-of date where that is earlier; semantics.md, "Earlier periods". */
export function momentOf(period: Period, asOf: CivilDate): Moment {
  return moment(period, asOf < period.last ? asOf : period.last);
}
