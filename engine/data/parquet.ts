/**
 * Parquet files through DuckDB, without copying where nothing has to be converted. A column of the field's own type is taken in
 * SQL; of the others, and of texts that may be more than they seem (blank edges, missing values, no known code), the distinct
 * values go through the same converter as those of all other formats. An instant with a zone is its date in China (UTC+8).
 */
import {
  BIGINT,
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBDecimalValue,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api';
import type { Localized } from '../diagnostics/diagnostic.ts';
import { stop, ZhunshengError } from '../diagnostics/error.ts';
import * as problems from '../diagnostics/registry/data.ts';
import { cellReader, plainFormat, type RawValue } from '../dictionary/cell.ts';
import type { Resource } from '../dictionary/resource.ts';
import type { Entity, Field } from '../model/dictionary.ts';
import { globless } from './duck-lock.ts';
import { fillFindings } from './findings-table.ts';
import { matchHeader } from './header.ts';
import type { DataFile } from './locate.ts';
import { checkContent } from './magic.ts';
import { type ColumnPlan, planOf } from './parquet-plan.ts';
import { absentFields, headerFindings } from './records.ts';
import { findingSelect } from './sql-findings.ts';
import { quoteName, quoteText } from './sql-text.ts';
import { duckType, filler, fromDuck, run, sqlType, toDuck } from './tables.ts';

/** Columns beside the fields: the number of the file among the entity's, and of the row in it. */
export const fileColumn = '"zhunsheng:file"';
export const rowColumn = '"zhunsheng:row"';

export interface ParquetRelation {
  /** A query that gives the fields of all rows with a key, and the two columns above. */
  readonly select: string;
  /** Whether it does no more than read the file. */
  readonly plain: boolean;
  readonly absent: readonly string[];
}

/** Findings go to `run.data_findings`; the schema `stage` must be there. Throws ZhunshengError where it can't be read. */
export async function parquetRelation(
  connection: DuckDBConnection,
  file: DataFile,
  resource: Resource,
  index: number,
): Promise<ParquetRelation> {
  await checkContent(file);
  try {
    return await relationOf(connection, file, resource, index);
  } catch (error) {
    if (error instanceof ZhunshengError) throw error;
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    // No fault of the file's: the memory limit, or an interruption.
    if (/^(Out of Memory|INTERRUPT)/.test(message)) throw error;
    return stop(problems.badParquet, file.name, { path: file.name, reason: reasonOf(message, file) });
  }
}

function reasonOf(message: string, file: DataFile): Localized {
  if (/magic bytes|too small|footer/i.test(message))
    return { zh: '结尾不在，可能没有传完', en: 'its end is missing, as if it was not copied to the end' };
  const said = message.replaceAll(file.path, file.name).slice(0, 160);
  return { zh: `里面有读不通的地方（${said}）`, en: said };
}

interface Planned {
  readonly field: Field;
  readonly plan: ColumnPlan | null;
}

async function relationOf(
  connection: DuckDBConnection,
  file: DataFile,
  resource: Resource,
  index: number,
): Promise<ParquetRelation> {
  const { entity } = resource;
  const source = `read_parquet(${quoteText(globless(file.path))}, file_row_number = true)`;
  const described = await connection.runAndReadAll(
    `DESCRIBE SELECT * FROM read_parquet(${quoteText(globless(file.path))})`,
  );
  const columns = described
    .getRowObjects()
    .map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }));
  const header = matchHeader(
    resource,
    columns.map(({ name }) => [name]),
    0,
  );
  const planned = [...entity.fields.values()].map((field, at): Planned => {
    const column = columns[header.columns[at] ?? -1];
    const format = resource.formats.get(field.name) ?? plainFormat;
    return { field, plan: column === undefined ? null : planOf(field, quoteName(column.name), column.type, format) };
  });
  const odd = await oddColumns(connection, source, planned);
  const maps = new Map<Field, string>();
  for (const { field, plan } of planned) {
    if (plan !== null && odd.has(field))
      maps.set(field, await mapOdd(connection, source, resource, field, plan, index));
  }
  const findings = await fillFindings(connection);
  findings.add(headerFindings(file.name, resource, header));
  findings.close();
  const select = selectOf(source, planned, maps, index);
  await tellCells(connection, file, source, planned, maps);
  const keyless = await tellKeyless(connection, file, entity, select);
  const absent = absentFields(resource, header);
  const keyed = keyless ? `SELECT * FROM (${select}) WHERE ${keyIsThere(entity)}` : select;
  return { select: keyed, plain: maps.size === 0 && !keyless, absent };
}

/** Fields of which some value needs the converter: told by one scan of the file. */
async function oddColumns(
  connection: DuckDBConnection,
  source: string,
  planned: readonly Planned[],
): Promise<ReadonlySet<Field>> {
  const counted = planned.flatMap(({ field, plan }) =>
    plan === null ? [] : [{ field, odd: `count_if(${plan.odd})` }],
  );
  if (counted.length === 0) return new Set();
  const result = await connection.runAndReadAll(`SELECT ${counted.map(({ odd }) => odd).join(', ')} FROM ${source}`);
  const [counts = []] = result.getRows();
  return new Set(counted.filter((_, at) => counts[at] !== 0n).map(({ field }) => field));
}

const pageRows = 65_536;

