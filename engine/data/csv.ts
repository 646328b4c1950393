/** CSV (and tab- or semicolon-separated text) to raw rows, streaming. A row is a record, blank ones included. */
import { createReadStream } from 'node:fs';
import { parse as parseAll } from 'csv-parse/sync';
import { stop } from '../diagnostics/error.ts';
import * as problems from '../diagnostics/registry/data.ts';
import type { Dialect, Resource } from '../dictionary/resource.ts';
import { isPlain, optionsOf, recordsIn, splitRecords } from './csv-records.ts';
import { decode } from './decode.ts';
import { namesIn } from './header.ts';
import { limits } from './limits.ts';
import { type DataFile, unreadable } from './locate.ts';
import { type RawRow, type RawTable, rawTable } from './raw.ts';

export function readCsv(file: DataFile, resource: Resource): RawTable {
  return rawTable(rowsOf(file, resource), { ragged: true });
}

async function* rowsOf(file: DataFile, resource: Resource): AsyncGenerator<readonly RawRow[]> {
  const text = decode(bytesOf(file), resource.encoding);
  const { first, all } = await peek(text);
  const dialect = resource.dialect;
  const delimiter = dialect.delimiter ?? sniff(first, resource);
  let row = 0;
  for await (const records of recordsIn(file.name, all, dialect, delimiter)) {
    const batch: RawRow[] = [];
    for (const cells of records) {
      row++;
      if (cells.length > limits.columns) {
        const columns = cells.length;
        stop(problems.tooManyColumns, file.name, { path: file.name, row, columns, limit: limits.columns });
      }
      if (dialect.commentRows.includes(row) || isComment(cells, dialect)) continue;
      batch.push({ row, cells: dialect.nullSequence === null ? cells : withoutNulls(cells, dialect.nullSequence) });
    }
    yield batch;
  }
}

async function* bytesOf(file: DataFile): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(file.path, { highWaterMark: 1 << 18 })) yield chunk as Buffer;
  } catch (error) {
    unreadable(file.name, error);
  }
}

/** The first chunk that holds text, and all of them. */
async function peek(text: AsyncGenerator<string>): Promise<{ first: string; all: AsyncGenerator<string> }> {
  let first = '';
  for (;;) {
    const { done, value } = await text.next();
    if (done === true) break;
    if (value === '') continue;
    first = value;
    break;
  }
  async function* again(): AsyncGenerator<string> {
    if (first !== '') yield first;
    for await (const part of text) if (part !== '') yield part;
  }
  return { first, all: again() };
}

const delimiters = [',', '\t', ';', '，', '|'];

/**
 * The separator that gives the rows at the top most of the dictionary's names; of several, the one that gives most cells. The
 * first that finds every name is it.
 */
function sniff(text: string, resource: Resource): string {
  const top = text.slice(0, 1 << 14).split(/\r\n|\n|\r/, limits.headerSearch + 1);
  if (text.length > 1 << 14) top.pop();
  const lines = top.join('\n');
  let best = { delimiter: ',', names: -1, cells: 0 };
  for (const delimiter of delimiters) {
    if (delimiter !== ',' && !lines.includes(delimiter)) continue;
    const rows = linesOf(lines, resource.dialect, delimiter);
    const names = Math.max(0, ...rows.map((cells) => namesIn(resource, cells)));
    const cells = Math.max(0, ...rows.map((row) => row.length));
    if (names > best.names || (names === best.names && cells > best.cells)) best = { delimiter, names, cells };
    if (names === resource.entity.fields.size) break;
  }
  return best.delimiter;
}

function linesOf(text: string, dialect: Dialect, delimiter: string): readonly (readonly string[])[] {
  if (isPlain(text, dialect)) return splitRecords(text, delimiter).slice(0, limits.headerSearch);
  try {
    return parseAll(text, { ...optionsOf(dialect, delimiter), to: limits.headerSearch });
  } catch {
    // A quote that is not closed within the lines looked at.
    return text.split('\n').map((line) => line.split(delimiter));
  }
}

function isComment(cells: readonly string[], dialect: Dialect): boolean {
  return dialect.commentChar !== null && cells[0]?.startsWith(dialect.commentChar) === true;
}

function withoutNulls(cells: readonly string[], nullSequence: string): (string | null)[] {
  return cells.map((cell) => (cell === nullSequence ? null : cell));
}
