/** Runs a project's tests with the library: `run-tests.ts PROJECT plain|coverage`. */
import { openProject, test } from '../../engine/index.ts';
import { stopwatch } from './national/stopwatch.ts';

const [folder = '', what = ''] = process.argv.slice(2);
// Loaded beforehand: here the sources are compiled as they are read.
await import('../../engine/testing/run.ts');
const read = stopwatch();
const { counts } = await test(await openProject(folder), { coverage: what === 'coverage' });
process.stdout.write(JSON.stringify({ ...read(), ...counts }));
