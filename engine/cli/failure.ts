/** Why a command could not be done, as one line on standard error. */
import { report } from '../diagnostics/define.ts';
import type { Diagnostic, Language } from '../diagnostics/diagnostic.ts';
import { startOfFile } from '../diagnostics/diagnostic.ts';
import { ZhunshengError } from '../diagnostics/error.ts';
import { internal } from '../diagnostics/registry/run.ts';
import { version } from '../version.ts';
import { harmless } from './terminal/wrap.ts';

/** The line of an exception: a ZhunshengError's diagnostic, anything else as an internal error (ZS9999). */
export function failureLine(error: unknown, language: Language): string {
  return diagnosticLine(failureDiagnostic(error), language);
}

export function failureDiagnostic(error: unknown): Diagnostic {
  if (error instanceof ZhunshengError) return error.diagnostic;
  const reason = harmless(error instanceof Error ? error.message : String(error)).slice(0, 300);
  return report(internal, { file: 'zhunsheng', range: startOfFile }, { reason, version });
}

/** `ZSxxxx file:line:col message. remedy`; a place that is no text (a folder, an option) has no line. */
export function diagnosticLine(diagnostic: Diagnostic, language: Language): string {
  const { code, place, message, remedy } = diagnostic;
  const sentences = [message[language], remedy[language]].map((text) => sentence(text, language));
  return harmless(`${code} ${placeText(place)} ${sentences.join(language === 'zh' ? '' : ' ')}`);
}

/** `file:line:column`, counted from one, as editors do. */
export function placeText({ file, range }: Diagnostic['place']): string {
  const { start, end } = range;
  const whole = start.line === 0 && start.column === 0 && end.line === 0 && end.column === 0;
  return whole ? file : `${file}:${start.line + 1}:${start.column + 1}`;
}

export function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

function sentence(text: string, language: Language): string {
  return /[.。!?！？]["”]?$/.test(text) ? text : text + (language === 'zh' ? '。' : '.');
}
