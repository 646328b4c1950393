/** Sends diagnostics when they have changed; of many edits in a row only what is so after the last. */
import type { Connection } from 'vscode-languageserver';
import type { Report, Reporter } from './reports.ts';
import type { Workspace } from './workspace.ts';

export interface Publisher {
  /** Something has changed: what is wrong will be told anew. */
  schedule(): void;
  /**
   * What is wrong with an open text by itself, as long as nothing of its project was told: sent where the client is told, returned
   * where it asks and will be asked to ask again; null otherwise.
   */
  begin(uri: string, text: string): Report | null;
  stop(): void;
}

/** Edits that arrive together are one. */
const pause = 1;

/** How a client comes to know: told, asked to pull again, or pulling by itself. */
export type Delivery = 'push' | 'refresh' | 'none';

export function makePublisher(
  connection: Connection,
  workspace: Workspace,
  delivery: Delivery,
  reporter: Reporter,
  versionOf: (uri: string) => number | undefined,
): Publisher {
  let timer: NodeJS.Timeout | null = null;
  let told = new Map<string, string>();
  let hasBegun = false;
  function log(error: unknown): void {
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  function send(uri: string, items: Report['items']): void {
    const version = versionOf(uri);
    const of = version === undefined ? {} : { version };
    connection.sendDiagnostics({ uri, ...of, diagnostics: [...items] }).catch(log);
  }
  function tell(): void {
    timer = null;
    const reports = workspace.snapshots().flatMap(reporter.all);
    const now = new Map(reports.map(({ uri, resultId }) => [uri, resultId]));
    const changed = reports.filter(({ uri, resultId }) => told.get(uri) !== resultId);
    const gone = [...told.keys()].filter((uri) => !now.has(uri));
    told = now;
    hasBegun = true;
    if (delivery === 'push') {
      for (const { uri, items } of changed) send(uri, items);
      for (const uri of gone) send(uri, []);
    } else if (changed.length + gone.length > 0) {
      connection.languages.diagnostics.refresh().catch(log);
    }
  }
  /** A mistake of ours must not end the editing of others: it is logged, and the next edit tells anew. */
  function tellOrLog(): void {
    try {
      tell();
    } catch (error) {
      log(error);
    }
  }
  return {
    begin(uri, text) {
      if (hasBegun || delivery === 'none') return null;
      const report = reporter.alone(uri, text, workspace.language);
      const { items, resultId } = report;
      if (delivery === 'push' && (items.length > 0 || told.has(uri))) {
        told.set(uri, resultId);
        send(uri, items);
      }
      return report;
    },
    schedule() {
      if (delivery !== 'none') timer ??= setTimeout(tellOrLog, pause);
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
