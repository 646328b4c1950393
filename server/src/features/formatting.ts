/** The one canonical layout: of a whole file, of what is selected, and of the line that was just written. */
import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import { parseLine } from '../../../engine/language/condition/parse.ts';
import { formatFile } from '../../../engine/language/format.ts';
import { printLine } from '../../../engine/language/print.ts';
import type { MapTree, Tree } from '../../../engine/yaml/tree.ts';
import { readYaml } from '../../../engine/yaml/tree.ts';
import { type Document, lineText, makeDocument, offsetAt } from '../document.ts';
import { overlaps, toPosition, toRange } from '../ranges.ts';
import { conditionsIn } from '../symbols/conditions.ts';
import { sections } from '../symbols/policy-names.ts';

/** One edit of what differs; none of a file that has syntax errors, or is as it should be. */
export function formatting({ file, text, lines }: Document): readonly TextEdit[] {
  const { text: after } = formatFile(file, text);
  if (after === text) return [];
  let start = 0;
  while (start < text.length && text[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(text.length, after.length) - start;
  while (end < most && text[text.length - 1 - end] === after[after.length - 1 - end]) end++;
  const positionOf = (offset: number): Position => {
    const line = lines.starts.findLastIndex((each) => each <= offset);
    return { line, character: offset - (lines.starts[line] ?? 0) };
  };
  const range = { start: positionOf(start), end: positionOf(text.length - end) };
  return [{ range, newText: after.slice(start, after.length - end) }];
}

/** Of each declaration that the range touches its whole layout; the rest of the file stays as it is. */
export function rangeFormatting(document: Document, range: Range): readonly TextEdit[] {
  const { file, text, tree } = document;
  const formatted = makeDocument(file, formatFile(file, text).text);
  if (formatted.text === text || tree === null || formatted.tree === null) return [];
  const after = new Map(declarations(formatted.tree).map((each) => [each.key, each.entry]));
  const edits = declarations(tree).flatMap(({ key, entry }) => {
    const laidOut = after.get(key);
    if (laidOut === undefined || !overlaps(spanOf(entry), range)) return [];
    const newText = textOf(formatted, spanOf(laidOut));
    return newText === textOf(document, spanOf(entry)) ? [] : [{ range: toRange(spanOf(entry)), newText }];
  });
  // Where the file's own indentation is another, a part laid out alone would no longer be one with the rest.
  return isSound(document, edits) ? edits : [];
}

/** After a line break the condition on the line before is spelt as it should be, and a full-width colon after its key. */
export function onTypeFormatting(document: Document, position: Position, typed: string): readonly TextEdit[] {
  const line = typed === '\n' ? position.line - 1 : position.line;
  const text = lineText(document, line);
  const colon = /^\s*(?:- )?[\p{L}\p{N}_-]+：/u.exec(text);
  if (colon !== null && document.kind !== 'guide' && !isInText(document.tree, line)) {
    const at = colon[0].length - 1;
    const blanks = /^\s*/.exec(text.slice(at + 1))?.[0].length ?? 0;
    return [{ range: between(line, at, at + 1 + blanks), newText: ': ' }];
  }
  if (typed !== '\n') return [];
  return conditionsIn(document).flatMap(({ tree, form }) => {
    if (form !== 'line' || tree.kind !== 'scalar' || tree.quoted) return [];
    const { start, end } = tree.place.range;
    if (start.line !== line || end.line !== line) return [];
    const { line: read, problems } = parseLine(tree.source);
    if (read === null || problems.length > 0) return [];
    const newText = printLine(read);
    return newText === tree.source ? [] : [{ range: toRange(tree.place.range), newText }];
  });
}

/** Whether the line goes on with a text that begins on a line before. */
function isInText(tree: Tree | null, line: number): boolean {
  switch (tree?.kind) {
    case 'scalar': {
      const { start, end } = tree.place.range;
      return start.line < line && (line < end.line || (line === end.line && end.column > 0));
    }
    case 'list':
      return tree.items.some((item) => isInText(item, line));
    case 'map':
      return tree.entries.some(({ value }) => isInText(value, line));
    default:
      return false;
  }
}

interface Span {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** The entries of the sections, and the other entries of the file, by where they stand in it. */
function declarations(root: Tree): readonly { readonly key: string; readonly entry: MapTree['entries'][number] }[] {
  if (root.kind !== 'map') return [];
  return root.entries.flatMap((entry) => {
    const { key, value } = entry;
    if (!Object.hasOwn(sections, key.source) || value.kind !== 'map') return [{ key: key.source, entry }];
    return value.entries.map((each) => ({ key: `${key.source} ${each.key.source}`, entry: each }));
  });
}

function spanOf({ key, value }: MapTree['entries'][number]): Span {
  return { start: key.place.range.start, end: value.place.range.end };
}

function textOf(document: Document, { start, end }: Span): string {
  return document.text.slice(offsetAt(document, toPosition(start)), offsetAt(document, toPosition(end)));
}

function isSound(document: Document, edits: readonly TextEdit[]): boolean {
  let { text } = document;
  for (const { range, newText } of edits.toReversed()) {
    text = text.slice(0, offsetAt(document, range.start)) + newText + text.slice(offsetAt(document, range.end));
  }
  return !readYaml(document.file, text).diagnostics.some(({ severity }) => severity === 'error');
}

function between(line: number, start: number, end: number): Range {
  return { start: { line, character: start }, end: { line, character: end } };
}
