/** Parts of a page in Markdown, as GitHub and GitLab read it. */

export function folded(summary: string, content: string): string {
  return `<details><summary>${plain(summary)}</summary>\n\n${content}\n\n</details>`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * What a project says must not become a mark of the page: no formatting, no HTML, and no mention, reference, emoji or link, which
 * the host makes of what it finds after everything else is undone; there an invisible space stands between.
 */
export function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .split(beforeName)
    .map((piece) =>
      piece
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replace(/[\\`*_[\]|~$]/g, '\\$&'),
    )
    .join('&#8203;');
}

/** `@name`, `#12`, `!12`, `:emoji:`, `https://`, `www.`, `GH-12`: the spot behind the sign. */
const beforeName = /(?<=[@#!$%&~^])(?=[\p{L}\p{N}_"'])|(?<=:)(?=\/\/|[\w+-]+:)|(?<=\bwww)(?=\.)|(?<=\bGH-)(?=\d)/iu;

export function inCode(text: string): string {
  const flat = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  const fence = '`'.repeat(longestTicks(flat, 0) + 1);
  const space = flat.startsWith('`') || flat.endsWith('`') ? ' ' : '';
  return `${fence}${space}${flat}${space}${fence}`;
}

/** Lines as they are, in the colours of a patch. */
export function patch(lines: readonly string[]): string {
  return fenced('diff', lines.join('\n'));
}

/** A text as it is. */
export function fenced(language: string, text: string): string {
  const fence = '`'.repeat(longestTicks(text, 2) + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

function longestTicks(text: string, least: number): number {
  return Math.max(least, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
}
