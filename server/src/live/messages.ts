/** What the server and the worker that judges in the background say to each other. Everything is plain data. */

import type { Explanation } from '../../../engine/assess/explain.ts';
import type { CivilDate } from '../../../engine/calendar/civil-date.ts';
import type { Diagnostic, Language, Localized, Place } from '../../../engine/diagnostics/diagnostic.ts';
import type { Verdict } from '../../../engine/model/verdict.ts';
import type { TestRun } from '../../../engine/testing/result.ts';
import type { Counts, Flip, FlowNode, FlowStep, StandingRow, SubjectRow, WhichStep } from '../protocol.ts';

/** Of the project that a worker is for. */
export interface Setup {
  readonly folder: string;
  readonly language: Language;
}

/** The questions by name, with what goes in and what comes out. */
export interface Calls {
  /** A rule's steps with counts; null where there is no such rule. */
  readonly flow: { readonly params: Named; readonly result: readonly PlacedStep[] | null };
  /** Counts month by month; null while they are worked out, after which `changed` is said. */
  readonly months: { readonly params: Named; readonly result: readonly MonthCounts[] | null };
  readonly subjects: { readonly params: SubjectsQuery; readonly result: SubjectsAnswer };
  /** Who stands where on a ladder or in a procedure. */
  readonly standings: { readonly params: StandingsQuery; readonly result: StandingsAnswer };
  readonly flips: { readonly params: { readonly name: string | null }; readonly result: FlipsAnswer };
  readonly explain: { readonly params: Subject; readonly result: Explanation | null };
  readonly distribution: { readonly params: FactName; readonly result: Distribution | null };
  readonly tests: { readonly params: { readonly cases: readonly CaseName[] | null }; readonly result: TestsAnswer };
  /** A policy test that one subject makes, as YAML of one case; null where none can be made. */
  readonly testFrom: { readonly params: TestFromParams; readonly result: MadeTest | null };
}

export type Question = {
  readonly [Name in keyof Calls]: {
    readonly type: 'ask';
    readonly id: number;
    readonly name: Name;
    readonly params: Calls[Name]['params'];
  };
}[keyof Calls];

export type ToWorker =
  /** The texts that have changed (null: gone), and by which period and day to judge (null: as the data suggests). */
  | {
      readonly type: 'update';
      readonly generation: number;
      readonly files: readonly (readonly [string, string | null])[];
      readonly period: string | null;
      readonly asOf: CivilDate | null;
    }
  | Question
  | { readonly type: 'cancel'; readonly id: number }
  /** Stops the reading of data under way. */
  | { readonly type: 'cancelReading' }
  /** Ends the thread once nothing is under way in the database, which does not survive to be cut off. */
  | { readonly type: 'stop' };

export type FromWorker =
  | { readonly type: 'answer'; readonly id: number; readonly result: unknown }
  | { readonly type: 'refused'; readonly id: number; readonly problem: Localized }
  | { readonly type: 'judging' }
  | { readonly type: 'judged'; readonly judged: Judgement }
  /** Nothing could be judged; what was judged before stays. */
  | { readonly type: 'stopped'; readonly generation: number; readonly waiting: boolean; readonly problem: Localized }
  | { readonly type: 'summaries'; readonly summaries: readonly Summary[] }
  | { readonly type: 'changed' }
  | { readonly type: 'reading'; readonly file: string; readonly rows: number }
  | { readonly type: 'read' };

export interface Judgement {
  readonly generation: number;
  readonly period: string;
  readonly asOf: CivilDate;
  /** Of rules and standards, by `tallyKey`. */
  readonly tallies: ReadonlyMap<string, Tally>;
  /** Of ladders and procedures, by `trackKey`: those of the judgement before until they are counted anew. */
  readonly tracks: ReadonlyMap<string, Track>;
  /** Null: not known yet. */
  readonly base: Base | null;
  /** What keeps counts from saying much, such as a data file that is not there. */
  readonly problem: Localized | null;
  readonly milliseconds: number;
  /** Counts the changes of the data. */
  readonly data: number;
}

export interface Tally {
  readonly counts: Counts;
  /** How many verdicts differ from the base; null: it had no such rule, or there is no base. */
  readonly flips: number | null;
}

