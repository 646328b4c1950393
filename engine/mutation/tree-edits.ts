/** Edits of a YAML tree that leave the file as it was written elsewhere: what is dropped, swapped or put around something. */
import type { Place, Position } from '../diagnostics/diagnostic.ts';
import type { ListTree, MapTree, ScalarTree, Tree } from '../yaml/tree.ts';
import type { Edit } from './mutant.ts';

/** A file's text, by lines. */
export interface Source {
  readonly file: string;
  readonly lines: readonly string[];
}

export function sourceOf(file: string, text: string): Source {
  return { file, lines: text.split('\n') };
}

export function textAt({ lines }: Source, { range: { start, end } }: Place): string {
  if (start.line === end.line) return (lines[start.line] ?? '').slice(start.column, end.column);
  const between = lines.slice(start.line + 1, end.line);
  return [(lines[start.line] ?? '').slice(start.column), ...between, (lines[end.line] ?? '').slice(0, end.column)].join(
    '\n',
  );
}

/** A list without one of its items; null where it is the only one. */
export function withoutItem(source: Source, list: ListTree, index: number): Edit | null {
  const begins = list.items.map((item) => (list.flow ? item.place.range.start : dashBefore(source, item)));
  return without(source, begins, list.items, index);
}

/** A map without one of its keys; null where it is the only one. */
export function withoutKey(source: Source, map: MapTree, name: string): Edit | null {
  const index = map.entries.findIndex(({ key }) => key.source === name);
  const begins = map.entries.map(({ key }) => key.place.range.start);
  return without(
    source,
    begins,
    map.entries.map(({ value }) => value),
    index,
  );
}

/** Two nodes with each other's text. */
export function swapped(source: Source, first: Tree, second: Tree): readonly Edit[] {
  return [
    { place: first.place, text: indented(textAt(source, second.place), columnOf(first) - columnOf(second)) },
    { place: second.place, text: indented(textAt(source, first.place), columnOf(second) - columnOf(first)) },
  ];
}

/** A map with one more key at its end. */
export function withKey(map: MapTree, key: string, value: string): Edit | null {
  const first = map.entries[0]?.key;
  const last = map.entries.at(-1)?.value;
  if (first === undefined || last === undefined) return null;
  const separator = map.flow ? ', ' : `\n${' '.repeat(columnOf(first))}`;
  return { place: pointAt(last.place.file, last.place.range.end), text: `${separator}${key}: ${value}` };
}

/** `not` around a condition. */
export function negated(source: Source, tree: Tree): Edit {
  if (tree.kind === 'scalar') return { place: tree.place, text: `{ not: ${quoted(tree)} }` };
  const text = textAt(source, tree.place);
  if (tree.flow) return { place: tree.place, text: `{ not: ${text} }` };
  const column = columnOf(tree);
  return { place: tree.place, text: `not:\n${' '.repeat(column + 2)}${indented(text, 2)}` };
}

/** `{ not: X }` as X; null where X stands so that it cannot take its place. */
export function withoutNot(source: Source, map: MapTree, inner: Tree): Edit | null {
  if (map.entries.length !== 1) return null;
  const text = textAt(source, inner.place);
  if (map.flow) return { place: map.place, text };
  return { place: map.place, text: indented(text, columnOf(map) - columnOf(inner)) };
}

/** A list of conditions as `any` of them. */
export function asAny(source: Source, list: ListTree): Edit {
  const text = textAt(source, list.place);
  // A list may stand in the column of its key.
  return list.flow
    ? { place: list.place, text: `{ any: ${text} }` }
    : { place: list.place, text: `any:\n${' '.repeat(columnOf(list))}${text}` };
}

/** The lines after the first moved to the right, or to the left as far as they can. */
function indented(text: string, by: number): string {
  const [first = '', ...rest] = text.split('\n');
  const move = (line: string): string => {
    if (line.trim() === '') return line;
    if (by >= 0) return ' '.repeat(by) + line;
    const blanks = line.length - line.trimStart().length;
    return line.slice(Math.min(-by, blanks));
  };
  return [first, ...rest.map(move)].join('\n');
}

function without(source: Source, begins: readonly Position[], nodes: readonly Tree[], index: number): Edit | null {
  const start = begins[index];
  const node = nodes[index];
  if (start === undefined || node === undefined || begins.length < 2) return null;
  const next = begins[index + 1];
  const before = nodes[index - 1];
  const { file } = source;
  if (next !== undefined) return { place: { file, range: { start, end: next } }, text: '' };
  if (before === undefined) return null;
  return { place: { file, range: { start: before.place.range.end, end: node.place.range.end } }, text: '' };
}

function dashBefore({ lines }: Source, { place }: Tree): Position {
  let { line, column } = place.range.start;
  for (;;) {
    const at = (lines[line] ?? '').lastIndexOf('-', column - 1);
    if (at !== -1 && (lines[line] ?? '').slice(at + 1, column).trim() === '') return { line, column: at };
    if (line === 0) return place.range.start;
    line--;
    column = (lines[line] ?? '').length;
  }
}

function columnOf({ place }: Tree): number {
  return place.range.start.column;
}

function pointAt(file: string, position: Position): Place {
  return { file, range: { start: position, end: position } };
}

function quoted({ source, raw, quoted: isQuoted }: ScalarTree): string {
  return isQuoted && !raw.includes('\n') ? raw : JSON.stringify(source);
}
