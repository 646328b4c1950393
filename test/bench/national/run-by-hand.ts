/** Runs the query written by hand: `run-by-hand.ts DATA TARGET`. */
import { DuckDBInstance } from '@duckdb/node-api';
import { handWritten } from './hand-written.ts';
import { stopwatch } from './stopwatch.ts';

const [data = '', target = ''] = process.argv.slice(2);
const read = stopwatch();
const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB', preserve_insertion_order: 'false' });
const connection = await instance.connect();
for (const statement of handWritten(data, target)) await connection.run(statement);
process.stdout.write(JSON.stringify(read()));
