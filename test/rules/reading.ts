/** The shipped files as rows of text, read without the engine; and a calendar of our own for counting by hand. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';

export type Row = Readonly<Record<string, string>>;

export const dataFolder = join(import.meta.dirname, '../../rules/data');

export function csv(file: string, encoding: 'utf-8' | 'gb18030' = 'utf-8'): Row[] {
  const text = new TextDecoder(encoding).decode(readFileSync(join(dataFolder, file)));
  return parse(text, { columns: true, bom: true, skip_records_with_empty_values: true });
}

export function json(file: string): Row[] {
  const rows: Record<string, unknown>[] = JSON.parse(readFileSync(join(dataFolder, file), 'utf8'));
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])));
}

/** The rows under a title row and a header row. */
export async function sheet(file: string): Promise<Row[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(join(dataFolder, file));
  const [worksheet] = workbook.worksheets;
  const rows: string[][] = [];
  worksheet?.eachRow((row, number) => {
    if (number === 1) return;
    rows.push(
      Array.from({ length: worksheet.columnCount }, (_, index) => {
        const { value } = row.getCell(index + 1);
        return value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? '');
      }),
    );
  });
  const [header = [], ...lines] = rows;
  return lines.map((line) => Object.fromEntries(header.map((name, index) => [name, line[index] ?? ''])));
}

export async function parquet(file: string): Promise<Row[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(
    `SELECT COLUMNS(*)::VARCHAR FROM read_parquet('${join(dataFolder, file).replaceAll("'", "''")}')`,
  );
  connection.closeSync();
  return reader
    .getRowObjectsJson()
    .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value ?? '')])));
}

/** `2021年3月5日`, `２０２１－０３－０５` and `2021/3/5` are 2021-03-05; a day that no calendar has is none. */
export function date(text = ''): string {
  let day = datesRead.get(text);
  if (day === undefined) {
    day = readDate(text);
    datesRead.set(text, day);
  }
  return day;
}

const datesRead = new Map<string, string>();

function readDate(text: string): string {
  const [year = 0, month = 0, day = 0] = (text.normalize('NFKC').match(/\d+/g) ?? []).map(Number);
  const read = new Date(Date.UTC(year, month - 1, day));
  return year > 0 && read.getUTCMonth() === month - 1 ? read.toISOString().slice(0, 10) : '';
}

export function days(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** The day so many months later, or the last of its month where the month is shorter. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

/** The workdays after the first day, up to and with the last; from the State Council's notices for 2021 and 2022. */
export function workdays(from: string, to: string): number {
  let count = 0;
  for (let at = Date.parse(from) + 86_400_000; at <= Date.parse(to); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    const weekend = [0, 6].includes(new Date(at).getUTCDay());
    if (worked.has(day) || (!weekend && !holidays.some(([first, last]) => first <= day && day <= last))) count++;
  }
  return count;
}

const holidays: readonly (readonly [string, string])[] = [
  ['2021-01-01', '2021-01-03'],
  ['2021-02-11', '2021-02-17'],
  ['2021-04-03', '2021-04-05'],
  ['2021-05-01', '2021-05-05'],
  ['2021-06-12', '2021-06-14'],
  ['2021-09-19', '2021-09-21'],
  ['2021-10-01', '2021-10-07'],
  ['2022-01-01', '2022-01-03'],
  ['2022-01-31', '2022-02-06'],
];

const worked: ReadonlySet<string> = new Set([
  '2021-02-07',
  '2021-02-20',
  '2021-04-25',
  '2021-05-08',
  '2021-09-18',
  '2021-09-26',
  '2021-10-09',
  '2022-01-29',
  '2022-01-30',
]);
