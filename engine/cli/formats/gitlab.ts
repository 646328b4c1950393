/** Diagnostics as a GitLab Code Quality report. */
import { createHash } from 'node:crypto';
import type { Diagnostic, Language, Severity } from '../../diagnostics/diagnostic.ts';

interface GitlabIssue {
  readonly description: string;
  readonly check_name: string;
  /** Stays the same while the finding does, wherever lines move. */
  readonly fingerprint: string;
  readonly severity: 'major' | 'minor' | 'info';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

export function toGitlab(
  diagnostics: readonly Diagnostic[],
  pathOf: (file: string) => string,
  language: Language,
): readonly GitlabIssue[] {
  const seen = new Map<string, number>();
  return diagnostics.map(({ code, severity, place, message, remedy }) => {
    const path = pathOf(place.file);
    const identity = JSON.stringify([code, path, message.en]);
    const count = seen.get(identity) ?? 0;
    seen.set(identity, count + 1);
    return {
      description: `${message[language]} ${remedy[language]}`,
      check_name: code,
      fingerprint: createHash('sha256').update(`${identity}${count}`).digest('hex'),
      severity: severities[severity],
      location: { path, lines: { begin: place.range.start.line + 1, end: place.range.end.line + 1 } },
    };
  });
}

const severities: Readonly<Record<Severity, GitlabIssue['severity']>> = {
  error: 'major',
  warning: 'minor',
  information: 'info',
};
