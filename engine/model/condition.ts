/** Conditions: json-rules-engine's `all`, `any`, `not` and named conditions over leaves, every name resolved and typed. */
import type { FactPath, Literal } from './policy.ts';

export type Condition =
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  /** A shared condition, resolved for the entity that uses it. */
  | { readonly kind: 'shared'; readonly name: string; readonly of: Condition }
  | Leaf;

export type Leaf =
  | { readonly kind: 'compare'; readonly fact: FactPath; readonly operator: Comparison; readonly operand: Operand }
  | { readonly kind: 'in'; readonly fact: FactPath; readonly negated: boolean; readonly operands: readonly Operand[] }
  /** Both ends inclusive. */
  | { readonly kind: 'between'; readonly fact: FactPath; readonly low: Operand; readonly high: Operand }
  /** An RE2 pattern that is found somewhere in the text. */
  | { readonly kind: 'matches'; readonly fact: FactPath; readonly pattern: string }
  | { readonly kind: 'contains'; readonly fact: FactPath; readonly negated: boolean; readonly operand: Operand }
  /** Known is a value, one number and not a range; never itself unknown. Empty is not known. */
  | { readonly kind: 'known'; readonly fact: FactPath; readonly negated: boolean }
  /** A boolean fact that stands alone. */
  | { readonly kind: 'holds'; readonly fact: FactPath };

/** `before` and `after` are `<` and `>` of dates. */
export type Comparison = '=' | '≠' | '<' | '≤' | '>' | '≥' | 'before' | 'after';

export type Operand =
  | { readonly kind: 'literal'; readonly literal: Literal }
  | { readonly kind: 'parameter'; readonly parameter: string }
  | { readonly kind: 'fact'; readonly fact: FactPath };
