/** What is wrong with a project, as `check` tells it, by file. */
import { DiagnosticSeverity, DiagnosticTag, type Diagnostic as ProtocolDiagnostic } from 'vscode-languageserver-types';
import type { Diagnostic, Language } from '../../../engine/diagnostics/diagnostic.ts';
import { noDictionary } from '../../../engine/diagnostics/registry/dictionary.ts';
import { unused } from '../../../engine/diagnostics/registry/language/names.ts';
import { isProjectFile } from '../../../engine/project/files.ts';
import { toLocation, toRange } from '../ranges.ts';
import { perSnapshot, type Snapshot } from '../snapshot.ts';

/** The address of the page about a diagnostic's code; null where none is at hand. */
export type ReferenceOf = (code: string, language: Language) => string | null;

/** By file; what stands in none (there is no dictionary, the folder is too large) is told at the beginning of each open file. */
export const diagnosticsByFile = perSnapshot((snapshot): ReadonlyMap<string, readonly Diagnostic[]> => {
  const byFile = new Map<string, Diagnostic[]>();
  const add = (file: string, diagnostic: Diagnostic): void => {
    const all = byFile.get(file);
    if (all === undefined) byFile.set(file, [diagnostic]);
    else all.push(diagnostic);
  };
  for (const diagnostic of worthTelling(snapshot)) {
    const { file } = diagnostic.place;
    if (isProjectFile(file) && diagnostic.code !== noDictionary.code) add(file, diagnostic);
    else for (const open of snapshot.open) add(open, { ...diagnostic, place: { ...diagnostic.place, file: open } });
  }
  return byFile;
});

export function toProtocol(
  snapshot: Pick<Snapshot, 'language' | 'uriOf'>,
  diagnostic: Diagnostic,
  referenceOf: ReferenceOf,
): ProtocolDiagnostic {
  const { language } = snapshot;
  const { code, severity, place, message, remedy, related } = diagnostic;
  const href = referenceOf(code, language);
  return {
    range: toRange(place.range),
    severity: severities[severity],
    code,
    ...(href === null ? {} : { codeDescription: { href } }),
    source: language === 'zh' ? '准绳' : 'Zhunsheng',
    message: `${message[language]}\n${remedy[language]}`,
    ...(code === unused.code ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    relatedInformation: related.map((each) => ({
      location: toLocation(snapshot, each.place),
      message: each.message[language],
    })),
  };
}

/** Without a dictionary no name means anything: that is told once, and not again at each name. */
function worthTelling({ diagnostics, documents }: Snapshot): readonly Diagnostic[] {
  const without = diagnostics.find(({ code }) => code === noDictionary.code);
  if (without === undefined) return diagnostics;
  const syntax = [...documents.values()].flatMap(({ yaml }) => yaml.diagnostics);
  return [without, ...syntax];
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;
