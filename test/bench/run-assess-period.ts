/** Assesses a project with the library: `run-assess-period.ts PROJECT OUT PERIOD [TABLE…]`, without tables for all. */
import { type AskedTable, openProject, withAssessment } from '../../engine/index.ts';
import { stopwatch } from './national/stopwatch.ts';

const [folder = '', out = '', period = '', ...tables] = process.argv.slice(2);
const read = stopwatch();
const project = await openProject(folder);
// Told by the engine where one is none.
const only = tables.length === 0 ? null : (tables as AskedTable[]);
await withAssessment(project, { period, out, tables: 'parquet', only }, async () => undefined);
process.stdout.write(JSON.stringify(read()));
