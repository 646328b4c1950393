/** What init tells of the tables that it has read: what it decided by itself, and what somebody should look at. */
import { report } from '../diagnostics/define.ts';
import type { Diagnostic, Localized, Place } from '../diagnostics/diagnostic.ts';
import * as problems from '../diagnostics/registry/init.ts';
import { type Grid, rowBound } from './grid.ts';
import type { Keyed, Link } from './keys.ts';
import type { Layout } from './layout.ts';
import type { Series, Sheet } from './series.ts';
import { type Column, type RowAt, rowsOf, type Table } from './table.ts';

/** Tables that could not be put together. */
export interface Apart {
  /** Files of a series in which nothing tells the months apart. */
  readonly series: readonly Series[];
  /** Sheets of one workbook. */
  readonly alike: readonly Series['sheets'][];
}

/** By table, in the order of their files and rows where they have any. No cell of the data is shown. */
export function notesOf(tables: readonly Keyed[], links: readonly Link[], apart: Apart): readonly Diagnostic[] {
  return [
    ...apart.series.map(({ title, sheets }) => withoutMonth(title, sheets, separate)),
    ...apart.alike.map(([first, ...others]) =>
      report(problems.sheetsAlike, at({ grid: first.grid }), {
        sheets: quoted([first, ...others].map(({ grid }) => grid.sheet ?? '')),
      }),
    ),
    ...tables.flatMap((keyed) => [
      ...notesOnFiles(keyed.table),
      ...notesOnRows(keyed),
      ...notesOnKey(keyed),
      ...notesOnColumns(keyed, links),
      ...notesOnLinks(keyed.table, links),
    ]),
  ];
}

function notesOnFiles(table: Table): readonly Diagnostic[] {
  const { title, sheets, columns } = table;
  if (sheets.length === 1) return [];
  const parameters = { count: sheets.length, table: title };
  const dated = columns.some(({ type }) => type.kind === 'month' || type.kind === 'date');
  return [
    report(problems.filesTogether, at(sheets[0]), parameters),
    ...(dated ? [] : [withoutMonth(title, sheets, together)]),
  ];
}

const separate: Localized = { zh: '只好各自成一张表', en: 'so that each is a table of its own' };
const together: Localized = { zh: '记录放不进任何一期', en: 'so that its records belong to no period' };

function withoutMonth(title: string, sheets: readonly [Sheet, ...(readonly Sheet[])], result: Localized): Diagnostic {
  return report(problems.seriesWithoutMonth, at(sheets[0]), { count: sheets.length, table: title, result });
}

function notesOnRows({ table, key }: Keyed): readonly Diagnostic[] {
  const keyColumns = table.columns.filter(({ name }) => key.includes(name)).map((column) => column.at);
  const isShown = ({ kind, at: column }: Layout['asides'][number]): boolean =>
    kind === 'note' && keyColumns.includes(column);
  return table.sheets.flatMap(({ grid, layout }) => {
    const shown = layout.asides.filter(isShown).map(({ row }) => row);
    const others = layout.asides.filter((aside) => !isShown(aside)).map(({ row }) => row);
    const header = { grid, row: layout.headerRows[0] ?? 1 };
    return [
      ...(grid.cut ? [report(problems.manyRows, at({ grid }), { limit: rowBound })] : []),
      ...(others.length === 0
        ? []
        : [report(problems.asideRow, at({ grid, row: others[0] }), { rows: rowsText(others) })]),
      ...(shown.length === 0
        ? []
        : [report(problems.noteInKey, at({ grid, row: shown[0] }), { rows: rowsText(shown) })]),
      ...layout.unnamed.map((column) => report(problems.columnWithoutHeading, at(header), { column })),
    ];
  });
}

function notesOnKey({ table, key, unsound, instead }: Keyed): readonly Diagnostic[] {
  const named = key.map((name) => headingOf(table, name)).join(' + ');
  if (unsound.length > 0) {
    const choice = { zh: '这几行不作为记录', en: 'these rows are no records' };
    return byFile(unsound).map(({ place, rows }) =>
      report(problems.keyNotSound, place, { column: named, rows, instead: choice }),
    );
  }
  if (instead === null) return [];
  const choice = { zh: `改用 ${named} 作主键`, en: `the key is ${named} instead` };
  return byFile(instead.rows).map(({ place, rows }) =>
    report(problems.keyNotSound, place, { column: headingOf(table, instead.column), rows, instead: choice }),
  );
}

