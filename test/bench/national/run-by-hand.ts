/** Runs the query written by hand: `run-by-hand.ts DATA TARGET`. */
import { DuckDBInstance } from '@duckdb/node-api';
import { handWritten } from './hand-written.ts';
import { peakMiB } from './peak.ts';

const [data = '', target = ''] = process.argv.slice(2);
const start = performance.now();
const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB', preserve_insertion_order: 'false' });
const connection = await instance.connect();
for (const statement of handWritten(data, target)) await connection.run(statement);
process.stdout.write(JSON.stringify({ seconds: (performance.now() - start) / 1000, peakMiB: peakMiB() }));
