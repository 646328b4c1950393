/** What has to hold for a verdict, as comparisons of terms: negation is pushed down to them. */
import type { LeafParts } from '../interpret/leaves.ts';
import { type OperatorName, operators } from '../interpret/operators.ts';
import type { Assignment, Term, Variable } from './variable.ts';
import { termValue, variablesOf } from './variable.ts';

export type Goal = { readonly kind: 'all' | 'any'; readonly of: readonly Goal[] } | Literal;

/** A comparison that has to be true, or false: neither unknown nor empty will do. */
export interface Literal {
  readonly kind: 'literal';
  readonly operator: OperatorName;
  readonly wanted: 'true' | 'false';
  readonly fact: Side;
  readonly operands: readonly Side[];
  readonly pattern: LeafParts['pattern'];
  /** Each once. */
  readonly variables: ReadonlySet<Variable>;
}

export interface Side {
  readonly term: Term;
  /** Its type has integers only. */
  readonly integer: boolean;
}

export function literal(
  given: Pick<Literal, 'operator' | 'wanted' | 'fact' | 'operands'> & Partial<Pick<Literal, 'pattern'>>,
): Literal {
  const variables = new Set([given.fact, ...given.operands].flatMap(({ term }) => variablesOf(term)));
  return { kind: 'literal', pattern: null, ...given, variables };
}

export function holds(goal: Goal, given: Assignment): boolean {
  switch (goal.kind) {
    case 'all':
      return goal.of.every((each) => holds(each, given));
    case 'any':
      return goal.of.some((each) => holds(each, given));
    case 'literal': {
      const value = ({ term, integer }: Side) => ({ value: termValue(term, given), integer });
      const operands = { terms: goal.operands.map(value), pattern: goal.pattern };
      return operators[goal.operator](value(goal.fact), operands) === goal.wanted;
    }
  }
}

export function variablesIn(goal: Goal): ReadonlySet<Variable> {
  return goal.kind === 'literal' ? goal.variables : new Set(goal.of.flatMap((each) => [...variablesIn(each)]));
}

export function literalsIn(goal: Goal): readonly Literal[] {
  return goal.kind === 'literal' ? [goal] : goal.of.flatMap(literalsIn);
}
