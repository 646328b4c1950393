/**
 * The country's data for the shipped policies, as Parquet files that `assess rules --data FOLDER` finds by their names. Made once
 * into a folder that git ignores.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { quoteName, quoteText } from '../../../engine/data/sql-text.ts';
import { openProject } from '../../../engine/index.ts';
import { home } from '../figure.ts';
import { makeDivisions } from './divisions.ts';
import { macros, tables } from './tables.ts';

export interface Country {
  /** How many times over the country is there. */
  readonly factor: number;
  /** How many months up to December 2021. */
  readonly months: number;
  /** Enterprises for each village or community. */
  readonly enterprises: number;
}

export const country: Country = { factor: 1, months: 12, enterprises: 0 };

/** The folder with the data. */
export async function makeCountry(cache: string, { factor, months, enterprises }: Country): Promise<string> {
  const folder = join(cache, `country-${factor}-${months}-${enterprises}-v2`);
  if (existsSync(folder)) return folder;
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const names = await fileNames();
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '4GB',
    temp_directory: join(making, 'spill'),
  });
  const connection = await instance.connect();
  for (const macro of macros) await connection.run(macro);
  const divided = await makeDivisions(connection, { factor, enterprises });
  const first = new Date(Date.UTC(2022, -months, 1)).toISOString().slice(0, 10);
  const queries: Record<string, string> = { ...tables({ ...divided, first, months }) };
  for (const name of ['county', 'street', 'department', 'unit']) queries[name] = `FROM ${quoteName(name)}`;
  queries['cause'] =
    `SELECT * REPLACE (days::BIGINT AS days) FROM read_csv(${quoteText(join(home, 'rules/data/causes.csv'))}, all_varchar = true)`;
  for (const [name, file] of names) {
    const query = queries[name];
    if (query === undefined) throw new Error(`no data are made for ${name}`);
    await connection.run(
      `COPY (${query}) TO ${quoteText(join(making, `${file}.parquet`))} (FORMAT parquet, COMPRESSION zstd)`,
    );
  }
  connection.closeSync();
  instance.closeSync();
  rmSync(join(making, 'spill'), { recursive: true, force: true });
  renameSync(making, folder);
  return folder;
}

/** By entity, the name without extension under which `--data` looks for its file. */
async function fileNames(): Promise<ReadonlyMap<string, string>> {
  const { analysis } = await openProject(join(home, 'rules'), { tests: false });
  return new Map(
    [...analysis.resources].map(([name, { sources }]) => {
      const path = sources[0]?.path ?? name;
      return [name, basename(path, extname(path))];
    }),
  );
}
