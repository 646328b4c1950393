/** What the data says, as the features that need no data of their own take it. Never a sensitive field's value. */
import type { Snapshot } from '../snapshot.ts';
import type { NamedSymbol } from '../symbols/name.ts';

export interface Live {
  /** What the data says of a symbol, as paragraphs of Markdown; empty where nothing is known. */
  hoverLines(snapshot: Snapshot, symbol: NamedSymbol): Promise<readonly string[]>;
  /** The values that a field has, the most frequent first; empty where the field is sensitive or nothing is known. */
  valuesOf(
    snapshot: Snapshot,
    entity: string,
    field: string,
  ): Promise<readonly { readonly value: string; readonly count: number }[]>;
}

export const noData: Live = {
  hoverLines: () => Promise.resolve([]),
  valuesOf: () => Promise.resolve([]),
};
