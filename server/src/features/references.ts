/** Every place that names what the name at a position means, in all files of the project. */
import type { DocumentHighlight, Location, Position } from 'vscode-languageserver-types';
import { DocumentHighlightKind } from 'vscode-languageserver-types';
import type { Document } from '../document.ts';
import { comparePlaces, toLocation, toRange } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Occurrence } from '../symbols/name.ts';
import { occurrenceAt } from '../symbols/occurrences.ts';
import { occurrencesOf, symbolsOf } from '../symbols/resolve.ts';

export function references(
  snapshot: Snapshot,
  document: Document,
  position: Position,
  withDeclaration: boolean,
): readonly Location[] {
  return placesOf(snapshot, document, position)
    .filter(({ declared }) => withDeclaration || declared === null)
    .map(({ place }) => toLocation(snapshot, place));
}

/** The same within one file, for a client that marks them. */
export function highlights(snapshot: Snapshot, document: Document, position: Position): readonly DocumentHighlight[] {
  return placesOf(snapshot, document, position)
    .filter(({ place }) => place.file === document.file)
    .map(({ place, declared }) => ({
      range: toRange(place.range),
      kind: declared === null ? DocumentHighlightKind.Read : DocumentHighlightKind.Write,
    }));
}

function placesOf(snapshot: Snapshot, document: Document, position: Position): readonly Occurrence[] {
  const occurrence = occurrenceAt(document, position);
  if (occurrence === null) return [];
  const all = symbolsOf(snapshot, occurrence.name).flatMap((symbol) => occurrencesOf(snapshot, symbol));
  return [...new Set(all)].sort((a, b) => comparePlaces(a.place, b.place));
}
