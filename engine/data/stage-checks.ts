/** What can only be seen where all rows of the data meet, in DuckDB: the same as `checks.ts` finds in memory. */
import type { DuckDBConnection } from '@duckdb/node-api';
import * as problems from '../diagnostics/registry/data.ts';
import type { Resource } from '../dictionary/resource.ts';
import type { Dictionary, Entity, Reference } from '../model/dictionary.ts';
import { type Absent, isRemarkable, overlapFinding, overlapping, type Version } from './checks.ts';
import { fillFindings } from './findings-table.ts';
import { fileColumn, rowColumn } from './parquet.ts';
import { findingSelect, keyTextSql } from './sql-findings.ts';
import { quoteName, quoteText } from './sql-text.ts';
import { fromDuck, run } from './tables.ts';

export interface StagedEntity {
  readonly resource: Resource;
  readonly table: string;
  isView: boolean;
  /** Names of the files, by number. */
  readonly files: readonly string[];
  readonly absent: Absent;
}

/** Leaves the first of each key, or of the versions that overlap; values that should be unique and aren't go. */
export async function settleStaged(connection: DuckDBConnection, staged: StagedEntity): Promise<void> {
  if (staged.resource.entity.valid === null) await dropDuplicates(connection, staged);
  else await dropOverlaps(connection, staged, staged.resource.entity.valid);
  for (const fields of staged.resource.uniqueKeys) await dropNotUnique(connection, staged, fields);
}

/** Names rows whose references lead nowhere. */
export async function checkStagedReferences(
  connection: DuckDBConnection,
  { entities }: Dictionary,
  staged: ReadonlyMap<string, StagedEntity>,
): Promise<void> {
  for (const [name, one] of staged) {
    for (const reference of one.resource.entity.references.values()) {
      const target = entities.get(reference.target);
      const there = staged.get(reference.target);
      if (entities.has(name) && target !== undefined && there !== undefined) {
        await checkReference(connection, one, reference, target, there.table);
      }
    }
  }
}

const order = `${fileColumn}, ${rowColumn}`;

/** The name of the file with a number. */
function fileName({ files }: StagedEntity, column: string): string {
  return files.length === 1 ? quoteText(files[0] ?? '') : `[${files.map(quoteText).join(', ')}][${column} + 1]`;
}

function place(staged: StagedEntity, column: string | null, alias = ''): string {
  const prefix = alias === '' ? '' : `${alias}.`;
  return `${fileName(staged, prefix + fileColumn)}, ${prefix}${rowColumn}, ${column === null ? 'NULL' : quoteText(column)}`;
}

async function any(connection: DuckDBConnection, query: string): Promise<boolean> {
  return (await connection.runAndReadAll(`${query} LIMIT 1`)).currentRowCount > 0;
}

/** Whether each value is greater than the one before, as in most files: then none stands twice, which is told nine times as fast. */
async function ascends(connection: DuckDBConnection, table: string, column: string): Promise<boolean> {
  const before = `SELECT ${column} AS here, lag(${column}) OVER () AS before FROM ${table}`;
  return !(await any(connection, `SELECT 1 FROM (${before}) WHERE here <= before`));
}

/** Rows can only be taken out of a table. */
async function intoTable(connection: DuckDBConnection, staged: StagedEntity): Promise<void> {
  if (!staged.isView) return;
  const copy = `${staged.table.slice(0, -1)} copy"`;
  await run(
    connection,
    `CREATE TABLE ${copy} AS SELECT * FROM ${staged.table}`,
    `DROP VIEW ${staged.table}`,
    `ALTER TABLE ${copy} RENAME TO ${staged.table.slice('stage.'.length)}`,
  );
  staged.isView = false;
}

