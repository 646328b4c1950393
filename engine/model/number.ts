/**
 * Exact numbers and ranges of them. A number that is not fully known is a range: at least `low`, at most `high`;
 * null is an end that is open. A number that is known is a range of one.
 */
import Fraction from 'fraction.js';

export type Exact = Fraction;

export interface NumberRange {
  readonly low: Exact | null;
  readonly high: Exact | null;
}

export function exact(value: bigint | number | string): Exact {
  return new Fraction(value);
}

export function exactly(value: Exact): NumberRange {
  return { low: value, high: value };
}

export function isKnown(range: NumberRange): range is { readonly low: Exact; readonly high: Exact } {
  return range.low !== null && range.high !== null && range.low.equals(range.high);
}
