/** Which feature answers which question of the client. */
import {
  type CallHierarchyItem,
  type CompletionList,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  type SemanticTokens,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
} from 'vscode-languageserver';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './features/call-hierarchy.ts';
import { codeActions } from './features/code-actions.ts';
import { completion, resolveCompletion } from './features/completion.ts';
import { definition } from './features/definition.ts';
import type { ReferenceOf } from './features/diagnostics.ts';
import { documentLinks } from './features/document-links.ts';
import { folding } from './features/folding.ts';
import { formatting, onTypeFormatting, rangeFormatting } from './features/formatting.ts';
import { hover } from './features/hover.ts';
import { inlayHints } from './features/inlay-hints.ts';
import type { Live } from './features/live.ts';
import { highlights, references } from './features/references.ts';
import { prepareRename, type Refusal, rename } from './features/rename.ts';
import { selectionRanges } from './features/selection-ranges.ts';
import { semanticTokens } from './features/semantic-tokens.ts';
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
  referenceOf: ReferenceOf,
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
  connection.onCodeAction(
    about(({ snapshot, document }, { range, context }) => [
      ...codeActions(snapshot, document, range, context.only ?? null, referenceOf, live),
    ]),
  );
  connection.onCodeActionResolve(async (action) => {
    const edit = await live.editOf((await ready()).snapshots(), action.data);
    return edit === null ? action : { ...action, edit };
  });
  connection.onFoldingRanges(about(({ document }) => [...folding(document)]));
  connection.onSelectionRanges(about(({ document }, { positions }) => [...selectionRanges(document, positions)]));
  connection.onDocumentLinks(about(({ snapshot, document }) => [...documentLinks(snapshot, document)]));
  const tokens = about<SemanticTokensParams & Partial<SemanticTokensRangeParams>, SemanticTokens>(
    ({ snapshot, document }, { range }) => ({ data: [...semanticTokens(snapshot, document, range ?? null)] }),
  );
  connection.languages.semanticTokens.on(async (params) => (await tokens(params)) ?? { data: [] });
  connection.languages.semanticTokens.onRange(async (params) => (await tokens(params)) ?? { data: [] });
  connection.languages.inlayHint.on(
    about(({ snapshot, document }, { range }) => [...inlayHints(snapshot, document, range)]),
  );
  connection.onDocumentFormatting(about(({ document }) => [...formatting(document)]));
  connection.onDocumentRangeFormatting(about(({ document }, { range }) => [...rangeFormatting(document, range)]));
  connection.onDocumentOnTypeFormatting(
    about(({ document }, { position, ch }) => [...onTypeFormatting(document, position, ch)]),
  );
  connection.languages.callHierarchy.onPrepare(
    about(({ snapshot, document }, { position }) => [...prepareCallHierarchy(snapshot, document, position)]),
  );
  const alongGraph =
    <T>(follow: (snapshot: Snapshot, symbol: NamedSymbol) => readonly T[]) =>
    async ({ item }: { readonly item: CallHierarchyItem }): Promise<T[] | null> => {
      const located = (await ready()).locate(item.uri);
      return located === null ? null : [...follow(located.snapshot, item.data as NamedSymbol)];
    };
  connection.languages.callHierarchy.onIncomingCalls(alongGraph(incomingCalls));
  connection.languages.callHierarchy.onOutgoingCalls(alongGraph(outgoingCalls));
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
