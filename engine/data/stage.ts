/**
 * A project's data in DuckDB, as the compiled program wants it: for each entity that is not missing a table or view
 * `data."<entity>"` with a column for each field. Files stream through; Parquet is not copied where it needs no conversion.
 */
import { BIGINT, type DuckDBConnection, INTEGER } from '@duckdb/node-api';
import type { Dataset } from '../model/dataset.ts';
import type { Dictionary } from '../model/dictionary.ts';
import { createFindingsTable, fillFindings } from './findings-table.ts';
import type { DataFile, Input } from './locate.ts';
import { emptyRecords, inlineRecords, recordsOf } from './open.ts';
import { fileColumn, parquetRelation, rowColumn } from './parquet.ts';
import type { Records } from './records.ts';
import {
  type DataOptions,
  type DataProject,
  dictionaryFile,
  type EntitySources,
  findSources,
  hashSources,
} from './sources.ts';
import { quoteName, quoteText } from './sql-text.ts';
import { checkStagedReferences, type StagedEntity, settleStaged } from './stage-checks.ts';
import { columnsOf, dataTable, duckType, filler, namesOf, run, toDuck } from './tables.ts';

export interface Staged {
  /** Entities of which a file doesn't exist. */
  readonly missing: ReadonlySet<string>;
  readonly inputs: readonly Input[];
  /** How many records each entity has. */
  readonly counts: ReadonlyMap<string, number>;
  /** By entity, the names of the files that its rows in the schema `stage` give by number; none for records from memory. */
  readonly files?: ReadonlyMap<string, readonly string[]>;
}

/**
 * Streams a project's files into DuckDB. Findings are left in `run.data_findings(file, row, column, code, zh, en)`. What the
 * schemas `data` and `stage` held before is dropped. Throws ZhunshengError (ZS4xxx) where a file that exists can't be read.
 */
