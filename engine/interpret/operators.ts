/**
 * The one table of operators: what each says of a fact and its operands, in four-valued truth. Everything that the interpreter
 * knows about comparing values stands here; semantics.md, "Truth of conditions".
 */
import type { RE2JS } from 're2js';
import { compareKeys } from '../model/key.ts';
import { exact, isKnown, type NumberRange } from '../model/number.ts';
import { and, not, or, type Truth } from '../model/truth.ts';
import type { Value } from '../model/value.ts';

/** One side of a comparison. */
export interface Term {
  readonly value: Value;
  /** Its type has integers only. */
  readonly integer: boolean;
}

/** The right side: the operands, or a pattern. */
export interface Operands {
  readonly terms: readonly Term[];
  readonly pattern: RE2JS | null;
}

export type Operator = (fact: Term, operands: Operands) => Truth;

export const operators = {
  '=': binary(equal),
  '≠': binary((a, b) => not(equal(a, b))),
  '<': binary(less),
  '≤': binary(atMost),
  '>': binary((a, b) => less(b, a)),
  '≥': binary((a, b) => atMost(b, a)),
  before: binary(less),
  after: binary((a, b) => less(b, a)),
  in: (fact, { terms }) => isAmong(fact, terms),
  'not in': (fact, { terms }) => not(isAmong(fact, terms)),
  between: (fact, { terms }) => {
    const [low, high] = terms as readonly [Term, Term];
    return and([decided(low, fact, atMost), decided(fact, high, atMost)]);
  },
  matches: (fact, { pattern }) => onText(fact, (text) => pattern?.test(text) === true),
  contains: binary((fact, part) => contains(fact, part)),
  'not contains': binary((fact, part) => not(contains(fact, part))),
  'is known': ({ value }) => truthOf(isKnownValue(value)),
  'is unknown': ({ value }) => truthOf(!isKnownValue(value)),
  holds: (fact) => undecided(fact) ?? (fact.value.kind === 'boolean' ? truthOf(fact.value.value) : mismatch(fact)),
} as const satisfies Readonly<Record<string, Operator>>;

export type OperatorName = keyof typeof operators;

function binary(compare: (fact: Term, operand: Term) => Truth): Operator {
  return (fact, { terms }) => decided(fact, terms[0] as Term, compare);
}

/** The comparison of two terms; empty or unknown where one of them is, and empty wins. */
function decided(a: Term, b: Term, compare: (a: Term, b: Term) => Truth): Truth {
  const kinds = [a.value.kind, b.value.kind];
  if (kinds.includes('empty')) return 'empty';
  if (kinds.includes('unknown')) return 'unknown';
  return compare(a, b);
}

function undecided(term: Term): Truth | null {
  return term.value.kind === 'empty' || term.value.kind === 'unknown' ? term.value.kind : null;
}

function equal(a: Term, b: Term): Truth {
  if (a.value.kind === 'number' && b.value.kind === 'number') {
    return equalNumbers(a.value.range, a.integer, b.value.range, b.integer);
  }
  if (a.value.kind === 'boolean' && b.value.kind === 'boolean') return truthOf(a.value.value === b.value.value);
  return truthOf(order(a, b) === 0);
}

function equalNumbers(a: NumberRange, aIsInteger: boolean, b: NumberRange, bIsInteger: boolean): Truth {
  if (isBelow(a, b) || isBelow(b, a)) return 'false';
  if (isKnown(a) && isKnown(b)) return truthOf(a.low.equals(b.low));
  const cannotMeet = (isKnown(a) && a.low.d !== 1n && bIsInteger) || (isKnown(b) && b.low.d !== 1n && aIsInteger);
  return cannotMeet ? 'false' : 'unknown';
}

function less(a: Term, b: Term): Truth {
  if (a.value.kind === 'number' && b.value.kind === 'number') {
    if (isBelow(a.value.range, b.value.range)) return 'true';
    return isAtMost(b.value.range, a.value.range) ? 'false' : 'unknown';
  }
  return truthOf(order(a, b) < 0);
}

function atMost(a: Term, b: Term): Truth {
  if (a.value.kind === 'number' && b.value.kind === 'number') {
    if (isAtMost(a.value.range, b.value.range)) return 'true';
    return isBelow(b.value.range, a.value.range) ? 'false' : 'unknown';
  }
  return truthOf(order(a, b) <= 0);
}

/** Every number of `a` lies below every number of `b`; an open end bounds nothing. */
function isBelow(a: NumberRange, b: NumberRange): boolean {
  return a.high !== null && b.low !== null && a.high.lt(b.low);
}

function isAtMost(a: NumberRange, b: NumberRange): boolean {
  return a.high !== null && b.low !== null && a.high.lte(b.low);
}

/** Texts by code point; civil dates and months sort as texts do. */
function order(a: Term, b: Term): number {
  if (a.value.kind === 'text' && b.value.kind === 'text') return compareKeys(a.value.value, b.value.value);
  if ((a.value.kind === 'date' || a.value.kind === 'month') && a.value.kind === b.value.kind) {
    return a.value.value < b.value.value ? -1 : a.value.value > b.value.value ? 1 : 0;
  }
  return mismatch(a, b);
}

/** The disjunction of equalities; besides, a range of integers is among the points that wholly cover it. */
function isAmong(fact: Term, terms: readonly Term[]): Truth {
  const truth = or(terms.map((term) => decided(fact, term, equal)));
  return truth !== 'true' && fact.integer && fact.value.kind === 'number' && isCovered(fact.value.range, terms)
    ? 'true'
    : truth;
}

function isCovered({ low, high }: NumberRange, terms: readonly Term[]): boolean {
  if (low === null || high === null) return false;
  const points = new Set<bigint>();
  for (const { value } of terms) {
    if (value.kind !== 'number' || !isKnown(value.range)) continue;
    const point = value.range.low;
    if (point.d === 1n && point.gte(low) && point.lte(high)) points.add(point.s * point.n);
  }
  return exact(BigInt(points.size)).equals(high.sub(low).add(1n));
}

function contains(fact: Term, part: Term): Truth {
  if (fact.value.kind !== 'text' || part.value.kind !== 'text') return mismatch(fact, part);
  return truthOf(fact.value.value.includes(part.value.value));
}

function onText(fact: Term, test: (text: string) => boolean): Truth {
  return undecided(fact) ?? (fact.value.kind === 'text' ? truthOf(test(fact.value.value)) : mismatch(fact));
}

/** One value, and one number where it is a number. */
function isKnownValue(value: Value): boolean {
  if (value.kind === 'number') return isKnown(value.range);
  return value.kind !== 'unknown' && value.kind !== 'empty';
}

function truthOf(holds: boolean): Truth {
  return holds ? 'true' : 'false';
}

/** The type check lets no such comparison through. */
function mismatch(...terms: readonly Term[]): never {
  throw new Error(`values that cannot be compared: ${terms.map(({ value }) => value.kind).join(', ')}`);
}
