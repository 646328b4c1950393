/** Files of one table, one a month (or a quarter, or a year), as offices keep them: alike in their headings, apart in the period in their names. */
import { extname } from 'node:path';
import type { RawValue } from '../dictionary/cell.ts';
import type { Grid } from './grid.ts';
import type { Layout } from './layout.ts';
import { isHan } from './names.ts';

export interface Sheet {
  readonly grid: Grid;
  readonly layout: Layout;
}

/** Sheets that are one table, in the order of their files' names, each with its cells in the columns of the first. */
export interface Series {
  readonly title: string;
  readonly sheets: readonly [Sheet, ...(readonly Sheet[])];
}

/** Those of several files; what is in none is a table by itself. */
export function seriesIn(sheets: readonly Sheet[]): readonly Series[] {
  const groups = new Map<string, { readonly sheet: Sheet; readonly rest: string }[]>();
  for (const sheet of sheets) {
    const rest = restOf(sheet.grid.file.name);
    if (rest === null) continue;
    const key = JSON.stringify(sheet.layout.columns.map(({ heading }) => fold(heading)).sort());
    groups.set(key, [...(groups.get(key) ?? []), { sheet, rest }]);
  }
  return [...groups.values()].flatMap(splitByName).flatMap(({ rest, group }) => {
    const ordered = group.toSorted((a, b) => a.grid.file.name.localeCompare(b.grid.file.name, 'zh', { numeric: true }));
    const [first, ...others] = ordered;
    if (first === undefined || others.length === 0 || !canBeOne(ordered)) return [];
    const other = ordered.some(({ grid }) => isHan(grid.file.name)) ? '月报' : 'monthly';
    return [{ title: rest || other, sheets: [first, ...others.map((sheet) => aligned(sheet, first))] }];
  });
}

/** Sheets of one workbook, one a month: they cannot be one table, as a table has one sheet of each of its files. */
export function sheetsAlike(sheets: readonly Sheet[]): readonly Series['sheets'][] {
  const groups = new Map<string, Series['sheets']>();
  for (const sheet of sheets) {
    if (sheet.grid.sheet === null || restOfName(sheet.grid.sheet) === null) continue;
    const headings = sheet.layout.columns.map(({ heading }) => fold(heading)).sort();
    const key = JSON.stringify([sheet.grid.file.path, headings]);
    const [first, ...others] = groups.get(key) ?? [];
    groups.set(key, first === undefined ? [sheet] : [first, ...others, sheet]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** As the readers of data compare headings (`data/header.ts`). */
function fold(heading: string): string {
  return heading.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

/** Of several names those of one name are together; a file that is named by its period alone is where there is one name only. */
function splitByName(
  members: readonly { readonly sheet: Sheet; readonly rest: string }[],
): readonly { readonly rest: string; readonly group: readonly Sheet[] }[] {
  const rests = [...new Set(members.map(({ rest }) => rest))];
  const named = rests.filter((rest) => rest !== '');
  const all = members.map(({ sheet }) => sheet);
  if (named.length <= 1) return [{ rest: named[0] ?? '', group: all }];
  return rests.map((rest) => ({ rest, group: members.filter((each) => each.rest === rest).map(({ sheet }) => sheet) }));
}

/** What a file's name says without its period; null: it names none. */
function restOf(file: string): string | null {
  return restOfName(file.slice(0, file.length - extname(file).length));
}

function restOfName(name: string): string | null {
  const text = name.normalize('NFKC');
  const rest = text.replace(period, ' ');
  if (rest === text) return null;
  return rest
    .replace(/[([【〔]\s*[)\]】〕]/g, ' ')
    .replace(/^[\s\-_.~至到]+|[\s\-_.~至到]+$/g, '')
    .replace(/[\s\-_.]{2,}/g, '-');
}

/** `2021-03`, `202103`, `2021年3月份`, `2021年度`, `3月`, `三季度`, `2021-Q1`, `Mar 2021`. */
const period = (() => {
  const year = '(?<!\\d)(?:19|20)\\d\\d';
  const month = '(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])';
  const quarter = '(?:q[1-4]|第?[一二三四1-4]季度?)';
  const english =
    '(?<!\\p{L})(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?!\\p{L})';
  const within = `(?:${month}月份?|${quarter}|${english}|(?:1[0-2]|0?[1-9])(?!\\d))`;
  return new RegExp(
    `${year}(?:年度?)?(?:[\\s\\-_./]*${within})?|(?<!\\d)${month}月份?|${quarter}(?!\\p{L})|${english}`,
    'giu',
  );
})();

/** One dictionary entry names one sheet for all workbooks. */
function canBeOne(sheets: readonly Sheet[]): boolean {
  const files = new Set(sheets.map(({ grid }) => grid.file.path));
  const books = sheets.filter(({ grid }) => grid.sheet !== null);
  const named = books.some(({ grid }) => grid.amongSheets);
  return files.size === sheets.length && (!named || new Set(books.map(({ grid }) => grid.sheet)).size === 1);
}

/** The cells of its records where the first sheet has them; what has no heading comes after. */
function aligned({ grid, layout }: Sheet, first: Sheet): Sheet {
  const free = [...layout.columns];
  const places = new Map<number, number>();
  for (const { heading, at } of first.layout.columns) {
    const own = free.findIndex((column) => fold(column.heading) === fold(heading));
    for (const column of own === -1 ? [] : free.splice(own, 1)) places.set(column.at, at);
  }
  const after = Math.max(...places.values()) + 1;
  const to = (column: number): number => places.get(column) ?? after + column;
  const moved = (cells: readonly RawValue[]): readonly RawValue[] => {
    const now: RawValue[] = [];
    for (const [column, cell] of cells.entries()) now[to(column)] = cell;
    return Array.from(now, (cell) => cell ?? null);
  };
  return {
    grid: { ...grid, merges: grid.merges.map((merge) => ({ ...merge, column: to(merge.column) })) },
    layout: {
      ...layout,
      columns: first.layout.columns,
      records: layout.records.map(({ row, cells }) => ({ row, cells: cells === null ? null : moved(cells) })),
      asides: layout.asides.map((aside) => ({ ...aside, cells: moved(aside.cells), at: to(aside.at) })),
    },
  };
}
