/** Raw rows to records of an entity: typed cells in the order of its fields, and findings about what could not be taken. */
import { stop } from '../diagnostics/error.ts';
import * as problems from '../diagnostics/registry/data.ts';
import { type CellReader, cellReader, plainFormat, type RawValue } from '../dictionary/cell.ts';
import type { Resource } from '../dictionary/resource.ts';
import type { Cell, Entity, Field } from '../model/dictionary.ts';
import { cellFinding, type DataFinding, finding } from './finding.ts';
import { findHeader, type Header, matchHeader } from './header.ts';
import { limits } from './limits.ts';
import { isBlank, type RawRow, type RawTable, type VerticalMerge } from './raw.ts';

export interface Records {
  /** The rows' numbers in the file, and their cells. */
  readonly numbers: readonly number[];
  readonly rows: readonly (readonly Cell[])[];
  readonly findings: readonly DataFinding[];
  /** Fields for which the file has no column; told with the first batch. */
  readonly absent?: readonly string[];
}

/**
 * In batches, in the order of the file. Rows without a key are named and left out; whether keys are unique and references lead
 * anywhere is seen only where all rows meet. Throws ZhunshengError where there is no header or no key column.
 */
export async function* readRecords(file: string, resource: Resource, table: RawTable): AsyncGenerator<Records> {
  const iterator = table.rows[Symbol.asyncIterator]();
  const held: RawRow[] = [];
  let ended = false;
  while (!ended && held.length < limits.headerSearch + limits.headerHeight) {
    const next = await iterator.next();
    ended = next.done === true;
    if (next.done !== true) held.push(...next.value);
  }
  try {
    const header = table.header === null ? headerAmong(file, resource, held) : ownHeader(resource, table.header);
    if (header === null) {
      yield { numbers: [], rows: [], findings: [finding(problems.emptyFile, { file }, {})] };
      return;
    }
    const conversion = conversionOf(file, resource, table, header);
    const absent = absentFields(resource, header);
    yield { numbers: [], rows: [], findings: headerFindings(file, resource, header), absent };
    yield convert(
      conversion,
      held.filter(({ row }) => row > header.lastRow),
    );
    while (!ended) {
      const next = await iterator.next();
      ended = next.done === true;
      if (next.done !== true) yield convert(conversion, next.value);
    }
    const { count, first } = conversion.blanks;
    if (count > 0) {
      yield { numbers: [], rows: [], findings: [finding(problems.blankRows, { file, row: first }, { count })] };
    }
  } finally {
    await iterator.return?.();
  }
}

/** What is wrong with a file's columns. Throws ZhunshengError where one of the key is missing. */
export function headerFindings(file: string, { entity }: Resource, header: Header): DataFinding[] {
  const fields = [...entity.fields.values()];
  const missing = fields.filter((_, index) => header.columns[index] === -1);
  for (const { name } of missing) {
    if (entity.key.includes(name)) stop(problems.noKeyColumn, file, { path: file, field: name });
  }
  const extra = header.extra.map((heading) => heading.replace(/\s+/g, ' ').slice(0, 40));
  const columns = extra.slice(0, 20).join('、') + (extra.length > 20 ? ` … (${extra.length})` : '');
  return [
    ...missing.map((field) => finding(problems.missingColumn, { file, column: field.name }, { field: field.name })),
    ...header.twice.map((field) =>
      finding(problems.duplicateColumn, { file, column: field.name }, { field: field.name }),
    ),
    ...(extra.length > 0 ? [finding(problems.extraColumns, { file }, { columns })] : []),
  ];
}

export function absentFields({ entity }: Resource, { columns }: Header): string[] {
  return [...entity.fields.keys()].filter((_, index) => columns[index] === -1);
}

/** Null: there is nothing at all in the file. */
function headerAmong(file: string, resource: Resource, rows: readonly RawRow[]): Header | null {
  if (rows.every(({ cells }) => cells?.every(isBlank) ?? false)) return null;
  const header = findHeader(resource, rows.slice(0, limits.headerSearch + limits.headerHeight));
  if (header !== null) return header;
  const columns = [...resource.entity.fields.values()].map(({ name, title }) =>
    name === title.zh ? name : `${name}（${title.zh}）`,
  );
  const known = columns.slice(0, 20).join(' ') + (columns.length > 20 ? ' …' : '');
  return stop(problems.noHeader, file, { path: file, rows: limits.headerSearch, columns: known });
}

function ownHeader(resource: Resource, names: readonly string[]): Header {
  return matchHeader(
    resource,
    names.map((name) => [name]),
    0,
  );
}

