/**
 * What the two meanings of a leaf with an unknown fact need to become one. json-rules-engine knows only true and false, and takes a
 * missing value as `null`: `lessThan` is false for it and `notEqual` true. Here such a leaf is unknown. So that a rule succeeds there
 * exactly when it passes here, a leaf is put together with questions whether its facts are known: which, depends on the
 * polarity, that is whether an even or an odd number of `not` stands around the leaf.
 */
import type { Condition, Leaf } from '../model/condition.ts';
import type { FactPath } from '../model/policy.ts';
import { factsOfLeaf } from '../model/reads.ts';

export type Polarity = 'positive' | 'negative';

export function flip(polarity: Polarity): Polarity {
  return polarity === 'positive' ? 'negative' : 'positive';
}

/**
 * The facts for which json-rules-engine's operator, given `null`, would not answer as an unknown leaf must: false in a positive
 * place, true in a negative one. `own`: the operator is one of ours, which is false wherever a side is not known.
 */
export function guarded(leaf: Leaf, polarity: Polarity, own: boolean): readonly FactPath[] {
  if (leaf.kind === 'known') return [];
  const facts = factsOfLeaf(leaf);
  if (own) return polarity === 'positive' ? [] : facts;
  // A missing value among the operands counts as 0 in json-rules-engine, and equals a missing fact.
  if (facts.length > 1) return facts;
  return truthOfNull(leaf) === (polarity === 'positive') ? facts : [];
}

/** What the stock operator answers where the fact is `null` and the operand is not. */
export function truthOfNull(leaf: Leaf): boolean {
  return (leaf.kind === 'compare' && leaf.operator === '≠') || (leaf.kind === 'in' && leaf.negated);
}

/**
 * The condition that means here what a bare leaf means in json-rules-engine, where its facts may be unknown: never unknown itself
 * (`both`), or as near to it as the polarity asks.
 */
export function bareMeaning(leaf: Leaf, polarity: Polarity | 'both', own: boolean): Condition {
  if (leaf.kind === 'known') return leaf;
  const facts = factsOfLeaf(leaf);
  const whenNull = !own && truthOfNull(leaf);
  if (polarity !== 'both' && (guarded(leaf, polarity, own).length === 0 || (polarity === 'positive') !== whenNull))
    return leaf;
  return whenNull
    ? { kind: 'any', of: [...facts.map((fact) => known(fact, true)), leaf] }
    : { kind: 'all', of: [...facts.map((fact) => known(fact, false)), leaf] };
}

export function known(fact: FactPath, negated: boolean): Leaf {
  return { kind: 'known', fact, negated };
}

export function samePath(a: FactPath, b: FactPath): boolean {
  return a.fact === b.fact && a.through.join('.') === b.through.join('.');
}

export function isLeaf(condition: Condition): condition is Leaf {
  return !['all', 'any', 'not', 'shared'].includes(condition.kind);
}
