/**
 * What stands around the cursor in a text that is being typed and so is hardly ever right: a word is put in the cursor's place, as
 * a value and as a key, and the text is read again, until the word is found in the tree.
 */
import type { Position, Range } from 'vscode-languageserver-types';
import { readYaml, type Tree } from '../../../engine/yaml/tree.ts';
import { type Document, lineText, offsetAt } from '../document.ts';

export interface Typed {
  /** The word before the cursor, as far as it is typed. */
  readonly word: string;
  /** The whole word at the cursor, which a completion replaces. */
  readonly range: Range;
  /** What stands on the line before the word, and after it. */
  readonly before: string;
  readonly after: string;
}

/** What stands where the word is in the tree. */
export const probe = 'zqcursorqz';

export function typedAt(document: Document, position: Position): Typed {
  const line = lineText(document, position.line);
  const before = /[\p{L}\p{M}\p{N}_-]*$/u.exec(line.slice(0, position.character))?.[0] ?? '';
  // A dash that begins a list's item is no part of a word.
  const word = /^-+$/.test(before) ? '' : before;
  const rest = /^[\p{L}\p{M}\p{N}_-]*/u.exec(line.slice(position.character))?.[0] ?? '';
  const start = position.character - word.length;
  const end = position.character + rest.length;
  return {
    word,
    range: { start: { line: position.line, character: start }, end: { line: position.line, character: end } },
    before: line.slice(0, start),
    after: line.slice(end),
  };
}

/** The trees in which the probe stands, the likeliest first: those of right YAML, or one where none is right. */
export function treesWithProbe(document: Document, { range, before, after }: Typed): readonly Tree[] {
  const { text, file } = document;
  const start = offsetAt(document, range.start);
  const end = offsetAt(document, range.end);
  const endOfLine = end + after.length;
  const alone = /^\s*(?:- +)*$/.test(before);
  const asValue = text.slice(0, start) + probe + text.slice(end);
  const asKey = `${text.slice(0, start)}${probe}: ${text.slice(end)}`;
  const cut = `${text.slice(0, start)}${probe}${closing(before)}${text.slice(endOfLine)}`;
  const candidates = after.trimStart().startsWith(':')
    ? [asValue, cut]
    : alone && !/- +$/.test(before)
      ? [asKey, asValue]
      : [asValue, cut, asKey];
  const found: { readonly root: Tree; readonly right: boolean }[] = [];
  for (const candidate of candidates) {
    const { root, diagnostics } = readYaml(file, candidate);
    if (root !== null && contains(root)) found.push({ root, right: diagnostics.length === 0 });
    // Only where both a key and a line may stand is there a second reading.
    if (!alone && found.at(-1)?.right) break;
  }
  const right = found.filter((each) => each.right);
  return (right.length > 0 ? right : found.slice(0, 1)).map(({ root }) => root);
}

function contains(tree: Tree): boolean {
  switch (tree.kind) {
    case 'scalar':
      return tree.source.includes(probe);
    case 'list':
      return tree.items.some(contains);
    case 'map':
      return tree.entries.some(({ key, value }) => key.source.includes(probe) || contains(value));
  }
}

/** The quotes and brackets that are open before the cursor, closed, so that what follows on other lines is read as it is. */
function closing(before: string): string {
  let open = '';
  let quote = '';
  for (const character of before) {
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '{') open = `}${open}`;
    else if (character === '[') open = `]${open}`;
    else if (open.startsWith(character)) open = open.slice(1);
  }
  return quote + open;
}
