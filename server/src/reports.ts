/** What is wrong with each file, as the client has it; files of which nothing has changed are not written anew. */
import { createHash } from 'node:crypto';
import type { Diagnostic as ProtocolDiagnostic } from 'vscode-languageserver-types';
import type { Diagnostic } from '../../engine/diagnostics/diagnostic.ts';
import { diagnosticsByFile, type ReferenceOf, toProtocol } from './features/diagnostics.ts';
import type { Snapshot } from './snapshot.ts';

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
}

export function makeReporter(referenceOf: ReferenceOf): Reporter {
  const kept = new Map<string, { readonly diagnostics: readonly Diagnostic[]; readonly report: Report }>();
  function of(snapshot: Snapshot, file: string): Report {
    const uri = snapshot.uriOf(file);
    const diagnostics = diagnosticsByFile(snapshot).get(file) ?? [];
    const before = kept.get(uri);
    if (before !== undefined && areSame(before.diagnostics, diagnostics)) return before.report;
    const items = diagnostics.map((each) => toProtocol(snapshot, each, referenceOf));
    const report = { uri, resultId: createHash('sha1').update(JSON.stringify(items)).digest('hex'), items };
    if (diagnostics.length === 0) kept.delete(uri);
    else kept.set(uri, { diagnostics, report });
    return report;
  }
  return { of, all: (snapshot) => [...diagnosticsByFile(snapshot).keys()].map((file) => of(snapshot, file)) };
}

function areSame(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
