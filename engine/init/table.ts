/** A table of the project to be: its columns as fields, its records, and what there is to tell of it. */
import type { RawValue } from '../dictionary/cell.ts';
import { cellReader } from '../dictionary/cell.ts';
import type { Cell } from '../model/dictionary.ts';
import type { Grid } from './grid.ts';
import { fieldOf, type Inferred, inferColumn } from './infer.ts';
import { type Aside, textOf } from './layout.ts';
import { fresh, nameFrom, tableTitle } from './names.ts';
import type { Sheet } from './series.ts';

export interface Table {
  readonly name: string;
  readonly title: string;
  /** One, or those of a series of files, one after the other. */
  readonly sheets: readonly [Sheet, ...(readonly Sheet[])];
  readonly columns: readonly Column[];
}

/** A row of one of the table's files. */
export interface RowAt {
  readonly grid: Grid;
  readonly row: number;
}

export interface Column extends Inferred {
  readonly name: string;
  readonly heading: string;
  readonly at: number;
  /** Of each record; null: blank, or not of the type. */
  readonly cells: readonly Cell[];
  /** As text, with merged cells filled down: what keys and references are compared by. */
  readonly keys: readonly (string | null)[];
  /** The rows that the type does not take. */
  readonly unread: readonly RowAt[];
  readonly merged: boolean;
}

/** `title`: of a series of files; `taken`: names of the tables before. */
export function tableOf(sheets: Table['sheets'], title: string | null, taken: readonly string[]): Table {
  const [{ grid, layout }] = sheets;
  const said = title ?? tableTitle(grid.file.name, grid.sheet);
  const columns: Column[] = [];
  const names: string[] = [];
  const parts = layout.columns.map(({ lowest }) => lowest);
  for (const { at, heading, lowest } of layout.columns) {
    // The lower part of a heading says enough where no other column has it.
    const part = parts.filter((each) => each === lowest).length === 1 ? lowest : heading;
    const name = fresh(nameFrom(part, `column-${at + 1}`), names);
    names.push(name);
    columns.push(columnOf(sheets, at, heading, name));
  }
  return { name: fresh(nameFrom(said, 'table'), taken), title: said, sheets, columns };
}

/** In the order of the files. */
export function rowsOf({ sheets }: Table): readonly RowAt[] {
  return sheets.flatMap(({ grid, layout }) => layout.records.map(({ row }) => ({ grid, row })));
}

export function asidesOf({ sheets }: Table): readonly Aside[] {
  return sheets.flatMap(({ layout }) => layout.asides);
}

function columnOf(sheets: Table['sheets'], at: number, heading: string, name: string): Column {
  const values = sheets.flatMap(({ layout }) => layout.records.map(({ cells }) => cells?.[at]));
  const inferred = inferColumn(heading, values, sheets[0].grid.date1904);
  return { name, heading, at, ...inferred, ...readColumn(sheets, at, inferred) };
}

/**
 * The first column whose heading ends in "name" but is no person's: called `name`, it is what the product shows beside a key. Not where it
 * is the key itself, or refers to another table.
 */
export function withName(table: Table, others: readonly string[]): Table {
  const { columns } = table;
  const shown = columns.find(({ heading, sensitive }) => !sensitive && /名称$|^(?:name|title)$/i.test(heading.trim()));
  if (shown === undefined || others.includes(shown.name) || columns.some(({ name }) => name === 'name')) return table;
  return { ...table, columns: columns.map((column) => (column === shown ? { ...column, name: 'name' } : column)) };
}

/** The column as another type takes it. */
export function retyped(table: Table, column: Column, inferred: Inferred): Column {
  return { ...column, ...inferred, ...readColumn(table.sheets, column.at, inferred) };
}

type Read = Pick<Column, 'cells' | 'keys' | 'unread' | 'merged'>;

function readColumn(sheets: readonly Sheet[], at: number, inferred: Inferred): Read {
  const parts = sheets.map((sheet) => readPart(sheet, at, inferred));
  return {
    cells: parts.flatMap(({ cells }) => cells),
    keys: parts.flatMap(({ keys }) => keys),
    unread: parts.flatMap(({ unread }) => unread),
    merged: parts.some(({ merged }) => merged),
  };
}

function readPart({ grid, layout }: Sheet, at: number, inferred: Inferred): Read {
  const read = cellReader(fieldOf('', '', inferred), inferred.format, grid.date1904);
  const cells: Cell[] = [];
  const keys: (string | null)[] = [];
  const unread: RowAt[] = [];
  const last = layout.headerRows.at(-1) ?? 0;
  const ranges = grid.merges.filter(({ column, top }) => column === at && top > last);
  let first: { readonly bottom: number; readonly value: RawValue } | null = null;
  for (const { row, cells: raw } of layout.records) {
    const value = raw?.[at];
    const { cell, problem } = read(value);
    cells.push(cell);
    if (problem !== null) unread.push({ grid, row });
    const range = ranges.find(({ top, bottom }) => top <= row && row <= bottom);
    if (range?.top === row) first = { bottom: range.bottom, value };
    const filled =
      range !== undefined && textOf(value) === '' && first !== null && row <= first.bottom ? first.value : value;
    const key = read(filled).cell;
    keys.push(key === null ? null : String(key));
  }
  return { cells, keys, unread, merged: ranges.length > 0 };
}
