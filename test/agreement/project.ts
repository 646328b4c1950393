/**
 * A whole generated project as plain data: what the generator draws, the renderer writes as text files, and the shrinker
 * makes smaller. It is deliberately not the engine's model: the text between them is read by the engine itself.
 */
import type { Cell } from '../../engine/model/dictionary.ts';

export interface Project {
  readonly entities: readonly EntitySpec[];
  readonly parameters: readonly ParameterSpec[];
  /** Each refers to earlier ones only, so that facts can't form a circle. */
  readonly declarations: readonly Declaration[];
  readonly ladders: readonly LadderSpec[];
  readonly rollups: readonly RollupSpec[];
  readonly waivers: readonly WaiverSpec[];
  /** Rows by entity; `null` is a file that doesn't exist. */
  readonly tables: Readonly<Record<string, readonly (readonly Cell[])[] | null>>;
  /** `2021`, `2021-Q4`, `2021-11`, or a range of months. */
  readonly period: string;
  readonly asOf: string | null;
  readonly language: 'zh' | 'en';
  /** The day from which a second version of the policies is in force, which requires the opposite of everything. */
  readonly revisedOn: string | null;
  /** How many of the last declarations only that second version has, with all that names them. */
  readonly added: number;
}

export interface EntitySpec {
  readonly name: string;
  readonly fields: readonly FieldSpec[];
  readonly key: readonly string[];
  readonly references: readonly ReferenceSpec[];
  readonly valid: { readonly from: string; readonly to: string | null } | null;
  /** The reference and the month field of a report. */
  readonly reports: { readonly for: string; readonly month: string } | null;
}

export interface FieldSpec {
  readonly name: string;
  readonly kind: 'text' | 'code' | 'integer' | 'decimal' | 'boolean' | 'date' | 'month';
  readonly codes: readonly string[];
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly pattern: string | null;
  readonly planned: boolean;
  readonly sensitive: boolean;
  readonly unit: string | null;
}

export interface ReferenceSpec {
  readonly name: string;
  readonly fields: readonly string[];
  readonly target: string;
}

export interface ParameterSpec {
  readonly name: string;
  readonly values: readonly { readonly from: string; readonly value: OperandSpec }[];
}

export type Declaration =
  | { readonly kind: 'fact'; readonly fact: FactSpec }
  | { readonly kind: 'condition'; readonly name: string; readonly entity: string; readonly of: ConditionSpec }
  | { readonly kind: 'rule'; readonly rule: RuleSpec }
  | { readonly kind: 'standard'; readonly standard: StandardSpec }
  | { readonly kind: 'procedure'; readonly procedure: ProcedureSpec };

export interface FactSpec {
  readonly name: string;
  readonly of: string;
  readonly definition: DefinitionSpec;
}

export type DefinitionSpec =
  | (SelectionSpec &
      (
        | { readonly kind: 'count' }
        | { readonly kind: 'sum' | 'average' | 'minimum' | 'maximum' | 'latest'; readonly element: string }
        | { readonly kind: 'share' | 'every' | 'any'; readonly that: ConditionSpec }
        | { readonly kind: 'failures'; readonly rule: string }
        | {
            readonly kind: 'stock';
            readonly entered: string;
            readonly left: string;
            readonly at: 'start' | 'end' | null;
          }
      ))
  | {
      readonly kind: 'days' | 'workdays' | 'months';
      readonly from: string;
      readonly to: string;
      readonly open: boolean;
    }
  | { readonly kind: 'ratio'; readonly of: string; readonly to: string }
  | { readonly kind: 'difference'; readonly of: string; readonly less: string }
  | { readonly kind: 'total'; readonly of: readonly string[] }
  | { readonly kind: 'verdict of rule'; readonly rule: string }
  | { readonly kind: 'verdict of standard' | 'score'; readonly standard: string }
  | RankSpec
  | { readonly kind: 'previous'; readonly fact: string };

