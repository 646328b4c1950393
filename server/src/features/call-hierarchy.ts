/** The graph of what stands on what: standards on rules, rules on facts, facts on other facts and fields. */
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Position,
} from 'vscode-languageserver-types';
import type { Place } from '../../../engine/diagnostics/diagnostic.ts';
import type { Document } from '../document.ts';
import { toPosition, toRange, touches } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import { type NamedSymbol, type Occurrence, symbolKey } from '../symbols/name.ts';
import { occurrenceAt, occurrencesIn } from '../symbols/occurrences.ts';
import { declarationsOf, occurrencesOf, symbolsOf } from '../symbols/resolve.ts';
import { titleOfSymbol } from '../symbols/title.ts';
import { kinds } from './symbols.ts';

/** What stands on others or is stood on; entities, codes and clauses are not of the graph. */
const inGraph: readonly NamedSymbol['kind'][] = [
  'fact',
  'condition',
  'parameter',
  'rule',
  'standard',
  'rollup',
  'procedure',
  'ladder',
];

export function prepareCallHierarchy(
  snapshot: Snapshot,
  document: Document,
  position: Position,
): readonly CallHierarchyItem[] {
  const occurrence = occurrenceAt(document, position);
  return occurrence === null
    ? []
    : symbolsOf(snapshot, occurrence.name).flatMap((symbol) => itemOf(snapshot, symbol) ?? []);
}

/** What stands on it. */
export function incomingCalls(snapshot: Snapshot, symbol: NamedSymbol): readonly CallHierarchyIncomingCall[] {
  const callers = new Map<string, { readonly item: CallHierarchyItem; readonly places: Place[] }>();
  for (const { place, declared } of occurrencesOf(snapshot, symbol)) {
    const document = snapshot.documents.get(place.file);
    if (declared !== null || document === undefined) continue;
    const owner = ownerOf(document, place);
    const item = owner === null ? null : itemOf(snapshot, owner.name as NamedSymbol);
    if (owner === null || item === null) continue;
    const key = symbolKey(owner.name as NamedSymbol);
    const known = callers.get(key);
    if (known === undefined) callers.set(key, { item, places: [place] });
    else known.places.push(place);
  }
  return [...callers.values()].map(({ item, places }) => ({
    from: item,
    fromRanges: places.map(({ range }) => toRange(range)),
  }));
}

/** What it stands on. */
export function outgoingCalls(snapshot: Snapshot, symbol: NamedSymbol): readonly CallHierarchyOutgoingCall[] {
  const callees = new Map<string, { readonly item: CallHierarchyItem; readonly places: Place[] }>();
  for (const declaration of declarationsOf(snapshot, symbol)) {
    const document = snapshot.documents.get(declaration.place.file);
    if (document === undefined) continue;
    for (const occurrence of occurrencesIn(document)) {
      if (occurrence.declared !== null || ownerOf(document, occurrence.place)?.declared !== declaration.declared)
        continue;
      for (const callee of symbolsOf(snapshot, occurrence.name)) {
        const item = itemOf(snapshot, callee);
        if (item === null) continue;
        const known = callees.get(symbolKey(callee));
        if (known === undefined) callees.set(symbolKey(callee), { item, places: [occurrence.place] });
        else known.places.push(occurrence.place);
      }
    }
  }
  return [...callees.values()].map(({ item, places }) => ({
    to: item,
    fromRanges: places.map(({ range }) => toRange(range)),
  }));
}

function itemOf(snapshot: Snapshot, symbol: NamedSymbol): CallHierarchyItem | null {
  const [declared] = declarationsOf(snapshot, symbol);
  if (declared === undefined || declared.declared === null || !inGraph.includes(symbol.kind)) return null;
  const title = titleOfSymbol(snapshot, symbol);
  return {
    name: symbol.name,
    ...(title === symbol.name ? {} : { detail: title }),
    kind: kinds[symbol.kind],
    uri: snapshot.uriOf(declared.place.file),
    range: { start: toPosition(declared.place.range.start), end: toPosition(declared.declared.place.range.end) },
    selectionRange: toRange(declared.place.range),
    data: symbol,
  };
}

/** The declaration of the graph in whose body a place stands. */
function ownerOf(document: Document, { range }: Place): Occurrence | null {
  return (
    occurrencesIn(document).find(
      ({ name, declared }) =>
        declared !== null &&
        inGraph.some((kind) => kind === name.kind) &&
        touches(declared.place.range, toPosition(range.start)),
    ) ?? null
  );
}
