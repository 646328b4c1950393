/**
 * The data of the national benchmark: 1,000,000 units and 3,000,000 events of one year as Parquet, made by DuckDB from hashes of
 * row numbers, so that every machine has the same bytes to judge. Kept in a folder that git ignores and made once.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

export interface Size {
  readonly units: number;
  readonly petitions: number;
  readonly accidents: number;
  readonly cases: number;
}

export const national: Size = { units: 1_000_000, petitions: 1_200_000, accidents: 900_000, cases: 900_000 };

/** The folder with `unit.parquet`, `petition.parquet`, `accident.parquet` and `case.parquet`. */
export async function makeData(cache: string, size: Size): Promise<string> {
  const folder = join(cache, `national-${size.units}-v3`);
  if (existsSync(folder)) return folder;
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const [name, query] of Object.entries(queries(size))) {
    await connection.run(`COPY (${query}) TO '${join(making, `${name}.parquet`)}' (FORMAT parquet)`);
  }
  connection.closeSync();
  instance.closeSync();
  renameSync(making, folder);
  return folder;
}

function queries(size: Size): Readonly<Record<string, string>> {
  // A number from 0 to 9999 that depends on the row and the purpose only.
  const dice = (purpose: string) => `(hash(i, '${purpose}') % 10000)::INTEGER`;
  // Of each table its own, so that an event of one table says nothing of where and when those of the others lie.
  const unit = (table: string) => `'u' || lpad((hash(i, '${table} unit') % ${size.units})::VARCHAR, 7, '0')`;
  const day = (table: string) => `DATE '2021-01-01' + (hash(i, '${table} day') % 365)::INTEGER`;
  const events = (count: number, columns: string) => `SELECT ${columns} FROM range(${count}) AS rows(i)`;
  return {
    unit: events(
      size.units,
      `'u' || lpad(i::VARCHAR, 7, '0') AS id,
       CASE WHEN ${dice('kind')} < 3000 THEN 'village' WHEN ${dice('kind')} < 5000 THEN 'community'
            WHEN ${dice('kind')} < 8500 THEN 'enterprise' ELSE 'institution' END AS kind,
       's' || lpad((hash(i, 'street') % 2000)::VARCHAR, 4, '0') AS street,
       CASE WHEN ${dice('no size')} < 20 THEN NULL ELSE (50 + hash(i, 'size') % 3000)::BIGINT END AS size`,
    ),
    petition: events(
      size.petitions,
      `'p' || lpad(i::VARCHAR, 8, '0') AS id, ${unit('petition')} AS unit,
       CASE WHEN ${dice('level')} < 100 THEN 'skip-level' WHEN ${dice('level')} < 3000 THEN 'district' ELSE 'ordinary' END AS level,
       ${day('petition')} AS "received-on",
       CASE WHEN ${dice('open')} < 100 THEN NULL ELSE ${day('petition')} + (hash(i, 'reply') % 8)::INTEGER
            + CASE WHEN ${dice('late')} < 100 THEN 9 ELSE 0 END END AS "replied-on",
       CASE WHEN ${dice('no persons')} < 50 THEN NULL WHEN ${dice('persons')} < 100 THEN 5 + (hash(i, 'crowd') % 40)::BIGINT
            ELSE 1 + (hash(i, 'few') % 3)::BIGINT END AS persons`,
    ),
    accident: events(
      size.accidents,
      `'a' || lpad(i::VARCHAR, 8, '0') AS id, ${unit('accident')} AS unit,
       CASE WHEN ${dice('severity')} < 9000 THEN 'slight' WHEN ${dice('severity')} < 9900 THEN 'serious' ELSE 'grave' END AS severity,
       ${day('accident')} AS "happened-on",
       CASE WHEN ${dice('injured')} < 9000 THEN 0 ELSE 1 + (hash(i, 'injured many') % 5)::BIGINT END AS injured,
       CASE WHEN ${dice('deaths')} < 9950 THEN 0 ELSE 1 + (hash(i, 'deaths many') % 2)::BIGINT END AS deaths,
       ((hash(i, 'loss') % 1000000) / 100)::DECIMAL(18, 2) AS loss`,
    ),
    case: events(
      size.cases,
      `'c' || lpad(i::VARCHAR, 8, '0') AS id, ${unit('case')} AS unit,
       CASE WHEN ${dice('type')} < 100 THEN 'criminal' WHEN ${dice('type')} < 2000 THEN 'security' ELSE 'civil' END AS type,
       ${day('case')} AS "filed-on",
       CASE WHEN ${dice('open')} < 50 THEN NULL ELSE ${day('case')} + (hash(i, 'close') % 18)::INTEGER
            + CASE WHEN ${dice('late')} < 100 THEN 9 ELSE 0 END END AS "closed-on",
       ((hash(i, 'amount') % 2000000) / 100)::DECIMAL(18, 2) AS amount`,
    ),
  };
}