function notesOnColumns({ table, key }: Keyed, links: readonly Link[]): readonly Diagnostic[] {
  const [{ grid, layout }] = table.sheets;
  const head = { grid, row: layout.headerRows[0] ?? 1 };
  const sensitive = table.columns.filter((column) => column.sensitive);
  const isFilled = ({ name }: Column): boolean =>
    key.includes(name) || links.some(({ from, column }) => from === table && column === name);
  const empty =
    rowsOf(table).length === 0
      ? []
      : table.columns.filter(({ cells, unread }) => unread.length === 0 && cells.every((cell) => cell === null));
  return [
    ...(sensitive.length === 0 ? [] : [report(problems.sensitiveColumn, at(head), { columns: headings(sensitive) })]),
    ...(empty.length === 0 ? [] : [report(problems.emptyColumn, at(head), { columns: headings(empty) })]),
    ...table.columns
      .filter(({ unread }) => unread.length > 0)
      .flatMap(({ heading, type, unread }) =>
        byFile(unread).map(({ place, rows }) =>
          report(problems.cellsNotRead, place, { column: heading, type: kinds[type.kind], rows }),
        ),
      ),
    ...table.columns
      .filter((column) => column.merged && !isFilled(column))
      .map(({ heading }) => report(problems.mergedCells, at(head), { column: heading })),
  ];
}

function notesOnLinks(table: Table, links: readonly Link[]): readonly Diagnostic[] {
  return links
    .filter(({ from, dangling }) => from === table && dangling.length > 0)
    .flatMap(({ column, to, dangling }) =>
      byFile(dangling).map(({ place, rows }) =>
        report(problems.danglingReference, place, { column: headingOf(table, column), target: to, rows }),
      ),
    );
}

const kinds: Readonly<Record<Column['type']['kind'], Localized>> = {
  text: { zh: '文本', en: 'text' },
  code: { zh: '代码', en: 'a code' },
  integer: { zh: '整数', en: 'a whole number' },
  decimal: { zh: '数', en: 'a number' },
  boolean: { zh: '是否', en: 'yes or no' },
  date: { zh: '日期', en: 'a date' },
  month: { zh: '月份', en: 'a month' },
};

function headings(columns: readonly Column[]): Localized {
  return quoted(columns.map(({ heading }) => heading));
}

function quoted(all: readonly string[]): Localized {
  return { zh: all.map((heading) => `“${heading}”`).join(''), en: all.map((heading) => `"${heading}"`).join(', ') };
}

function headingOf({ columns }: Table, name: string): string {
  return columns.find((column) => column.name === name)?.heading ?? name;
}

/** A row of the user's own file; without one the file as a whole. */
function at({ grid, row = 1 }: { readonly grid: Grid; readonly row?: number | undefined }): Place {
  const line = row - 1;
  const sheet = grid.sheet === null ? '' : `!${grid.sheet}`;
  return { file: `${grid.file.name}${sheet}`, range: { start: { line, column: 0 }, end: { line, column: 0 } } };
}

/** Rows of a series are told file by file. */
function byFile(rows: readonly RowAt[]): readonly { readonly place: Place; readonly rows: Localized }[] {
  return [...new Set(rows.map(({ grid }) => grid))].map((grid) => {
    const own = rows.filter((each) => each.grid === grid).map(({ row }) => row);
    return { place: at({ grid, row: own[0] }), rows: rowsText(own) };
  });
}

const shownRows = 6;

function rowsText(rows: readonly number[]): Localized {
  const shown = rows.slice(0, shownRows);
  const more = rows.length > shownRows;
  return {
    zh: `第 ${shown.join('、')} ${more ? `等 ${rows.length} ` : ''}行`,
    en: `row${rows.length > 1 ? 's' : ''} ${shown.join(', ')}${more ? ` and ${rows.length - shownRows} more` : ''}`,
  };
}
