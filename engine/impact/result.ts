/** What `diff` gives: plain data, the same as its JSON. */
import type { RollupRow } from '../assess/results.ts';
import type { Localized } from '../diagnostics/diagnostic.ts';
import type { Verdict } from '../model/verdict.ts';
import type { DescribedChange } from './describe.ts';
import type { ExpectedFlip, Unmet } from './expected.ts';

export interface Diff {
  /** As it was asked for. */
  readonly base: string;
  /** Null: the work tree. */
  readonly head: string | null;
  readonly baseCommit: string;
  readonly headCommit: string | null;
  readonly period: string;
  readonly asOf: string;
  /** By rule, period, subject. */
  readonly flips: readonly Flip[];
  readonly standings: readonly StandingFlip[];
  readonly scores: readonly ScoreChange[];
  readonly rollups: readonly RollupChange[];
  readonly ladders: readonly LadderChange[];
  readonly procedures: readonly ProcedureChange[];
  /** All that has changed and can matter to a verdict, whether or not it did. */
  readonly changes: readonly DescribedChange[];
  /** Rules and standards with the same body under another name. */
  readonly renamed: readonly { readonly kind: 'rule' | 'standard'; readonly before: string; readonly after: string }[];
  /** Of the rules, standards, roll-ups, ladders and procedures that are named here. */
  readonly titles: Readonly<Record<string, Localized>>;
  /** Against `expected-flips.yaml`; null: there is none. */
  readonly expected: Expectation | null;
}

export interface Flip {
  readonly period: string;
  readonly entity: string;
  readonly subject: string;
  /** What people call the subject; null: it has no name that may be shown. */
  readonly title: string | null;
  /** Its name in the head, or in the base where it is only there. */
  readonly rule: string;
  /** Null: that version has no such rule. */
  readonly before: Verdict | null;
  readonly after: Verdict | null;
  /** Each is enough by itself, or must be undone too for the verdict to come back; one of several changes only together. */
  readonly causes: readonly Cause[];
  /**
   * The ids of records by which the side that fails does so, at most a hundred; of a standard those that made its rules flip.
   * None: the subject alone decided, or there are too many flips to look them up.
   */
  readonly records: readonly string[];
  /** What the rule reads of the subject, other than sensitive facts; null: not looked up, as there are too many flips. */
  readonly facts: readonly FactChange[] | null;
}

export interface Cause {
  readonly changes: readonly DescribedChange[];
}

export interface FactChange {
  readonly fact: string;
  readonly title: string;
  /** Null: the rule of that version does not read it. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface StandingFlip extends Omit<Flip, 'rule' | 'facts'> {
  readonly standard: string;
}

export interface ScoreChange {
  readonly period: string;
  readonly entity: string;
  readonly subject: string;
  readonly standard: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** Null: the row is not in that version. */
interface Sides<T> {
  readonly before: T | null;
  readonly after: T | null;
}

export interface RollupChange extends Sides<RollupFigures> {
  readonly period: string;
  readonly rollup: string;
  readonly group: string;
  readonly standard: string;
}

export type RollupFigures = Pick<RollupRow, 'assessed' | 'passed' | 'failed' | 'undetermined' | 'rate' | 'rank'>;

export interface LadderChange extends Sides<LadderFigures> {
  readonly period: string;
  readonly ladder: string;
  readonly subject: string;
}

export interface LadderFigures {
  readonly occasions: number;
  readonly due: string;
  readonly missing: string | null;
}

export interface ProcedureChange extends Sides<StepFigures> {
  readonly period: string;
  readonly procedure: string;
  readonly subject: string;
  readonly step: string;
}

export interface StepFigures {
  readonly state: string;
  readonly lateByDays: number | null;
}

export interface Expectation {
  /** Flips that nobody has approved. */
  readonly unexpected: readonly Unmet[];
  /** Approved flips that did not come about. */
  readonly missing: readonly ExpectedFlip[];
}
