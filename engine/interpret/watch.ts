/** What an interpreter tells of its way, for those who ask how much of a policy was gone through: the coverage of tests. */
import type { Moment } from '../calendar/period.ts';
import type { Condition } from '../model/condition.ts';
import type { Trace } from '../model/explanation.ts';
import type { Aggregate } from '../model/fact.ts';
import type { Model, Rule } from '../model/policy.ts';
import type { Verdict } from '../model/verdict.ts';

export interface Watch {
  /** A record was looked at by an aggregate's `where` or `that`, with this result, by the model of a moment. */
  looked(condition: Condition, trace: Trace, by: Model, at: Moment): void;
  aggregated(definition: Aggregate, seen: Aggregated): void;
  /** Of a record that the rule places in the period. */
  judged(rule: Rule, verdict: Verdict, by: Model): void;
}

/** Over what a fact was computed. */
export interface Aggregated {
  /** The records that count. */
  readonly members: number;
  /** Those that may or may not; and whether there may be more than the data holds. */
  readonly doubtful: number;
  readonly open: boolean;
  /** Of `share`, `every` and `any`: for how many of the members `that` is true, and for how many false; else null. */
  readonly that: { readonly holds: number; readonly fails: number } | null;
}
