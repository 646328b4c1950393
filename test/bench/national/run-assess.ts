/** Assesses the national project with the library: `run-assess.ts PROJECT OUT`. */
import { openProject, withAssessment } from '../../../engine/index.ts';
import { peakMiB } from './peak.ts';

const [folder = '', out = ''] = process.argv.slice(2);
const start = performance.now();
const project = await openProject(folder);
await withAssessment(project, { period: '2021-01..2021-12', out, tables: 'parquet' }, async () => undefined);
process.stdout.write(JSON.stringify({ seconds: (performance.now() - start) / 1000, peakMiB: peakMiB() }));
