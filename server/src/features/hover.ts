/** What a name means: under the mouse, or at the cursor. */
import { type Hover, MarkupKind, type Position } from 'vscode-languageserver-types';
import { constructs } from '../../../engine/language/constructs.ts';
import type { Document } from '../document.ts';
import { toRange } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import type { NamedSymbol } from '../symbols/name.ts';
import { occurrenceAt } from '../symbols/occurrences.ts';
import { symbolsOf } from '../symbols/resolve.ts';
import { slotAt } from '../symbols/slots.ts';
import { about } from './hover-text.ts';

/** What the data says of a symbol, as lines of Markdown; empty where there is no data yet. Never a sensitive value. */
export type LiveLines = (snapshot: Snapshot, symbol: NamedSymbol) => readonly string[];

export function hover(snapshot: Snapshot, document: Document, position: Position, live: LiveLines): Hover | null {
  const occurrence = occurrenceAt(document, position);
  if (occurrence !== null) {
    const texts = symbolsOf(snapshot, occurrence.name)
      .map((symbol) => about(snapshot, symbol, live(snapshot, symbol)))
      .filter((text) => text !== null);
    if (texts.length > 0) return markdown(texts.join('\n\n---\n\n'), occurrence.around);
  }
  const slot = slotAt(document, position);
  if (slot === null) return null;
  const { key, construct, place } = slot;
  const { language } = snapshot;
  return markdown(`**${key.title[language]}** \`${key.name}\` — ${constructs[construct].title[language]}`, place);
}

function markdown(value: string, { range }: { readonly range: Parameters<typeof toRange>[0] }): Hover {
  return { contents: { kind: MarkupKind.Markdown, value }, range: toRange(range) };
}
