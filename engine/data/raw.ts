/** What the readers of the file formats hand on: rows of raw values, before the dictionary is applied. */
import type { RawValue } from '../dictionary/cell.ts';

export interface RawRow {
  /** As a spreadsheet numbers it, or the record's number; null: not a record. */
  readonly row: number;
  readonly cells: readonly RawValue[] | null;
}

export interface RawTable {
  /** In batches, in order; consumed once. Errors are ZhunshengErrors. */
  readonly rows: AsyncIterable<readonly RawRow[]>;
  /** The header where the format has one of its own (the keys of JSON objects); null: it stands among the rows. */
  readonly header: readonly string[] | null;
  /** Whether a row with fewer cells than the header is remarkable: in CSV, not in a spreadsheet, which drops empty cells. */
  readonly ragged: boolean;
  /** Cells merged downwards. */
  readonly merges: readonly VerticalMerge[];
  /** The workbook counts its days from 1904. */
  readonly date1904: boolean;
}

/** Rows from `top` to `bottom` (inclusive) of the column with the index `column`. */
export interface VerticalMerge {
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
}

export function rawTable(rows: AsyncIterable<readonly RawRow[]>, more: Partial<RawTable> = {}): RawTable {
  return { rows, header: null, ragged: false, merges: [], date1904: false, ...more };
}

export function isBlank(value: RawValue): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}
