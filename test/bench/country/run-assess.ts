/** Assesses the country in a process of its own: `run-assess.ts PROJECT DATA OUT MEMORY TABLE…`. */
import { type AskedTable, openProject, withAssessment } from '../../../engine/index.ts';
import { stopwatch } from '../national/stopwatch.ts';

const [folder = '', data = '', out = '', memory = '', ...tables] = process.argv.slice(2);
const read = stopwatch();
const project = await openProject(folder, { tests: false });
// Told by the engine where one is none.
const only = tables as AskedTable[];
await withAssessment(
  project,
  { period: '2021-01..2021-12', data, out, memory, tables: 'parquet', only },
  async () => undefined,
);
process.stdout.write(JSON.stringify(read()));
