/**
 * The records of separated text. As long as nothing is quoted, text is split, which takes a tenth of the time of a parser that
 * looks at each character; from the first piece with a quote on, csv-parse reads.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, type Options, parse } from 'csv-parse';
import { stop } from '../diagnostics/error.ts';
import * as problems from '../diagnostics/registry/data.ts';
import type { Dialect } from '../dictionary/resource.ts';
import { limits } from './limits.ts';

/** In batches, in order, blank ones included. Throws ZhunshengError, naming `file`, for a record that can't be read. */
export async function* recordsIn(
  file: string,
  parts: AsyncGenerator<string>,
  dialect: Dialect,
  delimiter: string,
): AsyncGenerator<readonly string[][]> {
  try {
    const { records, rest } = yield* plainRecords(file, parts, dialect, delimiter);
    if (rest !== null) yield* parsedRecords(file, records, before(rest, parts), optionsOf(dialect, delimiter));
  } finally {
    await parts.return(undefined);
  }
}

/** Whether a text is to be read as it stands: nothing in it is quoted, escaped or to be trimmed. */
export function isPlain(text: string, { escapeChar, quoteChar, skipInitialSpace }: Dialect): boolean {
  const special = [quoteChar, escapeChar ?? ''].filter((char) => char !== '');
  return !skipInitialSpace && !special.some((char) => text.includes(char));
}

/** The records of a plain text. */
export function splitRecords(text: string, delimiter: string): string[][] {
  const lines = text.split(lineBreak);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => line.split(delimiter));
}

/** For csv-parse. */
export function optionsOf(dialect: Dialect, delimiter: string): Options {
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

const lineBreak = /\r\n|\n|\r/;

interface ReadPlainly {
  /** How many. */
  readonly records: number;
  /** What is left, from the start of a record, where a piece is not plain; null: all is read. */
  readonly rest: string | null;
}

async function* plainRecords(
  file: string,
  parts: AsyncGenerator<string>,
  dialect: Dialect,
  delimiter: string,
): AsyncGenerator<readonly string[][], ReadPlainly> {
  let held = '';
  let records = 0;
  for (;;) {
    const { done, value } = await parts.next();
    if (done === true) break;
    if (!isPlain(value, dialect)) return { records, rest: held + value };
    held += value;
    refuseLong(file, records, held);
    const end = lastBreak(held) + 1;
    if (end === 0) continue;
    const batch = splitRecords(held.slice(0, end), delimiter);
    held = held.slice(end);
    records += batch.length;
    yield batch;
  }
  if (held !== '') yield splitRecords(held, delimiter);
  return { records, rest: null };
}

/** Pieces are far smaller than a record may be, so that the first of those held is the one that can be too long. */
function refuseLong(file: string, records: number, held: string): void {
  const limit = limits.rowCharacters;
  if (held.length <= limit) return;
  const end = held.search(lineBreak);
  if (end === -1 || end > limit) stop(problems.rowTooLong, file, { path: file, row: records + 1, limit });
}

/** Of the last line break that is whole: a `\r` at the end may be half of one. */
function lastBreak(text: string): number {
  return Math.max(text.lastIndexOf('\n'), text.length < 2 ? -1 : text.lastIndexOf('\r', text.length - 2));
}

async function* before(first: string, parts: AsyncGenerator<string>): AsyncGenerator<string> {
  if (first !== '') yield first;
  for await (const part of parts) if (part !== '') yield part;
}

const batchRows = 2048;

/** `earlier`: how many records stand before these. */
async function* parsedRecords(
  file: string,
  earlier: number,
  text: AsyncGenerator<string>,
  options: Options,
): AsyncGenerator<readonly string[][]> {
  const streaming = { ...options, readableHighWaterMark: batchRows };
  const parser = parse(streaming);
  const fed = pipeline(Readable.from(text, { objectMode: true }), parser).catch((error: unknown) => error);
  let batch: string[][] = [];
  try {
    for await (const record of parser) {
      batch.push(record as string[]);
      if (batch.length < batchRows) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    parser.destroy();
    await fed;
    // It has read further than what it had handed on.
    if (error instanceof CsvError) stopFor(error, file, earlier + Number(error['records'] ?? 0) + 1);
    throw error;
  }
  await fed;
  if (batch.length > 0) yield batch;
}

function stopFor(error: CsvError, path: string, row: number): never {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return stop(problems.quoteNotClosed, path, { path, row });
    case 'CSV_MAX_RECORD_SIZE':
      return stop(problems.rowTooLong, path, { path, row, limit: limits.rowCharacters });
    default:
      return stop(problems.damaged, path, { path, reason: { zh: `第 ${row} 行`, en: `row ${row}` } });
  }
}
