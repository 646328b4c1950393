/**
 * The values that a fact can take where they lie in a line: whole steps from one value to the next, each a safe integer. Numbers go
 * by ones, decimals by the last digit that is written, shares by one record, dates by days, months by months.
 */
import { addMonths, fromDayNumber, monthsBetween, toDayNumber } from '../calendar/civil-date.ts';
import type { Moment } from '../calendar/period.ts';
import { type Exact, exact, exactly, isKnown } from '../model/number.ts';
import type { Value } from '../model/value.ts';
import type { Variable } from './variable.ts';

export interface Axis {
  value(step: number): Value;
  readonly lowest: number;
  readonly highest: number;
  /** The steps that the value found may be at; null is an open end. */
  readonly now: { readonly low: number | null; readonly high: number | null };
  /** From where the distance of a value counts that is not known at all. */
  readonly start: number;
  /** What a step is worth. */
  readonly size: number;
}

/** `digits`: how many stand after the point in what the fact is compared with. Null for what lies in no line, or off it. */
export function axisOf(variable: Variable, moment: Moment, digits: number): Axis | null {
  switch (variable.fact.type.kind) {
    case 'number':
      return numberAxis(variable, digits);
    case 'date':
      return dayAxis(variable, moment);
    case 'month':
      return monthAxis(variable, moment);
    case 'text':
    case 'code':
    case 'boolean':
      return null;
  }
}

/** How far a value at a step is from the one found; 0 within what that may be. */
export function distanceTo({ now, start, size }: Axis, step: number): number {
  if (now.low === null && now.high === null) return Math.abs(step - start) * size;
  if (now.low !== null && step < now.low) return (now.low - step) * size;
  if (now.high !== null && step > now.high) return (step - now.high) * size;
  return 0;
}

/** Of a share of records that are all known: how many there are. */
export function recordsOfShare({ fact, now, records }: Variable): number | null {
  if (fact.definition.kind !== 'share' || now.kind !== 'number' || !isKnown(now.range)) return null;
  const failing = records.reduce((sum, { keys }) => sum + keys.length, 0);
  const rest = exact(1n).sub(now.range.low);
  if (failing === 0 || rest.equals(0n)) return null;
  const all = exact(BigInt(failing)).div(rest);
  return all.d === 1n ? Number(all.n) : null;
}

const most = 2 ** 50;

function numberAxis(variable: Variable, digits: number): Axis | null {
  const { fact, now } = variable;
  if (fact.type.kind !== 'number') return null;
  const all = recordsOfShare(variable);
  const parts = all ?? (fact.type.form === 'integer' ? 1 : 10 ** Math.max(digits, digitsOf(now)));
  const range = now.kind === 'number' ? now.range : { low: null, high: null };
  const low = range.low === null ? null : steps(range.low, parts, 'up');
  const high = range.high === null ? null : steps(range.high, parts, 'down');
  if (low === undefined || high === undefined) return null;
  const limits = fact.definition.kind === 'field' ? fact.definition.field.constraints : null;
  const lowest = fact.type.nonNegative ? 0 : -most;
  const isShare = fact.definition.kind === 'share';
  return {
    value: (step) => ({ kind: 'number', range: exactly(exact(BigInt(step)).div(exact(BigInt(parts)))) }),
    lowest: Math.max(lowest, stepsOf(limits?.minimum, parts, 'up') ?? lowest),
    highest: isShare ? parts : Math.min(most, stepsOf(limits?.maximum, parts, 'down') ?? most),
    now: { low, high },
    start: low ?? high ?? Math.max(0, lowest),
    size: all === null ? 1 / parts : 1,
  };
}

/** Undefined: too far away. */
function steps(number: Exact, parts: number, way: 'up' | 'down'): number | undefined {
  const scaled = number.mul(exact(BigInt(parts)));
  const step = Number((way === 'up' ? scaled.ceil() : scaled.floor()).toFraction());
  return Math.abs(step) <= most ? step : undefined;
}

function stepsOf(limit: string | null | undefined, parts: number, way: 'up' | 'down'): number | null {
  return limit == null ? null : (steps(exact(limit), parts, way) ?? null);
}

/** As many as the value has, but at least two. */
function digitsOf(now: Value): number {
  const ends = now.kind === 'number' ? [now.range.low, now.range.high] : [];
  return Math.max(2, ...ends.map((end) => (end === null ? 0 : digitsAfterPoint(end))));
}

/** At most as many as are held of a decimal. */
export function digitsAfterPoint(number: Exact): number {
  for (let digits = 0; digits < mostDigits; digits++) {
    if (number.mul(exact(10n ** BigInt(digits))).d === 1n) return digits;
  }
  return number.d > 10n ** BigInt(mostDigits) || !/^10*$/.test(String(number.d)) ? fewDigits : mostDigits;
}

const mostDigits = 9;
/** Of a number that no digits write out. */
const fewDigits = 4;

/** What has happened lies at the as-of date or before. */
function dayAxis({ fact, now }: Variable, { asOf }: Moment): Axis {
  const isPlanned = fact.definition.kind === 'field' && fact.definition.field.planned;
  const today = toDayNumber(asOf);
  const at = now.kind === 'date' ? toDayNumber(now.value) : null;
  return {
    value: (step) => ({ kind: 'date', value: fromDayNumber(step) }),
    lowest: toDayNumber('0001-01-01'),
    highest: isPlanned ? toDayNumber('9999-12-31') : today,
    now: { low: at, high: at },
    start: today,
    size: 1,
  };
}

function monthAxis({ now }: Variable, { judged }: Moment): Axis {
  const first = '2000-01-01';
  const stepOf = (day: string): number => monthsBetween(first, `${day.slice(0, 7)}-01`);
  const at = now.kind === 'month' ? stepOf(now.value) : null;
  return {
    value: (step) => ({ kind: 'month', value: addMonths(first, step) }),
    lowest: stepOf('0001-01-01'),
    highest: stepOf('9999-12-01'),
    now: { low: at, high: at },
    start: stepOf(judged),
    size: 1,
  };
}
