/** What can be done at a place: the fixes of what is wrong there, and changes of form that keep the meaning. */
import {
  type CodeAction,
  CodeActionKind,
  type Range,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { Action, FileEdit } from '../actions/action.ts';
import { addClause, addTest, addTranslation } from '../actions/add.ts';
import { convertCondition } from '../actions/convert-condition.ts';
import { extractCondition, extractParameter, inlineCondition } from '../actions/extract.ts';
import type { Document } from '../document.ts';
import { overlaps, toRange } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import { conditionsIn } from '../symbols/conditions.ts';
import { diagnosticsByFile, type ReferenceOf, toProtocol } from './diagnostics.ts';
import type { Live } from './live.ts';

/** `only`: the kinds that the client wants; all where it is null. */
export function codeActions(
  snapshot: Snapshot,
  document: Document,
  range: Range,
  only: readonly string[] | null,
  referenceOf: ReferenceOf,
  live: Live,
): readonly CodeAction[] {
  const parts = conditionsIn(document).filter(({ tree }) => overlaps(tree.place.range, range));
  const actions: readonly Action[] = [
    ...addTranslation(document, range),
    ...addClause(snapshot, document, range),
    ...addTest(snapshot, document, range),
    ...parts.flatMap((part) => [
      ...convertCondition(snapshot, part),
      ...extractCondition(snapshot, document, part),
      ...inlineCondition(snapshot, part),
      ...extractParameter(snapshot, document, part, range),
    ]),
  ];
  return [
    ...fixes(snapshot, document, range, referenceOf),
    ...actions.map(({ title, kind, edits }) => ({
      title: title[snapshot.language],
      kind,
      edit: workspaceEdit(snapshot, edits),
    })),
    ...live.actions(snapshot, document, range.start),
  ].filter(({ kind = '' }) => only === null || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`)));
}

/** The first fix of a diagnostic is the one that is most likely meant. */
function fixes(
  snapshot: Snapshot,
  { file }: Document,
  range: Range,
  referenceOf: ReferenceOf,
): readonly (CodeAction & { readonly kind: string })[] {
  const diagnostics = diagnosticsByFile(snapshot).get(file) ?? [];
  return diagnostics
    .filter(({ place }) => overlaps(place.range, range))
    .flatMap((diagnostic) =>
      diagnostic.fixes.map(({ title, edits }, index) => ({
        title: title[snapshot.language],
        kind: CodeActionKind.QuickFix,
        diagnostics: [toProtocol(snapshot, diagnostic, referenceOf)],
        isPreferred: index === 0,
        edit: workspaceEdit(
          snapshot,
          edits.map(({ place, text }) => ({ file: place.file, range: toRange(place.range), text })),
        ),
      })),
    );
}

/** Files that are made need the form with document changes. */
function workspaceEdit(snapshot: Snapshot, edits: readonly FileEdit[]): WorkspaceEdit {
  const made = edits.filter(({ range }) => range === null);
  if (made.length === 0) {
    const changes: Record<string, { range: Range; newText: string }[]> = {};
    for (const { file, range, text } of edits) {
      const uri = snapshot.uriOf(file);
      if (range !== null) changes[uri] = [...(changes[uri] ?? []), { range, newText: text }];
    }
    return { changes };
  }
  const start = { line: 0, character: 0 };
  return {
    documentChanges: edits.flatMap(({ file, range, text }) => {
      const uri = snapshot.uriOf(file);
      const edit: TextDocumentEdit = {
        textDocument: { uri, version: null },
        edits: [{ range: range ?? { start, end: start }, newText: text }],
      };
      return range === null ? [{ kind: 'create' as const, uri }, edit] : [edit];
    }),
  };
}
