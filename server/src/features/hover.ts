import { type Hover, MarkupKind, type Position } from 'vscode-languageserver-types';
import type { Document } from '../document.ts';
import type { Snapshot } from '../snapshot.ts';

export function hover(snapshot: Snapshot, document: Document, position: Position): Hover | null {
  const { dictionary } = snapshot.analysis;
  const line = document.text.split('\n')[position.line] ?? '';
  const word = [...line.matchAll(/[\p{L}\p{N}_-]+/gu)].find(
    ({ index, 0: text }) => index <= position.character && position.character <= index + text.length,
  );
  const entity = word === undefined ? undefined : dictionary.entities.get(word[0]);
  if (entity === undefined) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: `**${entity.title[snapshot.language]}** \`${entity.name}\`` },
  };
}