export async function stageSources(
  connection: DuckDBConnection,
  project: DataProject,
  options: DataOptions = {},
): Promise<Staged> {
  await prepare(connection);
  const sources = await findSources(project, options);
  const hashing = hashSources(sources);
  // Awaited below; a file that can't be hashed can't be read either, which is told first.
  hashing.catch(() => undefined);
  const findings = await fillFindings(connection);
  findings.add(sources.findings);
  findings.close();
  const staged = new Map<string, StagedEntity>();
  for (const [name, entity] of sources.entities) {
    const one = await stageEntity(connection, entity, options);
    await settleStaged(connection, one);
    staged.set(name, one);
  }
  await checkStagedReferences(connection, project.analysis.dictionary, staged);
  const counts = new Map<string, number>();
  for (const [name, { resource }] of staged) {
    await run(
      connection,
      `CREATE VIEW ${dataTable(name)} AS SELECT ${namesOf(resource.entity)} FROM ${stageTable(name)}`,
    );
    const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${stageTable(name)}`);
    counts.set(name, Number(counted.getRows()[0]?.[0] ?? 0));
  }
  const files = new Map([...staged].map(([name, one]) => [name, one.files]));
  return { missing: sources.missing, inputs: await hashing, counts, files };
}

/**
 * Stages one entity's files anew, beside what is staged already: for an editor, whose data changes a file at a time. References
 * between entities are not checked. Throws as `stageSources` does; the entity then has no table.
 */
export async function restageEntity(
  connection: DuckDBConnection,
  sources: EntitySources,
  options: DataOptions = {},
): Promise<void> {
  const { entity } = sources.resource;
  await run(connection, 'CREATE SCHEMA IF NOT EXISTS data', 'CREATE SCHEMA IF NOT EXISTS stage');
  await unstageEntity(connection, entity.name);
  await createFindingsTable(connection);
  await run(connection, 'DELETE FROM run.data_findings');
  await settleStaged(connection, await stageEntity(connection, sources, options));
  await run(
    connection,
    `CREATE VIEW ${dataTable(entity.name)} AS SELECT ${namesOf(entity)} FROM ${stageTable(entity.name)}`,
  );
}

/** Removes what is staged of an entity. */
export async function unstageEntity(connection: DuckDBConnection, entity: string): Promise<void> {
  await run(connection, `DROP VIEW IF EXISTS ${dataTable(entity)}`);
  const found = await connection.runAndReadAll(
    `SELECT table_type FROM information_schema.tables WHERE table_catalog = current_database() ` +
      `AND table_schema = 'stage' AND table_name = ${quoteText(entity)}`,
  );
  const [type] = found.getRows()[0] ?? [];
  if (type !== undefined) {
    await run(connection, `DROP ${type === 'VIEW' ? 'VIEW' : 'TABLE'} ${stageTable(entity)}`);
  }
}

/** The same tables from records in memory, which keep what `Dataset` promises. Entities that are missing get none. */
export async function stageDataset(
  connection: DuckDBConnection,
  { entities }: Dictionary,
  dataset: Dataset,
): Promise<Staged> {
  await prepare(connection);
  const missing = new Set<string>();
  const counts = new Map<string, number>();
  const present = [...entities].flatMap(([name, entity]) => {
    const table = dataset.get(name);
    if (table?.state === 'present') return [{ name, entity, table }];
    missing.add(name);
    return [];
  });
  // One call for all: each has its cost, and a set of test cases has many tables of few rows.
  const tables = present.map(({ name, entity }) => `CREATE TABLE ${dataTable(name)}(${columnsOf(entity)});`);
  if (tables.length > 0) await run(connection, tables.join('\n'));
  for (const { name, entity, table } of present) {
    counts.set(name, table.rows.length);
    if (table.rows.length === 0) continue;
    const fields = [...entity.fields.values()];
    const { add, close } = filler(await connection.createAppender(name, 'data'), fields.map(duckType));
    for (const { cells } of table.rows) add(fields.map((field, at) => toDuck(field, cells[at] ?? null)));
    close();
  }
  return { missing, inputs: [], counts };
}

async function prepare(connection: DuckDBConnection): Promise<void> {
  await createFindingsTable(connection);
  await run(
    connection,
    'DELETE FROM run.data_findings',
    'DROP SCHEMA IF EXISTS data CASCADE',
    'DROP SCHEMA IF EXISTS stage CASCADE',
    'CREATE SCHEMA data',
    'CREATE SCHEMA stage',
  );
}

function stageTable(entity: string): string {
  return `stage.${quoteName(entity)}`;
}

async function stageEntity(
  connection: DuckDBConnection,
  { files, resource }: EntitySources,
  options: DataOptions,
): Promise<StagedEntity> {
  const { entity } = resource;
  const table = stageTable(entity.name);
  const absent = new Map<string, ReadonlySet<string>>();
  const [only] = files;
  if (files.length === 1 && resource.inline === null && only?.format === 'parquet' && only.bytes > 0) {
    const relation = await parquetRelation(connection, only, resource, 0);
    absent.set(only.name, new Set(relation.absent));
    await run(connection, `CREATE ${relation.plain ? 'VIEW' : 'TABLE'} ${table} AS ${relation.select}`);
    return { resource, table, isView: relation.plain, files: [only.name], absent };
  }
  await run(connection, `CREATE TABLE ${table}(${columnsOf(entity)}, ${fileColumn} INTEGER, ${rowColumn} BIGINT)`);
  const names: string[] = [];
  if (resource.inline !== null) {
    names.push(dictionaryFile);
    await fill(connection, resource, dictionaryFile, 0, inlineRecords(dictionaryFile, resource), absent, options);
  }
  for (const file of files) {
    const index = names.push(file.name) - 1;
    if (file.format === 'parquet' && file.bytes > 0) {
      const relation = await parquetRelation(connection, file, resource, index);
      absent.set(file.name, new Set(relation.absent));
      await run(connection, `INSERT INTO ${table} ${relation.select}`);
    } else {
      await fill(connection, resource, file.name, index, await batchesOf(file, resource), absent, options);
    }
  }
  return { resource, table, isView: false, files: names, absent };
}

async function* emptyFile(file: DataFile): AsyncGenerator<Records> {
  yield emptyRecords(file.name);
}

function batchesOf(file: DataFile, resource: EntitySources['resource']): AsyncIterable<Records> {
  return file.format === 'parquet' ? emptyFile(file) : recordsOf(file, resource);
}

async function fill(
  connection: DuckDBConnection,
  { entity }: EntitySources['resource'],
  name: string,
  index: number,
  batches: AsyncIterable<Records>,
  absent: Map<string, ReadonlySet<string>>,
  options: DataOptions,
): Promise<void> {
  const fields = [...entity.fields.values()];
  const types = [...fields.map(duckType), INTEGER, BIGINT];
  const table = filler(await connection.createAppender(entity.name, 'stage'), types);
  const findings = await fillFindings(connection);
  let rows = 0;
  for await (const batch of batches) {
    findings.add(batch.findings);
    if (batch.absent !== undefined) absent.set(name, new Set(batch.absent));
    batch.rows.forEach((cells, at) => {
      const values = fields.map((field, column) => toDuck(field, cells[column] ?? null));
      table.add([...values, index, BigInt(batch.numbers[at] ?? 0)]);
    });
    rows += batch.rows.length;
    if (batch.rows.length > 0) options.onProgress?.(name, rows);
  }
  table.close();
  findings.close();
}
