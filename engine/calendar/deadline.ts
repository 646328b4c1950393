/** The last day on which a step is in time. */
import { addDays, addMonths, type CivilDate } from './civil-date.ts';
import { workdayAfter } from './workdays.ts';

/**
 * `amount` (not negative; a part of a day doesn't count) days, months, clamped to the month's end, or workdays after a day, which
 * is day 0. Null where it lies after the year 9999, or outside the years of the calendar of workdays.
 */
export function lastDayAllowed(
  from: CivilDate,
  unit: 'days' | 'workdays' | 'months',
  amount: number,
): CivilDate | null {
  const whole = Math.floor(amount);
  if (unit === 'workdays') return workdayAfter(from, whole);
  // More than there are in all years.
  if (whole > (unit === 'days' ? 3_652_058 : 119_987)) return null;
  const last = unit === 'days' ? addDays(from, whole) : addMonths(from, whole);
  return /^\d{4}-/.test(last) ? last : null;
}
