/** How much of the policies the tests show; `testing/COVERAGE.md` says what each measure means. */
import type { Localized, Place } from '../../diagnostics/diagnostic.ts';
import type { Verdict } from '../../model/verdict.ts';

export const measures = ['rule', 'branch', 'mcdc', 'boundary', 'quantifier', 'ladder', 'procedure', 'unknown'] as const;

export type Measure = (typeof measures)[number];

export interface Coverage {
  /** Over all policies of the project, packs left out. */
  readonly totals: Totals;
  /** By name, a rule of several versions of a policy once for each version. */
  readonly rules: readonly RuleCoverage[];
  /** Everything that cases can show, in the order of the files. */
  readonly goals: readonly Goal[];
}

export type Totals = Readonly<Record<Measure, Share>>;

/** How many of how many goals are met. */
export interface Share {
  readonly met: number;
  readonly of: number;
}

export interface RuleCoverage {
  readonly rule: string;
  readonly policy: string;
  readonly version: string;
  readonly place: Place;
  readonly title: Localized;
  /** The verdicts that cases expect of it, and that it has. */
  readonly expected: readonly Verdict[];
  /** The verdicts that it has in cases, expected or on the way to what is expected: of a standard, a ladder, a fact. */
  readonly reached: readonly Verdict[];
  /** Of the goals that stand in the rule itself, not in the facts and shared conditions that it reads. */
  readonly totals: Totals;
}

/** One thing that cases can show. */
export interface Goal {
  readonly measure: Measure;
  /** What of it, such as `true`, `at`, `several-all`, `due reminder`: the measure's own words. */
  readonly which: string;
  readonly of: Owner;
  readonly place: Place;
  /** The condition, fact or step in words. */
  readonly text: Localized;
  readonly met: boolean;
  /** The cases that show it first, of a pair both; empty where none does. */
  readonly by: readonly CaseRef[];
  /** What a case must hold to show it. */
  readonly needs: Localized;
}

/** The declaration that a goal is about. */
export interface Owner {
  readonly kind: 'rule' | 'fact' | 'condition' | 'ladder' | 'procedure';
  readonly name: string;
  readonly policy: string;
  readonly version: string;
}

export interface CaseRef {
  readonly file: string;
  readonly name: string;
  readonly place: Place;
}
