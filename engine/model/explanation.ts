/** Why one subject has its verdicts: what the interpreter finds and `explain` tells. */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Period } from '../calendar/period.ts';
import type { Leaf } from './condition.ts';
import type { FactPath } from './policy.ts';
import type { StepState } from './step-state.ts';
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
  /** The points that are left; null where the standard gives none. */
  readonly score: Value | null;
}

/** How far a record has come in a procedure; semantics.md, "Procedures". */
export interface ProcedureExplanation {
  readonly procedure: string;
  readonly entity: string;
  readonly subject: string;
  readonly placed: Truth;
  /** Whether the record is in the procedure; `procedures.csv` has its steps where neither this nor `placed` is `false`. */
  readonly isIn: 'true' | 'false' | 'unknown';
  /** The last step that is recorded. */
  readonly current: string | null;
  readonly steps: readonly StepExplanation[];
}

export interface StepExplanation {
  readonly step: string;
  /** The date on which it was taken. */
  readonly on: CivilDate | null;
  readonly state: StepState;
  /** Null where the step has no deadline. */
  readonly deadline: DeadlineExplanation | null;
  readonly lateByDays: number | null;
}

export interface DeadlineExplanation {
  /** How many units it has taken. */
  readonly taken: Value;
  readonly amount: Value;
  /** The last day on which it is in time, where that is known. */
  readonly last: CivilDate | null;
}

/** Where a subject stands on a ladder; semantics.md, "Ladders". */
export interface LadderExplanation {
  readonly ladder: string;
  readonly entity: string;
  readonly subject: string;
  /** The ladder's window, in order of time. */
  readonly periods: readonly LadderPeriod[];
  /** How many are counted at the end. */
  readonly occasions: number;
  /** The step that the last one calls for. */
  readonly due: string | null;
  /** Null where the ladder doesn't follow letters, or their table is missing. */
  readonly letters: LadderLetters | null;
}

export interface LadderPeriod {
  readonly period: Period;
  /** `open`: it may be an occasion, which is not known. `absent`: the subject does not exist then. */
  readonly state: 'occasion' | 'clear' | 'open' | 'absent';
  /** The occasions counted after it. */
  readonly count: number;
  /** The step that it calls for, as an occasion that is still counted at the end. */
  readonly calls: string | null;
  /** The count began anew with it. */
  readonly cleared: boolean;
  /** What makes it an occasion, or leaves it open. */
  readonly causes: readonly OccasionCause[];
}

export interface OccasionCause {
  /** Its place among the ladder's occasions. */
  readonly occasion: number;
  /** Of a verdict. */
  readonly verdict: Verdict | null;
  /** Of a rule about records: the keys of those that have the verdict. */
  readonly records: readonly string[];
  /** Of a standard: the names of the requirements that have the verdict. */
  readonly requirements: readonly string[];
  /** Of a rank: from the worst up. */
  readonly rank: Value | null;
}

/** Steps by name, each list in the order of the steps. */
export interface LadderLetters {
  /** By the date of sending, then by key. */
  readonly letters: readonly {
    readonly key: string;
    readonly step: string;
    readonly on: CivilDate;
    readonly about: CivilDate | null;
  }[];
  readonly sent: readonly string[];
  readonly missing: readonly string[];
  readonly outOfOrder: readonly string[];
  readonly duplicates: readonly string[];
}
