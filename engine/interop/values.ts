/** Between JSON's values and ours. */

import { isKnown } from '../model/number.ts';
import type { Value } from '../model/value.ts';

/**
 * A JSON number as an exact decimal in canonical text form: its shortest decimal, so that the order of numbers is kept; null where
 * that has more than 18 digits before or 9 after the point.
 */
export function canonicalNumber(value: number): string | null {
  if (!Number.isFinite(value)) return null;
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const before = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const after = padded.slice(at).replace(/0+$/, '');
  if (before.length > 18 || after.length > 9) return null;
  const text = after === '' ? before : `${before}.${after}`;
  return text === '0' ? '0' : `${sign}${text}`;
}

/**
 * A fact's value as exported rules want it: numbers as numbers (a fraction to the nearest), dates and months as texts, `null` where it is
 * not known to be one value.
 */
export function jsonValue(value: Value): number | string | boolean | null {
  switch (value.kind) {
    case 'number':
      return isKnown(value.range) ? value.range.low.valueOf() : null;
    case 'text':
    case 'boolean':
    case 'date':
      return value.value;
    case 'month':
      return value.value.slice(0, 7);
    case 'unknown':
    case 'empty':
      return null;
  }
}
