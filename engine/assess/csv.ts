/** CSV as RFC 4180 has it, written by DuckDB, with cells that a spreadsheet would take for a formula made harmless. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from '../data/sql-text.ts';

export interface CsvColumn {
  readonly name: string;
  /** The SQL expression of its cells. */
  readonly expression: string;
  /** Texts from data or people, which may look like a formula; numbers and the engine's own words do not. */
  readonly free: boolean;
}

export interface CsvOptions {
  /** UTF-8's byte order mark, by which spreadsheets recognise the encoding. */
  readonly bom: boolean;
  readonly orderBy: readonly string[];
}

/** Writes `from` (a table or subquery) as a CSV file; the number of rows. Lines end in CR LF, the first has the columns' names. */
export async function writeCsv(
  connection: DuckDBConnection,
  from: string,
  columns: readonly CsvColumn[],
  file: string,
  { bom, orderBy }: CsvOptions,
): Promise<number> {
  const cells = columns.map(({ name, expression, free }, i) => {
    // The mark is the file's very start when it is the start of the first column's name.
    const title = bom && i === 0 ? `\ufeff${name}` : name;
    return `${free ? neutral(expression) : expression} AS ${quoteName(title)}`;
  });
  const order = orderBy.length === 0 ? '' : ` ORDER BY ${orderBy.join(', ')}`;
  const copied = await connection.runAndReadAll(
    `COPY (SELECT ${cells.join(', ')} FROM ${from}${order}) TO ${quoteText(file)} ` +
      `(FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', NEW_LINE '\\r\\n')`,
  );
  return Number(copied.getRows()[0]?.[0] ?? 0);
}

/**
 * Spreadsheets take a cell that begins with one of these for a formula (OWASP, CSV injection; the full-width ones in East Asian
 * editions); an apostrophe before it makes it text. Plain numbers such as -0.5 are left alone.
 */
function neutral(expression: string): string {
  const text = `CAST(${expression} AS VARCHAR)`;
  // No IN: of a list of more than a few DuckDB makes a join, which loses the order of the rows.
  return (
    `CASE WHEN regexp_matches(${text}, '^[${formulaStarts}]') ` +
    `AND NOT regexp_full_match(${text}, '[+-]?[0-9]+([.][0-9]+)?%?') THEN '''' || ${text} ELSE ${text} END`
  );
}

/** Full-width forms of the four too. As RE2 writes a class of characters. */
const formulaStarts = '=+@\uff1d\uff0b\uff0d\uff20\\t\\n\\r-';
