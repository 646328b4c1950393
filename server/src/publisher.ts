/** Sends diagnostics when they have changed; of many edits in a row only what is so after the last. */
import { createHash } from 'node:crypto';
import type { Connection } from 'vscode-languageserver';
import type { Diagnostic as ProtocolDiagnostic } from 'vscode-languageserver-types';
import { diagnosticsByFile, type ReferenceOf, toProtocol } from './features/diagnostics.ts';
import type { Snapshot } from './snapshot.ts';
import type { Workspace } from './workspace.ts';

export interface Publisher {
  /** Something has changed: what is wrong will be told anew. */
  schedule(): void;
  stop(): void;
}

/** How `textDocument/diagnostic` and the pushed ones name a state of a file. */
export interface Report {
  readonly uri: string;
  readonly resultId: string;
  readonly items: readonly ProtocolDiagnostic[];
}

/** Edits that arrive together are one. */
const pause = 5;

/** How a client comes to know: told, asked to pull again, or pulling by itself. */
export type Delivery = 'push' | 'refresh' | 'none';

export function makePublisher(
  connection: Connection,
  workspace: Workspace,
  delivery: Delivery,
  referenceOf: ReferenceOf,
): Publisher {
  let timer: NodeJS.Timeout | null = null;
  let told = new Map<string, string>();
  function tell(): void {
    timer = null;
    const reports = workspace.snapshots().flatMap((snapshot) => reportsOf(snapshot, referenceOf));
    const now = new Map(reports.map(({ uri, resultId }) => [uri, resultId]));
    const changed = reports.filter(({ uri, resultId }) => told.get(uri) !== resultId);
    const gone = [...told.keys()].filter((uri) => !now.has(uri));
    told = now;
    if (delivery === 'push') {
      for (const { uri, items } of changed) void connection.sendDiagnostics({ uri, diagnostics: [...items] });
      for (const uri of gone) void connection.sendDiagnostics({ uri, diagnostics: [] });
    } else if (changed.length + gone.length > 0) {
      void connection.languages.diagnostics.refresh();
    }
  }
  return {
    schedule() {
      if (delivery !== 'none') timer ??= setTimeout(tell, pause);
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}

/** Of the files with something wrong. */
export function reportsOf(snapshot: Snapshot, referenceOf: ReferenceOf): readonly Report[] {
  return [...diagnosticsByFile(snapshot).keys()].map((file) => reportOf(snapshot, file, referenceOf));
}

export function reportOf(snapshot: Snapshot, file: string, referenceOf: ReferenceOf): Report {
  const items = (diagnosticsByFile(snapshot).get(file) ?? []).map((each) => toProtocol(snapshot, each, referenceOf));
  const resultId = createHash('sha1').update(JSON.stringify(items)).digest('hex');
  return { uri: snapshot.uriOf(file), resultId, items };
}
