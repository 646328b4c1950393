/** Why one subject has its verdicts: what the interpreter finds and `explain` tells. */
import type { Leaf } from './condition.ts';
import type { FactPath } from './policy.ts';
import type { Truth } from './truth.ts';
import type { Value } from './value.ts';
import type { Verdict } from './verdict.ts';

export interface RuleExplanation {
  readonly rule: string;
  readonly entity: string;
  readonly subject: string;
  readonly verdict: Verdict;
  /** The verdict before a waiver in force changed it; the waiver's index in the model. */
  readonly waived: { readonly from: Verdict; readonly waiver: number } | null;
  /** Whether the record is placed in the period; `true` for rules without `during`. */
  readonly placed: Truth;
  readonly when: Trace | null;
  readonly require: Trace;
  /** The ids of the records that decided a failure, sorted, each once; the subject's own where no other did; else empty. */
  readonly evidence: readonly string[];
}

/** A condition with the truth of each of its parts. */
export type Trace =
  | { readonly kind: 'all' | 'any'; readonly truth: Truth; readonly of: readonly Trace[] }
  | { readonly kind: 'not'; readonly truth: Truth; readonly of: Trace }
  | { readonly kind: 'shared'; readonly name: string; readonly truth: Truth; readonly of: Trace }
  | { readonly kind: 'leaf'; readonly truth: Truth; readonly leaf: Leaf; readonly facts: readonly TracedFact[] };

/** A fact that a leaf reads (its own, then those among its operands). */
export interface TracedFact {
  readonly path: FactPath;
  readonly value: Value;
  /** The entity whose records stand behind the value, and their keys, sorted; none for a field. */
  readonly records: readonly BehindFact[];
}

export interface BehindFact {
  readonly entity: string;
  /** The records that the value counts (see semantics: records behind a fact). */
  readonly keys: readonly string[];
  /** The records that may or may not count. */
  readonly doubtful: readonly string[];
  /** The months for which no report was filed, `YYYY-MM`. */
  readonly unreported: readonly string[];
}

export interface StandardExplanation {
  readonly standard: string;
  readonly entity: string;
  readonly subject: string;
  readonly verdict: Verdict;
  readonly requires: readonly { readonly name: string; readonly verdict: Verdict }[];
}
