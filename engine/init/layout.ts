/** Where in a grid the header stands, which rows are records, and which are titles, totals and notes. */
import { limits } from '../data/limits.ts';
import { isBlank, type RawRow } from '../data/raw.ts';
import type { RawValue } from '../dictionary/cell.ts';
import { readDateObject } from '../dictionary/date-text.ts';
import type { Grid } from './grid.ts';

export interface Layout {
  /** The numbers of the header's rows. */
  readonly headerRows: readonly number[];
  /** Those with a heading. */
  readonly columns: readonly { readonly at: number; readonly heading: string; readonly lowest: string }[];
  /** Columns with data but without a heading, counted from 1. */
  readonly unnamed: readonly number[];
  readonly records: readonly RawRow[];
  /** Totals and notes. */
  readonly asides: readonly Aside[];
}

export interface Aside {
  readonly row: number;
  readonly cells: readonly RawValue[];
  /** The column of the words that make it one. */
  readonly at: number;
  readonly kind: 'total' | 'note';
}

/** Null: there is no table. */
export function layoutOf({ rows }: Grid): Layout | null {
  const filled = rows.filter((row) => countOf(row) > 0);
  const header = headerOf(filled);
  if (header === null) return null;
  const headings = headingsOf(header);
  const last = header.at(-1)?.row ?? 0;
  const below = filled.filter(({ row }) => row > last);
  const asides = below.map((row) => asideOf(row, headings.length)).filter((aside) => aside !== null);
  const apart = new Set(asides.map(({ row }) => row));
  const records = below.filter(({ row }) => !apart.has(row));
  // A sentence by itself is no header.
  if (records.length === 0 && headings.length < 2) return null;
  const width = Math.max(headings.length, ...records.map(({ cells }) => cells?.length ?? 0));
  const unnamed = Array.from({ length: width }, (_, at) => at).filter(
    (at) => (headings[at]?.heading ?? '') === '' && records.some(({ cells }) => !isBlank(cells?.[at])),
  );
  return {
    headerRows: header.map(({ row }) => row),
    columns: headings.flatMap(({ heading, lowest }, at) => (heading === '' ? [] : [{ at, heading, lowest }])),
    unnamed: unnamed.map((at) => at + 1),
    records,
    asides,
  };
}

export function textOf(cell: RawValue): string {
  if (cell instanceof Date) return readDateObject(cell) ?? '';
  return isBlank(cell) || typeof cell === 'object' ? '' : String(cell).replace(/\s+/g, ' ').trim();
}

/** The first row that is as wide as half the table and holds headings only, with those under it that complete it. */
function headerOf(filled: readonly RawRow[]): readonly RawRow[] | null {
  const usual = median(filled.slice(0, 200).map(countOf));
  const least = usual <= 1 ? 1 : Math.max(2, Math.ceil(usual / 2));
  const top = filled.slice(0, limits.headerSearch);
  const start = top.findIndex((row) => countOf(row) >= least && isHeading(row));
  if (start === -1) return null;
  const header = [top[start] as RawRow];
  for (const row of top.slice(start + 1, start + limits.headerHeight)) {
    if (!completes(header.at(-1) as RawRow, row)) break;
    header.push(row);
  }
  return header;
}

function median(counts: readonly number[]): number {
  return counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
}

function countOf({ cells }: RawRow): number {
  return cells?.filter((cell) => !isBlank(cell)).length ?? 0;
}

/** Short texts, neither numbers nor dates nor entries such as `filled in by: …`, and not one text again and again. */
function isHeading({ cells }: RawRow): boolean {
  const present = (cells ?? []).filter((cell) => !isBlank(cell));
  const texts = present.map(textOf);
  const odd = present.filter((cell) => typeof cell !== 'string' || !/\p{L}/u.test(cell) || textOf(cell).length > 60);
  const entries = texts.filter((text) => /[:：]\s*\S/.test(text));
  const values = texts.filter((text) => /^\d{4}[-/.年]\d{1,2}([-/.月]|$)/.test(text));
  return odd.length + values.length <= present.length / 5 && entries.length * 2 < Math.max(2, present.length);
}

/** A second row of a header stands under merged cells: it fills blanks of the first and is blank under its whole cells. */
function completes(above: RawRow, row: RawRow): boolean {
  if (!isHeading(row)) return false;
  const upper = above.cells ?? [];
  const lower = row.cells ?? [];
  const width = Math.max(upper.length, lower.length);
  const columns = Array.from({ length: width }, (_, at) => ({ up: !isBlank(upper[at]), down: !isBlank(lower[at]) }));
  return columns.some(({ up, down }) => up && !down) && columns.some(({ up, down }) => !up && down);
}

/** As the readers of data put a header of several rows together (`data/header.ts`). */
function headingsOf(header: readonly RawRow[]): readonly { readonly heading: string; readonly lowest: string }[] {
  const rows = header.map(({ cells }, at) =>
    at < header.length - 1 ? spread(cells ?? []) : (cells ?? []).map(textOf),
  );
  const width = Math.max(...rows.map((texts) => texts.length));
  return Array.from({ length: width }, (_, column) => {
    const parts = rows.map((texts) => texts[column] ?? '').filter((text) => text !== '');
    const own = parts.filter((part, at) => part !== parts[at - 1]);
    return { heading: own.join(' '), lowest: own.at(-1) ?? '' };
  });
}

function spread(cells: readonly RawValue[]): readonly string[] {
  let before = '';
  return cells.map((cell) => {
    before = textOf(cell) || before;
    return before;
  });
}

const totalWords = /^(?:合计|总计|小计|共计|累计|总数|合计数|total|grand total|sum|subtotal)$/i;
const noteWords = /^(?:注|备注|说明|附注|填表|制表|审核|填报|负责|单位负责|联系|note|prepared by)[^:：]{0,8}[:：]/i;

function asideOf({ row, cells }: RawRow, width: number): Aside | null {
  if (cells === null) return null;
  const total = cells.findIndex((cell) => totalWords.test(bareText(cell)));
  if (total !== -1 && total < Math.max(3, width / 2)) return { row, cells, at: total, kind: 'total' };
  const first = cells.findIndex((cell) => !isBlank(cell));
  const few = cells.filter((cell) => !isBlank(cell)).length * 2 <= Math.max(2, width);
  return few && noteWords.test(textOf(cells[first])) ? { row, cells, at: first, kind: 'note' } : null;
}

function bareText(cell: RawValue): string {
  return textOf(cell)
    .normalize('NFKC')
    .replace(/[\s:：]+/g, '')
    .replace(/^grandtotal$/i, 'grand total');
}