/** The rules of the last commit; `problem` says why there are none. */
export type Base =
  | { readonly commit: string; readonly problem: null }
  | { readonly commit: null; readonly problem: Localized };

export function tallyKey(kind: 'rule' | 'standard', name: string): string {
  return `${kind} ${name}`;
}

export interface Named {
  readonly kind: 'rule' | 'standard';
  readonly name: string;
}

export interface Subject {
  readonly entity: string;
  readonly subject: string;
}

export interface FactName {
  readonly entity: string;
  readonly fact: string;
}

export interface CaseName {
  readonly file: string;
  readonly name: string;
}

/** A step whose parts name places of the project instead of the client's addresses. */
export interface PlacedStep extends Omit<FlowStep, 'node'> {
  readonly node: PlacedNode;
}

export interface PlacedNode extends Omit<FlowNode, 'of' | 'location'> {
  readonly of: readonly PlacedNode[];
  readonly place: Place | null;
}

export interface MonthCounts {
  readonly month: string;
  readonly counts: Counts;
}

export interface SubjectsQuery extends Named {
  readonly verdicts: readonly Verdict[] | null;
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
}

export interface SubjectsAnswer {
  readonly total: number;
  readonly subjects: readonly SubjectRow[];
}

export interface FlipsAnswer {
  readonly total: number;
  readonly flips: readonly Flip[];
}

export interface TestsAnswer {
  readonly run: TestRun;
  /** With errors nothing is run. */
  readonly errors: readonly Diagnostic[];
}

export interface TestFromParams {
  readonly rule: string;
  readonly subject: string | null;
}

export interface MadeTest {
  readonly policy: string;
  readonly period: string;
  readonly asOf: CivilDate | null;
  readonly subject: string;
  readonly verdict: Verdict;
  /** The case as an item of `cases`, without indentation. */
  readonly yaml: string;
}

/** The values of a fact over the subjects there are. */
export type Distribution = {
  readonly count: number;
  readonly unknown: number;
  /** Those with nothing to take a value from. */
  readonly empty: number;
} & (
  | {
      readonly kind: 'numbers';
      /** Not known to be one number: at least or at most so many. */
      readonly ranges: number;
      readonly spread: Spread<number> | null;
    }
  | { readonly kind: 'dates'; readonly spread: Spread<CivilDate> | null }
  | {
      readonly kind: 'values';
      readonly distinct: number;
      /** The most frequent ones, those first. */
      readonly values: readonly { readonly value: string; readonly count: number }[];
    }
);

export interface Spread<T> {
  readonly smallest: T;
  /** The lower quartile, the median, the upper quartile. */
  readonly quartiles: readonly [T, T, T];
  readonly largest: T;
  /** How many lie in each of the parts of equal width from the smallest to the largest. */
  readonly bars: readonly number[];
}

/** What is known of a field beforehand, for completion and hovers; sensitive fields have none. */
export interface Summary extends FactName {
  readonly distribution: Distribution;
}

/** How many stand where on a ladder or in a procedure. */
export interface Track {
  /** Units with an occasion counted; records in the procedure. */
  readonly total: number;
  /** Those of them without a step. */
  readonly none: number;
  /** Units to whom a letter was not sent; records with a step that was left out. */
  readonly missing: number;
  readonly outOfOrder: number;
  readonly duplicates: number;
  /** Records with a step that was late or is overdue. */
  readonly late: number;
  readonly steps: readonly StepTally[];
  /** How many stand elsewhere than by the base; null: it had none of that name, or there is no base. */
  readonly flips: number | null;
}

export interface StepTally {
  readonly step: string;
  /** Whose last step it is; of a ladder to whom it is due. */
  readonly here: number;
  /** By the state of the step. */
  readonly states: Readonly<Record<string, number>>;
}

export interface StandingsQuery {
  readonly kind: 'ladder' | 'procedure';
  readonly name: string;
  /** Null: all. */
  readonly which: WhichStep | null;
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
}

export interface StandingsAnswer {
  readonly total: number;
  readonly rows: readonly StandingRow[];
}

export function trackKey(kind: 'ladder' | 'procedure', name: string): string {
  return `${kind} ${name}`;
}
