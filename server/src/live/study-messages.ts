/** What the server and a thread that studies the rules say to each other. Everything is plain data. */
import type { CivilDate } from '../../../engine/calendar/civil-date.ts';
import type { Language, Localized } from '../../../engine/diagnostics/diagnostic.ts';
import type { Diff } from '../../../engine/impact/result.ts';
import type { MutationRun } from '../../../engine/mutation/result.ts';

/** What a thread is given that studies, instead of the project that it would judge. */
export const studies = 'studies';

/** The studies by name, with what goes in and what comes out. */
export interface Studies {
  /** Whose verdicts differ from the last commit, and why. */
  readonly impact: { readonly params: ImpactOf; readonly result: Diff };
  /** Which changes of a policy no test notices; with a filter as `runMutation` takes it. */
  readonly mutants: { readonly params: MutantsOf; readonly result: MutationRun };
}

export interface TextsOf {
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
}

export interface ImpactOf extends TextsOf {
  readonly base: string;
  readonly period: string;
  readonly asOf: CivilDate;
  readonly language: Language;
}

export interface MutantsOf extends TextsOf {
  readonly filter: string | null;
}

export type Study = {
  readonly [Name in keyof Studies]: {
    readonly type: 'study';
    readonly id: number;
    readonly name: Name;
    readonly params: Studies[Name]['params'];
  };
}[keyof Studies];

export type ToStudy =
  | Study
  | { readonly type: 'cancel'; readonly id: number }
  /** Ends the thread once nothing is under way in a database. */
  | { readonly type: 'stop' };

export type FromStudy =
  | { readonly type: 'told'; readonly id: number; readonly step: Localized }
  | { readonly type: 'done'; readonly id: number; readonly result: unknown }
  | { readonly type: 'refused'; readonly id: number; readonly problem: Localized };
