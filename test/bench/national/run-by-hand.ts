/** Runs the query written by hand: `run-by-hand.ts DATA TARGET [ORDER]`. */
import { DuckDBInstance } from '@duckdb/node-api';
import { handWritten, type Order } from './hand-written.ts';
import { stopwatch } from './stopwatch.ts';

const [data = '', target = '', order = 'any'] = process.argv.slice(2);
const read = stopwatch();
const instance = await DuckDBInstance.create(':memory:', {
  memory_limit: '2GB',
  // Where the order matters, several threads write only so.
  preserve_insertion_order: String(order !== 'any'),
});
const connection = await instance.connect();
for (const statement of handWritten(data, target, order as Order)) await connection.run(statement);
process.stdout.write(JSON.stringify(read()));
