/** CSV (and tab- or semicolon-separated text) to raw rows, streaming, with csv-parse. A row is a record, blank ones included. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, type Options, parse } from 'csv-parse';
import { parse as parseAll } from 'csv-parse/sync';
import { stop } from '../diagnostics/error.ts';
import * as problems from '../diagnostics/registry/data.ts';
import type { Dialect, Resource } from '../dictionary/resource.ts';
import { decode } from './decode.ts';
import { namesIn } from './header.ts';
import { limits } from './limits.ts';
import { type DataFile, unreadable } from './locate.ts';
import { type RawRow, type RawTable, rawTable } from './raw.ts';

export function readCsv(file: DataFile, resource: Resource): RawTable {
  return rawTable(rowsOf(file, resource), { ragged: true });
}

const batchRows = 2048;

async function* rowsOf(file: DataFile, resource: Resource): AsyncGenerator<readonly RawRow[]> {
  const text = decode(bytesOf(file), resource.encoding);
  const { first, all } = await peek(text);
  const dialect = resource.dialect;
  const delimiter = dialect.delimiter ?? sniff(first, resource);
  const streaming = { ...optionsOf(dialect, delimiter), readableHighWaterMark: batchRows };
  const parser = parse(streaming);
  const fed = pipeline(Readable.from(all, { objectMode: true }), parser).catch((error: unknown) => error);
  let row = 0;
  let batch: RawRow[] = [];
  try {
    for await (const record of parser) {
      row++;
      const cells = record as string[];
      if (cells.length > limits.columns) {
        const columns = cells.length;
        stop(problems.tooManyColumns, file.name, { path: file.name, row, columns, limit: limits.columns });
      }
      if (dialect.commentRows.includes(row) || isComment(cells, dialect)) continue;
      batch.push({ row, cells: dialect.nullSequence === null ? cells : withoutNulls(cells, dialect.nullSequence) });
      if (batch.length < batchRows) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    parser.destroy();
    await fed;
    if (error instanceof CsvError) stopFor(error, file, row + 1);
    throw error;
  }
  await fed;
  if (batch.length > 0) yield batch;
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

function optionsOf(dialect: Dialect, delimiter: string): Options {
  const quote = dialect.quoteChar === '' ? false : dialect.quoteChar;
  return {
    delimiter,
    quote,
    escape: dialect.escapeChar ?? (quote === false ? null : quote),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    ltrim: dialect.skipInitialSpace,
    max_record_size: limits.rowCharacters,
  };
}

const delimiters = [',', '\t', ';', '，', '|'];

/** The separator that gives the rows at the top most of the dictionary's names; of several, the one that gives most cells. */
function sniff(text: string, resource: Resource): string {
  const top = text.slice(0, 1 << 14).split(/\r\n|\n|\r/, limits.headerSearch + 1);
  if (text.length > 1 << 14) top.pop();
  const scored = delimiters.map((delimiter) => {
    const rows = linesOf(top.join('\n'), resource.dialect, delimiter);
    const names = Math.max(0, ...rows.map((cells) => namesIn(resource, cells)));
    return { delimiter, names, cells: Math.max(0, ...rows.map((cells) => cells.length)) };
  });
  const [best] = scored.sort((a, b) => b.names - a.names || b.cells - a.cells);
  return best?.delimiter ?? ',';
}

function linesOf(text: string, dialect: Dialect, delimiter: string): string[][] {
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

function stopFor(error: CsvError, file: DataFile, row: number): never {
  const path = file.name;
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return stop(problems.quoteNotClosed, path, { path, row });
    case 'CSV_MAX_RECORD_SIZE':
      return stop(problems.rowTooLong, path, { path, row, limit: limits.rowCharacters });
    default:
      return stop(problems.damaged, path, { path, reason: { zh: `第 ${row} 行`, en: `row ${row}` } });
  }
}
