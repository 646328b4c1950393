/** What other programs are given: what a command found, at lines of a project's files. */
import type { Diagnostic, Language } from '../../diagnostics/diagnostic.ts';

export interface Report {
  readonly command: 'check' | 'test' | 'diff' | 'action';
  readonly diagnostics: readonly Diagnostic[];
  /** A file's path as seen from where the command runs. */
  readonly pathOf: (file: string) => string;
  readonly language: Language;
}

/** The formats of CI services and code hosts, which every command that finds something has alike. */
export const reportFormats = ['sarif', 'github', 'gitlab'] as const;

export type ReportFormat = (typeof reportFormats)[number];

/** In the same order as the diagnostics: a text for each that stays the same while it does, wherever its lines move. */
export function identities({ diagnostics, pathOf }: Report): readonly string[] {
  const seen = new Map<string, number>();
  return diagnostics.map(({ code, place, message }) => {
    const identity = JSON.stringify([code, pathOf(place.file), message.en]);
    const count = seen.get(identity) ?? 0;
    seen.set(identity, count + 1);
    return `${identity}${count}`;
  });
}