interface Conversion {
  readonly file: string;
  readonly entity: Entity;
  readonly ragged: boolean;
  readonly header: Header;
  readonly columns: readonly { readonly field: Field; readonly at: number; readonly read: CellReader }[];
  readonly keyAt: readonly number[];
  /** Of the columns of keys and references: a merged cell there stands for each of its rows. */
  readonly merges: ReadonlyMap<number, MergeState>;
  /** Blank rows between others; those at the end don't count. */
  blanks: Blanks;
  /** Blank rows since the last other one. */
  pending: Blanks;
}

interface Blanks {
  readonly count: number;
  /** The number of the first; null: none. */
  readonly first: number | null;
}

const noBlanks: Blanks = { count: 0, first: null };

function conversionOf(file: string, resource: Resource, table: RawTable, header: Header): Conversion {
  const { entity } = resource;
  const fields = [...entity.fields.values()];
  const columns = fields.map((field, index) => ({
    field,
    at: header.columns[index] ?? -1,
    read: cellReader(field, resource.formats.get(field.name) ?? plainFormat, table.date1904),
  }));
  const naming = new Set([...entity.key, ...[...entity.references.values()].flatMap((reference) => reference.fields)]);
  return {
    file,
    entity,
    ragged: table.ragged,
    header,
    columns,
    keyAt: entity.key.map((name) => fields.findIndex((field) => field.name === name)),
    merges: mergeStates(
      table.merges,
      columns.filter(({ field }) => naming.has(field.name)).map(({ at }) => at),
    ),
    blanks: noBlanks,
    pending: noBlanks,
  };
}

function convert(conversion: Conversion, raw: readonly RawRow[]): Records {
  const numbers: number[] = [];
  const rows: (readonly Cell[])[] = [];
  const findings: DataFinding[] = [];
  for (const { cells, row } of raw) {
    if (cells === null) {
      findings.push(finding(problems.notARecord, { file: conversion.file, row }, {}));
      continue;
    }
    if (cells.every(isBlank)) {
      conversion.pending = sumOf(conversion.pending, { count: 1, first: row });
      continue;
    }
    if (conversion.pending.count > 0) {
      conversion.blanks = sumOf(conversion.blanks, conversion.pending);
      conversion.pending = noBlanks;
    }
    if (conversion.ragged) checkWidth(conversion, row, cells, findings);
    const record = convertRow(conversion, row, cells, findings);
    if (record === null) continue;
    numbers.push(row);
    rows.push(record);
  }
  return { numbers, rows, findings };
}

function sumOf(a: Blanks, b: Blanks): Blanks {
  return { count: a.count + b.count, first: a.first ?? b.first };
}

function convertRow(
  conversion: Conversion,
  row: number,
  raw: readonly RawValue[],
  findings: DataFinding[],
): readonly Cell[] | null {
  const { columns, file, keyAt } = conversion;
  const record: Cell[] = [];
  for (const { at, field, read } of columns) {
    if (at === -1) {
      record.push(null);
      continue;
    }
    const merge = conversion.merges.get(at);
    const { cell, problem } = read(merge === undefined ? raw[at] : merged(merge, row, raw[at]));
    record.push(cell);
    if (problem !== null) findings.push(cellFinding(problem, { file, row, column: field.name }));
  }
  if (!keyAt.some((index) => record[index] === null)) return record;
  const key = conversion.entity.key.join(', ');
  findings.push(finding(problems.keyless, { file, row }, { key }));
  return null;
}

function checkWidth(
  { file, header }: Conversion,
  row: number,
  cells: readonly RawValue[],
  findings: DataFinding[],
): void {
  if (header.lastRow === 0) return;
  if (cells.length > header.width && cells.slice(header.width).some((cell) => !isBlank(cell))) {
    findings.push(finding(problems.tooManyCells, { file, row }, { cells: cells.length, columns: header.width }));
  } else if (cells.length < header.width) {
    findings.push(finding(problems.tooFewCells, { file, row }, { cells: cells.length, columns: header.width }));
  }
}

interface MergeState {
  /** In order of their top rows. */
  readonly ranges: readonly VerticalMerge[];
  next: number;
  value: RawValue;
}

function mergeStates(merges: readonly VerticalMerge[], columns: readonly number[]): Map<number, MergeState> {
  const states = new Map<number, MergeState>();
  for (const column of columns) {
    const ranges = merges.filter((merge) => merge.column === column).sort((a, b) => a.top - b.top);
    if (ranges.length > 0) states.set(column, { ranges, next: 0, value: null });
  }
  return states;
}

function merged(state: MergeState, row: number, own: RawValue): RawValue {
  while (state.next < state.ranges.length && (state.ranges[state.next]?.bottom ?? 0) < row) {
    state.next++;
    state.value = null;
  }
  const range = state.ranges[state.next];
  if (range === undefined || row < range.top) return own;
  if (!isBlank(own)) state.value = own;
  return isBlank(own) ? state.value : own;
}
