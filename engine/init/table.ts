/** A table of the project to be: its columns as fields, its records, and what there is to tell of it. */
import type { RawValue } from '../dictionary/cell.ts';
import { cellReader } from '../dictionary/cell.ts';
import type { Cell } from '../model/dictionary.ts';
import type { Grid } from './grid.ts';
import { fieldOf, type Inferred, inferColumn } from './infer.ts';
import { type Layout, textOf } from './layout.ts';
import { fresh, nameFrom, tableTitle } from './names.ts';

export interface Table {
  readonly name: string;
  readonly title: string;
  readonly grid: Grid;
  readonly layout: Layout;
  readonly columns: readonly Column[];
}

export interface Column extends Inferred {
  readonly name: string;
  readonly heading: string;
  readonly at: number;
  /** Of each record; null: blank, or not of the type. */
  readonly cells: readonly Cell[];
  /** As text, with merged cells filled down: what keys and references are compared by. */
  readonly keys: readonly (string | null)[];
  /** Numbers of the rows that the type does not take. */
  readonly unread: readonly number[];
  readonly merged: boolean;
}

/** `taken`: names of the tables before. */
export function tableOf(grid: Grid, layout: Layout, taken: readonly string[]): Table {
  const title = tableTitle(grid.file.name, grid.sheet);
  const columns: Column[] = [];
  const names: string[] = [];
  const parts = layout.columns.map(({ lowest }) => lowest);
  for (const { at, heading, lowest } of layout.columns) {
    // The lower part of a heading says enough where no other column has it.
    const said = parts.filter((part) => part === lowest).length === 1 ? lowest : heading;
    const name = fresh(nameFrom(said, `column-${at + 1}`), names);
    names.push(name);
    columns.push(columnOf(grid, layout, at, heading, name));
  }
  return { name: fresh(nameFrom(title, 'table'), taken), title, grid, layout, columns };
}

function columnOf(grid: Grid, layout: Layout, at: number, heading: string, name: string): Column {
  const { records } = layout;
  const values = records.map(({ cells }) => cells?.[at]);
  const inferred = inferColumn(heading, values, grid.date1904);
  return { name, heading, at, ...inferred, ...readColumn(grid, layout, at, inferred) };
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
  return { ...column, ...inferred, ...readColumn(table.grid, table.layout, column.at, inferred) };
}

function readColumn(
  { date1904, merges }: Grid,
  { records, headerRows }: Layout,
  at: number,
  inferred: Inferred,
): Pick<Column, 'cells' | 'keys' | 'unread' | 'merged'> {
  const read = cellReader(fieldOf('', '', inferred), inferred.format, date1904);
  const cells: Cell[] = [];
  const keys: (string | null)[] = [];
  const unread: number[] = [];
  const ranges = merges.filter(({ column, top }) => column === at && top > (headerRows.at(-1) ?? 0));
  let first: { readonly bottom: number; readonly value: RawValue } | null = null;
  for (const { row, cells: raw } of records) {
    const value = raw?.[at];
    const { cell, problem } = read(value);
    cells.push(cell);
    if (problem !== null) unread.push(row);
    const range = ranges.find(({ top, bottom }) => top <= row && row <= bottom);
    if (range?.top === row) first = { bottom: range.bottom, value };
    const filled =
      range !== undefined && textOf(value) === '' && first !== null && row <= first.bottom ? first.value : value;
    const key = read(filled).cell;
    keys.push(key === null ? null : String(key));
  }
  return { cells, keys, unread, merged: ranges.length > 0 };
}
