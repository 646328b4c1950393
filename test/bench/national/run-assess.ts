/** Assesses the national project with the library: `run-assess.ts PROJECT OUT [TABLE…]`, without tables for all. */
import { type AskedTable, openProject, withAssessment } from '../../../engine/index.ts';
import { stopwatch } from './stopwatch.ts';

const [folder = '', out = '', ...tables] = process.argv.slice(2);
const read = stopwatch();
const project = await openProject(folder);
// Told by the engine where one is none.
const only = tables.length === 0 ? null : (tables as AskedTable[]);
await withAssessment(project, { period: '2021-01..2021-12', out, tables: 'parquet', only }, async () => undefined);
process.stdout.write(JSON.stringify(read()));