async function dropDuplicates(connection: DuckDBConnection, staged: StagedEntity): Promise<void> {
  const { entity } = staged.resource;
  const key = entity.key.map(quoteName).join(', ');
  if (entity.key.length === 1 && (await ascends(connection, staged.table, key))) return;
  const twice = `SELECT ${key} FROM ${staged.table} GROUP BY ${key} HAVING count(*) > 1`;
  if (!(await any(connection, twice))) return;
  await intoTable(connection, staged);
  const duplicates =
    `SELECT *, first_value(${fileColumn}) OVER w AS first_file, first_value(${rowColumn}) OVER w AS first_row, ` +
    `row_number() OVER w AS nth FROM ${staged.table} SEMI JOIN (${twice}) USING (${key}) ` +
    `WINDOW w AS (PARTITION BY ${key} ORDER BY ${order})`;
  await run(
    connection,
    `CREATE OR REPLACE TABLE stage."zhunsheng:again" AS SELECT * FROM (${duplicates}) WHERE nth > 1`,
  );
  const told = findingSelect(problems.duplicateKey, place(staged, null), {
    key: keyTextSql(entity, entity.key),
    first: 'first_row',
    file: fileName(staged, 'first_file'),
  });
  await run(connection, `INSERT INTO run.data_findings ${told} FROM stage."zhunsheng:again"`, deleteAgain(staged));
}

function deleteAgain({ table }: StagedEntity): string {
  return (
    `DELETE FROM ${table} t USING stage."zhunsheng:again" a ` +
    `WHERE t.${fileColumn} = a.${fileColumn} AND t.${rowColumn} = a.${rowColumn}`
  );
}

const pageKeys = 50_000;

async function dropOverlaps(
  connection: DuckDBConnection,
  staged: StagedEntity,
  valid: NonNullable<Entity['valid']>,
): Promise<void> {
  const { entity } = staged.resource;
  const from = quoteName(valid.from);
  const to = valid.to === null ? 'NULL::DATE' : quoteName(valid.to);
  const ends = findingSelect(problems.endsBeforeStart, place(staged, null), { from, to });
  await run(connection, `INSERT INTO run.data_findings ${ends} FROM ${staged.table} WHERE ${to} < ${from}`);
  const key = entity.key.map(quoteName).join(', ');
  // Whether a version begins before all those that begin earlier are over.
  const overlaps =
    `SELECT ${key}, coalesce(${from}, '-infinity'::DATE) <= max(coalesce(${to}, 'infinity'::DATE)) OVER w AS overlapping ` +
    `FROM ${staged.table} WHERE NOT coalesce(${to} < ${from}, false) WINDOW w AS (PARTITION BY ${key} ` +
    `ORDER BY coalesce(${from}, '-infinity'::DATE), ${order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`;
  const affected = `SELECT DISTINCT ${key} FROM (${overlaps}) WHERE overlapping`;
  if (!(await any(connection, affected))) return;
  await intoTable(connection, staged);
  await run(
    connection,
    `CREATE OR REPLACE TABLE stage."zhunsheng:keys" AS ${affected}`,
    `CREATE OR REPLACE TABLE stage."zhunsheng:again"(${fileColumn} INTEGER, ${rowColumn} BIGINT)`,
  );
  for (let start = 0; ; start += pageKeys) {
    const page = await connection.runAndReadAll(
      `SELECT ${keyTextSql(entity, entity.key)}, ${fileColumn}, ${rowColumn}, ${from}, ${to} FROM ${staged.table} ` +
        `JOIN (SELECT * FROM stage."zhunsheng:keys" WHERE rowid >= ${start} AND rowid < ${start + pageKeys}) USING (${key}) ` +
        `ORDER BY ${key}, ${order}`,
    );
    const versions = page.getRows().map(([text, file, row, since, until]): NumberedVersion => {
      const dates = { from: fromDuck(since ?? null) as string | null, to: fromDuck(until ?? null) as string | null };
      return {
        key: String(text),
        file: staged.files[Number(file)] ?? '',
        number: Number(file),
        row: Number(row),
        ...dates,
      };
    });
    if (versions.length === 0) break;
    await dropLater(connection, groups(versions).flatMap(overlapping));
  }
  await run(connection, deleteAgain(staged));
}

interface NumberedVersion extends Version {
  readonly number: number;
}

async function dropLater(
  connection: DuckDBConnection,
  dropped: readonly { readonly version: NumberedVersion; readonly first: NumberedVersion }[],
): Promise<void> {
  const findings = await fillFindings(connection);
  findings.add(dropped.map(overlapFinding));
  findings.close();
  const appender = await connection.createAppender('zhunsheng:again', 'stage');
  for (const { version } of dropped) {
    appender.appendInteger(version.number);
    appender.appendBigInt(BigInt(version.row));
    appender.endRow();
  }
  appender.closeSync();
}

