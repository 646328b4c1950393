/** What a name means: under the mouse, or at the cursor. */
import { type Hover, MarkupKind, type Position } from 'vscode-languageserver-types';
import { constructs } from '../../../engine/language/constructs.ts';
import type { Document } from '../document.ts';
import { toRange } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import { occurrenceAt } from '../symbols/occurrences.ts';
import { symbolsOf } from '../symbols/resolve.ts';
import { slotAt } from '../symbols/slots.ts';
import { subjectAt } from '../symbols/subjects.ts';
import { about } from './hover-text.ts';
import type { Live } from './live.ts';

export async function hover(
  snapshot: Snapshot,
  document: Document,
  position: Position,
  live: Live,
): Promise<Hover | null> {
  const occurrence = occurrenceAt(document, position);
  if (occurrence !== null) {
    const symbols = symbolsOf(snapshot, occurrence.name);
    const all = await Promise.all(
      symbols.map(async (symbol) => about(snapshot, symbol, await live.hoverLines(snapshot, symbol))),
    );
    const texts = all.filter((text) => text !== null);
    if (texts.length > 0) return markdown(texts.join('\n\n---\n\n'), occurrence.around);
  }
  const subject = subjectAt(snapshot, document, position);
  if (subject !== null) {
    const lines = await live.subjectLines(snapshot, subject.entity, subject.subject);
    return lines.length === 0 ? null : markdown(lines.join('\n\n'), subject.place);
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
