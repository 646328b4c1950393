/** The smallest change of facts by which a rule or standard would have passed; verify/README.md says what that is. */
import type { Fact } from '../model/fact.ts';
import type { Value } from '../model/value.ts';

export interface SmallestChange {
  /** In the order in which the rules read the facts; none where the verdict is no failure. */
  readonly changes: readonly Change[];
  /** No change of fewer facts, or of as many by less, would do. Not so where the search was cut short. */
  readonly isSmallest: boolean;
}

/** What the search gives: a change that the interpreter has confirmed, or none. `isComplete`: there is none, not only none found. */
export type Search =
  | { readonly kind: 'found'; readonly change: SmallestChange }
  | { readonly kind: 'none'; readonly isComplete: boolean };

export interface Change {
  readonly entity: string;
  /** The key of the record whose fact it is. */
  readonly subject: string;
  readonly fact: Fact;
  readonly from: Value;
  readonly to: Value;
  /** The value needed tells of a sensitive fact: it is one, or is compared with one. Never shown. */
  readonly isSensitive: boolean;
  /** How many records that is: two petitions fewer, two more answered in time; null where it is not a matter of records. */
  readonly records: number | null;
  /** Whether it can still come about after the as-of date's data; null where that does not show. */
  readonly isOpen: boolean | null;
}
