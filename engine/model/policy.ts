/**
 * What the policies in force on a day say: plain data without positions, names resolved, types checked. Both evaluators read
 * nothing else. Names of facts, conditions, parameters, rules and standards are the project's, not one file's.
 * Procedures, ladders, `rank` and `previous` will stand beside these as further kinds and maps of `Model`.
 */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Localized } from '../diagnostics/diagnostic.ts';
import type { Condition } from './condition.ts';
import type { Dictionary } from './dictionary.ts';
import type { Fact } from './fact.ts';

/** The rules in force on one day. */
export interface Model {
  readonly dictionary: Dictionary;
  readonly policies: readonly PolicyVersion[];
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Every fact by entity and name: the fields and the computed ones. */
  readonly facts: ReadonlyMap<string, ReadonlyMap<string, Fact>>;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly standards: ReadonlyMap<string, Standard>;
  readonly rollups: ReadonlyMap<string, Rollup>;
  readonly waivers: readonly Waiver[];
}

export interface PolicyVersion {
  readonly name: string;
  readonly title: Localized;
  readonly version: string;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
}

export interface Parameter {
  readonly name: string;
  readonly title: Localized;
  /** In order of `from`; each holds until the next. */
  readonly values: readonly { readonly from: CivilDate; readonly value: Literal; readonly cites: string | null }[];
}

/** A value written in a policy. Numbers are exact decimals as text, dates and months civil dates. */
export type Literal =
  /** `percent`: written as `95%`, and shown so. */
  | { readonly kind: 'number'; readonly value: string; readonly percent?: true }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'date'; readonly value: CivilDate }
  | { readonly kind: 'month'; readonly value: CivilDate };

export interface Rule {
  readonly name: string;
  readonly title: Localized;
  readonly policy: string;
  /** The entity whose records are its subjects. */
  readonly entity: string;
  /** The date field that places a record in the period; null: every record that exists. */
  readonly during: FactPath | null;
  readonly when: Condition | null;
  readonly require: Condition;
  readonly cites: string | null;
  readonly severity: RuleSeverity;
  readonly message: Template;
  readonly remedy: Template;
  /** Who is responsible: an entity's name (`unit`, `street`) or any other word of the policy. */
  readonly responsible: readonly string[];
}

export type RuleSeverity = 'veto' | 'major' | 'minor';

/** A localized text with facts and parameters in it, cut into its parts. */
export interface Template {
  readonly zh: readonly TemplatePart[];
  readonly en: readonly TemplatePart[];
}

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fact'; readonly fact: FactPath }
  | { readonly kind: 'parameter'; readonly parameter: string };

/** A fact of an entity, reached through references: `street.name` is `{ through: ['street'], fact: 'name' }`. */
export interface FactPath {
  readonly through: readonly string[];
  readonly fact: string;
}

export interface Standard {
  readonly name: string;
  readonly title: Localized;
  readonly policy: string;
  readonly entity: string;
  readonly requires: readonly Requirement[];
  readonly cites: string | null;
}

export type Requirement =
  /** A rule about the standard's own entity. */
  | { readonly kind: 'rule'; readonly rule: string }
  /** A rule about records that belong to the standard's subject, by way of `link` (see Link). */
  | { readonly kind: 'records'; readonly rule: string; readonly link: Link }
  | { readonly kind: 'standard'; readonly standard: string };

/**
 * The way from a record up to the subject it belongs to: names of references, followed one after the other.
 * A petition belongs to a unit by `['unit']`, to a street by `['unit', 'street']`.
 */
export type Link = readonly string[];

export interface Rollup {
  readonly name: string;
  readonly title: Localized;
  readonly policy: string;
  readonly standard: string;
  readonly by: FactPath;
  readonly show: readonly ('rate' | 'rank' | 'change')[];
}

export interface Waiver {
  readonly rule: string;
  readonly entity: string;
  /** The subject's key as text. */
  readonly subject: string;
  readonly reason: string;
  readonly approvedBy: string;
  readonly from: CivilDate;
  readonly until: CivilDate;
}
