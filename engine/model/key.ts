/** Keys of records as text, as subjects and evidence name them: the key's cells joined with `/`, a month as `2021-03`. */

import type { Row } from './dataset.ts';
import type { Cell, Entity, Field } from './dictionary.ts';

/** The record's key; null where a cell of it is unknown. */
export function keyOf(entity: Entity, row: Row): string | null {
  return keyText(entity, entity.key, cellsOf(entity, row, entity.key));
}

/** The cells of an entity's fields, joined; null where one is unknown. */
export function keyText(entity: Entity, fields: readonly string[], cells: readonly Cell[]): string | null {
  if (cells.includes(null)) return null;
  return cells.map((cell, at) => keyCellText(entity.fields.get(fields[at] ?? ''), cell)).join('/');
}

/** A month without a day, all else as it stands. */
export function keyCellText(field: Field | undefined, cell: Cell): string {
  return field?.type.kind === 'month' ? String(cell).slice(0, 'YYYY-MM'.length) : String(cell);
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
