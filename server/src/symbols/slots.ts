/** The keys of the language in a file, by the table of constructs. */
import type { Position } from 'vscode-languageserver-types';
import type { Place } from '../../../engine/diagnostics/diagnostic.ts';
import type { ConstructName, Key } from '../../../engine/language/construct-keys.ts';
import { constructs } from '../../../engine/language/constructs.ts';
import type { MapTree, Tree } from '../../../engine/yaml/tree.ts';
import { type Document, perDocument } from '../document.ts';
import { touches } from '../ranges.ts';

/** A key as it stands in a file. */
export interface Slot {
  readonly construct: ConstructName;
  readonly key: Key;
  readonly map: MapTree;
  readonly value: Tree;
  /** Of the key. */
  readonly place: Place;
}

export const slotsIn = perDocument(({ kind, tree }): readonly Slot[] => {
  const slots: Slot[] = [];
  const root = rootConstructs[kind];
  if (tree !== null && root !== undefined) visit(slots, tree, root);
  return slots;
});

export function slotAt(document: Document, position: Position): Slot | null {
  return slotsIn(document).find(({ place }) => touches(place.range, position)) ?? null;
}

/** What a file is, or each item of its list. */
export const rootConstructs: Readonly<Partial<Record<Document['kind'], ConstructName>>> = {
  policy: 'policy',
  tests: 'testFile',
  waivers: 'waiver',
};

function visit(slots: Slot[], tree: Tree, construct: ConstructName): void {
  if (tree.kind === 'list') for (const item of tree.items) visit(slots, item, construct);
  if (tree.kind !== 'map') return;
  for (const { key: written, value } of tree.entries) {
    const key = constructs[construct].keys.find(({ name }) => name === written.source);
    if (key === undefined) continue;
    slots.push({ construct, key, map: tree, value, place: written.place });
    if (key.shape === 'condition') visit(slots, value, 'condition');
    else if (key.construct === undefined) continue;
    else if (key.shape === 'constructs') {
      if (value.kind === 'map') for (const each of value.entries) visit(slots, each.value, key.construct);
    } else visit(slots, value, key.construct);
  }
}
