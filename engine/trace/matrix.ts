/** The matrix clause ↔ rule ↔ test ↔ data field, as data. */
import type { Diagnostic, Localized, Place } from '../diagnostics/diagnostic.ts';

export interface Trace {
  /** In the order of the guide. */
  readonly clauses: readonly TracedClause[];
  /** Rules, standards, procedures and ladders, of each version of a policy, in the order of the files. */
  readonly rules: readonly TracedRule[];
  /** In the order of the dictionary. */
  readonly fields: readonly TracedField[];
  /** Warnings, in the order of their places. */
  readonly gaps: readonly Diagnostic[];
}

export interface TracedRule {
  readonly kind: RuleKind;
  readonly name: string;
  readonly title: Localized;
  readonly policy: string;
  readonly version: string;
  readonly place: Place;
  /** The clauses that it cites itself, or that the parameters cite which it reads; of what cites none, the policy's. */
  readonly cites: readonly string[];
  /** The cases whose period it is in force in and that expect something of it; of a procedure, of any of its rules. */
  readonly tests: readonly TracedTest[];
  /** `entity.field`, whatever decides it, through facts and other rules; of a standard and a ladder what they read beside verdicts. */
  readonly fields: readonly string[];
}

/** The rules that a procedure makes stand under its name. */
export type RuleKind = 'rule' | 'standard' | 'procedure' | 'ladder';

export interface TracedTest {
  readonly file: string;
  readonly case: string;
}

export interface TracedClause {
  /** What cites it, such as `guide.md#reply`; the first of several anchors. */
  readonly cite: string;
  readonly cites: readonly string[];
  readonly title: string;
  readonly place: Place;
  /** It says what everything rests on; no rule need follow from it. */
  readonly general: boolean;
  /** Rules, standards, procedures and ladders by name, each once whatever its versions. */
  readonly rules: readonly string[];
  /** Policies that cite it as a whole. */
  readonly policies: readonly string[];
}

export interface TracedField {
  readonly entity: string;
  readonly field: string;
  readonly title: Localized;
  readonly place: Place;
  /** Kept for those who read the data (`zhunsheng:descriptive`). */
  readonly descriptive: boolean;
  /** What the dictionary itself needs it for. */
  readonly uses: readonly FieldUse[];
  /** Rules, standards, procedures and ladders that it decides, by name. */
  readonly rules: readonly string[];
  /** Roll-ups that group by it. */
  readonly rollups: readonly string[];
}

/** `name`: shown beside the key wherever a subject is listed. */
export type FieldUse = 'key' | 'reference' | 'valid' | 'report' | 'name';
