/** Arithmetic on exact numbers that are known, or known to lie in a range; a null end is open. */
import { type Exact, exact, exactly, type NumberRange } from '../model/number.ts';
import { empty, unknown, type Value } from '../model/value.ts';

export type End = Exact | null;

export const zero: Exact = exact(0n);

/** A number, or unknown where nothing bounds it. */
export function numberValue(low: End, high: End): Value {
  return low === null && high === null ? unknown : { kind: 'number', range: { low, high } };
}

export function wholeNumber(value: number): Value {
  return { kind: 'number', range: exactly(exact(BigInt(value))) };
}

/** The sum of ends; open if one is. */
export function sumOf(ends: readonly End[]): End {
  return ends.reduce((sum, end) => (sum === null || end === null ? null : sum.add(end)), zero as End);
}

/** The least of those that are bounded, open where none is. */
export function leastBounded(ends: readonly End[]): End {
  return ends.reduce((least, end) => (end !== null && (least === null || end.lt(least)) ? end : least), null);
}

/** The greatest of those that are bounded, open where none is. */
export function greatestBounded(ends: readonly End[]): End {
  return ends.reduce(
    (greatest, end) => (end !== null && (greatest === null || end.gt(greatest)) ? end : greatest),
    null,
  );
}

export function differenceOf(of: NumberRange, less: NumberRange): Value {
  return numberValue(subtract(of.low, less.high), subtract(of.high, less.low));
}

/** Empty for a division by exactly 0, unknown where the divisor may be 0 or an open end leaves no bound. */
export function ratioOf(of: NumberRange, to: NumberRange): Value {
  if (to.low?.equals(zero) && to.high?.equals(zero)) return empty;
  const mayBeZero = (to.low === null || to.low.lte(zero)) && (to.high === null || to.high.gte(zero));
  if (mayBeZero) return unknown;
  const { low: a, high: b } = of;
  const { low: c, high: d } = to;
  if (a !== null && b !== null && c !== null && d !== null) {
    const quotients = [a.div(c), a.div(d), b.div(c), b.div(d)];
    return numberValue(leastBounded(quotients), greatestBounded(quotients));
  }
  if (a === null || a.lt(zero) || c === null || c.lte(zero)) return unknown;
  return numberValue(d === null ? zero : a.div(d), b === null ? null : b.div(c));
}

function subtract(a: End, b: End): End {
  return a === null || b === null ? null : a.sub(b);
}
