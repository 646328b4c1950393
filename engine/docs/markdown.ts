/** Small pieces of Markdown. */
import type { Language, Localized } from '../diagnostics/diagnostic.ts';

export type Words = Readonly<Record<string, Localized>>;

export function text(words: Localized, language: Language): string {
  return words[language];
}

/** A block of code, whatever it holds. */
export function fence(kind: string, content: string): string {
  // What no text file may hold is shown by its name.
  const shown = content.replace(
    /[^\P{Cc}\t\n]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}${kind}\n${shown.trimEnd()}\n${marks}`;
}

/** A table; what would end a cell is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

export function code(content: string): string {
  return `\`${content}\``;
}
