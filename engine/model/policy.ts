/**
 * What the policies in force on a day say: plain data without positions, names resolved, types checked. Both evaluators read
 * nothing else. Names of facts, conditions, parameters, rules and standards are the project's, not one file's.
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
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly ladders: ReadonlyMap<string, Ladder>;
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
  /** The procedure that has made the rule; null where a policy states it. */
  readonly procedure: string | null;
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
  readonly score: Score | null;
  readonly cites: string | null;
}

/** Points of a standard: the full number less those of each requirement that fails, never below 0. */
export interface Score {
  readonly full: Amount;
  /** By the name of a rule or standard among the requirements. */
  readonly less: ReadonlyMap<string, Amount>;
}

/** A number, written or a parameter's. */
export type Amount =
  | { readonly kind: 'literal'; readonly literal: Literal }
  | { readonly kind: 'parameter'; readonly parameter: string };

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

/** Steps that a record goes through in order. Its rules stand among the model's rules, its step among the entity's facts. */
export interface Procedure {
  readonly name: string;
  readonly title: Localized;
  readonly policy: string;
  readonly entity: string;
  /** The date field that places a record in the period; null: every record that exists. */
  readonly during: FactPath | null;
  /** Which records may enter; null: all. */
  readonly admitWhen: Condition | null;
  /** At least two. */
  readonly steps: readonly ProcedureStep[];
  readonly cites: string | null;
  /** The rules it makes, by name: `NAME.admitted`, `NAME.in-order`, `NAME.complete`, and `NAME.STEP` for each deadline. */
  readonly rules: readonly string[];
}

export interface ProcedureStep {
  readonly name: string;
  readonly title: Localized;
  /** The date on which it was taken; unknown: not yet. */
  readonly on: FactPath;
  readonly within: Deadline | null;
}

export interface Deadline {
  readonly unit: 'days' | 'workdays' | 'months';
  readonly amount: Amount;
  /** The date from which it counts: that of the step before, unless the policy says another. */
  readonly from: FactPath;
  /** The number of units from there to the step, or to the as-of date while it is open: a fact of the procedure's entity. */
  readonly taken: string;
}

/** Letters that grow more serious with each occasion. */
export interface Ladder {
  readonly name: string;
  readonly title: Localized;
  readonly policy: string;
  readonly entity: string;
  readonly occasions: readonly Occasion[];
  /** Several in one of these periods are one occasion. */
  readonly each: 'month' | 'quarter';
  readonly countedOver: CountedOver;
  /** After so many periods in a row without an occasion the count begins anew; null: only with the window. */
  readonly clearsAfter: number | null;
  /** Letters already sent; null: the ladder doesn't follow them. */
  readonly sent: SentLetters | null;
  readonly steps: readonly LadderStep[];
  readonly cites: string | null;
}

export type Occasion =
  /** It fails. */
  | { readonly kind: 'verdict'; readonly of: Requirement }
  /** The subject is among the worst by a number: `fact` is a rank from the worst up, `best` from the best down. */
  | { readonly kind: 'rank'; readonly fact: string; readonly best: string; readonly worst: number };

/** A calendar year or quarter up to the day judged, or so many months up to it. */
export type CountedOver = { readonly kind: 'year' | 'quarter' } | { readonly kind: 'months'; readonly months: number };

export interface SentLetters {
  readonly entity: string;
  /** From a letter to the ladder's subject. */
  readonly link: Link;
  /** The letter's step, by name. */
  readonly step: FactPath;
  readonly on: FactPath;
  /** The month or date of the occasion that it answers; null: it answers what has happened when it is sent. */
  readonly about: FactPath | null;
}

export interface LadderStep {
  readonly name: string;
  readonly title: Localized;
  /** To whom it goes: words of the policy. */
  readonly to: readonly string[];
  /** The Word file that it is written by, from the folder of the project or pack that the policy file belongs to. */
  readonly template?: { readonly path: string; readonly policy: string };
}
