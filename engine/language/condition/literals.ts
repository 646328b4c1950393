/** Values as a condition writes them, in their canonical exact form. */
import { type CivilDate, civilDate } from '../../calendar/civil-date.ts';

/** The exact decimal of a number as written, a percent divided; null past 18 digits before or 9 after the point. */
export function canonicalNumber(text: string, percent: boolean): string | null {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = percent ? whole.padStart(3, '0') + fraction : whole + fraction;
  const point = percent ? Math.max(whole.length, 3) - 2 : whole.length;
  const before = digits.slice(0, point).replace(/^0+/, '');
  const after = digits.slice(point).replace(/0+$/, '');
  if (before.length > 18 || after.length > 9) return null;
  const value = `${before === '' ? '0' : before}${after === '' ? '' : `.${after}`}`;
  return sign === '-' && value !== '0' ? `-${value}` : value;
}

export function canonicalDate(text: string): CivilDate | null {
  const [year, month, day] = text.split('-').map(Number);
  return civilDate(year ?? 0, month ?? 0, day ?? 0);
}

/** As its first day. */
export function canonicalMonth(text: string): CivilDate | null {
  return canonicalDate(`${text}-1`);
}
