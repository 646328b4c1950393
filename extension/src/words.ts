/** Verdicts and counts as people read them; the same words as the command line's. */
import { l10n, ThemeColor, ThemeIcon } from 'vscode';
import type { Counts, LiveState } from '../../server/src/protocol.ts';

export type Verdict = keyof Counts;

/** The order in which a reader wants them. */
export const byUrgency: readonly Verdict[] = ['fail', 'undetermined', 'waived', 'pass', 'not-applicable'];

export function verdictWord(verdict: Verdict): string {
  switch (verdict) {
    case 'pass':
      return l10n.t('pass');
    case 'fail':
      return l10n.t('fail');
    case 'waived':
      return l10n.t('waived');
    case 'undetermined':
      return l10n.t('undetermined');
    case 'not-applicable':
      return l10n.t('not applicable');
  }
}

/** `4 fail · 2 undetermined · 30 pass`; what does not occur is left out. */
export function countsText(counts: Counts): string {
  return byUrgency
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => l10n.t('{0} {1}', counts[verdict], verdictWord(verdict)))
    .join(' · ');
}

/** The icon of the worst verdict that occurs. */
export function countsIcon(counts: Counts | null): ThemeIcon {
  const worst = counts === null ? undefined : byUrgency.find((verdict) => counts[verdict] > 0);
  return verdictIcon(worst ?? 'not-applicable');
}

export function verdictIcon(verdict: Verdict): ThemeIcon {
  switch (verdict) {
    case 'pass':
      return new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));
    case 'fail':
      return new ThemeIcon('error', new ThemeColor('testing.iconFailed'));
    case 'waived':
      return new ThemeIcon('circle-outline', new ThemeColor('charts.blue'));
    case 'undetermined':
      return new ThemeIcon('question', new ThemeColor('testing.iconQueued'));
    case 'not-applicable':
      return new ThemeIcon('dash', new ThemeColor('testing.iconSkipped'));
  }
}

/** Why there are no counts, where the server gives no reason of its own. */
export function stateText(state: LiveState): string {
  switch (state) {
    case 'running':
      return l10n.t('Judging…');
    case 'ready':
      return '';
    case 'waiting':
      return l10n.t('Waiting for the errors in the policies to be mended');
    case 'untrusted':
      return l10n.t('Restricted Mode: no data is read');
    case 'failed':
      return l10n.t('Judging failed');
  }
}
