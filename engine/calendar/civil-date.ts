/** Civil dates without a zone, as text `YYYY-MM-DD`: they sort as texts do. Proleptic Gregorian, years 0001 to 9999. */

export type CivilDate = string;

const dayLength = 86_400_000;

/** Days since 1970-01-01. */
export function toDayNumber(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00Z`) / dayLength;
}

export function fromDayNumber(day: number): CivilDate {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

/** The date of a year, month (1 to 12) and day, or null where there is no such day. */
export function civilDate(year: number, month: number, day: number): CivilDate | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return format(year, month, day);
}

export function isCivilDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match !== null && civilDate(Number(match[1]), Number(match[2]), Number(match[3])) !== null;
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** Calendar-month arithmetic, clamped to the month's end: 30 November and 3 months is the last day of February. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const { year, month, day } = parts(date);
  const index = year * 12 + (month - 1) + months;
  const toYear = Math.floor(index / 12);
  const toMonth = (index % 12) + 1;
  return format(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** The first day is day 0; negative where `to` is before `from`. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/**
 * The smallest n for which `from` plus n months is not before `to`: 30 November to 28 February is 3, to 1 March is 4.
 * Negative where `to` lies a month or more before `from`.
 */
export function monthsBetween(from: CivilDate, to: CivilDate): number {
  const a = parts(from);
  const b = parts(to);
  const whole = (b.year - a.year) * 12 + (b.month - a.month);
  return addMonths(from, whole) >= to ? whole : whole + 1;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function parts(date: CivilDate): { readonly year: number; readonly month: number; readonly day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

function format(year: number, month: number, day: number): CivilDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
