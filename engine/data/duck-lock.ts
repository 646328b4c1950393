/**
 * How every DuckDB that the engine opens is set up and confined: nothing from a network, no extension, no file but those named.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from './sql-text.ts';
import { run } from './tables.ts';

/**
 * For every database that judges. In DuckDB 1.5.1 to 1.5.6 the optimizer that shares equal parts of a plan takes parts for equal
 * that give different columns: two references to one entity, each followed further, can then read each other's fields
 * (duckdb/duckdb#25819). What is to be shared is written as a CTE.
 */
export const duckSettings: Readonly<Record<string, string>> = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  disabled_optimizers: 'common_subplan',
};

/** What a database may touch beside its memory and its own folder to spill to; absolute paths with links resolved. */
export interface Reach {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

export const nothingOutside: Reach = { files: [], folders: [] };

/** From here on neither the reach nor any setting but those of how rows are read in order can be changed, by whatever statement. */
export async function confine(connection: DuckDBConnection, { files, folders }: Reach): Promise<void> {
  // A path is looked at both as a reader of patterns is given it, and as it is.
  const listed = (paths: readonly string[]): string =>
    [...new Set([...paths, ...paths.map(globless)])].map(quoteText).join(', ');
  await run(
    connection,
    `SET allowed_paths = [${listed(files)}]`,
    `SET allowed_directories = [${listed(folders)}]`,
    'SET allow_community_extensions = false',
    'SET enable_external_access = false',
    "SET allowed_configs = ['threads', 'disabled_optimizers']",
    'SET lock_configuration = true',
  );
}

/** A path as a reader of patterns takes it to mean itself. */
export function globless(path: string): string {
  return path.replace(/[*?[]/g, (character) => `[${character}]`);
}
