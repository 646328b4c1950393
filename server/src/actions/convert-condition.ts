/** A condition's line as json-rules-engine's leaf, and back. */
import { CodeActionKind } from 'vscode-languageserver-types';
import { operatorOf } from '../../../engine/language/condition/operators.ts';
import { parseLine } from '../../../engine/language/condition/parse.ts';
import { type Line, type OperandNode, textOfPath } from '../../../engine/language/condition/tree.ts';
import { printLine } from '../../../engine/language/print.ts';
import { readCondition } from '../../../engine/language/read-condition.ts';
import { makeSink } from '../../../engine/language/sink.ts';
import type { FactType } from '../../../engine/model/fact.ts';
import type { Tree } from '../../../engine/yaml/tree.ts';
import { toRange } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import type { ConditionPart } from '../symbols/conditions.ts';
import { entitiesOf, entityAfter, factOf } from '../symbols/resolve.ts';
import type { Action } from './action.ts';
import { scalarText } from './yaml-text.ts';

export function convertCondition(snapshot: Snapshot, part: ConditionPart): readonly Action[] {
  const { tree, form, flow } = part;
  const { file, range } = tree.place;
  const action = (zh: string, en: string, text: string): readonly Action[] => [
    { title: { zh, en }, kind: CodeActionKind.RefactorRewrite, edits: [{ file, range: toRange(range), text }] },
  ];
  if (form === 'line' && tree.kind === 'scalar') {
    const { line, problems } = parseLine(tree.source);
    if (line === null || problems.length > 0) return [];
    return action(
      '改写成 json-rules-engine 的条件',
      'Write it as a condition of json-rules-engine',
      leafText(snapshot, part, line),
    );
  }
  if (form !== 'leaf') return [];
  const line = lineOf(snapshot, part, tree);
  return line === null ? [] : action('改写成一行', 'Write it as a line', scalarText(line, flow));
}

function leafText(snapshot: Snapshot, part: ConditionPart, line: Line): string {
  const fact = textOfPath(line.fact);
  if (line.kind === 'holds') return `{ fact: ${fact}, operator: equal, value: true }`;
  const type = typeOf(snapshot, part, fact);
  const value = (operand: OperandNode): string => valueText(operand, type);
  return `{ fact: ${fact}, operator: ${operatorOf(line)?.json ?? ''}, value: ${leafValue(line, value)} }`;
}

function leafValue(line: Exclude<Line, { readonly kind: 'holds' }>, value: (operand: OperandNode) => string): string {
  switch (line.kind) {
    case 'compare':
    case 'contains':
      return value(line.operand);
    case 'in':
      return `[${line.operands.map(value).join(', ')}]`;
    case 'between':
      return `[${value(line.low)}, ${value(line.high)}]`;
    case 'matches':
      return JSON.stringify(line.pattern?.pattern ?? '');
    case 'known':
      return 'true';
  }
}

function valueText(operand: OperandNode, type: FactType | null): string {
  switch (operand.kind) {
    case 'number':
      return type?.kind === 'code' ? JSON.stringify(operand.written) : operand.value;
    case 'date':
    case 'month':
      return JSON.stringify(operand.written);
    case 'text':
      return JSON.stringify(operand.value);
    case 'boolean':
      return String(operand.value);
    case 'parameter':
      return `$${operand.name}`;
    case 'path': {
      const text = textOfPath(operand);
      const isCode = type?.kind === 'code' && type.codes.some(({ value }) => value === text);
      return isCode ? scalarText(text, true) : `{ fact: ${text} }`;
    }
    case 'missing':
      return "''";
  }
}

/** Null where the leaf cannot be read. */
function lineOf(snapshot: Snapshot, part: ConditionPart, tree: Tree): string | null {
  const sink = makeSink();
  const read = readCondition(sink, tree);
  if (read?.kind !== 'leaf' || sink.diagnostics.length > 0) return null;
  const type = typeOf(snapshot, part, textOfPath(read.line.fact));
  return printLine(bare(read.line, type));
}

/** In a line codes and dates stand without quotes. */
function bare(line: Line, type: FactType | null): Line {
  const one = (operand: OperandNode): OperandNode => bareOperand(operand, type);
  switch (line.kind) {
    case 'compare':
      return type?.kind === 'boolean' && line.operator === '=' && line.operand.kind === 'boolean' && line.operand.value
        ? { kind: 'holds', span: line.span, fact: line.fact, sign: line.fact.span }
        : { ...line, operand: one(line.operand) };
    case 'contains':
      return { ...line, operand: one(line.operand) };
    case 'in':
      return { ...line, operands: line.operands.map(one) };
    case 'between':
      return { ...line, low: one(line.low), high: one(line.high) };
    case 'matches':
    case 'known':
    case 'holds':
      return line;
  }
}

function bareOperand(operand: OperandNode, type: FactType | null): OperandNode {
  if (operand.kind !== 'text') return operand;
  const { value, span } = operand;
  if (type?.kind === 'code' && /^[\p{L}_][\p{L}\p{M}\p{N}_-]*$/u.test(value)) {
    return { kind: 'path', span, steps: [{ name: value, span }] };
  }
  if (type?.kind === 'date') return { kind: 'date', span, value, written: value };
  if (type?.kind === 'month') return { kind: 'month', span, value, written: value };
  return operand;
}

function typeOf(snapshot: Snapshot, { scope }: ConditionPart, fact: string): FactType | null {
  const path = fact.split('.');
  for (const entity of entitiesOf(snapshot, scope)) {
    const owner = entityAfter(snapshot, entity, path.slice(0, -1));
    const found = owner === null ? null : factOf(snapshot, owner.name, path.at(-1) ?? '');
    if (found !== null) return found.type;
  }
  return null;
}
