import assert from 'node:assert/strict';
import type { DuckDBConnection } from '@duckdb/node-api';
import * as fc from 'fast-check';
import { analyze } from '../../engine/language/analyze.ts';
import { differences } from './compare.ts';
import { interpretAll } from './expected.ts';
import { projects } from './generate/index.ts';
import { judgeAll, openDatabase } from './judged.ts';
import { mutations } from './mutations.ts';
import type { Project } from './project.ts';
import { renderDataset, renderFiles } from './render.ts';

/** `AGREEMENT_CASES=50000 AGREEMENT_SEED=… npx mocha test/agreement/agreement.test.ts` for a long run. */
const cases = Number(process.env.AGREEMENT_CASES ?? 200);
/** The same in every run unless asked otherwise, so that a change of code is what makes a test fail. */
const seed = Number(process.env.AGREEMENT_SEED ?? 20211231);

describe('the interpreter and the SQL program agree', function () {
  this.timeout(0);
  let connection: DuckDBConnection;

  before(async () => {
    connection = await openDatabase();
  });

  it(`on every verdict, standing, finding and roll-up of ${cases} generated projects`, async () => {
    await fc.assert(
      fc.asyncProperty(projects, async (project) => {
        assert.deepEqual(await disagreements(connection, project), []);
      }),
      { numRuns: cases, seed, reporter: tell },
    );
  });

  it('whatever the order of the rows', async () => {
    await fc.assert(
      fc.asyncProperty(projects, async (project) => {
        const analysis = analyze(renderFiles(project));
        const there = await judgeAll(connection, project, analysis, renderDataset(project));
        const turned = await judgeAll(connection, project, analysis, renderDataset(reversed(project)));
        assert.deepEqual(differences(there, turned), []);
      }),
      { numRuns: Math.ceil(cases / 10), seed, reporter: tell },
    );
  });

  for (const mutation of mutations) {
    it(`not where ${mutation.name}`, async () => {
      const restore = mutation.apply();
      try {
        const found = await fc.check(
          fc.asyncProperty(projects, async (project) => (await disagreements(connection, project)).length === 0),
          { numRuns: cases, seed, endOnFailure: true },
        );
        assert.ok(found.failed, `${found.numRuns} cases did not tell`);
      } finally {
        restore();
      }
    });
  }
});

async function disagreements(connection: DuckDBConnection, project: Project): Promise<string[]> {
  const analysis = analyze(renderFiles(project));
  const errors = analysis.diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  assert.deepEqual(
    errors.map((error) => `${error.code} ${error.place.file}:${error.place.range.start.line + 1} ${error.message.en}`),
    [],
  );
  const dataset = renderDataset(project);
  return differences(
    await interpretAll(project, analysis, dataset),
    await judgeAll(connection, project, analysis, dataset),
  );
}

function reversed(project: Project): Project {
  return {
    ...project,
    tables: Object.fromEntries(
      Object.entries(project.tables).map(([name, rows]) => [name, rows?.toReversed() ?? null]),
    ),
  };
}

/** The smallest project found as its files and rows, and the seed that gives it again. */
function tell(run: fc.RunDetails<[Project]>): void {
  if (!run.failed) return;
  const project = run.counterexample?.[0];
  if (project === undefined) throw new Error(fc.defaultReportMessage(run));
  const files = [...renderFiles(project)].map(([name, text]) => `--- ${name}\n${text}`);
  const tables = JSON.stringify(
    { period: project.period, asOf: project.asOf, language: project.language, ...project.tables },
    (_, value) => (typeof value === 'bigint' ? Number(value) : value),
  );
  const cause = run.errorInstance instanceof Error ? run.errorInstance.message : String(run.errorInstance);
  throw new Error([`seed ${run.seed}, case ${run.numRuns}: ${cause}`, ...files, tables].join('\n'));
}
