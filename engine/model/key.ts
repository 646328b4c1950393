/** Keys of records as text, as subjects and evidence name them: the key's cells joined with `/`. */

import type { Row } from './dataset.ts';
import type { Cell, Entity } from './dictionary.ts';

/** The record's key; null where a cell of it is unknown. */
export function keyOf(entity: Entity, row: Row): string | null {
  return keyText(cellsOf(entity, row, entity.key));
}

export function keyText(cells: readonly Cell[]): string | null {
  return cells.includes(null) ? null : cells.map(String).join('/');
}

export function cellsOf(entity: Entity, row: Row, fields: readonly string[]): Cell[] {
  const order = [...entity.fields.keys()];
  return fields.map((field) => row.cells[order.indexOf(field)] ?? null);
}

/** By code point, as DuckDB and Spark order texts (and unlike `<`, which compares UTF-16 units). */
export function compareKeys(a: string, b: string): number {
  const one = Array.from(a);
  const other = Array.from(b);
  for (let i = 0; i < Math.min(one.length, other.length); i++) {
    const difference = (one[i]?.codePointAt(0) ?? 0) - (other[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}
