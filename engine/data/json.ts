/** JSON, and records written in the dictionary itself, to raw rows: a list of objects, or of lists with a header. */
import { promises as fs } from 'node:fs';
import { stop } from '../diagnostics/error.ts';
import * as problems from '../diagnostics/registry/data.ts';
import type { RawValue } from '../dictionary/cell.ts';
import type { Resource } from '../dictionary/resource.ts';
import { decodeAll } from './decode.ts';
import { limits } from './limits.ts';
import { type DataFile, unreadable } from './locate.ts';
import { type RawRow, type RawTable, rawTable } from './raw.ts';

/** Null: the file is blank. */
export async function readJson(file: DataFile, resource: Resource): Promise<RawTable | null> {
  if (file.bytes > limits.jsonBytes) {
    const what = { zh: '文件字节数', en: 'its size in bytes' };
    stop(problems.tooLarge, file.name, { path: file.name, what, limit: limits.jsonBytes });
  }
  const bytes = await fs.readFile(file.path).catch((error: unknown) => unreadable(file.name, error));
  const text = await decodeAll(bytes, resource.encoding);
  if (text.trim() === '') return null;
  return tableOf(file.name, resource, listOf(file.name, resource, parseJson(file.name, text)));
}

export function readInlineRecords(file: string, resource: Resource): RawTable {
  return tableOf(file, resource, resource.inline ?? []);
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const at = placeOf(error instanceof Error ? error.message : '', text);
    return stop(problems.badJson, path, { path, ...at });
  }
}

/** JSON.parse tells the position in its message, or that the text ends too soon. */
function placeOf(message: string, text: string): { line: number; column: number } {
  const position = /position (\d+)/.exec(message)?.[1];
  const before = text.slice(0, position === undefined ? text.length : Number(position)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The list itself, or in an object the one that the dialect names, or the only one in it. */
function listOf(path: string, { dialect }: Resource, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (isObject(value)) {
    if (dialect.property !== null) {
      const named = Object.hasOwn(value, dialect.property) ? value[dialect.property] : undefined;
      if (Array.isArray(named)) return named;
    } else {
      const lists = Object.values(value).filter(Array.isArray);
      if (lists.length === 1) return lists[0] as unknown[];
    }
  }
  const property =
    dialect.property === null
      ? { zh: '唯一的列表', en: 'exactly one list' }
      : { zh: `列表“${dialect.property}”`, en: `a list "${dialect.property}"` };
  return stop(problems.noRecords, path, { path, property });
}

function tableOf(path: string, resource: Resource, items: readonly unknown[]): RawTable {
  if (items.length > 0 && items.every(Array.isArray)) return rawTable(batches(path, items.map(listRow)));
  const names = new Map<string, number>();
  for (const item of items) {
    if (!isObject(item)) continue;
    const own = Object.keys(item);
    checkWidth(path, 1, own.length);
    for (const name of own) if (!names.has(name)) names.set(name, names.size);
    checkWidth(path, 1, names.size);
  }
  const header = names.size > 0 ? [...names.keys()] : [...resource.entity.fields.keys()];
  const rows = items.map((item, index) => ({
    row: index + 1,
    cells: isObject(item) ? objectCells(item, header) : null,
  }));
  return rawTable(batches(path, rows), { header });
}

function objectCells(item: Readonly<Record<string, unknown>>, header: readonly string[]): RawValue[] {
  return header.map((name) => (Object.hasOwn(item, name) ? rawOf(item[name]) : null));
}

/** The first list is the header, as row 0: records count from 1. */
function listRow(item: unknown, index: number): RawRow {
  return { row: index, cells: (item as unknown[]).map(rawOf) };
}

async function* batches(path: string, rows: readonly RawRow[]): AsyncGenerator<readonly RawRow[]> {
  const size = 2048;
  for (let start = 0; start < rows.length; start += size) {
    const batch = rows.slice(start, start + size);
    for (const { cells, row } of batch) checkWidth(path, row, cells?.length ?? 0);
    yield batch;
  }
}

function checkWidth(path: string, row: number, columns: number): void {
  if (columns > limits.columns) stop(problems.tooManyColumns, path, { path, row, columns, limit: limits.columns });
}

function rawOf(value: unknown): RawValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than the stack.
    return { error: '[[[…' };
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
