/**
 * The smallest set of changed facts that a goal holds with, exactly: fewest facts first, then the least distance.
 *
 * Goals that share no fact are searched apart, and their changes add up. Of an `any` the cheapest member counts; one that shares
 * facts with others is searched member by member together with them. What is then left is comparisons that hang together by their
 * facts: all sets of one fact are tried, then of two, each fact at the values where a comparison turns.
 */
import type { Moment } from '../calendar/period.ts';
import type { Value } from '../model/value.ts';
import { type Axis, axisOf, digitsAfterPoint, distanceTo } from './axis.ts';
import { type Candidate, candidatesFor } from './candidates.ts';
import { type Goal, holds, type Literal, literalsIn, variablesIn } from './goal.ts';
import type { Assignment, Variable, Variables } from './variable.ts';

/** `isSmallest`: nothing that was left untried could be smaller. `null` for a change: none was found. */
export interface Outcome {
  readonly change: Assignment | null;
  readonly isExhaustive: boolean;
}

export interface SearchOptions {
  readonly moment: Moment;
  readonly isGiven: Variables['isGiven'];
  /** Whether the data could hold a value. */
  readonly isAllowed: (variable: Variable, value: Value) => boolean;
  /** How many comparisons may be looked at. */
  readonly limit: number;
}

export function searchFor(goal: Goal, options: SearchOptions): Outcome {
  const axes = new Map<Variable, Axis | null>();
  const every = literalsIn(goal);
  const digits = digitsIn(every);
  // A known value is taken back only where a rule asks whether it is known.
  const absent = new Set(every.flatMap((each) => (asksWhetherKnown(each) ? [...each.variables] : [])));
  const { moment, isAllowed } = options;
  let left = options.limit;
  let isExhaustive = true;

  function isFree(variable: Variable): boolean {
    return !options.isGiven(variable);
  }

  function holdsWith(literals: readonly Literal[], given: Assignment): boolean {
    left -= literals.length;
    return literals.every((each) => holds(each, given));
  }

  function isSpent(): boolean {
    if (left > 0) return false;
    isExhaustive = false;
    return true;
  }

  function solve(goals: readonly Goal[]): Solution | null {
    const open = flat(goals).filter((each) => !(each.kind === 'literal' && isSettled(each)));
    if (open.some((each) => each.kind === 'literal' && [...each.variables].every((one) => !isFree(one)))) return null;
    left -= open.length;
    let whole: Solution = nothing;
    for (const part of connected(open, isFree)) {
      if (part.every((each) => holds(each, nothing.values))) continue;
      const solved = solvePart(part);
      if (solved === null) return null;
      whole = sum(whole, solved);
    }
    return whole;
  }

  /** Given facts alone decide that it holds. */
  function isSettled(each: Literal): boolean {
    return [...each.variables].every((one) => !isFree(one)) && holds(each, nothing.values);
  }

  function solvePart(part: readonly Goal[]): Solution | null {
    const choice = part.find((each): each is Extract<Goal, { of: unknown }> => each.kind === 'any');
    if (choice === undefined) return solveLiterals(part as readonly Literal[]);
    const rest = part.filter((each) => each !== choice);
    let best: Solution | null = null;
    for (const member of choice.of) {
      if (isSpent()) return best;
      const solved = solve([...rest, member]);
      if (solved !== null && (best === null || isSmaller(solved, best))) best = solved;
    }
    return best;
  }

  function solveLiterals(literals: readonly Literal[]): Solution | null {
    const free = [...new Set(literals.flatMap(({ variables }) => [...variables]))].filter(isFree);
    const broken = literals.filter((each) => !holds(each, nothing.values));
    for (let size = 1; size <= free.length; size++) {
      let best: Solution | null = null;
      for (const set of subsets(free, size)) {
        left--;
        if (isSpent()) return best;
        if (!broken.every(({ variables }) => set.some((one) => variables.has(one)))) continue;
        const touched = literals.filter(({ variables }) => set.some((one) => variables.has(one)));
        const solved = assign(set, touched, nothing.values, best === null ? Number.POSITIVE_INFINITY : best.distance);
        if (solved !== null && (best === null || solved.distance < best.distance)) best = solved;
      }
      if (best !== null) return best;
    }
    return null;
  }

  /** Every one of the variables changed; those that no comparison ties together each for themselves. */
  function assign(
    set: readonly Variable[],
    literals: readonly Literal[],
    given: Assignment,
    below: number,
  ): Solution | null {
    const isInSet = (one: Variable): boolean => set.includes(one);
    const parts = connected(literals, isInSet) as readonly (readonly Literal[])[];
    let whole: Solution = nothing;
    for (const part of parts) {
      const own = set.filter((one) => part.some(({ variables }) => variables.has(one)));
      const solved = assignTied(own, part, given, below - whole.distance);
      if (solved === null) return null;
      whole = sum(whole, solved);
    }
    return whole;
  }

  function assignTied(
    [first, ...others]: readonly Variable[],
    literals: readonly Literal[],
    given: Assignment,
    below: number,
  ): Solution | null {
    if (first === undefined) return holdsWith(literals, given) ? nothing : null;
    const axis = axisFor(first);
    const own = literals.filter(({ variables }) => variables.has(first));
    const turning = candidatesFor(first, axis, own, given, absent.has(first));
    if (others.length === 0) {
      const value = turning.values.find(
        (one) => one.distance < below && isChange(first, one) && holdsWith(literals, withValue(given, first, one)),
      );
      if (!turning.isComplete && (axis !== null || value === undefined)) isExhaustive = false;
      return value === undefined ? null : solutionOf(first, value);
    }
    const values = axis === null ? turning.values : around(axis, turning.values);
    let best: Solution | null = null;
    for (const value of values) {
      const limit = best === null ? below : best.distance;
      if (value.distance >= limit || isSpent()) break;
      if (!isChange(first, value)) continue;
      const rest = assign(others, literals, withValue(given, first, value), limit - value.distance);
      if (rest !== null) best = sum(solutionOf(first, value), rest);
    }
    // Values farther away than those in a row were tried only where a comparison turns.
    if (axis !== null && !isAround(axis, Math.min(below, best?.distance ?? below))) isExhaustive = false;
    return best;
  }

  function isChange(variable: Variable, { value }: Candidate): boolean {
    return !isSame(variable.now, value) && isAllowed(variable, value);
  }

  function axisFor(variable: Variable): Axis | null {
    const known = axes.get(variable);
    if (known !== undefined) return known;
    const axis = axisOf(variable, moment, digits);
    axes.set(variable, axis);
    return axis;
  }

  const solution = solve([goal]);
  return { change: solution?.values ?? null, isExhaustive };
}

