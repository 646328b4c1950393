/** Tables as files: the same bytes from the same tables, whatever day it is. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import type { Sheet, TableCell } from './tables.ts';

const byteOrderMark = '\uFEFF';

/** UTF-8 with a byte order mark, as spreadsheets save it, or GB18030, as older systems export it. */
export function csvFile(sheet: Sheet, encoding: 'utf-8' | 'gb18030'): Buffer {
  const text = [sheet.header, ...sheet.rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
  return encoding === 'utf-8' ? Buffer.from(byteOrderMark + text) : iconv.encode(text, 'gb18030');
}

export function jsonFile(records: readonly Readonly<Record<string, string | number>>[]): Buffer {
  return Buffer.from(`${JSON.stringify(records, null, 2)}\n`);
}

/** Columns of text, and of dates where a name says so; one thread, so that the rows keep their order. */
export async function parquetFile(sheet: Sheet): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'district-'));
  try {
    const [from, to] = [join(folder, 'from.csv'), join(folder, 'to.parquet')];
    writeFileSync(from, csvFile(sheet, 'utf-8'));
    const columns = sheet.header.map((name) => `'${name}': '${name.endsWith('-on') ? 'DATE' : 'VARCHAR'}'`).join(', ');
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    await connection.run(
      `COPY (FROM read_csv('${from}', header = true, columns = {${columns}})) TO '${to}' (FORMAT parquet, COMPRESSION zstd)`,
    );
    connection.closeSync();
    instance.closeSync();
    return readFileSync(to);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A title across the first row, the header under it, dates as the spreadsheet's own. */
export async function xlsxFile(sheet: Sheet, name: string, title: string): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'zhunsheng';
  workbook.lastModifiedBy = 'zhunsheng';
  workbook.created = bornOn;
  workbook.modified = bornOn;
  const worksheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 2 }] });
  worksheet.addRow([title]);
  worksheet.mergeCells(1, 1, 1, sheet.header.length);
  worksheet.getCell(1, 1).alignment = { horizontal: 'center' };
  worksheet.getCell(1, 1).font = { bold: true, size: 14 };
  worksheet.addRow([...sheet.header]).font = { bold: true };
  for (const row of sheet.rows) worksheet.addRow([...row]);
  for (const [index, column] of sheet.header.entries()) {
    worksheet.getColumn(index + 1).width = Math.max(12, column.length * 2 + 2);
    if (column.endsWith('日期') || column.endsWith('时限')) worksheet.getColumn(index + 1).numFmt = 'yyyy-mm-dd';
  }
  return withoutClock(Buffer.from(await workbook.xlsx.writeBuffer()));
}

const bornOn = new Date('2022-02-01T00:00:00Z');

function csvCell(cell: TableCell): string {
  if (cell === null) return '';
  const text = cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A zip archive stamps each entry with the time of writing, in its local header and in the directory at the end; here both become
 * 1 January 1980. The offsets are APPNOTE.TXT's (sections 4.3.7, 4.3.12 and 4.3.16).
 */
function withoutClock(archive: Buffer): Buffer {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let entry = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const local = archive.readUInt32LE(entry + 42);
    archive.writeUInt32LE(epoch, entry + 12);
    archive.writeUInt32LE(epoch, local + 10);
    entry +=
      46 + archive.readUInt16LE(entry + 28) + archive.readUInt16LE(entry + 30) + archive.readUInt16LE(entry + 32);
  }
  return archive;
}

/** Time 00:00:00 in the low half, date 1980-01-01 in the high one. */
const epoch = 0x0021_0000;
