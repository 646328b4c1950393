/** The tables of the files that a project begins with, as rows of raw values: every sheet of a workbook is one. */
import { promises as fs, type Stats } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readCsv } from '../data/csv.ts';
import { type DetectedEncoding, decodeAll, encodingOf } from '../data/decode.ts';
import type { DataFile } from '../data/locate.ts';
import { unreadable } from '../data/locate.ts';
import { checkContent } from '../data/magic.ts';
import type { RawRow, RawTable, VerticalMerge } from '../data/raw.ts';
import { openPackage } from '../data/xlsx/package.ts';
import { readXlsx } from '../data/xlsx/sheet.ts';
import { readWorkbook } from '../data/xlsx/workbook.ts';
import { startOfFile } from '../diagnostics/diagnostic.ts';
import { stop } from '../diagnostics/error.ts';
import * as problems from '../diagnostics/registry/init.ts';
import { type Dialect, formatOf, plainDialect, type Resource } from '../dictionary/resource.ts';

export interface Grid {
  readonly file: DataFile;
  /** Of a workbook; null: the file is one table. */
  readonly sheet: string | null;
  /** It has more than one sheet, so that the dictionary must say which. */
  readonly amongSheets: boolean;
  /** Of a text file. */
  readonly encoding: DetectedEncoding | null;
  readonly delimiter: string | null;
  readonly rows: readonly RawRow[];
  readonly merges: readonly VerticalMerge[];
  readonly date1904: boolean;
  /** There are more rows than were read. */
  readonly cut: boolean;
}

/** What is looked at of a table. */
export const rowBound = 100_000;

/** Throws ZhunshengError where there is no file, it is no table, or it is damaged (ZS71xx, ZS30xx). */
export async function readGrids(path: string): Promise<readonly Grid[]> {
  const file = await tableFile(path);
  await checkContent(file);
  return file.format === 'csv' ? [await readText(file)] : readSheets(file);
}

async function tableFile(path: string): Promise<DataFile> {
  const real = await fs.realpath(path).catch(() => stop(problems.noSuchFile, path, { path }));
  const stat: Stats = await fs.stat(real).catch((error: unknown) => unreadable(path, error));
  if (stat.isDirectory()) stop(problems.notATable, path, { path, reason: { zh: '它是文件夹', en: 'it is a folder' } });
  const format = formatOf(path);
  if (!stat.isFile() || (format !== 'csv' && format !== 'xlsx')) {
    const reason = {
      zh: '扩展名不是 .csv、.txt、.tsv、.xlsx',
      en: 'its name does not end in .csv, .txt, .tsv or .xlsx',
    };
    stop(problems.notATable, path, { path, reason });
  }
  if (stat.size === 0) stop(problems.nothingInTable, path, { path });
  return { name: basename(path), path: real, format, bytes: stat.size };
}

async function readText(file: DataFile): Promise<Grid> {
  const sample = await head(file);
  const encoding = encodingOf(sample);
  const delimiter = delimiterOf(await decodeAll(sample, encoding));
  const table = readCsv(file, bare({ ...plainDialect, delimiter }, encoding));
  const { rows, cut } = await collect(table);
  return { file, sheet: null, amongSheets: false, encoding, delimiter, rows, merges: [], date1904: false, cut };
}

async function readSheets(file: DataFile): Promise<readonly Grid[]> {
  const pack = await openPackage(file);
  const { sheets, date1904 } = await readWorkbook(pack).finally(() => pack.zip.close());
  const visible = sheets.filter(({ hidden }) => !hidden);
  const grids: Grid[] = [];
  for (const { name } of visible) {
    const table = await readXlsx(file, bare({ ...plainDialect, sheetName: name }, null));
    const { rows, cut } = await collect(table);
    const more = {
      amongSheets: sheets.length > 1,
      encoding: null,
      delimiter: null,
      merges: table.merges,
      date1904,
      cut,
    };
    grids.push({ file, sheet: name, rows, ...more });
  }
  return grids;
}

/** Nothing is known of the table yet. */
function bare(dialect: Dialect, encoding: string | null): Resource {
  const entity = {
    name: '',
    title: { zh: '', en: '' },
    fields: new Map(),
    key: [],
    references: new Map(),
    valid: null,
    reports: null,
  };
  const place = { file: '', range: startOfFile };
  return {
    entity,
    place,
    fieldPlaces: new Map(),
    sources: [],
    inline: null,
    encoding,
    dialect,
    formats: new Map(),
    uniqueKeys: [],
  };
}

async function collect({ rows }: RawTable): Promise<{ readonly rows: readonly RawRow[]; readonly cut: boolean }> {
  const all: RawRow[] = [];
  for await (const batch of rows) {
    all.push(...batch);
    if (all.length > rowBound) return { rows: all.slice(0, rowBound), cut: true };
  }
  return { rows: all, cut: false };
}

async function head(file: DataFile): Promise<Buffer> {
  const handle = await fs.open(file.path).catch((error: unknown) => unreadable(file.name, error));
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1 << 18), 0, 1 << 18, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const delimiters = [',', '\t', ';', '，', '|'];

/** The separator under which most rows have the same number of cells, more than one; of several, the one with more cells. */
function delimiterOf(text: string): string {
  const lines = text.split(/\r\n|\n|\r/, 200).filter((line) => line.trim() !== '');
  if (lines.length > 1 && lines.length < 200) lines.pop();
  const sample = lines.join('\n');
  const scored = delimiters.map((delimiter) => {
    const widths = new Map<number, number>();
    for (const cells of cellsOf(sample, delimiter)) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
    widths.delete(1);
    const [width = 0, rows = 0] = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
    return { delimiter, width, rows };
  });
  const [best] = scored.sort((a, b) => b.rows - a.rows || b.width - a.width);
  return best === undefined || best.rows === 0 ? ',' : best.delimiter;
}

function cellsOf(text: string, delimiter: string): readonly (readonly string[])[] {
  try {
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true });
  } catch {
    // A quote that is not closed within the lines looked at.
    return text.split('\n').map((line) => line.split(delimiter));
  }
}
