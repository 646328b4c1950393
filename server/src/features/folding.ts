/** What can be folded: whatever stands on several lines, runs of comments, and the guide's clauses. */
import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import type { Tree } from '../../../engine/yaml/tree.ts';
import type { Document } from '../document.ts';

export function folding(document: Document): readonly FoldingRange[] {
  if (document.kind === 'guide') return headings(document.text.split('\n'));
  const ranges: FoldingRange[] = [];
  if (document.tree !== null) collect(ranges, document.tree);
  return [...ranges, ...comments(document.text.split('\n'))];
}

function collect(ranges: FoldingRange[], tree: Tree): void {
  switch (tree.kind) {
    case 'scalar':
      return;
    case 'list':
      for (const item of tree.items) {
        fold(ranges, item.place.range.start.line, item);
        collect(ranges, item);
      }
      return;
    case 'map':
      for (const { key, value } of tree.entries) {
        fold(ranges, key.place.range.start.line, value);
        collect(ranges, value);
      }
  }
}

function fold(ranges: FoldingRange[], startLine: number, { place }: Tree): void {
  const { line, column } = place.range.end;
  // What ends at the beginning of a line ends on the one before.
  const endLine = column === 0 ? line - 1 : line;
  if (endLine > startLine && !ranges.some((each) => each.startLine === startLine && each.endLine === endLine)) {
    ranges.push({ startLine, endLine });
  }
}

function comments(lines: readonly string[]): readonly FoldingRange[] {
  const ranges: FoldingRange[] = [];
  let start = -1;
  for (const [index, line] of [...lines, ''].entries()) {
    if (/^\s*#/.test(line)) {
      if (start === -1) start = index;
      continue;
    }
    if (start !== -1 && index - start > 1) {
      ranges.push({ startLine: start, endLine: index - 1, kind: FoldingRangeKind.Comment });
    }
    start = -1;
  }
  return ranges;
}

function headings(lines: readonly string[]): readonly FoldingRange[] {
  const starts = lines.flatMap((line, index) => {
    const level = /^ {0,3}(#{1,6})\s/.exec(line)?.[1]?.length;
    return level === undefined ? [] : [{ index, level }];
  });
  return starts.flatMap(({ index, level }, at) => {
    const next = starts.slice(at + 1).find((other) => other.level <= level);
    let endLine = (next?.index ?? lines.length) - 1;
    while (endLine > index && (lines[endLine] ?? '').trim() === '') endLine--;
    return endLine > index ? [{ startLine: index, endLine }] : [];
  });
}