export interface RankSpec {
  readonly kind: 'rank';
  readonly by: string;
  readonly among: string | null;
  readonly order: 'ascending' | 'descending' | null;
}

export interface SelectionSpec {
  readonly source: string;
  /** Written out only where the source has several ways to the subject, or for variety. */
  readonly via: readonly string[];
  readonly writeVia: boolean;
  readonly where: ConditionSpec | null;
  readonly during: string | null;
  readonly reportedBy: string | null;
}

export type ConditionSpec =
  | { readonly kind: 'all' | 'any'; readonly of: readonly ConditionSpec[] }
  | { readonly kind: 'not'; readonly of: ConditionSpec }
  | { readonly kind: 'shared'; readonly name: string }
  | LeafSpec;

export interface LeafSpec {
  readonly kind: 'leaf';
  readonly fact: string;
  readonly operator: Operator;
  readonly operands: readonly OperandSpec[];
  /** Written as json-rules-engine's `{ fact, operator, value }` where that form has the operator. */
  readonly json: boolean;
}

export type Operator =
  | '='
  | '≠'
  | '<'
  | '≤'
  | '>'
  | '≥'
  | 'before'
  | 'after'
  | 'in'
  | 'not in'
  | 'between'
  | 'matches'
  | 'contains'
  | 'not contains'
  | 'is known'
  | 'is unknown'
  | 'holds';

export type OperandSpec =
  | { readonly kind: 'number' | 'percent' | 'text' | 'code' | 'boolean' | 'date' | 'month'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'fact'; readonly path: string };

export interface RuleSpec {
  readonly name: string;
  readonly entity: string;
  readonly during: string | null;
  readonly when: ConditionSpec | null;
  readonly require: ConditionSpec;
  readonly severity: 'veto' | 'major' | 'minor';
  /** Texts and names: a name in braces is a fact's path or `$parameter`. */
  readonly message: readonly string[];
  readonly remedy: readonly string[];
}

export interface StandardSpec {
  readonly name: string;
  readonly entity: string;
  readonly requires: readonly RequirementSpec[];
  readonly score: {
    readonly full: AmountSpec;
    readonly less: readonly { readonly of: string; readonly points: AmountSpec }[];
  } | null;
}

/** A number, or a parameter. */
export type AmountSpec =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string };

export interface ProcedureSpec {
  readonly name: string;
  readonly entity: string;
  readonly during: string | null;
  readonly admitWhen: ConditionSpec | null;
  readonly steps: readonly ProcedureStepSpec[];
}

export interface ProcedureStepSpec {
  readonly name: string;
  readonly on: string;
  readonly within: {
    readonly unit: 'days' | 'workdays' | 'months';
    readonly amount: AmountSpec;
    /** An earlier step, or a date; null: from the step before. */
    readonly from: string | null;
  } | null;
}

export interface LadderSpec {
  readonly name: string;
  readonly entity: string;
  readonly occasions: readonly OccasionSpec[];
  readonly each: 'month' | 'quarter';
  /** `year`, `quarter`, or a number of months. */
  readonly over: 'year' | 'quarter' | number;
  readonly clearsAfter: number | null;
  readonly sent: {
    readonly entity: string;
    readonly via: readonly string[];
    readonly step: string;
    readonly on: string;
    readonly about: string | null;
  } | null;
  readonly steps: readonly string[];
}

export type OccasionSpec = RequirementSpec | (RankSpec & { readonly worst: number });

/** `rule`: of a rule, or a procedure for all its rules. */
export type RequirementSpec =
  | { readonly kind: 'rule'; readonly rule: string }
  | { readonly kind: 'records'; readonly rule: string; readonly via: readonly string[]; readonly writeVia: boolean }
  | { readonly kind: 'standard'; readonly standard: string };

export interface RollupSpec {
  readonly name: string;
  readonly standard: string;
  readonly by: string;
  readonly change: boolean;
}

export interface WaiverSpec {
  readonly rule: string;
  readonly entity: string;
  readonly subject: string;
  readonly from: string;
  readonly until: string;
}
