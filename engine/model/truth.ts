/**
 * The truth of a condition: Kleene's three values and `empty`, the truth of a comparison with a fact that has no value
 * because there is nothing to take it from (a share of no records). `empty` behaves as unknown does, but where it alone leaves
 * a rule undecided, the rule is not applicable rather than undetermined.
 */

export type Truth = 'true' | 'false' | 'unknown' | 'empty';

/** What decides a conjunction, strongest first. */
const conjunctionOrder: readonly Truth[] = ['false', 'unknown', 'empty', 'true'];
/** What decides a disjunction, strongest first. */
const disjunctionOrder: readonly Truth[] = ['true', 'unknown', 'empty', 'false'];

export function and(truths: readonly Truth[]): Truth {
  return conjunctionOrder.find((truth) => truths.includes(truth)) ?? 'true';
}

export function or(truths: readonly Truth[]): Truth {
  return disjunctionOrder.find((truth) => truths.includes(truth)) ?? 'false';
}

export function not(truth: Truth): Truth {
  return truth === 'true' ? 'false' : truth === 'false' ? 'true' : truth;
}
