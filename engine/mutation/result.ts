/** What mutation testing finds. */
import type { Localized, Place } from '../diagnostics/diagnostic.ts';
import type { DeclarationName, Edit } from './mutant.ts';
import type { OperatorId } from './operators.ts';

export interface MutationRun {
  readonly counts: MutationCounts;
  /** Caught, of those caught and survived; null where there are none. */
  readonly score: number | null;
  /** Of each policy in the order of its file: its declarations that have mutants. */
  readonly declarations: readonly DeclarationResult[];
  /** Mutants that no test notices though a verdict can differ, each with a test that would. */
  readonly survivors: readonly Survivor[];
  /** Those that differ in no verdict, as far as is known, each with the reason. */
  readonly equivalents: readonly Equivalent[];
}

export interface MutationCounts {
  /** All that were judged: caught, survived and equivalent. */
  readonly mutants: number;
  readonly caught: number;
  readonly survived: number;
  readonly equivalent: number;
  /** Left out: the check of the policies refuses them, or they say the same in other words. */
  readonly leftOut: number;
}

export interface DeclarationResult extends DeclarationName {
  readonly policy: string;
  readonly caught: number;
  readonly survived: number;
  readonly equivalent: number;
}

export interface MutantTold {
  readonly id: string;
  readonly operator: OperatorId;
  readonly title: Localized;
  readonly policy: string;
  readonly declaration: DeclarationName;
  readonly place: Place;
  readonly change: Localized;
  readonly edits: readonly Edit[];
}

export interface Survivor extends MutantTold {
  readonly test: ReadyTest;
}

/** A case that passes on the policies as they are and fails on the mutant. */
export interface ReadyTest {
  /** The file of tests to which it is to be added; where there is none for its period, the name of a new one. */
  readonly file: string;
  readonly isNew: boolean;
  /** What stands in the file: the item of `cases`, in a new file all of it. */
  readonly text: string;
  /** What is expected of which subject, and what the mutant gives. */
  readonly name: string;
  readonly subject: string;
  readonly expected: string;
  readonly mutant: string;
}

export interface Equivalent extends MutantTold {
  /**
   * `no-verdict`: nothing that a test can expect rests on it. `same-window`: the rule whose failures are counted places its records
   * by the same date. `no-difference-found`: no records were found that tell it apart, which proves nothing.
   */
  readonly reason: 'no-verdict' | 'same-window' | 'no-difference-found';
  readonly because: Localized;
}
