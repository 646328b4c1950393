/** What the server can do, as it tells the client. */
import {
  CodeActionKind,
  type FileSystemWatcher,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { legend } from './features/semantic-tokens.ts';

export function capabilitiesOf(diagnostics: 'push' | 'pull'): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
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
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: {},
    semanticTokensProvider: { legend, full: true, range: true },
    inlayHintProvider: true,
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n', moreTriggerCharacter: ['：'] },
    callHierarchyProvider: true,
    codeActionProvider: {
      resolveProvider: true,
      codeActionKinds: [
        CodeActionKind.QuickFix,
        CodeActionKind.Refactor,
        CodeActionKind.RefactorExtract,
        CodeActionKind.RefactorInline,
        CodeActionKind.RefactorRewrite,
      ],
    },
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
