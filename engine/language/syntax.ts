/** A policy file as written: its declarations with the place of every part, names not yet resolved. */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Localized, Place } from '../diagnostics/diagnostic.ts';
import type { Literal, RuleSeverity } from '../model/policy.ts';
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
  /** The rules and standards that could not be read; what is wrong with them is told where they stand. */
  readonly unread: readonly string[];
}

export type Declaration =
  | ParameterSyntax
  | FactSyntax
  | SharedConditionSyntax
  | RuleSyntax
  | StandardSyntax
  | RollupSyntax;

interface Declared<Kind extends string> {
  readonly kind: Kind;
  readonly name: Word;
}

interface Titled {
  readonly title: Localized;
}

export interface ParameterSyntax extends Declared<'parameter'>, Titled {
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
  | 'total';

export interface FactSyntax extends Declared<'fact'>, Titled {
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
  | { readonly kind: 'total'; readonly of: readonly PathSyntax[] };

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
  readonly requires: readonly { readonly name: Word; readonly via: PathSyntax | null }[];
  readonly cites: Word | null;
}

export interface RollupSyntax extends Declared<'rollup'>, Titled {
  readonly of: Word;
  readonly by: PathSyntax;
  readonly show: readonly ('rate' | 'rank' | 'change')[];
}
