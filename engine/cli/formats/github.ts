/** Diagnostics as GitHub Actions' workflow commands, which annotate the lines of a change. */
import type { Diagnostic, Language, Severity } from '../../diagnostics/diagnostic.ts';

/** One `::error file=…` line each, escaped as the runner wants it. */
export function toGithub(
  diagnostics: readonly Diagnostic[],
  pathOf: (file: string) => string,
  language: Language,
): string {
  return diagnostics
    .map(({ code, severity, place, message, remedy }) => {
      const { start, end } = place.range;
      const properties = [
        `file=${property(pathOf(place.file))}`,
        `line=${start.line + 1}`,
        `col=${start.column + 1}`,
        `endLine=${end.line + 1}`,
        `endColumn=${Math.max(end.column, 1)}`,
        `title=${property(code)}`,
      ];
      return `::${levels[severity]} ${properties.join(',')}::${data(`${message[language]}\n${remedy[language]}`)}`;
    })
    .join('\n');
}

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice' };

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
