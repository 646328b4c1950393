/** Gives a condition or a number a name of its own, for others to use; and puts a named condition back where it is used. */
import { CodeActionKind, type Range } from 'vscode-languageserver-types';
import { parseLine } from '../../../engine/language/condition/parse.ts';
import type { Line, OperandNode } from '../../../engine/language/condition/tree.ts';
import { type MapTree, placeWithin, type ScalarTree } from '../../../engine/yaml/tree.ts';
import type { Document } from '../document.ts';
import { overlaps, toRange } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import type { ConditionPart } from '../symbols/conditions.ts';
import { declarationsOf } from '../symbols/resolve.ts';
import { at, textAt } from '../symbols/written.ts';
import type { Action } from './action.ts';
import { addToSection, flowText, freeName, scalarText } from './yaml-text.ts';

export function extractCondition(snapshot: Snapshot, document: Document, part: ConditionPart): readonly Action[] {
  const { tree, form, section } = part;
  if (form === 'shared' || section === 'conditions' || document.tree?.kind !== 'map') return [];
  const written = tree.kind === 'scalar' ? tree.source : flowText(tree);
  const fact =
    tree.kind === 'scalar'
      ? (/^[\p{L}\p{N}_-]+/u.exec(tree.source)?.[0] ?? 'condition')
      : (textAt(tree, 'fact') ?? 'condition');
  const name = freeName(
    `${fact}-condition`,
    (each) => declarationsOf(snapshot, { kind: 'condition', name: each }).length > 0,
  );
  const body = tree.kind === 'scalar' ? scalarText(written, false) : written;
  const added = addToSection(document, document.tree, 'conditions', [`${name}: ${body}`]);
  if (added === null) return [];
  const reference = `{ condition: ${name} }`;
  return [
    {
      title: { zh: `提取成共用条件 ${name}`, en: `Extract the shared condition ${name}` },
      kind: CodeActionKind.RefactorExtract,
      edits: [added, { file: document.file, range: toRange(tree.place.range), text: reference }],
    },
  ];
}

export function inlineCondition(snapshot: Snapshot, { tree, form, flow }: ConditionPart): readonly Action[] {
  const name = form === 'shared' ? textAt(tree, 'condition') : null;
  if (name === null) return [];
  const [declared] = declarationsOf(snapshot, { kind: 'condition', name });
  const body = declared?.declared ?? null;
  if (body === null) return [];
  const text = body.kind === 'list' ? `{ all: ${flowText(body)} }` : flowText(body, flow);
  return [
    {
      title: { zh: `把共用条件 ${name} 写在这里`, en: `Put the shared condition ${name} here` },
      kind: CodeActionKind.RefactorInline,
      edits: [{ file: tree.place.file, range: toRange(tree.place.range), text }],
    },
  ];
}

/** Of the number at the range. */
export function extractParameter(
  snapshot: Snapshot,
  document: Document,
  { tree, form }: ConditionPart,
  range: Range,
): readonly Action[] {
  if (form !== 'line' || tree.kind !== 'scalar' || document.tree?.kind !== 'map') return [];
  const { line } = parseLine(tree.source);
  const number =
    line === null ? undefined : numbersIn(line).find(({ span }) => overlaps(placeOf(tree, span).range, range));
  if (line === null || number === undefined) return [];
  const fact = line.fact.steps.at(-1)?.name ?? 'value';
  const name = freeName(
    `${fact}-limit`,
    (each) => declarationsOf(snapshot, { kind: 'parameter', name: each }).length > 0,
  );
  const added = addToSection(document, document.tree, 'parameters', [
    `${name}:`,
    '  title: { zh: 限值, en: Limit }',
    '  values:',
    `    - { from: ${firstDay(document.tree)}, value: ${number.written} }`,
  ]);
  if (added === null) return [];
  const place = placeOf(tree, number.span);
  return [
    {
      title: { zh: `提取成参数 $${name}`, en: `Extract the parameter $${name}` },
      kind: CodeActionKind.RefactorExtract,
      edits: [added, { file: document.file, range: toRange(place.range), text: `$${name}` }],
    },
  ];
}

function placeOf(tree: ScalarTree, { start, end }: { readonly start: number; readonly end: number }) {
  return placeWithin(tree, start, end);
}

function numbersIn(line: Line): readonly Extract<OperandNode, { readonly kind: 'number' }>[] {
  const operands =
    line.kind === 'compare' || line.kind === 'contains'
      ? [line.operand]
      : line.kind === 'in'
        ? line.operands
        : line.kind === 'between'
          ? [line.low, line.high]
          : [];
  return operands.filter((operand) => operand.kind === 'number');
}

/** On which the policy begins to hold. */
function firstDay(root: MapTree): string {
  return textAt(at(root, 'effective'), 'from') ?? '2021-01-01';
}
