/**
 * Which values of one variable, all others given, can be the nearest that satisfies some comparisons: those at which a comparison
 * turns, since between them nothing changes. What has no line is tried out: every code, every text that is compared with.
 */
import type { Value } from '../model/value.ts';
import { type Axis, distanceTo } from './axis.ts';
import type { Literal, Side } from './goal.ts';
import { type Assignment, type Term, termValue, type Variable, variablesOf } from './variable.ts';

export interface Candidate {
  readonly value: Value;
  readonly distance: number;
}

/** Nearest first. `isComplete`: no nearer value than the first of them that does would do. */
export interface Candidates {
  readonly values: readonly Candidate[];
  readonly isComplete: boolean;
}

/** `mayBeAbsent`: a value that is known may be taken back. `spend` is told of each value of a fact that a comparison looks at. */
export function candidatesFor(
  variable: Variable,
  axis: Axis | null,
  literals: readonly Literal[],
  given: Assignment,
  mayBeAbsent: boolean,
  spend: (looks: number) => void,
): Candidates {
  const absent = mayBeAbsent ? [{ value: { kind: 'unknown' } as const, distance: 1 }] : [];
  const isComplete = literals.every((each) => isMonotone(each, variable) && !isAboutText(each.operator));
  const values =
    axis === null
      ? pointsOf(variable, literals, given).map((value) => ({ value, distance: 1 }))
      : stepsFor(variable, axis, literals, given, spend).map((step) => ({
          value: axis.value(step),
          distance: distanceTo(axis, step),
        }));
  return { values: [...values, ...absent].sort((a, b) => a.distance - b.distance), isComplete };
}

/** What a text must be like can't be tried out. */
function isAboutText(operator: Literal['operator']): boolean {
  return operator === 'matches' || operator === 'contains' || operator === 'not contains';
}

/** Whether a comparison turns at most once on either side: a fact that occurs twice may pull both ways, but in sums. */
function isMonotone({ fact, operands }: Literal, variable: Variable): boolean {
  return operands.every(({ term }) => {
    const times = [fact.term, term].flatMap(variablesOf).filter((each) => each === variable).length;
    return times <= 1 || [fact.term, term].every(isLinear);
  });
}

function isLinear(term: Term): boolean {
  if (term.kind !== 'derived') return true;
  const { kind } = term.definition;
  return (kind === 'total' || kind === 'difference' || kind === 'days') && term.of.every(isLinear);
}

function pointsOf(variable: Variable, literals: readonly Literal[], given: Assignment): readonly Value[] {
  const { type, definition } = variable.fact;
  switch (type.kind) {
    case 'boolean':
      return [true, false].map((value) => ({ kind: 'boolean', value }));
    case 'code':
      return type.codes.map(({ value }) => ({ kind: 'text', value }));
    case 'text': {
      const compared = literals.flatMap(({ fact, operands }) =>
        [fact, ...operands].flatMap((side) =>
          variablesOf(side.term).includes(variable) ? [] : [termValue(side.term, given)],
        ),
      );
      const texts = compared.flatMap((value) => (value.kind === 'text' ? [value.value] : []));
      const own = variable.now.kind === 'text' ? variable.now.value : '';
      const others = [...texts, ...texts.map((text) => own + text), texts.join(''), fresh(texts)];
      const allowed = definition.kind === 'field' ? definition.field.constraints.oneOf : null;
      return [...new Set(allowed ?? others)].filter((text) => text !== '').map((value) => ({ kind: 'text', value }));
    }
    case 'number':
    case 'date':
    case 'month':
      return [];
  }
}

/** A text that is none of these, nor has one of them in it: a sign that no text has. */
function fresh(texts: readonly string[]): string {
  const signs = Array.from({ length: privateUse.last - privateUse.first + 1 }, (_, i) =>
    String.fromCharCode(privateUse.first + i),
  );
  return signs.find((sign) => !texts.some((text) => text.includes(sign))) ?? '';
}

const privateUse = { first: 0xe000, last: 0xf8ff };

/** Whether a text stands for any that is not compared with. */
export function isAnyText(value: Value): boolean {
  if (value.kind !== 'text' || value.value.length !== 1) return false;
  const sign = value.value.charCodeAt(0);
  return sign >= privateUse.first && sign <= privateUse.last;
}

