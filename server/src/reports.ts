/** What is wrong with each file, as the client has it; files of which nothing has changed are not written anew. */
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Diagnostic as ProtocolDiagnostic } from 'vscode-languageserver-types';
import { compareDiagnostics, type Diagnostic, type Language } from '../../engine/diagnostics/diagnostic.ts';
import { isProjectFile } from '../../engine/project/files.ts';
import { makeAnalyzer } from './analyzer.ts';
import { makeDocument } from './document.ts';
import { diagnosticsByFile, type ReferenceOf, toProtocol } from './features/diagnostics.ts';
import type { Snapshot } from './snapshot.ts';
import { pathOf } from './uris.ts';

export interface Report {
  readonly uri: string;
  /** The same for the same items. */
  readonly resultId: string;
  readonly items: readonly ProtocolDiagnostic[];
}

export interface Reporter {
  of(snapshot: Snapshot, file: string): Report;
  /** Of the files with something wrong. */
  all(snapshot: Snapshot): readonly Report[];
  /** Of a text before its project is read: what is wrong with it by itself, a part of what will be told of it. */
  alone(uri: string, text: string, language: Language): Report;
}

interface Kept {
  readonly diagnostics: readonly Diagnostic[];
  readonly report: Report;
}

export function makeReporter(referenceOf: ReferenceOf): Reporter {
  const kept = new Map<string, Kept>();
  let made = 0;
  function of(snapshot: Snapshot, file: string): Report {
    const uri = snapshot.uriOf(file);
    const diagnostics = diagnosticsByFile(snapshot).get(file) ?? [];
    const before = kept.get(uri);
    if (before !== undefined && areSame(before.diagnostics, diagnostics)) return before.report;
    return reportOf(uri, diagnostics, snapshot);
  }
  function reportOf(uri: string, diagnostics: readonly Diagnostic[], at: Pick<Snapshot, 'language' | 'uriOf'>): Report {
    if (diagnostics.length === 0) {
      kept.delete(uri);
      return { uri, resultId: '', items: [] };
    }
    const items = diagnostics.map((each) => toProtocol(at, each, referenceOf));
    const before = kept.get(uri);
    if (before !== undefined && isDeepStrictEqual(before.report.items, items)) {
      kept.set(uri, { diagnostics, report: before.report });
      return before.report;
    }
    made++;
    const report = { uri, resultId: String(made), items };
    kept.set(uri, { diagnostics, report });
    return report;
  }
  function alone(uri: string, text: string, language: Language): Report {
    const file = basename(pathOf(uri) ?? '');
    const diagnostics = isProjectFile(file) ? makeAnalyzer().readAhead(makeDocument(file, text)) : [];
    return reportOf(uri, [...diagnostics].sort(compareDiagnostics), { language, uriOf: () => uri });
  }
  return {
    of,
    alone,
    all: (snapshot) => [...diagnosticsByFile(snapshot).keys()].map((file) => of(snapshot, file)),
  };
}

function areSame(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
