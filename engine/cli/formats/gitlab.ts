/** Diagnostics as a GitLab Code Quality report. */
import { createHash } from 'node:crypto';
import type { Severity } from '../../diagnostics/diagnostic.ts';
import { identities, type Report } from './report.ts';

interface GitlabIssue {
  readonly description: string;
  readonly check_name: string;
  /** Stays the same while the finding does, wherever lines move. */
  readonly fingerprint: string;
  readonly severity: 'major' | 'minor' | 'info';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

export function toGitlab(report: Report): readonly GitlabIssue[] {
  const { diagnostics, pathOf, language } = report;
  const names = identities(report);
  return diagnostics.map(({ code, severity, place, message, remedy }, i) => ({
    description: `${message[language]} ${remedy[language]}`,
    check_name: code,
    fingerprint: createHash('sha256')
      .update(names[i] ?? '')
      .digest('hex'),
    severity: severities[severity],
    location: {
      path: pathOf(place.file),
      lines: { begin: place.range.start.line + 1, end: place.range.end.line + 1 },
    },
  }));
}

const severities: Readonly<Record<Severity, GitlabIssue['severity']>> = {
  error: 'major',
  warning: 'minor',
  information: 'info',
};
