/** The rows of a worksheet, streaming (ECMA-376, part 1, 18.3). Formulas stand for their last result. */
import { stop } from '../../diagnostics/error.ts';
import * as problems from '../../diagnostics/registry/data.ts';
import type { RawValue } from '../../dictionary/cell.ts';
import type { Resource } from '../../dictionary/resource.ts';
import { limits } from '../limits.ts';
import type { DataFile } from '../locate.ts';
import { type RawRow, type RawTable, rawTable, type VerticalMerge } from '../raw.ts';
import { bytesOf, openPackage, type Package, readXml } from './package.ts';
import { readWorkbook, sheetOf, unescapeText, type Workbook } from './workbook.ts';

export async function readXlsx(file: DataFile, resource: Resource): Promise<RawTable> {
  const pack = await openPackage(file);
  try {
    const workbook = await readWorkbook(pack);
    const part = sheetOf(pack, workbook, resource.dialect);
    const merges = await readMerges(pack, part);
    return rawTable(rowsOf(pack, part, workbook), { merges, date1904: workbook.date1904 });
  } catch (error) {
    pack.zip.close();
    throw error;
  }
}

const batchRows = 2048;

async function* rowsOf(pack: Package, part: string, workbook: Workbook): AsyncGenerator<readonly RawRow[]> {
  const sheet: Sheet = { path: pack.file.name, workbook, rows: [], row: null, number: 0, cell: null, piece: null };
  const handler = {
    open: (name: string, attributes: Readonly<Record<string, string>>) => open(sheet, name, attributes),
    text: (text: string) => {
      if (sheet.cell !== null && sheet.piece !== null) sheet.cell[sheet.piece] = (sheet.cell[sheet.piece] ?? '') + text;
    },
    close: (name: string) => close(sheet, name),
  };
  try {
    for await (const _ of readXml(pack, part, handler, limits.xlsxSheetBytes)) {
      if (sheet.rows.length < batchRows) continue;
      yield sheet.rows;
      sheet.rows = [];
    }
    if (sheet.rows.length > 0) yield sheet.rows;
  } finally {
    pack.zip.close();
  }
}

interface Sheet {
  readonly path: string;
  readonly workbook: Workbook;
  rows: RawRow[];
  row: RawValue[] | null;
  number: number;
  cell: SheetCell | null;
  piece: 'value' | 'text' | 'formula' | null;
}

interface SheetCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  value: string | null;
  /** Of a text that stands in the cell itself. */
  text: string | null;
  formula: string | null;
}

function open(sheet: Sheet, name: string, attributes: Readonly<Record<string, string>>): void {
  switch (name) {
    case 'row':
      startRow(sheet, attributes['r']);
      return;
    case 'c':
      startCell(sheet, attributes);
      return;
    case 'v':
      sheet.piece = 'value';
      return;
    case 't':
      sheet.piece = 'text';
      return;
    case 'f':
      sheet.piece = 'formula';
      if (sheet.cell !== null) sheet.cell.formula ??= '';
      return;
    default:
      sheet.piece = null;
  }
}

function close(sheet: Sheet, name: string): void {
  sheet.piece = null;
  if (name === 'row' && sheet.row !== null) {
    sheet.rows.push({ row: sheet.number, cells: sheet.row });
    sheet.row = null;
  } else if (name === 'c' && sheet.cell !== null && sheet.row !== null) {
    const { column } = sheet.cell;
    while (sheet.row.length < column) sheet.row.push(null);
    sheet.row[column] = cellValue(sheet.cell, sheet.workbook);
    sheet.cell = null;
  }
}

/** Rows that the sheet leaves out are blank. */
function startRow(sheet: Sheet, written: string | undefined): void {
  const number = written === undefined ? sheet.number + 1 : Number(written);
  if (!Number.isInteger(number) || number <= sheet.number || number > limits.spreadsheetRows) {
    const reason = { zh: `行号 ${written} 不对`, en: `the row number ${written} is wrong` };
    stop(problems.damaged, sheet.path, { path: sheet.path, reason });
  }
  for (let blank = sheet.number + 1; blank < number; blank++) sheet.rows.push({ row: blank, cells: [] });
  sheet.number = number;
  sheet.row = [];
}

function startCell(sheet: Sheet, attributes: Readonly<Record<string, string>>): void {
  if (sheet.row === null) return;
  const letters = /^([A-Za-z]{1,4})\d*$/.exec(attributes['r'] ?? '')?.[1];
  const column = letters === undefined ? sheet.row.length : columnOf(letters);
  if (column >= limits.columns) {
    const parameters = { path: sheet.path, row: sheet.number, columns: column + 1, limit: limits.columns };
    stop(problems.tooManyColumns, sheet.path, parameters);
  }
  const style = Number(attributes['s'] ?? '0');
  sheet.cell = { column, type: attributes['t'] ?? 'n', style, value: null, text: null, formula: null };
}

/** `A` is 0. */
function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function cellValue({ formula, style, text, type, value }: SheetCell, workbook: Workbook): RawValue {
  if (type === 'inlineStr') return unescapeText(text ?? '');
  if (value === null) return formula === null ? null : { error: '（= …?）' };
  switch (type) {
    case 's':
      return workbook.texts[Number(value)] ?? { error: '#REF!' };
    case 'str':
      return unescapeText(value);
    case 'b':
      return value.trim() === '1' || value.trim() === 'true';
    case 'e':
      return { error: value };
    case 'd':
      return value;
    default:
      return numberOf(Number(value), workbook.formats[style] ?? null, workbook.date1904);
  }
}

function numberOf(value: number, format: Workbook['formats'][number], date1904: boolean): RawValue {
  if (format?.kind === 'zeros' && Number.isInteger(value) && value >= 0)
    return String(value).padStart(format.width, '0');
  // Below 1 it is a time of day.
  if (format?.kind !== 'date' || value < 1 || value > 2_958_465) return value;
  const day = Math.floor(value);
  // In the system of 1900 the day before 1 March is one that never was.
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  return new Date(epoch + day * 86_400_000);
}

/** Merged cells are told after all rows: they are looked for in a pass of their own, which unpacks and reads no XML before them. */
async function readMerges(pack: Package, part: string): Promise<readonly VerticalMerge[]> {
  const merges: VerticalMerge[] = [];
  const shape = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g;
  const rowsEnd = /<\/(?:\w+:)?sheetData>|<(?:\w+:)?sheetData\s*\/>/;
  let tail = '';
  let after = false;
  for await (const chunk of bytesOf(pack, part, limits.xlsxSheetBytes)) {
    tail += chunk.toString('latin1');
    if (!after) {
      const end = tail.search(rowsEnd);
      after = end !== -1;
      tail = after ? tail.slice(end) : tail.slice(-64);
      if (!after) continue;
    }
    let read = 0;
    for (const match of tail.matchAll(shape)) {
      read = match.index + match[0].length;
      const [, left = '', top = '', right = '', bottom = ''] = match;
      if (left === right && bottom !== top)
        merges.push({ column: columnOf(left), top: Number(top), bottom: Number(bottom) });
      if (merges.length >= limits.merges) return merges;
    }
    tail = tail.slice(Math.max(read, tail.length - 256));
  }
  return merges;
}
