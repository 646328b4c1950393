/** The boundaries of comparisons: exactly there, and a step to either side. */
import { daysBetween, monthsBetween } from '../../calendar/civil-date.ts';
import type { Comparison, Leaf, Operand } from '../../model/condition.ts';
import type { Fact } from '../../model/fact.ts';
import { type Exact, exact, isKnown } from '../../model/number.ts';
import { factAt } from '../../model/path.ts';
import type { Literal, Model } from '../../model/policy.ts';
import type { Value } from '../../model/value.ts';

/** One bound of a leaf: `between` has two, the other comparisons with an order one. */
export interface Bound {
  readonly operand: Operand;
  /** Which side of the bound satisfies the comparison; null: neither, or both (`=`, `≠`). */
  readonly within: 'below' | 'above' | null;
  /** Which of the spots a value can be on. */
  readonly spots: readonly Spot[];
  /** How far a value may be from the bound to be just beside it; null: as far as it likes. In days, months or numbers. */
  readonly step: Exact | null;
}

/** Where a value lies: on the bound, or just below or above it. */
export type Spot = 'below' | 'at' | 'above';

/** `entity`: whose facts the leaf reads. Empty for comparisons without an order. */
export function boundsOf(model: Model, entity: string, leaf: Leaf): readonly Bound[] {
  const fact = factAt(model, entity, leaf.fact);
  if (!['number', 'date', 'month'].includes(fact.type.kind)) return [];
  const bound = (operand: Operand, within: Bound['within']): Bound => {
    const written = writtenIn(model, operand);
    const step = stepOf(model, entity, fact, operand, written);
    return { operand, within, spots: spotsOf(fact, written, step), step };
  };
  switch (leaf.kind) {
    case 'compare':
      return [bound(leaf.operand, sides[leaf.operator])];
    case 'between':
      return [bound(leaf.low, 'above'), bound(leaf.high, 'below')];
    default:
      return [];
  }
}

/** Null where the value is no single one, or lies farther off. */
export function spotOf({ step }: Bound, value: Value, limit: Value): Spot | null {
  const distance = distanceOf(value, limit);
  if (distance === null) return null;
  if (distance.equals(0n)) return 'at';
  if (step !== null && distance.abs().gt(step)) return null;
  return distance.lt(0n) ? 'below' : 'above';
}

const sides: Readonly<Record<Comparison, Bound['within']>> = {
  '=': null,
  '≠': null,
  '<': 'below',
  '≤': 'below',
  before: 'below',
  '>': 'above',
  '≥': 'above',
  after: 'above',
};

/** A number that stands in the policy: the parameter's last value. */
function writtenIn({ parameters }: Model, operand: Operand): Literal | null {
  switch (operand.kind) {
    case 'literal':
      return operand.literal;
    case 'parameter':
      return parameters.get(operand.parameter)?.values.at(-1)?.value ?? null;
    case 'fact':
      return null;
  }
}

/** One for integers, a day, a month; for other numbers one in the last digit that the bound is written with, of a percent two more. */
function stepOf(model: Model, entity: string, fact: Fact, operand: Operand, written: Literal | null): Exact | null {
  const { type } = fact;
  if (type.kind !== 'number') return exact(1n);
  const other = operand.kind === 'fact' ? factAt(model, entity, operand.fact).type : null;
  const isWhole = type.form === 'integer' && (other === null || (other.kind === 'number' && other.form === 'integer'));
  if (isWhole) return exact(1n);
  if (written === null && type.display !== 'percent') return type.form === 'fraction' ? null : exact('0.01');
  const digits = String(written?.value ?? '').split('.')[1]?.length ?? 0;
  return exact(1n).div(exact(10n ** BigInt(type.display === 'percent' ? Math.max(2, digits) : digits)));
}

function spotsOf(fact: Fact, written: Literal | null, step: Exact | null): readonly Spot[] {
  const all: readonly Spot[] = ['below', 'at', 'above'];
  if (written?.kind === 'date' || written?.kind === 'month') {
    const { minimum, maximum } = constraintsOf(fact);
    return all.filter((spot) => {
      if (spot === 'below') return minimum === null || minimum < written.value;
      return spot === 'at' || maximum === null || maximum > written.value;
    });
  }
  if (written?.kind !== 'number' || fact.type.kind !== 'number') return all;
  const limit = exact(written.value);
  const [least, most] = numbersOf(fact);
  return all.filter((spot) => {
    if (spot === 'below') return least === null || (step === null ? limit.gt(least) : limit.sub(step).gte(least));
    if (spot === 'above') return most === null || (step === null ? limit.lt(most) : limit.add(step).lte(most));
    const isPossible = fact.type.kind === 'number' && (fact.type.form !== 'integer' || limit.d === 1n);
    return isPossible && (least === null || limit.gte(least)) && (most === null || limit.lte(most));
  });
}

/** The least and the greatest number that a fact can be; null: there is none. */
function numbersOf(fact: Fact): readonly [Exact | null, Exact | null] {
  const { minimum, maximum } = constraintsOf(fact);
  const isNonNegative = fact.type.kind === 'number' && fact.type.nonNegative;
  const least = minimum !== null ? exact(minimum) : isNonNegative ? exact(0n) : null;
  if (fact.definition.kind === 'share') return [exact(0n), exact(1n)];
  if (fact.definition.kind === 'rank') return [exact(1n), null];
  return [least, maximum === null ? null : exact(maximum)];
}

function constraintsOf({ definition }: Fact): { readonly minimum: string | null; readonly maximum: string | null } {
  return definition.kind === 'field' ? definition.field.constraints : { minimum: null, maximum: null };
}

function distanceOf(value: Value, limit: Value): Exact | null {
  if (value.kind === 'number' && limit.kind === 'number') {
    return isKnown(value.range) && isKnown(limit.range) ? value.range.low.sub(limit.range.low) : null;
  }
  if (value.kind === 'date' && limit.kind === 'date') return exact(BigInt(daysBetween(limit.value, value.value)));
  if (value.kind === 'month' && limit.kind === 'month') {
    const [from, to, sign] =
      limit.value <= value.value ? [limit.value, value.value, 1n] : [value.value, limit.value, -1n];
    return exact(sign * BigInt(monthsBetween(from, to)));
  }
  return null;
}
