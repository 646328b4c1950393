/** Small pieces of Markdown. */
import type { Language, Localized } from '../diagnostics/diagnostic.ts';

export type Words = Readonly<Record<string, Localized>>;

export function text(words: Localized, language: Language): string {
  return words[language];
}

/** A block of code, whatever it holds. */
export function fence(kind: string, content: string): string {
  const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}${kind}\n${content.trimEnd()}\n${marks}`;
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
