/** An XLSX file, sheet after sheet and row after row: the same bytes for the same cells. */
import { Writable } from 'node:stream';
import type { Style, stream } from 'exceljs';
import type { CivilDate } from '../../calendar/civil-date.ts';
import { xmlText } from '../plain-text.ts';

/** A text, a number, a date; null and undefined: an empty cell. */
export type CellValue = string | number | null | undefined | { readonly date: CivilDate };

export interface SheetColumn {
  readonly title: string;
  readonly kind: 'text' | 'count' | 'decimal' | 'percent' | 'change' | 'date';
  /** In characters of a Latin digit's width. */
  readonly width: number;
}

export interface Sheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** How many columns at the left stay in sight. */
  readonly frozen: number;
  readonly rows: AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>;
}

export async function writeWorkbook(title: string, sheets: AsyncIterable<Sheet>): Promise<Uint8Array> {
  const { default: exceljs } = await import('exceljs');
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _, done): void {
      chunks.push(chunk);
      done();
    },
  });
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: sink, useSharedStrings: true, useStyles: true });
  Object.assign(workbook, { creator: 'Zhunsheng', lastModifiedBy: 'Zhunsheng', title: xmlText(title) });
  // No clock: a publication says in its sheets as of when it is.
  Object.assign(workbook, { created: earliest, modified: earliest });
  const names = new Set<string>();
  for await (const sheet of sheets) await writeSheet(workbook, sheet, names);
  await workbook.commit();
  return withoutTimes(Buffer.concat(chunks));
}

const earliest = new Date(Date.UTC(1980, 0, 1));

type Workbook = stream.xlsx.WorkbookWriter;

/** Rows of a sheet as the format bounds them (ECMA-376, 18.3.1.73), with the head. */
const mostRows = 1_048_576;

async function writeSheet(workbook: Workbook, sheet: Sheet, names: Set<string>): Promise<void> {
  let worksheet = beginSheet(workbook, sheet, names);
  let count = 1;
  for await (const row of sheet.rows) {
    if (count === mostRows) {
      worksheet.commit();
      worksheet = beginSheet(workbook, sheet, names);
      count = 1;
    }
    worksheet.addRow(row.map((value) => cellOf(value))).commit();
    count++;
  }
  worksheet.commit();
}

function beginSheet(workbook: Workbook, { name, columns, frozen }: Sheet, names: Set<string>) {
  const worksheet = workbook.addWorksheet(sheetName(name, names), {
    views: [{ state: 'frozen', xSplit: frozen, ySplit: 1 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  worksheet.columns = columns.map(({ kind, width }) => ({ width, style: styles[kind] }));
  worksheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  const head = worksheet.addRow(columns.map(({ title }) => xlsxText(title)));
  head.eachCell((cell) => {
    cell.style = headStyle;
  });
  head.commit();
  return worksheet;
}

const top = { vertical: 'top' } as const;

/** Texts stand in cells of the format Text, so that none becomes a formula when somebody edits it. */
const styles: Readonly<Record<SheetColumn['kind'], Partial<Style>>> = {
  text: { numFmt: '@', alignment: { ...top, wrapText: true } },
  count: { numFmt: '#,##0', alignment: top },
  decimal: { numFmt: 'General', alignment: top },
  percent: { numFmt: '0.0%', alignment: top },
  change: { numFmt: '+0.0%;-0.0%;0.0%', alignment: top },
  date: { numFmt: 'yyyy-mm-dd', alignment: { ...top, horizontal: 'left' } },
};

const headStyle: Partial<Style> = {
  numFmt: '@',
  font: { bold: true, color: { argb: 'FFFFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF1F4E79' } },
  alignment: { vertical: 'middle', wrapText: true },
};

function cellOf(value: CellValue): string | number | Date | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? xlsxText(value) : new Date(`${value.date}T00:00:00Z`);
}

/** What a cell can hold; the rest is cut off, which the sign at the end shows. */
const mostCharacters = 32_767;

/** `_x0041_` stands for a character in a cell (ECMA-376, 22.4.2.4, bstr), so that a text of that form needs escaping. */
function xlsxText(text: string): string {
  const clean = xmlText(text);
  const whole = clean.length > mostCharacters ? xmlText(`${clean.slice(0, mostCharacters - 1)}…`) : clean;
  return whole.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/** Of at most 31 characters, none of those that Excel refuses, and no name twice. */
function sheetName(wanted: string, names: Set<string>): string {
  const plain = xmlText(wanted)
    .replace(/[[\]:*?/\\\ufffd]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .trim();
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : ` (${number})`;
    const name = `${cut(plain === '' ? '-' : plain, 31 - suffix.length)}${suffix}`;
    if (names.has(name.toLowerCase())) continue;
    names.add(name.toLowerCase());
    return name;
  }
}

function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/\p{Surrogate}$/u, '');
}

/** The zip with the earliest time that it can tell in place of the present one (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16). */
function withoutTimes(zip: Buffer): Uint8Array {
  const fixed = Buffer.from(zip);
  const end = fixed.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const entries = fixed.readUInt16LE(end + 10);
  let at = fixed.readUInt32LE(end + 16);
  for (let i = 0; i < entries; i++) {
    fixed.writeUInt32LE(dosEarliest, at + 12);
    fixed.writeUInt32LE(dosEarliest, fixed.readUInt32LE(at + 42) + 10);
    at += 46 + fixed.readUInt16LE(at + 28) + fixed.readUInt16LE(at + 30) + fixed.readUInt16LE(at + 32);
  }
  return fixed;
}

/** 1 January 1980, 0:00: the time in the lower half, the date in the upper. */
const dosEarliest = 0x0021_0000;
