/** What a run of policy tests gives. */
import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import type { Expectation } from '../language/test-file.ts';
import type { Coverage } from './coverage/result.ts';

export interface TestRun {
  readonly files: readonly FileResult[];
  readonly counts: { readonly cases: number; readonly passed: number; readonly failed: number };
  /** Null: not asked for. */
  readonly coverage: Coverage | null;
}

export interface FileResult {
  readonly file: string;
  /** The policy under test. */
  readonly tests: string;
  readonly cases: readonly CaseResult[];
}

export interface CaseResult {
  readonly name: string;
  readonly place: Place;
  readonly passed: boolean;
  readonly expectations: readonly ExpectationResult[];
}

export interface ExpectationResult {
  readonly expectation: Expectation;
  /** The interpreter's verdict, or the step of a ladder or procedure; null where there is none, as `problem` tells. */
  readonly interpreted: string | null;
  /** That of the compiled SQL. */
  readonly compiled: string | null;
  /** Null: both are as expected. */
  readonly problem: Diagnostic | null;
}
