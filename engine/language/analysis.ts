/** What the analysis of a project's texts gives: the models of its eras, its tests, and what is wrong. */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Resource } from '../dictionary/resource.ts';
import type { Dictionary } from '../model/dictionary.ts';
import type { Model } from '../model/policy.ts';
import type { Clause } from './guide.ts';
import type { PolicySyntax } from './syntax.ts';
import type { TestFile } from './test-file.ts';

export interface Analysis {
  readonly dictionary: Dictionary;
  /** The descriptor's resources by name, for the readers of data. */
  readonly resources: ReadonlyMap<string, Resource>;
  /** In order of time, without overlap; days on which no policy is in force are in none. */
  readonly eras: readonly Era[];
  readonly tests: readonly TestFile[];
  /** Sorted; with an error among them the models are incomplete and must not be judged by. */
  readonly diagnostics: readonly Diagnostic[];
  /** The policies as written, with places. */
  readonly policies: readonly PolicySyntax[];
  /** The guide's clauses by what cites them, such as `guide.md#reply`. */
  readonly clauses: ReadonlyMap<string, Clause>;
}

/** Days on which the same policies are in force, both inclusive; null is an open end. */
export interface Era {
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
  readonly model: Model;
}

/** The model in force on a day; null where no policy is. */
export function modelOn(analysis: Pick<Analysis, 'eras'>, day: CivilDate): Model | null {
  const era = analysis.eras.find(
    ({ from, until }) => (from === null || from <= day) && (until === null || day <= until),
  );
  return era?.model ?? null;
}
