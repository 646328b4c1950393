import type { DuckDBConnection } from '@duckdb/node-api';

export type Connection = DuckDBConnection;

/** The rows of a query as objects of plain JavaScript values. */
export async function rows(connection: Connection, query: string): Promise<Record<string, unknown>[]> {
  const reader = await connection.runAndReadAll(query);
  return reader.getRowObjectsJS();
}
