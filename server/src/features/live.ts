/** What the data says, as the features that need no data of their own take it. Never a sensitive field's value. */
import type { CodeAction, Position, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Document } from '../document.ts';
import type { Snapshot } from '../snapshot.ts';
import type { NamedSymbol } from '../symbols/name.ts';

export interface Live {
  /** What the data says of a symbol, as paragraphs of Markdown; empty where nothing is known. */
  hoverLines(snapshot: Snapshot, symbol: NamedSymbol): Promise<readonly string[]>;
  /** Where a unit stands on its ladders, and how far a record has come; empty where there is none in the data. */
  subjectLines(snapshot: Snapshot, entity: string, subject: string): Promise<readonly string[]>;
  /** The values that a field has, the most frequent first; empty where the field is sensitive or nothing is known. */
  valuesOf(
    snapshot: Snapshot,
    entity: string,
    field: string,
  ): Promise<readonly { readonly value: string; readonly count: number }[]>;
  /** What the data can be used for at a place; the edit is asked for when an action is chosen. */
  actions(snapshot: Snapshot, document: Document, position: Position): readonly CodeAction[];
  /** Of an action with this data; null where it is none of these, or comes to nothing. */
  editOf(snapshots: readonly Snapshot[], data: unknown): Promise<WorkspaceEdit | null>;
}

export const noData: Live = {
  hoverLines: () => Promise.resolve([]),
  subjectLines: () => Promise.resolve([]),
  valuesOf: () => Promise.resolve([]),
  actions: () => [],
  editOf: () => Promise.resolve(null),
};
