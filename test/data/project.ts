/** Projects on disk for the tests of the readers: a dictionary, and files as they would be found. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import ExcelJS from 'exceljs';
import type { DataFinding } from '../../engine/data/finding.ts';
import { type LoadedData, loadDataset } from '../../engine/data/load.ts';
import type { DataOptions, DataProject } from '../../engine/data/sources.ts';
import { type Staged, stageSources } from '../../engine/data/stage.ts';
import { fromDuck, namesOf } from '../../engine/data/tables.ts';
import { ZhunshengError } from '../../engine/diagnostics/error.ts';
import { readDictionary } from '../../engine/dictionary/read.ts';
import type { Cell } from '../../engine/model/dictionary.ts';

const folders: string[] = [];

export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'zhunsheng-data-'));
  folders.push(path);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

/** To be called after a file's tests. */
export function removeFolders(): void {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
}

/** A project with a dictionary that must be without errors. */
export function project(yaml: string, files: Readonly<Record<string, string | Uint8Array>> = {}): DataProject {
  const { diagnostics, dictionary, resources } = readDictionary(new Map([['datapackage.yaml', yaml]]));
  assert.deepEqual(
    diagnostics.map(({ code, message }) => `${code} ${message.en}`),
    [],
  );
  return { folder: folder(files), analysis: { dictionary, resources } };
}

/** One entity `unit` in a file, with the key `code` and further fields as YAML. */
export function unitProject(path: string, content: string | Uint8Array | null, fields: string, more = ''): DataProject {
  const yaml = `
resources:
  - name: unit
    path: ${path}
    ${more}
    schema:
      primaryKey: code
      fields: [{ name: code, title: { zh: 单位代码, en: Unit code } }, ${fields}]
`;
  return project(yaml, content === null ? {} : { [path]: content });
}

export interface Seen {
  /** By entity; null: missing. */
  readonly rows: Readonly<Record<string, readonly (readonly Cell[])[] | null>>;
  /** `file:row:column code`. */
  readonly findings: readonly string[];
  readonly all: readonly DataFinding[];
}

/** What both ways of reading give, which must be the same. */
export async function read(of: DataProject, options: DataOptions = {}): Promise<Seen> {
  const loaded = await loadDataset(of, options);
  const staged = await stage(of, options);
  const inMemory = seenInMemory(loaded);
  assert.deepEqual(sorted(staged.rows), sorted(inMemory.rows), 'the rows in DuckDB are those in memory');
  assert.deepEqual(
    staged.all.map(texts).sort(),
    inMemory.all.map(texts).sort(),
    'the findings in DuckDB are those in memory',
  );
  return inMemory;
}

export async function stage(of: DataProject, options: DataOptions = {}): Promise<Seen & { readonly staged: Staged }> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const staged = await stageSources(connection, of, options);
    return { ...(await seenInDuck(connection, of)), staged };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

export async function seenInDuck(connection: DuckDBConnection, of: DataProject): Promise<Seen> {
  const tables = await connection.runAndReadAll(
    `SELECT table_name FROM information_schema.tables WHERE table_schema = 'data'`,
  );
  const present = new Set(tables.getRows().map(([name]) => String(name)));
  const rows: Record<string, readonly (readonly Cell[])[] | null> = {};
  for (const [name, entity] of of.analysis.dictionary.entities) {
    if (!present.has(name)) {
      rows[name] = null;
      continue;
    }
    const read = await connection.runAndReadAll(`SELECT ${namesOf(entity)} FROM data."${name}"`);
    rows[name] = read.getRows().map((row) => row.map(fromDuck));
  }
  const told = await connection.runAndReadAll('SELECT file, "row", "column", code, zh, en FROM run.data_findings');
  const all = told.getRows().map(
    ([file, row, column, code, zh, en]): DataFinding => ({
      file: String(file),
      row: row === null ? null : Number(row),
      column: column === null ? null : String(column),
      code: String(code),
      message: { zh: String(zh), en: String(en) },
    }),
  );
  return { rows, all, findings: all.map(line).sort() };
}

function seenInMemory({ dataset, findings }: LoadedData): Seen {
  const rows = Object.fromEntries(
    [...dataset].map(([name, table]) => [
      name,
      table.state === 'missing' ? null : table.rows.map(({ cells }) => cells),
    ]),
  );
  return { rows, all: findings, findings: findings.map(line) };
}

function sorted(rows: Seen['rows']): unknown {
  return Object.fromEntries(
    Object.entries(rows).map(([name, table]) => [
      name,
      table?.map((cells) => cells.map(String).join('|')).sort() ?? null,
    ]),
  );
}

function line({ code, column, file, row }: DataFinding): string {
  return `${file}:${row ?? ''}:${column ?? ''} ${code}`;
}

function texts(one: DataFinding): string {
  return `${line(one)} ${one.message.zh} ${one.message.en}`;
}

/** A workbook made by exceljs, as bytes. */
export async function workbook(make: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  make(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A Parquet file of a query, as bytes. */
export async function parquet(query: string): Promise<Uint8Array> {
  const path = join(folder(), 'made.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return new Uint8Array(readFileSync(path));
}

/** The code, place and remedy of the error with which reading stops; null where it doesn't. */
export async function stopsWith(of: DataProject, options: DataOptions = {}): Promise<string> {
  const codes = await Promise.all(
    [loadDataset(of, options), stage(of, options)].map(async (reading) => {
      try {
        await reading;
        return 'no error';
      } catch (error) {
        assert.ok(error instanceof ZhunshengError, `a diagnostic, not ${error instanceof Error ? error.stack : error}`);
        const { message, place, remedy } = error.diagnostic;
        for (const text of [message.zh, message.en, remedy.zh, remedy.en]) {
          assert.ok(text.length > 0);
          assert.doesNotMatch(text, /\{\w+\}|undefined(?! entity)|object Object|\bat .*\.ts:/);
        }
        return `${error.code} ${place.file}`;
      }
    }),
  );
  assert.equal(codes[0], codes[1], 'both ways of reading stop for the same reason');
  return codes[0] ?? '';
}
