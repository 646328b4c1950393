/** The history of a rule, or of what else a policy names. */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Localized } from '../diagnostics/diagnostic.ts';
import type { DescribedChange } from '../impact/describe.ts';
import type { Verdict } from '../model/verdict.ts';

export type NamedKind = 'rule' | 'standard' | 'procedure' | 'rollup' | 'ladder' | 'parameter';

export interface RuleHistory {
  readonly kind: NamedKind;
  /** Its latest name. */
  readonly name: string;
  readonly title: Localized;
  /** The commits from which on git knows nothing earlier, as the clone is shallow; none: the history is whole. */
  readonly shallow: readonly string[];
  /** Earliest first: in the order of commits, of which none stands before one that it builds on. */
  readonly versions: readonly RuleVersion[];
  /** Versions of the project that could not be read, in the same order. */
  readonly skipped: readonly Skipped[];
}

export interface RuleVersion {
  /** From 1. */
  readonly number: number;
  /** Against the version that its commit builds on. `renamed`: nothing but its name. */
  readonly change: 'added' | 'changed' | 'renamed' | 'removed';
  /** Its name then. */
  readonly name: string;
  /** The name before, where it was another. */
  readonly before: string | null;
  /** Null: the work tree, not committed. */
  readonly commit: Commit | null;
  /** Where it stands then; null: nowhere. */
  readonly file: string | null;
  /** From 1. */
  readonly line: number | null;
  /** When it was in force, as this version of the project says, in order of time; none of a version that removes it. */
  readonly spans: readonly Span[];
  readonly changes: readonly DescribedChange[];
}

export interface Commit {
  readonly id: string;
  /** The author, whoever committed it. */
  readonly author: string;
  /** When it was written, in ISO 8601 with the author's time zone. */
  readonly date: string;
  /** The first line of its message. */
  readonly subject: string;
}

/** Days on which it says the same, both inclusive; null is an open end. */
export interface Span {
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
  readonly policy: string;
  /** Of the policy. */
  readonly version: string;
  /** What the parameters are then that it rests on. */
  readonly parameters: readonly { readonly name: string; readonly title: Localized; readonly value: string }[];
  /** Whether the version before has no such span. */
  readonly isNew: boolean;
  /** Of a new span; null: not asked for, or `uncounted` says why there are none. */
  readonly counts: Counts | null;
  readonly uncounted: Localized | null;
}

/** The verdicts of the periods that this version judges, on the data as they are now. */
export interface Counts extends Readonly<Record<Verdict, number>> {
  /** As `assess` takes it. */
  readonly period: string;
}

export interface Skipped {
  readonly commit: Commit | null;
  readonly code: string;
  readonly reason: Localized;
}
