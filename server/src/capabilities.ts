/** What the server can do, as it tells the client. */
import { type FileSystemWatcher, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';

export function capabilitiesOf(diagnostics: 'push' | 'pull'): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(diagnostics === 'push'
      ? {}
      : { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true } }),
    completionProvider: { resolveProvider: true, triggerCharacters: ['.', '$', '#', ' ', '[', '{', ':'] },
    hoverProvider: true,
    codeLensProvider: {},
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
  };
}

/** The files of projects, and their data, which may change without the editor. */
export const watchers: FileSystemWatcher[] = [
  '**/*.policy.yaml',
  '**/*.test.yaml',
  '**/datapackage.yaml',
  '**/datapackage.json',
  '**/waivers.yaml',
  '**/guide.md',
  '**/*.{csv,tsv,txt,xlsx,xlsm,parquet}',
  '**/data/**/*.json',
].map((globPattern) => ({ globPattern }));
