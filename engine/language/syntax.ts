/** A policy file as written: its declarations with the place of every part, names not yet resolved. */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Localized, Place } from '../diagnostics/diagnostic.ts';
import type { CountedOver, Literal, RuleSeverity } from '../model/policy.ts';
import type { Line, Span } from './condition/tree.ts';

/** A word as written. */
export interface Word {
  readonly text: string;
  readonly place: Place;
}

/** `street.name`: words between dots. */
export interface PathSyntax {
  readonly steps: readonly Word[];
}

export interface PolicySyntax {
  readonly file: string;
  readonly name: Word;
  readonly title: Localized;
  readonly version: string;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  /** Of `effective`. */
  readonly effective: Place;
  readonly cites: Word | null;
  readonly parameters: readonly ParameterSyntax[];
  readonly facts: readonly FactSyntax[];
  readonly conditions: readonly SharedConditionSyntax[];
  readonly rules: readonly RuleSyntax[];
  readonly standards: readonly StandardSyntax[];
  readonly rollups: readonly RollupSyntax[];
  readonly procedures: readonly ProcedureSyntax[];
  readonly ladders: readonly LadderSyntax[];
  /** The rules, standards, procedures and ladders that could not be read; what is wrong with them is told where they stand. */
  readonly unread: readonly string[];
}

export type Declaration =
  | ParameterSyntax
  | FactSyntax
  | SharedConditionSyntax
  | RuleSyntax
  | MadeRuleSyntax
  | StandardSyntax
  | RollupSyntax
  | ProcedureSyntax
  | LadderSyntax;

interface Declared<Kind extends string> {
  readonly kind: Kind;
  readonly name: Word;
}

interface Titled {
  readonly title: Localized;
}

export interface ParameterSyntax extends Declared<'parameter'>, Titled {
  /** The pack whose parameter of that name it replaces. */
  readonly overrides: Word | null;
  /** In order of `from`. */
  readonly values: readonly ParameterValueSyntax[];
}

export interface ParameterValueSyntax {
  readonly from: CivilDate;
  readonly value: Literal;
  readonly place: Place;
  readonly cites: Word | null;
}

export interface SharedConditionSyntax extends Declared<'condition'> {
  readonly condition: ConditionSyntax;
}

export type ConditionSyntax =
  | { readonly kind: 'all' | 'any'; readonly of: readonly ConditionSyntax[] }
  | { readonly kind: 'not'; readonly of: ConditionSyntax }
  | { readonly kind: 'shared'; readonly name: Word }
  | LeafSyntax
  /** What could not be read; already reported. */
  | { readonly kind: 'broken' };

export interface LeafSyntax {
  readonly kind: 'leaf';
  readonly line: Line;
  /** Where a part of the line stands in the file. */
  readonly at: (span: Span) => Place;
}

export type FactKind =
  | 'count'
  | 'sum'
  | 'average'
  | 'minimum'
  | 'maximum'
  | 'latest'
  | 'share'
  | 'every'
  | 'any'
  | 'failures'
  | 'days'
  | 'workdays'
  | 'months'
  | 'ratio'
  | 'difference'
  | 'total'
  | 'stock'
  | 'verdict'
  | 'score'
  | 'rank'
  | 'previous';

export interface FactSyntax extends Declared<'fact'>, Titled {
  /** The procedure or ladder that makes it; null where the policy states it. */
  readonly madeBy: Word | null;
  readonly of: Word;
  readonly unit: string | null;
  readonly definition: FactDefinitionSyntax;
}

export type FactDefinitionSyntax =
  | (SelectionSyntax & { readonly kind: 'count'; readonly source: Word })
  /** `accident.injured`: the source's entity, then a path from it. */
  | (SelectionSyntax & {
      readonly kind: 'sum' | 'average' | 'minimum' | 'maximum' | 'latest';
      readonly source: Word;
      readonly element: PathSyntax;
    })
  | (SelectionSyntax & {
      readonly kind: 'share' | 'every' | 'any';
      readonly source: Word;
      readonly that: ConditionSyntax;
    })
  | (SelectionSyntax & { readonly kind: 'failures'; readonly rule: Word })
  | {
      readonly kind: 'days' | 'workdays' | 'months';
      readonly from: PathSyntax;
      readonly to: PathSyntax;
      readonly open: 'as-of' | null;
    }
  | { readonly kind: 'ratio'; readonly of: PathSyntax; readonly to: PathSyntax }
  | { readonly kind: 'difference'; readonly of: PathSyntax; readonly less: PathSyntax }
  | { readonly kind: 'total'; readonly of: readonly PathSyntax[] }
  | (SelectionSyntax & {
      readonly kind: 'stock';
      readonly source: Word;
      readonly entered: PathSyntax;
      readonly left: PathSyntax;
      readonly at: 'start' | 'end';
    })
  /** Of a rule or a standard. */
  | { readonly kind: 'verdict'; readonly of: Word }
  | { readonly kind: 'score'; readonly standard: Word }
  | RankSyntax
  | { readonly kind: 'previous'; readonly fact: Word }
  /** Made by a procedure, never written. */
  | { readonly kind: 'step'; readonly procedure: Word };