/** Neighbours of one key. */
function groups(versions: readonly NumberedVersion[]): NumberedVersion[][] {
  const all: NumberedVersion[][] = [];
  for (const version of versions) {
    const last = all.at(-1);
    if (last?.[0]?.key === version.key) last.push(version);
    else all.push([version]);
  }
  return all;
}

async function dropNotUnique(
  connection: DuckDBConnection,
  staged: StagedEntity,
  fields: readonly string[],
): Promise<void> {
  const { entity } = staged.resource;
  const values = fields.map(quoteName).join(', ');
  const present = fields.map((field) => `${quoteName(field)} IS NOT NULL`).join(' AND ');
  const twice = `SELECT ${values} FROM ${staged.table} WHERE ${present} GROUP BY ${values} HAVING count(*) > 1`;
  if (!(await any(connection, twice))) return;
  const key = entity.key.map(quoteName).join(', ');
  const repeated =
    `SELECT *, first_value(${fileColumn}) OVER w AS first_file, first_value(${rowColumn}) OVER w AS first_row, ` +
    `first_value((${key})) OVER w AS first_key FROM ${staged.table} SEMI JOIN (${twice}) USING (${values}) ` +
    `WINDOW w AS (PARTITION BY ${values} ORDER BY ${order})`;
  await run(
    connection,
    `CREATE OR REPLACE TABLE stage."zhunsheng:again" AS SELECT * FROM (${repeated}) WHERE first_key <> (${key})`,
  );
  const told = findingSelect(problems.notUnique, place(staged, fields.join(',')), {
    first: 'first_row',
    file: fileName(staged, 'first_file'),
  });
  await run(connection, `INSERT INTO run.data_findings ${told} FROM stage."zhunsheng:again"`);
  const [field] = fields;
  if (fields.length !== 1 || field === undefined) return;
  await intoTable(connection, staged);
  await run(
    connection,
    `UPDATE ${staged.table} t SET ${quoteName(field)} = NULL FROM stage."zhunsheng:again" a ` +
      `WHERE t.${fileColumn} = a.${fileColumn} AND t.${rowColumn} = a.${rowColumn}`,
  );
}

async function checkReference(
  connection: DuckDBConnection,
  staged: StagedEntity,
  reference: Reference,
  target: Entity,
  targetTable: string,
): Promise<void> {
  const { entity } = staged.resource;
  const column = reference.fields.join(',');
  const same = reference.fields
    .map((field, at) => `s.${quoteName(field)} = t.${quoteName(target.key[at] ?? '')}`)
    .join(' AND ');
  const filled = reference.fields.map((field) => `s.${quoteName(field)} IS NOT NULL`).join(' AND ');
  const dangling = findingSelect(problems.danglingReference, place(staged, column, 's'), {
    target: quoteText(reference.target),
    key: keyTextSql(entity, reference.fields, 's'),
  });
  const there = `(SELECT ${target.key.map(quoteName).join(', ')} FROM ${targetTable}) t ON ${same}`;
  // Where all lead somewhere, as they mostly do, counting them is twice as fast as looking for those that don't.
  const counts = await connection.runAndReadAll(
    `SELECT (SELECT count(*) FROM ${staged.table} s WHERE ${filled}) = ` +
      `(SELECT count(*) FROM ${staged.table} s SEMI JOIN ${there} WHERE ${filled})`,
  );
  if (counts.getRows()[0]?.[0] !== true) {
    await run(
      connection,
      `INSERT INTO run.data_findings ${dangling} FROM ${staged.table} s ANTI JOIN ${there} WHERE ${filled}`,
    );
  }
  const files = staged.files.flatMap((file, index) =>
    isRemarkable(entity, reference, staged.absent.get(file)) ? [index] : [],
  );
  if (files.length === 0) return;
  const blank = findingSelect(problems.blankReference, place(staged, column, 's'), {
    target: quoteText(reference.target),
  });
  await run(
    connection,
    `INSERT INTO run.data_findings ${blank} FROM ${staged.table} s ` +
      `WHERE NOT (${filled}) AND s.${fileColumn} IN (${files.join(', ')})`,
  );
}
