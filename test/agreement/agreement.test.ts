import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DuckDBConnection } from '@duckdb/node-api';
import * as fc from 'fast-check';
import { disagreements } from './agreement.ts';
import { projects } from './generate/index.ts';
import { openDatabase } from './judged.ts';
import { mutations } from './mutations.ts';

/** `.ci/run` asks for 2,000; `AGREEMENT_CASES=50000 AGREEMENT_SEED=… npx mocha test/agreement/agreement.test.ts` is a long run. */
const cases = Number(process.env.AGREEMENT_CASES ?? 200);
/** The same in every run unless asked otherwise, so that a change of code is what makes a test fail. */
const seed = Number(process.env.AGREEMENT_SEED ?? 20211231);

describe('the interpreter and the SQL program agree', function () {
  this.timeout(0);

  it(`on every verdict, standing, finding, roll-up, letter and step of ${cases} generated projects, whatever the order of rows`, async () => {
    const workers = availableParallelism();
    const share = Math.ceil(cases / workers);
    const reports = await Promise.all(Array.from({ length: workers }, (_, worker) => runWorker(seed + worker, share)));
    assert.deepEqual(
      reports.filter((report) => report !== ''),
      [],
    );
  });

  describe('and would be found out', () => {
    let connection: DuckDBConnection;

    before(async () => {
      connection = await openDatabase();
    });

    for (const mutation of mutations) {
      it(`where ${mutation.name}`, async () => {
        const restore = mutation.apply();
        try {
          const found = await fc.check(
            fc.asyncProperty(projects, async (project) => (await disagreements(connection, project)).length === 0),
            { numRuns: 2000, seed, endOnFailure: true },
          );
          assert.ok(found.failed, `${found.numRuns} projects did not tell`);
        } finally {
          restore();
        }
      });
    }
  });
});

async function runWorker(from: number, share: number): Promise<string> {
  const script = join(import.meta.dirname, 'worker.ts');
  const args = ['--import', 'tsx', script, String(from), String(share)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 26 });
  return stdout;
}
