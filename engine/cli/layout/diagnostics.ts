/** Diagnostics as `check` shows them: place, message, the line with the spot marked, and what to do. */
import type { Diagnostic, Localized, Severity } from '../../diagnostics/diagnostic.ts';
import type { CheckResult } from '../../project/check.ts';
import { placeText } from '../failure.ts';
import type { Console } from '../terminal/console.ts';
import { hang, harmless, widthOf } from '../terminal/wrap.ts';

export function diagnosticsText(
  result: CheckResult,
  files: ReadonlyMap<string, string>,
  pathOf: (file: string) => string,
  console: Console,
): string {
  const blocks = result.diagnostics.map((diagnostic) => diagnosticBlock(diagnostic, files, pathOf, console));
  return [...blocks, summary(result, console)].join('\n\n');
}

/** One diagnostic with its line. */
export function diagnosticBlock(
  diagnostic: Diagnostic,
  files: ReadonlyMap<string, string>,
  pathOf: (file: string) => string,
  console: Console,
): string {
  const { colours, width } = console;
  const place = placeText({ ...diagnostic.place, file: pathOf(diagnostic.place.file) });
  const severity = paint(
    diagnostic.severity,
    `${console.text(severities[diagnostic.severity])} ${diagnostic.code}`,
    colours,
  );
  const lines = [
    `${colours.bold(place)}  ${severity}`,
    `  ${hang(harmless(console.text(diagnostic.message)), width, 2)}`,
    ...excerpt(diagnostic, files.get(diagnostic.place.file), console),
    ...diagnostic.related.map((related) => {
      const at = placeText({ ...related.place, file: pathOf(related.place.file) });
      return `  ${colours.dim('·')} ${at} ${harmless(console.text(related.message))}`;
    }),
    `  ${colours.cyan('→')} ${hang(harmless(console.text(diagnostic.remedy)), width, 4)}`,
  ];
  return lines.join('\n');
}

/** The line with the range underlined; a long line is shown around the spot. */
function excerpt(diagnostic: Diagnostic, text: string | undefined, { colours, width }: Console): string[] {
  const { start, end } = diagnostic.place.range;
  const line = text?.split('\n', start.line + 1)[start.line]?.replace(/\r$/, '');
  if (line === undefined || (start.line === end.line && start.column === end.column)) return [];
  const number = String(start.line + 1);
  const room = width - number.length - 6;
  const from = widthOf(line) <= room ? 0 : Math.max(0, start.column - Math.floor(room / 4));
  const shown = cut(line.slice(from), room);
  const until = end.line === start.line ? end.column : line.length;
  const before = widthOf(harmless(line.slice(from, start.column)));
  const marked = Math.max(1, Math.min(widthOf(harmless(line.slice(start.column, until))), room - before));
  return [
    `  ${colours.dim(`${number} │`)} ${harmless(shown)}`,
    `  ${colours.dim(`${' '.repeat(number.length)} │`)} ${' '.repeat(before)}${paint(diagnostic.severity, '^'.repeat(marked), colours)}`,
  ];
}

function cut(text: string, room: number): string {
  let shown = '';
  for (const character of text) {
    if (widthOf(shown + character) > room) break;
    shown += character;
  }
  return shown;
}

function summary({ files, counts }: CheckResult, console: Console): string {
  const { colours } = console;
  const zh = `检查了 ${files} 个文件：${counts.error} 处错误，${counts.warning} 处警告`;
  const en = `${plural(files, 'file')} checked: ${plural(counts.error, 'error')}, ${plural(counts.warning, 'warning')}`;
  const text = console.text({ zh, en });
  return counts.error > 0 ? colours.red(text) : counts.warning > 0 ? colours.yellow(text) : colours.green(text);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function paint(severity: Severity, text: string, colours: Console['colours']): string {
  switch (severity) {
    case 'error':
      return colours.red(text);
    case 'warning':
      return colours.yellow(text);
    case 'information':
      return colours.blue(text);
  }
}

const severities: Readonly<Record<Severity, Localized>> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
  information: { zh: '提示', en: 'note' },
};