function stepsFor(
  variable: Variable,
  axis: Axis,
  literals: readonly Literal[],
  given: Assignment,
  spend: (looks: number) => void,
): readonly number[] {
  const clamped = (step: number): number => Math.min(axis.highest, Math.max(axis.lowest, step));
  const from = clamped(axis.now.low ?? axis.now.high ?? axis.start);
  const found = new Set([from, clamped(axis.now.high ?? from)]);
  const trying = new Map(given);
  const valueAt = (side: Side, step: number): Value => {
    trying.set(variable, axis.value(step));
    return termValue(side.term, trying);
  };
  for (const { fact, operands } of literals) {
    for (const operand of operands) {
      const looked = [fact, operand].flatMap(({ term }) => variablesOf(term));
      if (!looked.includes(variable)) continue;
      for (const [a, b] of [fact, operand].every((side) => isOne(valueAt(side, from))) ? ends.slice(0, 1) : ends) {
        const signAt = (step: number): number | null => {
          spend(looked.length);
          return order(valueAt(fact, step), valueAt(operand, step), a, b);
        };
        for (const way of [1, -1] as const) for (const step of turns(signAt, from, way, axis)) found.add(clamped(step));
      }
    }
  }
  const oneOf = allowedSteps(variable, axis);
  return oneOf ?? [...found];
}

/** Comparisons look at the far end of one side and the near end of the other. */
const ends = [
  ['high', 'low'],
  ['low', 'high'],
] as const;

/** Whether it has no ends that differ; then it has none at another step either, as what is tried is always one value. */
function isOne(value: Value): boolean {
  if (value.kind !== 'number') return value.kind === 'date' || value.kind === 'month';
  const { low, high } = value.range;
  return low !== null && high !== null && low.equals(high);
}

/** Where the sign changes on one side, and the steps just before: found by doubling the stride, then by halving. */
function turns(signAt: (step: number) => number | null, from: number, way: 1 | -1, axis: Axis): readonly number[] {
  const found: number[] = [];
  const limit = way === 1 ? axis.highest : axis.lowest;
  const isPast = (step: number): boolean => (way === 1 ? step > limit : step < limit);
  let at = from;
  let sign = signAt(at);
  for (let turn = 0; turn < mostTurns; turn++) {
    let stride = 1;
    let next = at + way;
    while (!isPast(next) && signAt(next) === sign) {
      at = next;
      stride *= 2;
      next = at + way * stride;
    }
    if (isPast(next)) next = limit;
    if (signAt(next) === sign || next === at) return found;
    while (Math.abs(next - at) > 1) {
      const middle = at + way * Math.floor(Math.abs(next - at) / 2);
      if (signAt(middle) === sign) at = middle;
      else next = middle;
    }
    found.push(at, next);
    at = next;
    sign = signAt(at);
  }
  return found;
}

/** Not known, below, equal, above: each once. */
const mostTurns = 4;

function order(a: Value, b: Value, endOfA: 'low' | 'high', endOfB: 'low' | 'high'): number | null {
  if (a.kind === 'number' && b.kind === 'number') {
    const one = a.range[endOfA];
    const other = b.range[endOfB];
    return one === null || other === null ? null : one.compare(other);
  }
  const isDay = (value: Value): value is Extract<Value, { kind: 'date' | 'month' }> =>
    value.kind === 'date' || value.kind === 'month';
  if (!isDay(a) || !isDay(b)) return null;
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}

/** Where the dictionary lists the values of a number or date. */
function allowedSteps({ fact }: Variable, axis: Axis): readonly number[] | null {
  const listed = fact.definition.kind === 'field' ? fact.definition.field.constraints.oneOf : null;
  if (listed === null) return null;
  const wanted = new Set(listed);
  const found: number[] = [];
  for (let step = Math.max(axis.lowest, -mostListed); step <= Math.min(axis.highest, mostListed); step++) {
    if (wanted.has(textAt(axis, step))) found.push(step);
  }
  return found;
}

/** Lists of values are of small numbers. */
const mostListed = 100_000;

function textAt(axis: Axis, step: number): string {
  const value = axis.value(step);
  if (value.kind === 'number') return value.range.low?.toString() ?? '';
  return value.kind === 'date' ? value.value : value.kind === 'month' ? value.value.slice(0, 7) : '';
}
