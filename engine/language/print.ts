/** Conditions in the one canonical spelling: from a line as read, or from the model. */
import type { Condition, Leaf, Operand } from '../model/condition.ts';
import type { FactType } from '../model/fact.ts';
import type { FactPath, Literal } from '../model/policy.ts';
import { pathText } from '../model/text.ts';
import { operatorOf } from './condition/operators.ts';
import { type Line, type OperandNode, textOfPath } from './condition/tree.ts';

/** A line that was read without problems. Texts stay quoted, percents percents. */
export function printLine(line: Line): string {
  const fact = textOfPath(line.fact);
  switch (line.kind) {
    case 'compare':
    case 'contains':
      return `${fact} ${spelling(line)} ${printNode(line.operand)}`;
    case 'in':
      return `${fact} ${spelling(line)} [${line.operands.map(printNode).join(', ')}]`;
    case 'between':
      return `${fact} ${spelling(line)} ${printNode(line.low)} and ${printNode(line.high)}`;
    case 'matches':
      return `${fact} ${spelling(line)} ${printPattern(line.pattern?.pattern ?? '')}`;
    case 'known':
      return `${fact} ${spelling(line)}`;
    case 'holds':
      return fact;
  }
}

/** The type of a fact, which decides how what it is compared with is written: a code bare, a share in percent. */
export type TypeOf = (fact: FactPath) => FactType | null;

/** A condition as a policy file holds it: a line, or `all`, `any`, `not`, `condition` over such. */
export type PrintedCondition =
  | string
  | { readonly all: readonly PrintedCondition[] }
  | { readonly any: readonly PrintedCondition[] }
  | { readonly not: PrintedCondition }
  | { readonly condition: string };

export function printCondition(condition: Condition, typeOf: TypeOf): PrintedCondition {
  switch (condition.kind) {
    case 'all':
      return { all: condition.of.map((member) => printCondition(member, typeOf)) };
    case 'any':
      return { any: condition.of.map((member) => printCondition(member, typeOf)) };
    case 'not':
      return { not: printCondition(condition.of, typeOf) };
    case 'shared':
      return { condition: condition.name };
    default:
      return printLeaf(condition, typeOf);
  }
}

export function printLeaf(leaf: Leaf, typeOf: TypeOf): string {
  const fact = pathText(leaf.fact);
  const type = typeOf(leaf.fact);
  const operand = (one: Operand): string => printOperand(one, type);
  switch (leaf.kind) {
    case 'compare':
    case 'contains':
      return `${fact} ${spelling(leaf)} ${operand(leaf.operand)}`;
    case 'in':
      return `${fact} ${spelling(leaf)} [${leaf.operands.map(operand).join(', ')}]`;
    case 'between':
      return `${fact} ${spelling(leaf)} ${operand(leaf.low)} and ${operand(leaf.high)}`;
    case 'matches':
      return `${fact} ${spelling(leaf)} ${printPattern(leaf.pattern)}`;
    case 'known':
      return `${fact} ${spelling(leaf)}`;
    case 'holds':
      return fact;
  }
}

export function printLiteral(literal: Literal, type: FactType | null): string {
  switch (literal.kind) {
    case 'number':
      return type?.kind === 'number' && type.display === 'percent'
        ? (asPercent(literal.value) ?? literal.value)
        : literal.value;
    case 'text': {
      const isCode = type?.kind === 'code' && type.codes.some(({ value }) => value === literal.value);
      return isCode && properName.test(literal.value) && !operandWords.has(literal.value)
        ? literal.value
        : quoted(literal.value);
    }
    case 'boolean':
      return String(literal.value);
    case 'date':
      return literal.value;
    case 'month':
      return literal.value.slice(0, 7);
  }
}

function printNode(operand: OperandNode): string {
  switch (operand.kind) {
    case 'number':
      return operand.written;
    case 'date':
      return operand.value;
    case 'month':
      return operand.value.slice(0, 7);
    case 'text':
      return quoted(operand.value);
    case 'boolean':
      return String(operand.value);
    case 'parameter':
      return `$${operand.name}`;
    case 'path':
      return textOfPath(operand);
    case 'missing':
      throw new Error('a line with problems has no canonical spelling');
  }
}

function printOperand(operand: Operand, type: FactType | null): string {
  switch (operand.kind) {
    case 'literal':
      return printLiteral(operand.literal, type);
    case 'parameter':
      return `$${operand.parameter}`;
    case 'fact':
      return pathText(operand.fact);
  }
}

/** Letters, digits and `_`, joined by `-`; the lexer reads these as one word, and nothing else as one. */
const properName = /^[\p{L}_][\p{L}\p{M}\p{N}_]*(?:-[\p{L}\p{M}\p{N}_]+)*$/u;
const operandWords = new Set(['true', 'false', 'and']);

function spelling(leaf: Parameters<typeof operatorOf>[0]): string {
  const operator = operatorOf(leaf);
  if (operator === null) throw new Error(`no operator for a leaf of kind ${leaf.kind}`);
  return operator.spelling;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** Between slashes, of which a full-width one would close it too: such a pattern stands in quotes. */
function printPattern(pattern: string): string {
  if (pattern.includes('／')) return quoted(pattern);
  return `/${pattern.replace(/\\.|\//gsu, (part) => (part === '/' ? '\\/' : part))}/`;
}

/** `0.95` is `95%`; null where the percent has more digits than a number may. */
function asPercent(value: string): string | null {
  const [whole = '', fraction = ''] = value.replace('-', '').split('.');
  const digits = whole + fraction.padEnd(2, '0');
  const point = whole.length + 2;
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const after = digits.slice(point);
  if (before.length > 18) return null;
  return `${value.startsWith('-') ? '-' : ''}${before}${after === '' ? '' : `.${after}`}%`;
}
