/** Diagnostics as GitHub Actions' workflow commands, which annotate the lines of a change. */
import type { Diagnostic, Language, Range, Severity } from '../../diagnostics/diagnostic.ts';
import type { Report } from './report.ts';

/** One `::error file=…` line each, escaped as the runner wants it. */
export function toGithub({ diagnostics, pathOf, language }: Report): string {
  return diagnostics
    .map((diagnostic) => {
      const { file, range } = diagnostic.place;
      return command(diagnostic, language, [`file=${property(pathOf(file))}`, ...spot(range)]);
    })
    .join('\n');
}

/** Of a diagnostic that is about no file: it stands with the run. */
export function toGithubMessage(diagnostic: Diagnostic, language: Language): string {
  return command(diagnostic, language, []);
}

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice' };

function command(
  { code, severity, message, remedy }: Diagnostic,
  language: Language,
  where: readonly string[],
): string {
  const properties = [...where, `title=${property(code)}`].join(',');
  return `::${levels[severity]} ${properties}::${data(`${message[language]}\n${remedy[language]}`)}`;
}

/** The runner takes columns only within one line; a range of no length is about its line as a whole. */
function spot({ start, end }: Range): readonly string[] {
  const lines = [`line=${start.line + 1}`, `endLine=${end.line + 1}`];
  if (start.line !== end.line || start.column === end.column) return lines;
  return [`line=${start.line + 1}`, `col=${start.column + 1}`, `endLine=${end.line + 1}`, `endColumn=${end.column}`];
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
