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
  readonly standards: readonly StandardSpec[];
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
  | { readonly kind: 'rule'; readonly rule: RuleSpec };

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
      ))
  | {
      readonly kind: 'days' | 'workdays' | 'months';
      readonly from: string;
      readonly to: string;
      readonly open: boolean;
    }
  | { readonly kind: 'ratio'; readonly of: string; readonly to: string }
  | { readonly kind: 'difference'; readonly of: string; readonly less: string }
  | { readonly kind: 'total'; readonly of: readonly string[] };

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
}

export type RequirementSpec =
  | { readonly kind: 'rule'; readonly rule: string }
  | { readonly kind: 'records'; readonly rule: string; readonly via: readonly string[]; readonly writeVia: boolean }
  | { readonly kind: 'standard'; readonly standard: string };

export interface RollupSpec {
  readonly name: string;
  readonly standard: string;
  readonly by: string;
}

export interface WaiverSpec {
  readonly rule: string;
  readonly entity: string;
  readonly subject: string;
  readonly from: string;
  readonly until: string;
}
