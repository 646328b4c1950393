/** By which period a project is judged where nobody has chosen one and no data says more. */
import { type Moment, moment, parsePeriod } from '../../../engine/calendar/period.ts';
import type { Analysis } from '../../../engine/language/analysis.ts';

/** The latest period that a policy test uses, as a year; else the year in which the latest policies begin. */
export function momentOfTests({ tests, eras }: Pick<Analysis, 'tests' | 'eras'>): Moment {
  const years = tests.map(({ period }) => period.last.slice(0, 4)).sort();
  const began = eras.at(-1)?.from?.slice(0, 4);
  return (
    momentNamed(years.at(-1) ?? began ?? '2021') ?? moment({ name: '2021', first: '2021-01-01', last: '2021-12-31' })
  );
}

/** Of months as `2021-03`. */
export function latestCovered(first: string, last: string): string {
  const year = last.slice(0, 4);
  const month = Number(last.slice(5));
  if (month === 12) return year;
  const before = String(Number(year) - 1).padStart(4, '0');
  if (first <= `${before}-06`) return before;
  const quarter = Math.floor(month / 3);
  if (quarter > 0 && first <= `${year}-${String(quarter * 3 - 2).padStart(2, '0')}`) return `${year}-Q${quarter}`;
  return last;
}

/** The whole of a period; null where there is none of this name. */
export function momentNamed(period: string): Moment | null {
  const parsed = parsePeriod(period);
  return parsed === null ? null : moment(parsed);
}
