/**
 * The slips that real files have, each once. The reader must name every one in the findings about the data; none of them lies
 * where it could turn a reference figure.
 */
import type { Sheet, TableCell, Tables } from './tables.ts';

export function withDefects(tables: Tables): Tables {
  return {
    ...tables,
    // Digits as an input method leaves them (read all the same), and a guess where a number belongs.
    units: changed(tables.units, [
      [3, '常住（从业）人数', '３２８６'],
      [45, '常住（从业）人数', '约120'],
    ]),
    // One report typed in twice.
    reports: repeated(tables.reports, 600),
    // A line left empty, a day that no calendar has, and a cell nobody filled in.
    petitions: blankBefore(
      changed(tables.petitions, [
        [118, '四定日期', '2021年2月30日'],
        [64, '是否积案', null],
      ]),
      90,
    ),
    // 31 November.
    opinions: tables.opinions.map((event, index) =>
      index === firstNeutral(tables) ? { ...event, 'found-on': '2021-11-31' } : event,
    ),
    // A unit that is not on the roster, a loss in words; and separators, which are read.
    accidents: added(
      changed(tables.accidents, [
        [2, 'loss', '三万元'],
        [4, 'loss', '1,250.5'],
      ]),
      ['SG20219001', '410811999999', '2021-12-20', 'fire', 0, 0, '0.4'],
    ),
    // A category that the dictionary does not have, of a unit that has fallen short already.
    cases: added(tables.cases, ['AJ20219001', failedUnit(tables), '2021-12-22', '交通违法']),
    inspections: changed(tables.inspections, [[300, 'found', -1]]),
    disputes: blankBefore(
      changed(tables.disputes, [
        [40, '发现日期', null],
        [75, '化解时限', '下月底'],
      ]),
      20,
    ),
    // One street's sum that does not come out, and one that is not the ledger's.
    stock: changed(tables.stock, [
      [16, '期末存量', more(tables.stock, 16, '期末存量')],
      [52, '本月新增', more(tables.stock, 52, '本月新增')],
    ]),
  };
}

type Change = readonly [row: number, column: string, value: TableCell];

function changed(sheet: Sheet, changes: readonly Change[]): Sheet {
  const rows = sheet.rows.map((row) => [...row]);
  for (const [index, column, value] of changes) {
    const row = rows[index];
    const at = sheet.header.indexOf(column);
    if (row === undefined || at < 0) throw new Error(`there is no ${column} in row ${index}`);
    row[at] = value;
  }
  return { header: sheet.header, rows };
}

function repeated(sheet: Sheet, index: number): Sheet {
  return { header: sheet.header, rows: sheet.rows.flatMap((row, at) => (at === index ? [row, row] : [row])) };
}

function blankBefore(sheet: Sheet, index: number): Sheet {
  const blank = sheet.header.map(() => null);
  return { header: sheet.header, rows: sheet.rows.flatMap((row, at) => (at === index ? [blank, row] : [row])) };
}

function added(sheet: Sheet, row: readonly TableCell[]): Sheet {
  return { header: sheet.header, rows: [...sheet.rows, row] };
}

function more(sheet: Sheet, index: number, column: string): number {
  return Number(sheet.rows[index]?.[sheet.header.indexOf(column)]) + 1;
}

function firstNeutral(tables: Tables): number {
  return tables.opinions.findIndex(
    (event) =>
      event['nature'] === 'neutral' && (event['found-on'] ?? '') > '2021-11' && (event['found-on'] ?? '') < '2021-12',
  );
}

function failedUnit(tables: Tables): string {
  const row = tables.cases.rows.find((cells) => cells[3] === 'criminal' && String(cells[2]).startsWith('2021'));
  return String(row?.[1]);
}
