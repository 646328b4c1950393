/** Parts of a page in Markdown, as GitHub and GitLab read it. */

export function folded(summary: string, content: string): string {
  return `<details><summary>${plain(summary)}</summary>\n\n${content}\n\n</details>`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** What a project says must not become a mark of the page. */
export function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_[\]|~]/g, '\\$&');
}

export function inCode(text: string): string {
  const flat = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  const fence = flat.includes('`') ? '``' : '`';
  return `${fence}${flat}${fence}`;
}

/** Lines as they are, in the colours of a patch. */
export function patch(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map((ticks) => ticks.length)));
  const fence = '`'.repeat(longest + 1);
  return `${fence}diff\n${lines.join('\n')}\n${fence}`;
}