interface Solution {
  readonly values: Assignment;
  readonly distance: number;
}

const nothing: Solution = { values: new Map(), distance: 0 };

/** How far in steps from the value found every value is tried, where several facts change together. */
const mostAround = 100;
const mostInRow = 1_000;

function around(axis: Axis, turning: readonly Candidate[]): readonly Candidate[] {
  const { low, high } = axis.now;
  const first = Math.max(axis.lowest, (low ?? high ?? axis.start) - mostAround);
  const last = Math.min(axis.highest, (high ?? low ?? axis.start) + mostAround, first + mostInRow);
  const values: Candidate[] = [];
  for (let step = first; step <= last; step++)
    values.push({ value: axis.value(step), distance: distanceTo(axis, step) });
  const others = turning.filter(({ value }) => !values.some((one) => isSame(one.value, value)));
  return [...values, ...others].sort((a, b) => a.distance - b.distance);
}

/** Whether every value is among those in a row that is nearer than so much. */
function isAround({ now: { low, high }, size }: Axis, distance: number): boolean {
  const wide = low === null || high === null ? 0 : high - low;
  return distance <= mostAround * size && wide <= mostInRow - 2 * mostAround;
}

function flat(goals: readonly Goal[]): readonly Goal[] {
  return goals.flatMap((goal) => (goal.kind === 'all' ? flat(goal.of) : [goal]));
}

/** Groups of goals that share a variable, each in the order given. */
function connected(goals: readonly Goal[], counts: (variable: Variable) => boolean): readonly (readonly Goal[])[] {
  const groups: { readonly goals: Goal[]; readonly variables: Set<Variable> }[] = [];
  for (const goal of goals) {
    const own = [...variablesIn(goal)].filter(counts);
    const joined = groups.filter(({ variables }) => own.some((one) => variables.has(one)));
    const [into = { goals: [], variables: new Set<Variable>() }, ...others] = joined;
    if (joined.length === 0) groups.push(into);
    for (const other of others) {
      into.goals.push(...other.goals);
      for (const one of other.variables) into.variables.add(one);
      groups.splice(groups.indexOf(other), 1);
    }
    into.goals.push(goal);
    for (const one of own) into.variables.add(one);
  }
  return groups.map((group) => group.goals);
}

/** In the order of the members. */
function* subsets<T>(all: readonly T[], size: number, from = 0): Generator<readonly T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let at = from; at <= all.length - size; at++) {
    for (const rest of subsets(all, size - 1, at + 1)) yield [all[at] as T, ...rest];
  }
}

function solutionOf(variable: Variable, { value, distance }: Candidate): Solution {
  return { values: new Map([[variable, value]]), distance };
}

function withValue(given: Assignment, variable: Variable, { value }: Candidate): Assignment {
  return new Map(given).set(variable, value);
}

function sum(a: Solution, b: Solution): Solution {
  return { values: new Map([...a.values, ...b.values]), distance: a.distance + b.distance };
}

function isSmaller(a: Solution, b: Solution): boolean {
  return a.values.size !== b.values.size ? a.values.size < b.values.size : a.distance < b.distance;
}

function isSame(a: Value, b: Value): boolean {
  if (a.kind === 'number' && b.kind === 'number') {
    const ends = [a.range.low, a.range.high, b.range.low, b.range.high];
    const [al, ah, bl, bh] = ends.map((end) => end?.toFraction() ?? null);
    return al === bl && ah === bh;
  }
  if (a.kind === 'unknown' || a.kind === 'empty' || a.kind === 'number') return a.kind === b.kind;
  return a.kind === b.kind && 'value' in b && a.value === b.value;
}

function asksWhetherKnown({ operator }: Literal): boolean {
  return operator === 'is known' || operator === 'is unknown';
}

function digitsIn(literals: readonly Literal[]): number {
  const numbers = literals
    .flatMap(({ fact, operands }) => [fact.term, ...operands.map(({ term }) => term)])
    .flatMap((term) => (term.kind === 'constant' && term.value.kind === 'number' ? [term.value.range.low] : []));
  return Math.max(0, ...numbers.map((number) => (number === null ? 0 : digitsAfterPoint(number))));
}
