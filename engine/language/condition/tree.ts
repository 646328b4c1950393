/** The tree of a condition's line, with the place of each part in the line. */
import type { Comparison } from '../../model/condition.ts';

/** From a character of the line to another, exclusive; UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `fact = operand` and its like. A part that is not there, or cannot be read, is `missing`: the problem tells. */
export type Line =
  | Part<'compare', { readonly operator: Comparison; readonly operand: OperandNode }>
  | Part<'in', { readonly negated: boolean; readonly operands: readonly OperandNode[] }>
  | Part<'between', { readonly low: OperandNode; readonly high: OperandNode }>
  | Part<'matches', { readonly pattern: PatternNode | null }>
  | Part<'contains', { readonly negated: boolean; readonly operand: OperandNode }>
  | Part<'known', { readonly negated: boolean }>
  | Part<'holds', object>;

type Part<Kind extends string, Rest> = {
  readonly kind: Kind;
  readonly span: Span;
  readonly fact: PathNode;
  /** Of the operator's words or sign; where there is none, of the fact. */
  readonly sign: Span;
} & Rest;

/** A fact's name, after the names of references that lead to it: `street.name`. */
export interface PathNode {
  readonly kind: 'path';
  readonly span: Span;
  readonly steps: readonly { readonly name: string; readonly span: Span }[];
}

export type OperandNode =
  /** `written` is as it stands, half-width (`95%`, `007`): it may be a code. `value` is the exact decimal (`0.95`). */
  | {
      readonly kind: 'number';
      readonly span: Span;
      readonly value: string;
      readonly percent: boolean;
      readonly written: string;
    }
  /** A month is held as its first day. */
  | { readonly kind: 'date' | 'month'; readonly span: Span; readonly value: string; readonly written: string }
  /** `loose`: a text of JSON, which stands for a date or a percentage too where the fact is one. */
  | { readonly kind: 'text'; readonly span: Span; readonly value: string; readonly loose?: boolean }
  | { readonly kind: 'boolean'; readonly span: Span; readonly value: boolean }
  | { readonly kind: 'parameter'; readonly span: Span; readonly name: string }
  /** A code of the fact's enumeration or another fact: the types decide. */
  | PathNode
  | { readonly kind: 'missing'; readonly span: Span };

export interface PatternNode {
  readonly span: Span;
  /** The RE2 pattern itself: `\/` is `/`. */
  readonly pattern: string;
}

export function textOfPath(path: PathNode): string {
  return path.steps.map(({ name }) => name).join('.');
}

/** What a line compares with. */
export function operandsOf(line: Line): readonly OperandNode[] {
  switch (line.kind) {
    case 'compare':
    case 'contains':
      return [line.operand];
    case 'in':
      return line.operands;
    case 'between':
      return [line.low, line.high];
    case 'matches':
    case 'known':
    case 'holds':
      return [];
  }
}
