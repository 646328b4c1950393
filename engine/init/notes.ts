/** What init tells of the tables that it has read: what it decided by itself, and what somebody should look at. */
import { report } from '../diagnostics/define.ts';
import type { Diagnostic, Localized, Place } from '../diagnostics/diagnostic.ts';
import * as problems from '../diagnostics/registry/init.ts';
import { rowBound } from './grid.ts';
import type { Keyed, Link } from './keys.ts';
import type { Layout } from './layout.ts';
import type { Column, Table } from './table.ts';

/** By table, in the order of their rows where they have any. No cell of the data is shown. */
export function notesOf(tables: readonly Keyed[], links: readonly Link[]): readonly Diagnostic[] {
  return tables.flatMap((keyed) => [
    ...notesOnRows(keyed),
    ...notesOnKey(keyed),
    ...notesOnColumns(keyed, links),
    ...notesOnLinks(keyed.table, links),
  ]);
}

function notesOnRows({ table, key }: Keyed): readonly Diagnostic[] {
  const { layout, grid, columns } = table;
  const keyColumns = columns.filter(({ name }) => key.includes(name)).map(({ at }) => at);
  const isShown = ({ kind, at: column }: Layout['asides'][number]): boolean =>
    kind === 'note' && keyColumns.includes(column);
  const shown = layout.asides.filter(isShown).map(({ row }) => row);
  const others = layout.asides.filter((aside) => !isShown(aside)).map(({ row }) => row);
  return [
    ...(grid.cut ? [report(problems.manyRows, at(table), { limit: rowBound })] : []),
    ...(others.length === 0 ? [] : [report(problems.asideRow, at(table, others[0]), { rows: rowsText(others) })]),
    ...(shown.length === 0 ? [] : [report(problems.noteInKey, at(table, shown[0]), { rows: rowsText(shown) })]),
    ...layout.unnamed.map((column) =>
      report(problems.columnWithoutHeading, at(table, layout.headerRows[0]), { column }),
    ),
  ];
}

function notesOnKey({ table, key, unsound, instead }: Keyed): readonly Diagnostic[] {
  const named = key.map((name) => headingOf(table, name)).join(' + ');
  if (unsound.length > 0) {
    const choice = { zh: '这几行不作为记录', en: 'these rows are no records' };
    return [
      report(problems.keyNotSound, at(table, unsound[0]), { column: named, rows: rowsText(unsound), instead: choice }),
    ];
  }
  if (instead === null) return [];
  const choice = { zh: `改用 ${named} 作主键`, en: `the key is ${named} instead` };
  const parameters = { column: headingOf(table, instead.column), rows: rowsText(instead.rows), instead: choice };
  return [report(problems.keyNotSound, at(table, instead.rows[0]), parameters)];
}

function notesOnColumns({ table, key }: Keyed, links: readonly Link[]): readonly Diagnostic[] {
  const head = table.layout.headerRows[0];
  const sensitive = table.columns.filter((column) => column.sensitive);
  const isFilled = ({ name }: Column): boolean =>
    key.includes(name) || links.some(({ from, column }) => from === table && column === name);
  const empty =
    table.layout.records.length === 0
      ? []
      : table.columns.filter(({ cells, unread }) => unread.length === 0 && cells.every((cell) => cell === null));
  return [
    ...(sensitive.length === 0
      ? []
      : [report(problems.sensitiveColumn, at(table, head), { columns: headings(sensitive) })]),
    ...(empty.length === 0 ? [] : [report(problems.emptyColumn, at(table, head), { columns: headings(empty) })]),
    ...table.columns
      .filter(({ unread }) => unread.length > 0)
      .map(({ heading, type, unread }) =>
        report(problems.cellsNotRead, at(table, unread[0]), {
          column: heading,
          type: kinds[type.kind],
          rows: rowsText(unread),
        }),
      ),
    ...table.columns
      .filter((column) => column.merged && !isFilled(column))
      .map(({ heading }) => report(problems.mergedCells, at(table, head), { column: heading })),
  ];
}

function notesOnLinks(table: Table, links: readonly Link[]): readonly Diagnostic[] {
  return links
    .filter(({ from, dangling }) => from === table && dangling.length > 0)
    .map(({ column, to, dangling }) => {
      const parameters = { column: headingOf(table, column), target: to, rows: rowsText(dangling) };
      return report(problems.danglingReference, at(table, dangling[0]), parameters);
    });
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
  const all = columns.map(({ heading }) => heading);
  return { zh: all.map((heading) => `“${heading}”`).join(''), en: all.map((heading) => `"${heading}"`).join(', ') };
}

function headingOf({ columns }: Table, name: string): string {
  return columns.find((column) => column.name === name)?.heading ?? name;
}

/** A row of the user's own file; without one the file as a whole. */
function at({ grid }: Table, row = 1): Place {
  const line = row - 1;
  const sheet = grid.sheet === null ? '' : `!${grid.sheet}`;
  return { file: `${grid.file.name}${sheet}`, range: { start: { line, column: 0 }, end: { line, column: 0 } } };
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
