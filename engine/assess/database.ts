/** The DuckDB that one assessment runs in: in memory, spilling to a folder of its own, with no way to the network or to other files. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { confine, duckSettings, nothingOutside, type Reach } from '../data/duck-lock.ts';

export interface DatabaseOptions {
  /** DuckDB's limit, such as `2GB`; what does not fit is spilt. */
  readonly memory: string;
  /** How many threads; default: one for each core. */
  readonly threads?: number;
  /** Where to spill; null: nothing is spilt. */
  readonly spillTo: string | null;
  /** The files and folders that statements may touch; default: none. */
  readonly reach?: Reach;
}

/** Lets `use` work in a new database, and closes it after. */
export async function withDatabase<T>(
  options: DatabaseOptions,
  use: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: options.memory,
    temp_directory: options.spillTo ?? '',
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    ...duckSettings,
    preserve_insertion_order: 'true',
  });
  try {
    const connection = await instance.connect();
    try {
      await confine(connection, options.reach ?? nothingOutside);
      return await use(connection);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}
