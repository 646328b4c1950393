/** Reads parts of a descriptor that may not have the shape they should: what is not as expected is as if it were not there. */

import type { Localized, Place } from '../diagnostics/diagnostic.ts';
import { get, type ListTree, type MapTree, type ScalarTree, type Tree } from '../yaml/tree.ts';

export function mapAt(map: MapTree, name: string): MapTree | null {
  const tree = get(map, name);
  return tree?.kind === 'map' ? tree : null;
}

export function itemsAt(map: MapTree, name: string): readonly Tree[] {
  const tree = get(map, name);
  return tree?.kind === 'list' ? tree.items : [];
}

export function listAt(map: MapTree, name: string): ListTree | null {
  const tree = get(map, name);
  return tree?.kind === 'list' ? tree : null;
}

export function scalarAt(map: MapTree, name: string): ScalarTree | null {
  const tree = get(map, name);
  return tree?.kind === 'scalar' && tree.value !== null ? tree : null;
}

export function textAt(map: MapTree, name: string): string | null {
  return scalarAt(map, name)?.source ?? null;
}

export function flagAt(map: MapTree, name: string): boolean {
  return scalarAt(map, name)?.value === true;
}

export function numberAt(map: MapTree, name: string): number | null {
  const value = scalarAt(map, name)?.value;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
}

/** One text or a list of them, each with its place. */
export function textsAt(map: MapTree, name: string): readonly ScalarTree[] {
  const tree = get(map, name);
  if (tree?.kind === 'list') return tree.items.filter((item) => item.kind === 'scalar');
  return tree?.kind === 'scalar' && tree.value !== null ? [tree] : [];
}

/** A text for both languages, or one for each; where one is missing the other stands for it. */
export function localizedAt(map: MapTree, name: string): Localized | null {
  const tree = get(map, name);
  if (tree === undefined) return null;
  if (tree.kind === 'scalar') return tree.value === null ? null : { zh: tree.source, en: tree.source };
  if (tree.kind !== 'map') return null;
  const zh = textAt(tree, 'zh');
  const en = textAt(tree, 'en');
  return zh === null && en === null ? null : { zh: zh ?? en ?? '', en: en ?? zh ?? '' };
}

/** The place of what a property says, or of the whole where it says nothing. */
export function placeOf(map: MapTree, name: string): Place {
  return get(map, name)?.place ?? map.place;
}
