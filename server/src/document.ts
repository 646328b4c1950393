/** One text of a project's file. Immutable: an edit makes a new one, and what was worked out from the old one goes with it. */
import type { Position } from 'vscode-languageserver-types';
import { type Lines, linesOf } from '../../engine/yaml/lines.ts';
import type { Yaml } from '../../engine/yaml/read.ts';
import { readYaml, type Tree } from '../../engine/yaml/tree.ts';

export type DocumentKind = 'policy' | 'tests' | 'waivers' | 'guide' | 'dictionary';

export interface Document {
  /** In the project's folder, with `/`. */
  readonly file: string;
  readonly kind: DocumentKind;
  readonly text: string;
  readonly lines: Lines;
  /** Read when it is first asked for; of Markdown nothing. */
  readonly yaml: Yaml;
  /** Also of a text with errors as much as can be read; null where that is nothing, and for Markdown. */
  readonly tree: Tree | null;
}

export function makeDocument(file: string, text: string): Document {
  const kind = kindOf(file);
  let lines: Lines | undefined;
  let yaml: Yaml | undefined;
  return {
    file,
    kind,
    text,
    get lines() {
      lines ??= linesOf(file, text);
      return lines;
    },
    get yaml() {
      yaml ??= kind === 'guide' ? { root: null, diagnostics: [] } : readYaml(file, text);
      return yaml;
    },
    get tree() {
      return this.yaml.root;
    },
  };
}

/** Of a path that `isProjectFile` accepts. */
function kindOf(file: string): DocumentKind {
  if (file.endsWith('.policy.yaml')) return 'policy';
  if (file.endsWith('.test.yaml')) return 'tests';
  if (file === 'waivers.yaml') return 'waivers';
  return file.endsWith('.md') ? 'guide' : 'dictionary';
}

export function offsetAt({ lines, text }: Document, { line, character }: Position): number {
  const start = lines.starts[line];
  if (start === undefined) return text.length;
  return Math.min(start + character, endOfLine(lines, line));
}

export function lineText({ lines }: Document, line: number): string {
  return lines.text.slice(lines.starts[line] ?? lines.text.length, endOfLine(lines, line));
}

export function endPosition({ lines, text }: Document): Position {
  const line = lines.starts.length - 1;
  return { line, character: text.length - (lines.starts[line] ?? 0) };
}

/** Without its line break. */
function endOfLine({ text, starts }: Lines, line: number): number {
  const next = starts[line + 1];
  if (next === undefined) return text.length;
  return text[next - 2] === '\r' ? next - 2 : next - 1;
}

/** Works something out once for each text. */
export function perDocument<T>(compute: (document: Document) => T): (document: Document) => T {
  const known = new WeakMap<Document, { readonly value: T }>();
  return (document) => {
    const kept = known.get(document);
    if (kept !== undefined) return kept.value;
    const value = compute(document);
    known.set(document, { value });
    return value;
  };
}
