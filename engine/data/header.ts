/** Finds a table's header, and which column holds which field: by the fields' names or titles. */

import type { RawValue } from '../dictionary/cell.ts';
import type { Resource } from '../dictionary/resource.ts';
import type { Field } from '../model/dictionary.ts';
import { limits } from './limits.ts';
import { isBlank, type RawRow } from './raw.ts';

export interface Header {
  /** By the field's position, the index of its column; -1: there is none. */
  readonly columns: readonly number[];
  /** How many columns the header has. */
  readonly width: number;
  /** The number of its last row; 0 where there is no header row. */
  readonly lastRow: number;
  /** Headings that name no field. */
  readonly extra: readonly string[];
  /** Fields that more than one column names. */
  readonly twice: readonly Field[];
}

/** The header that names most fields among the first rows: of one row, or of up to three that stand together. Null: none. */
export function findHeader(resource: Resource, rows: readonly RawRow[]): Header | null {
  const { dialect, entity } = resource;
  if (!dialect.header) {
    const width = entity.fields.size;
    return { columns: [...entity.fields.keys()].map((_, index) => index), width, lastRow: 0, extra: [], twice: [] };
  }
  if (dialect.headerRows !== null) {
    const wanted = dialect.headerRows;
    return headerOf(
      resource,
      rows.filter(({ row }) => wanted.includes(row)),
    );
  }
  let best: { header: Header; found: number } | null = null;
  for (let start = 0; start < Math.min(rows.length, limits.headerSearch); start++) {
    for (let height = 1; height <= limits.headerHeight && start + height <= rows.length; height++) {
      const header = headerOf(resource, rows.slice(start, start + height));
      const found = header === null ? 0 : fieldsFound(header);
      if (header !== null && found > (best?.found ?? 0)) best = { header, found };
      if (found === entity.fields.size) return header;
    }
  }
  return best?.header ?? null;
}

/** Matches headings to fields. */
export function matchHeader(resource: Resource, headings: readonly (readonly string[])[], lastRow: number): Header {
  const fields = [...resource.entity.fields.values()];
  const byHeading = fieldIndex(resource);
  const columns = fields.map(() => -1);
  const extra: string[] = [];
  const twice = new Set<Field>();
  const named = headings.map((candidates) => candidates.map(fold).find((text) => byHeading.has(text)));
  const seen = new Map<string, number>();
  headings.forEach((candidates, column) => {
    const text = named[column] ?? '';
    const { named: byName, all } = byHeading.get(text) ?? { named: null, all: [] };
    const before = seen.get(text) ?? 0;
    seen.set(text, before + 1);
    const times = all.length > 1 ? named.filter((other) => other === text).length : 0;
    // As many columns as fields with one heading: the first is the first, and so on. Else nobody can tell which is which.
    const index = all.length === 1 ? all[0] : times === all.length ? all[before] : (byName ?? undefined);
    if (index === undefined) {
      const heading = candidates.at(-1);
      if (heading !== undefined) extra.push(heading);
    } else if (columns[index] === -1) {
      columns[index] = column;
    } else {
      twice.add(fields[index] as Field);
    }
  });
  return { columns, width: headings.length, lastRow, extra, twice: [...twice] };
}

/** How many fields a row's cells name. */
export function namesIn(resource: Resource, cells: readonly RawValue[]): number {
  const byHeading = fieldIndex(resource);
  const found = new Set(cells.map((cell) => fold(textOf(cell))).filter((text) => byHeading.has(text)));
  return found.size;
}

interface Meant {
  /** The field of that name. */
  readonly named: number | null;
  /** The fields of that title; where it is the name of another field, that alone. */
  readonly all: readonly number[];
}

const indexes = new WeakMap<Resource, ReadonlyMap<string, Meant>>();

/** The fields that a heading names. Names win over titles; several fields may have one title. */
function fieldIndex(resource: Resource): ReadonlyMap<string, Meant> {
  const known = indexes.get(resource);
  if (known !== undefined) return known;
  const index = new Map<string, Meant>();
  const fields = [...resource.entity.fields.values()];
  fields.forEach(({ title }, at) => {
    for (const text of new Set([fold(title.zh), fold(title.en)])) {
      index.set(text, { named: null, all: [...(index.get(text)?.all ?? []), at] });
    }
  });
  fields.forEach(({ name }, at) => {
    const titled = index.get(fold(name))?.all ?? [];
    index.set(fold(name), { named: at, all: titled.includes(at) ? titled : [at] });
  });
  index.delete('');
  indexes.set(resource, index);
  return index;
}

function headerOf(resource: Resource, rows: readonly RawRow[]): Header | null {
  const last = rows.at(-1);
  if (last === undefined || rows.some(({ cells }) => cells === null)) return null;
  const filled = rows.map(({ cells }, at) => (at < rows.length - 1 ? spread(cells ?? []) : (cells ?? []).map(textOf)));
  const width = Math.max(...filled.map(widthOf));
  const headings = Array.from({ length: width }, (_, column) => {
    const parts = filled.map((cells) => cells[column] ?? '').filter((text) => text !== '');
    const own = distinct(parts);
    const lowest = own.at(-1);
    // The whole is more exact than its lowest part: `cases / open` beside `open`.
    return lowest === undefined ? [] : [...new Set([own.join(resource.dialect.headerJoin), own.join(''), lowest])];
  });
  return matchHeader(resource, headings, last.row);
}

/** The text of a cell that is merged to the right stands in its first cell only. */
function spread(cells: readonly RawValue[]): string[] {
  let before = '';
  return cells.map((cell) => {
    const text = textOf(cell);
    if (text !== '') before = text;
    return before;
  });
}

function distinct(parts: readonly string[]): string[] {
  return parts.filter((part, at) => part !== parts[at - 1]);
}

function widthOf(cells: readonly string[]): number {
  let width = cells.length;
  while (width > 0 && cells[width - 1] === '') width--;
  return width;
}

function fieldsFound({ columns }: Header): number {
  return columns.filter((column) => column >= 0).length;
}

function textOf(cell: RawValue): string {
  return isBlank(cell) || typeof cell === 'object' ? '' : String(cell).trim();
}

/** Headings differ in width, case and line breaks from what the dictionary says. */
function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}