export interface RankSyntax {
  readonly kind: 'rank';
  readonly by: PathSyntax;
  readonly among: PathSyntax | null;
  readonly order: 'ascending' | 'descending';
}

export interface SelectionSyntax {
  readonly where: ConditionSyntax | null;
  readonly during: PathSyntax | null;
  readonly reportedBy: Word | null;
  readonly via: PathSyntax | null;
}

export interface RuleSyntax extends Declared<'rule'>, Titled {
  readonly entity: Word;
  readonly during: PathSyntax | null;
  readonly when: ConditionSyntax | null;
  readonly require: ConditionSyntax;
  readonly cites: Word | null;
  readonly severity: RuleSeverity;
  readonly message: TemplateSyntax;
  readonly remedy: TemplateSyntax;
  readonly responsible: readonly string[];
}

export interface TemplateSyntax {
  readonly zh: readonly TemplatePartSyntax[];
  readonly en: readonly TemplatePartSyntax[];
}

export type TemplatePartSyntax =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fact'; readonly path: PathSyntax }
  | { readonly kind: 'parameter'; readonly parameter: Word };

export interface StandardSyntax extends Declared<'standard'>, Titled {
  readonly entity: Word;
  readonly requires: readonly RequirementSyntax[];
  readonly score: ScoreSyntax | null;
  readonly cites: Word | null;
}

export interface RequirementSyntax {
  readonly name: Word;
  readonly via: PathSyntax | null;
}

export interface ScoreSyntax {
  /** Null: it could not be read; already reported. */
  readonly full: AmountSyntax | null;
  readonly less: readonly { readonly name: Word; readonly amount: AmountSyntax | null }[];
}

/** A number of at least 0, or a parameter's. */
export type AmountSyntax =
  | { readonly kind: 'literal'; readonly value: string; readonly place: Place }
  | { readonly kind: 'parameter'; readonly name: Word };

export interface RollupSyntax extends Declared<'rollup'>, Titled {
  readonly of: Word;
  readonly by: PathSyntax;
  readonly show: readonly ('rate' | 'rank' | 'change')[];
}

export interface ProcedureSyntax extends Declared<'procedure'>, Titled {
  readonly entity: Word;
  readonly during: PathSyntax | null;
  readonly admitWhen: ConditionSyntax | null;
  readonly steps: readonly ProcedureStepSyntax[];
  readonly cites: Word | null;
  readonly severity: RuleSeverity;
  /** Null: each rule has its own. */
  readonly message: TemplateSyntax | null;
  readonly remedy: TemplateSyntax | null;
  readonly responsible: readonly string[];
}

export interface ProcedureStepSyntax extends Titled {
  readonly name: Word;
  /** Null: it could not be read; already reported. */
  readonly on: PathSyntax | null;
  readonly within: DeadlineSyntax | null;
}

export interface DeadlineSyntax {
  readonly unit: 'days' | 'workdays' | 'months';
  /** Null: it could not be read; already reported. */
  readonly amount: AmountSyntax | null;
  /** A step before it, or a date; null: the step just before. */
  readonly from: PathSyntax | null;
}

/** A rule that a procedure makes; the procedure says what is in it. */
export interface MadeRuleSyntax extends Declared<'rule'> {
  readonly entity: Word;
  readonly procedure: ProcedureSyntax;
  readonly part: 'admitted' | 'in-order' | 'complete' | { readonly deadlineOf: number };
}

export interface LadderSyntax extends Declared<'ladder'>, Titled {
  readonly entity: Word;
  readonly occasions: readonly OccasionSyntax[];
  readonly each: 'month' | 'quarter';
  readonly countedOver: CountedOver;
  readonly clearsAfter: number | null;
  readonly sent: SentSyntax | null;
  readonly steps: readonly LadderStepSyntax[];
  readonly cites: Word | null;
}

export type OccasionSyntax =
  | (RequirementSyntax & { readonly kind: 'verdict' })
  /** `order` says which end is best. */
  | (RankSyntax & { readonly worst: number });

export interface SentSyntax {
  readonly entity: Word;
  /** Null: to be found, as the short form has it. */
  readonly written: {
    readonly step: PathSyntax;
    readonly on: PathSyntax;
    readonly about: PathSyntax | null;
    readonly via: PathSyntax | null;
  } | null;
}

export interface LadderStepSyntax extends Titled {
  readonly name: Word;
  readonly to: readonly string[];
  /** The path of a Word file, from the folder of the project or pack. */
  readonly template: Word | null;
}
