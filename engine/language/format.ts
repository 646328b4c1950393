/**
 * The one canonical layout of a project's YAML files: keys in the order of the table of constructs, two spaces, conditions in their
 * canonical spelling, one blank line between sections and between rules; comments stay with what they stand beside. It never changes meaning:
 * what comes out is read again and compared, and where it is not the same the file stays as it is.
 */
import { Lexer } from 'yaml';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { readYaml, type Tree } from '../yaml/tree.ts';
import { parseLine } from './condition/parse.ts';
import type { ConstructName } from './construct-keys.ts';
import { layOut, type Options } from './format-layout.ts';
import { printLine } from './print.ts';

export interface Formatted {
  readonly text: string;
  /** Why the file was left alone: its syntax errors. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether `fmt` has a layout for a file, by its name. */
export function isFormatted(file: string): boolean {
  return contentOf(file) !== null;
}

export function formatFile(file: string, text: string): Formatted {
  const content = contentOf(file);
  if (content === null) return { text, diagnostics: [] };
  const { root, diagnostics } = readYaml(file, text);
  if (diagnostics.some(({ severity }) => severity === 'error')) return { text, diagnostics };
  const formatted =
    root === null
      ? null
      : (stable(file, text, { ...content, order: true }) ?? stable(file, text, { ...content, order: false }));
  return { text: formatted ?? text, diagnostics: [] };
}

interface Content {
  /** What the file is, or each item of its list; null: layout only. */
  readonly construct: ConstructName | null;
}

function contentOf(file: string): Content | null {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (name.endsWith('.policy.yaml')) return { construct: 'policy' };
  if (name.endsWith('.test.yaml')) return { construct: 'testFile' };
  if (name === 'waivers.yaml') return { construct: 'waiver' };
  return name === 'datapackage.yaml' ? { construct: null } : null;
}

/** The nesting of braces that may become blocks, one a round. */
const roundBound = 70;

/** A layout may need a second look, where a comment finds its place; null where it does not settle or says something else. */
function stable(file: string, text: string, options: Options): string | null {
  let before = text;
  for (let round = 0; round < roundBound; round++) {
    const after = layOut(before, options);
    if (after === null) return null;
    if (after === before) return sameMeaning(file, text, after) ? after : null;
    before = after;
  }
  return null;
}

function sameMeaning(file: string, before: string, after: string): boolean {
  const { root, diagnostics } = readYaml(file, after);
  if (diagnostics.length > 0 && diagnostics.some(({ severity }) => severity === 'error')) return false;
  return (
    meaningOf(root) === meaningOf(readYaml(file, before).root) &&
    commentsIn(after).sort().join('\n') === commentsIn(before).sort().join('\n')
  );
}

/** The content without the order of keys and the spelling of conditions. */
function meaningOf(tree: Tree | null): string {
  if (tree === null) return 'null';
  switch (tree.kind) {
    case 'map': {
      const entries = tree.entries.map(({ key, value }) => `${JSON.stringify(key.source)}:${meaningOf(value)}`);
      return `{${entries.sort().join()}}`;
    }
    case 'list':
      return `[${tree.items.map(meaningOf).join()}]`;
    case 'scalar': {
      const { line, problems } = parseLine(tree.source);
      const text = line !== null && problems.length === 0 ? printLine(line) : tree.source;
      return `${typeof tree.value}${JSON.stringify(text)}`;
    }
  }
}

/** Of the lexer's tokens a scalar's text follows a mark of its own, so that what begins with `#` elsewhere is a comment. */
function commentsIn(text: string): string[] {
  const tokens = [...new Lexer().lex(text)];
  return tokens
    .filter((token, index) => token.startsWith('#') && tokens[index - 1] !== '\u001f')
    .map((comment) => comment.trimEnd());
}