/** A table of the distinct odd values of a column: `map:raw`, `map:cell`, and with a problem `map:code`, `map:zh`, `map:en`. */
async function mapOdd(
  connection: DuckDBConnection,
  source: string,
  resource: Resource,
  field: Field,
  { odd, raw }: ColumnPlan,
  index: number,
): Promise<string> {
  const name = `${resource.entity.name}/${index}/${field.name}`;
  const [values, cells, map] = [
    `stage.${quoteName(`odd ${name}`)}`,
    `read ${name}`,
    `stage.${quoteName(`map ${name}`)}`,
  ];
  await run(
    connection,
    `CREATE OR REPLACE TABLE ${values} AS SELECT DISTINCT ${raw} AS raw FROM ${source} WHERE ${odd}`,
    `CREATE OR REPLACE TABLE stage.${quoteName(cells)}(id BIGINT, cell ${sqlType(field)}, code VARCHAR, zh VARCHAR, en VARCHAR)`,
  );
  const read = cellReader(field, resource.formats.get(field.name) ?? plainFormat);
  const { add, close } = filler(await connection.createAppender(cells, 'stage'), [
    BIGINT,
    duckType(field),
    VARCHAR,
    VARCHAR,
    VARCHAR,
  ]);
  for (let start = 0; ; start += pageRows) {
    const page = await connection.runAndReadAll(
      `SELECT rowid, raw FROM ${values} WHERE rowid >= ${start} AND rowid < ${start + pageRows}`,
    );
    const rows = page.getRows();
    for (const [id = null, value = null] of rows) {
      const { cell, problem } = read(rawOf(value));
      add([id, toDuck(field, cell), problem?.code ?? null, problem?.message.zh ?? null, problem?.message.en ?? null]);
    }
    if (rows.length === 0) break;
  }
  close();
  await run(
    connection,
    // Names that a file's columns don't have, so that the two never mix in a join.
    `CREATE OR REPLACE TABLE ${map} AS SELECT raw AS "map:raw", cell AS "map:cell", code AS "map:code", ` +
      `zh AS "map:zh", en AS "map:en" FROM ${values} v JOIN stage.${quoteName(cells)} c ON v.rowid = c.id`,
    `DROP TABLE ${values}`,
    `DROP TABLE stage.${quoteName(cells)}`,
  );
  return map;
}

function rawOf(value: DuckDBValue): RawValue {
  if (value instanceof DuckDBDateValue) return new Date(value.days * 86_400_000);
  if (value instanceof DuckDBDecimalValue) return String(fromDuck(value));
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return value;
  return value === null ? null : String(value);
}

function selectOf(
  source: string,
  planned: readonly Planned[],
  maps: ReadonlyMap<Field, string>,
  index: number,
): string {
  const joins: string[] = [];
  const columns = planned.map(({ field, plan }, at) => {
    const as = `AS ${quoteName(field.name)}`;
    if (plan === null) return `NULL::${sqlType(field)} ${as}`;
    const map = maps.get(field);
    if (map === undefined) return `${plan.cell} ${as}`;
    joins.push(`LEFT JOIN ${map} m${at} ON m${at}."map:raw" = ${plan.raw}`);
    return `CASE WHEN ${plan.odd} THEN m${at}."map:cell" ELSE ${plan.cell} END ${as}`;
  });
  const places = [`${index}::INTEGER AS ${fileColumn}`, `(file_row_number + 1)::BIGINT AS ${rowColumn}`];
  return `SELECT ${[...columns, ...places].join(', ')} FROM ${source} ${joins.join(' ')}`.trimEnd();
}

/** Cells that could not be taken, and required ones that are empty. */
async function tellCells(
  connection: DuckDBConnection,
  file: DataFile,
  source: string,
  planned: readonly Planned[],
  maps: ReadonlyMap<Field, string>,
): Promise<void> {
  for (const { field, plan } of planned) {
    if (plan === null) continue;
    const map = maps.get(field);
    const place = `${quoteText(file.name)}, file_row_number + 1, ${quoteText(field.name)}`;
    if (map !== undefined) {
      const rows = `${source} JOIN ${map} ON "map:raw" = ${plan.raw} WHERE "map:code" IS NOT NULL AND ${plan.odd}`;
      await run(
        connection,
        `INSERT INTO run.data_findings SELECT ${place}, "map:code", "map:zh", "map:en" FROM ${rows}`,
      );
    }
    if (field.constraints.required) {
      const told = findingSelect(problems.requiredCell, place, {});
      await run(connection, `INSERT INTO run.data_findings ${told} FROM ${source} WHERE ${plan.raw} IS NULL`);
    }
  }
}

async function tellKeyless(
  connection: DuckDBConnection,
  file: DataFile,
  entity: Entity,
  select: string,
): Promise<boolean> {
  const place = `${quoteText(file.name)}, ${rowColumn}, NULL`;
  const told = findingSelect(problems.keyless, place, { key: quoteText(entity.key.join(', ')) });
  const result = await connection.run(
    `INSERT INTO run.data_findings ${told} FROM (${select}) WHERE NOT (${keyIsThere(entity)})`,
  );
  return result.rowsChanged > 0;
}

function keyIsThere(entity: Entity): string {
  return entity.key.map((field) => `${quoteName(field)} IS NOT NULL`).join(' AND ');
}
