/** Markdown without its marks: clauses are short, and read as sentences. */
export function plainClause(markdown: string): string {
  return markdown
    .replace(/<a [^>]*>|<\/a>/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|`)/g, '')
    .replace(/\n{2,}/g, '\n')
    .trim();
}
