/** A file of policy tests (`*.test.yaml`) as the test runner takes it. */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Period } from '../calendar/period.ts';
import type { Place } from '../diagnostics/diagnostic.ts';
import type { Dataset } from '../model/dataset.ts';
import type { Verdict } from '../model/verdict.ts';

export interface TestFile {
  readonly file: string;
  /** The policy under test, as `tests:` names it. */
  readonly tests: string;
  /** Null: the period's last day. */
  readonly asOf: CivilDate | null;
  readonly period: Period;
  readonly cases: readonly TestCase[];
}

export interface TestCase {
  readonly name: string;
  /** Of the case's name. */
  readonly place: Place;
  /** Typed cells; entities that the case does not give are present and empty, fields that it leaves out unknown. */
  readonly given: Dataset;
  readonly expect: readonly Expectation[];
}

export type Expectation = VerdictExpectation | StepExpectation;

export interface VerdictExpectation extends Expected {
  readonly kind: 'rule' | 'standard';
  readonly verdict: Verdict;
  /** What is expected besides: the severity of a rule that fails, the points of a standard (an exact decimal); null: nothing. */
  readonly detail: string | null;
}

/** The letter that a ladder calls for, or the step that a procedure has come to; null: none. */
export interface StepExpectation extends Expected {
  readonly kind: 'ladder' | 'procedure';
  readonly step: string | null;
}

interface Expected {
  /** Of the rule, standard, ladder or procedure. */
  readonly name: string;
  /** The subject's key as text. */
  readonly subject: string;
  /** Of what is expected. */
  readonly place: Place;
}
