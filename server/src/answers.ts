/** Which feature answers which question of the client. */
import { type CompletionList, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { completion, resolveCompletion } from './features/completion.ts';
import { definition } from './features/definition.ts';
import { hover } from './features/hover.ts';
import type { Live } from './features/live.ts';
import { highlights, references } from './features/references.ts';
import { prepareRename, type Refusal, rename } from './features/rename.ts';
import { documentSymbols, workspaceSymbols } from './features/symbols.ts';
import type { Snapshot } from './snapshot.ts';
import type { NamedSymbol } from './symbols/name.ts';
import { loadPinyin } from './words/pinyin.ts';
import type { Located, Workspace } from './workspace.ts';

/** Makes a handler of a feature that is about a file: null where the file is in no project. */
export type About = <P extends { readonly textDocument: { readonly uri: string } }, R>(
  feature: (located: Located, params: P) => R | Promise<R>,
) => (params: P) => Promise<R | null>;

export function answerFeatures(
  connection: Connection,
  about: About,
  ready: () => Promise<Workspace>,
  live: Live,
): void {
  connection.onCompletion(async (params) => {
    await loadPinyin();
    return about<typeof params, CompletionList>(({ snapshot, document }, { position }) =>
      completion(snapshot, document, position, live),
    )(params);
  });
  connection.onCompletionResolve(async (item) => {
    const workspace = await ready();
    const { uri, symbol } = (item.data ?? {}) as { readonly uri?: string; readonly symbol?: NamedSymbol };
    const located = uri === undefined ? null : workspace.locate(uri);
    return located === null || symbol === undefined ? item : resolveCompletion(located.snapshot, item, symbol);
  });
  connection.onHover(about(({ snapshot, document }, { position }) => hover(snapshot, document, position, live)));
  connection.onDefinition(
    about(({ snapshot, document }, { position }) => [...definition(snapshot, document, position)]),
  );
  connection.onReferences(
    about(({ snapshot, document }, { position, context }) => [
      ...references(snapshot, document, position, context.includeDeclaration),
    ]),
  );
  connection.onDocumentHighlight(
    about(({ snapshot, document }, { position }) => [...highlights(snapshot, document, position)]),
  );
  connection.onPrepareRename(
    about(({ snapshot, document }, { position }) => accepted(snapshot, prepareRename(snapshot, document, position))),
  );
  connection.onRenameRequest(
    about(({ snapshot, document }, { position, newName }) =>
      accepted(snapshot, rename(snapshot, document, position, newName)),
    ),
  );
  connection.onDocumentSymbol(about(({ snapshot, document }) => [...documentSymbols(snapshot, document)]));
  connection.onWorkspaceSymbol(async ({ query }) => {
    const workspace = await ready();
    await loadPinyin();
    return workspace.snapshots().flatMap((snapshot) => [...workspaceSymbols(snapshot, query)]);
  });
}

/** A refusal is an error that the client shows. */
function accepted<T extends object>({ language }: Snapshot, result: T | Refusal): T {
  if ('refused' in result) throw new ResponseError(LSPErrorCodes.RequestFailed, result.refused[language]);
  return result;
}
