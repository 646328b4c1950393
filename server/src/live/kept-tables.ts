/**
 * The tables of programs, kept from one judgement to the next: an edit changes one or two of many statements. A table stays where
 * the statement that makes it is the same, and no table that it reads was made anew.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { duckdb } from '../../../engine/sql/duckdb.ts';
import type { Program } from '../../../engine/sql/program.ts';
import { runAll } from './database.ts';

export interface KeptTables {
  /**
   * Has the tables of all these programs, and no others, and gives the names of those made anew. `version`: of the data. All stays
   * as it was where it fails or is stopped.
   */
  renew(programs: readonly Program[], version: number, signal: AbortSignal): Promise<ReadonlySet<string>>;
}

interface TableStatement {
  readonly table: string;
  readonly name: string;
  readonly sql: string;
}

export function makeKeptTables(connection: DuckDBConnection): KeptTables {
  /** The statements by the tables that they have made, in order. */
  let made: ReadonlyMap<string, string> = new Map();
  let current = 0;

  return {
    async renew(programs, version, signal) {
      const kept = version === current ? made : new Map<string, string>();
      const tables = programs.flatMap(tablesOf);
      const renewed = new Set<string>();
      await connection.run('BEGIN TRANSACTION');
      try {
        for (const { schema } of programs) await connection.run(`CREATE SCHEMA IF NOT EXISTS ${duckdb.quote(schema)}`);
        const wanted = new Set(tables.map(({ table }) => table));
        for (const table of made.keys()) if (!wanted.has(table)) await connection.run(drop(table));
        for (const { table, name, sql } of tables) {
          if (kept.get(table) === sql && ![...renewed].some((each) => sql.includes(each))) continue;
          renewed.add(table);
          await runAll(connection, [{ name, sql: `${drop(table)};\n${sql}` }], signal);
        }
        await connection.run('COMMIT');
      } catch (error) {
        await connection.run('ROLLBACK');
        throw error;
      }
      made = new Map(tables.map(({ table, sql }) => [table, sql]));
      current = version;
      return renewed;
    },
  };
}

export function tableName(schema: string, name: string): string {
  return `${duckdb.quote(schema)}.${duckdb.quote(name)}`;
}

/** The statements after the schema's own; verdicts stay in tables, since they are asked for again and again, and nothing else is needed. */
function tablesOf({ schema, passes }: Program): readonly TableStatement[] {
  return passes
    .slice(1)
    .filter(({ name }) => !name.startsWith('summary '))
    .map(({ name, sql }) => ({
      table: tableName(schema, name),
      name,
      sql: sql.replace(/^CREATE VIEW/, 'CREATE TABLE'),
    }));
}

function drop(table: string): string {
  return `DROP TABLE IF EXISTS ${table}`;
}
