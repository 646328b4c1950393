/** Opens what a resource's data stands in, other than Parquet, as records. */
import * as problems from '../diagnostics/registry/data.ts';
import type { Resource } from '../dictionary/resource.ts';
import { readCsv } from './csv.ts';
import { finding } from './finding.ts';
import { readInlineRecords, readJson } from './json.ts';
import type { DataFile } from './locate.ts';
import { checkContent, checkEncoding } from './magic.ts';
import type { RawTable } from './raw.ts';
import { type Records, readRecords } from './records.ts';
import { readXlsx } from './xlsx/sheet.ts';

export async function* recordsOf(file: DataFile, resource: Resource): AsyncGenerator<Records> {
  await checkContent(file);
  if (file.format === 'csv' && resource.encoding !== null) await checkEncoding(file, resource.encoding);
  const table = file.bytes === 0 ? null : await tableOf(file, resource);
  if (table === null) yield emptyRecords(file.name);
  else yield* readRecords(file.name, resource, table);
}

/** Records that the dictionary itself holds; findings name it. */
export function inlineRecords(file: string, resource: Resource): AsyncGenerator<Records> {
  return readRecords(file, resource, readInlineRecords(file, resource));
}

/** A file of no bytes: present, without records, and named. */
export function emptyRecords(file: string): Records {
  return { numbers: [], rows: [], findings: [finding(problems.emptyFile, { file }, {})] };
}

async function tableOf(file: DataFile, resource: Resource): Promise<RawTable | null> {
  switch (file.format) {
    case 'csv':
      return readCsv(file, resource);
    case 'xlsx':
      return readXlsx(file, resource);
    case 'json':
      return readJson(file, resource);
    case 'parquet':
      throw new Error('Parquet is read with DuckDB (parquet.ts)');
  }
}
