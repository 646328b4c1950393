/** Where what a name means is declared. */
import type { Location, Position } from 'vscode-languageserver-types';
import type { Document } from '../document.ts';
import { toLocation } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import { occurrenceAt } from '../symbols/occurrences.ts';
import { declarationsOf, symbolsOf } from '../symbols/resolve.ts';

export function definition(snapshot: Snapshot, document: Document, position: Position): readonly Location[] {
  const occurrence = occurrenceAt(document, position);
  if (occurrence === null) return [];
  return symbolsOf(snapshot, occurrence.name).flatMap((symbol) => {
    const declared = declarationsOf(snapshot, symbol).map(({ place }) => toLocation(snapshot, place));
    if (declared.length > 0 || symbol.kind !== 'clause') return declared;
    // A heading without an anchor of its own is cited by its slug.
    const clause = snapshot.analysis.clauses.get(symbol.name);
    return clause === undefined ? [] : [toLocation(snapshot, clause.place)];
  });
}
