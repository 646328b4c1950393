/** Texts as they are written into a YAML file. */
import type { Position } from 'vscode-languageserver-types';
import type { MapTree, Tree } from '../../../engine/yaml/tree.ts';
import { type Document, endPosition } from '../document.ts';
import { toPosition } from '../ranges.ts';
import type { FileEdit } from './action.ts';

/** A line in quotes where YAML would take a part of it for its own. */
export function scalarText(text: string, flow: boolean): string {
  const taken = flow ? /[[\]{},#]|:(\s|$)|^[\s"'&*!|>%@`-]/ : /\s#|:(\s|$)|^[\s"'&*!|>%@`[{-]/;
  return taken.test(text) || text === '' ? `'${text.replaceAll("'", "''")}'` : text;
}

/** A condition on one line, in braces. */
export function flowText(tree: Tree, flow = true): string {
  switch (tree.kind) {
    case 'scalar':
      return tree.quoted ? tree.raw : scalarText(tree.source, flow);
    case 'list':
      return `[${tree.items.map((item) => flowText(item)).join(', ')}]`;
    case 'map':
      return `{ ${tree.entries.map(({ key, value }) => `${key.source}: ${flowText(value)}`).join(', ')} }`;
  }
}

/** The order of the sections in a policy. */
const order = ['parameters', 'facts', 'conditions', 'rules', 'standards', 'rollups'];

/** Adds lines to a section of a policy, at its end; makes the section where there is none. Null where it is in braces. */
export function addToSection(
  document: Document,
  root: MapTree,
  section: string,
  lines: readonly string[],
): FileEdit | null {
  const { file } = document;
  const own = root.entries.find(({ key }) => key.source === section);
  const body = lines.map((line) => `  ${line}\n`).join('');
  if (own?.value.kind === 'map' && own.value.entries.length > 0) {
    if (own.value.flow) return null;
    const first = own.value.entries[0];
    const indent = first === undefined ? 2 : first.key.place.range.start.column;
    const text = lines.map((line) => `\n${' '.repeat(indent)}${line}`).join('');
    const end = toPosition(own.value.place.range.end);
    return { file, range: { start: end, end }, text };
  }
  if (own !== undefined) {
    const end = toPosition(own.key.place.range.end);
    const after: Position = { line: end.line, character: end.character + 1 };
    return { file, range: { start: after, end: after }, text: `\n${body.trimEnd()}` };
  }
  const next = root.entries.find(({ key }) => order.indexOf(key.source) > order.indexOf(section));
  if (next === undefined) return appendTo(document, `${section}:\n${body}`);
  const at = { line: next.key.place.range.start.line, character: 0 };
  return { file, range: { start: at, end: at }, text: `${section}:\n${body}\n` };
}

/** At the end of a file, on a line of its own. */
export function appendTo(document: Document, text: string): FileEdit {
  const end = endPosition(document);
  const apart = document.text === '' || document.text.endsWith('\n') ? '' : '\n';
  return { file: document.file, range: { start: end, end }, text: `${apart}${text}` };
}

/** A name that nothing has yet. */
export function freeName(wanted: string, taken: (name: string) => boolean): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken(name)) return name;
  }
}
