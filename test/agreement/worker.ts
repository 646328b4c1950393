/** Compares the evaluators on so many projects and prints what was found: `worker.ts SEED CASES`. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { differencesWhenReversed, disagreements, reportOf } from './agreement.ts';
import { projects } from './generate/index.ts';
import { openDatabase } from './judged.ts';

const [seed = 0, cases = 0] = process.argv.slice(2).map(Number);
const connection = await openDatabase();
let index = 0;
const run = await fc.check(
  fc.asyncProperty(projects, async (project) => {
    assert.deepEqual(await disagreements(connection, project), []);
    // The order of rows is cheaper to try on some.
    if (index++ % 10 === 0) assert.deepEqual(await differencesWhenReversed(connection, project), []);
  }),
  { seed, numRuns: cases },
);
process.stdout.write(reportOf(run) ?? '');
