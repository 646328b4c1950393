/** From the word at the cursor outwards: the part of a condition, the value, the entry, the declaration, the section, the file. */
import type { Position, Range, SelectionRange } from 'vscode-languageserver-types';
import type { Tree } from '../../../engine/yaml/tree.ts';
import { type Document, endPosition } from '../document.ts';
import { isBefore, toRange, touches } from '../ranges.ts';
import { occurrenceAt } from '../symbols/occurrences.ts';

export function selectionRanges(document: Document, positions: readonly Position[]): readonly SelectionRange[] {
  return positions.map((position) => selectionRange(document, position));
}

function selectionRange(document: Document, position: Position): SelectionRange {
  const ranges: Range[] = [wholeOf(document)];
  if (document.tree !== null) collect(ranges, document.tree, position);
  const occurrence = occurrenceAt(document, position);
  if (occurrence !== null && touches(occurrence.place.range, position)) {
    ranges.push(toRange(occurrence.around.range), toRange(occurrence.place.range));
  }
  let selection: SelectionRange | undefined;
  for (const range of ranges) {
    const same = selection !== undefined && isSame(selection.range, range);
    if (!same && (selection === undefined || isInside(range, selection.range))) {
      selection = selection === undefined ? { range } : { range, parent: selection };
    }
  }
  return selection ?? { range: { start: position, end: position } };
}

function collect(ranges: Range[], tree: Tree, position: Position): void {
  if (!touches(tree.place.range, position)) return;
  ranges.push(toRange(tree.place.range));
  if (tree.kind === 'list') for (const item of tree.items) collect(ranges, item, position);
  if (tree.kind !== 'map') return;
  for (const { key, value } of tree.entries) {
    const entry = { start: key.place.range.start, end: value.place.range.end };
    if (!touches(entry, position)) continue;
    ranges.push(toRange(entry));
    if (touches(key.place.range, position)) ranges.push(toRange(key.place.range));
    else collect(ranges, value, position);
    return;
  }
}

function wholeOf(document: Document): Range {
  return { start: { line: 0, character: 0 }, end: endPosition(document) };
}

function isSame(a: Range, b: Range): boolean {
  return (
    !isBefore(a.start, b.start) && !isBefore(b.start, a.start) && !isBefore(a.end, b.end) && !isBefore(b.end, a.end)
  );
}

function isInside(inner: Range, outer: Range): boolean {
  return !isBefore(inner.start, outer.start) && !isBefore(outer.end, inner.end);
}
