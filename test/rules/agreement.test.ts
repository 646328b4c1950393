/**
 * Both evaluators on the shipped files: the compiled SQL, which streams them into DuckDB, and the interpreter, which loads them into
 * memory, give every record the same verdict, every failure the same evidence, and the two readers the same findings.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { withDatabase } from '../../engine/assess/database.ts';
import { judge } from '../../engine/assess/judge.ts';
import { type Moment, moment, type Period, parsePeriod } from '../../engine/calendar/period.ts';
import { type LoadedData, loadDataset } from '../../engine/data/load.ts';
import { stageSources } from '../../engine/data/stage.ts';
import { interpret } from '../../engine/interpret/interpreter.ts';
import { modelOn } from '../../engine/language/analysis.ts';
import type { Model } from '../../engine/model/policy.ts';
import { openProject, type Project } from '../../engine/project/open.ts';

const moments = ['2020-Q4', '2021', '2022-01'].map((name) => moment(parsePeriod(name) as Period));
/** A month that was assessed before it was over. */
const early = moment(parsePeriod('2021-07') as Period, '2021-07-20');

describe('the two evaluators on the shipped district', () => {
  let project: Project;
  let loaded: LoadedData;

  before(async () => {
    project = await openProject(join(import.meta.dirname, '../../rules'));
    loaded = await loadDataset(project);
  });

  for (const at of [...moments, early]) {
    it(`agree on every verdict and its evidence, ${at.period.name} as of ${at.asOf}`, async () => {
      const [compiled, interpreted] = [await byCompiler(at), await byInterpreter(at)];
      assert.ok(sorted(interpreted).length > 1000);
      assert.deepEqual(sorted(compiled), sorted(interpreted));
    });
  }

  it('find the same faults in the files', async () => {
    const found = await staged(async (connection) => {
      const reader = await connection.runAndReadAll(
        'SELECT file, "row", "column", code, zh FROM run.data_findings ORDER BY ALL NULLS FIRST',
      );
      return reader.getRowsJson();
    });
    const expected = loaded.findings.map(({ file, row, column, code, message }) => [
      file,
      row,
      column,
      code,
      message.zh,
    ]);
    assert.deepEqual(lines(found), lines(expected));
  });

  /** By record and rule: the verdict, and of a failure the records behind it. */
  async function byInterpreter(at: Moment): Promise<Map<string, string>> {
    const model = modelOf(at);
    const interpretation = interpret(model, loaded.dataset, at);
    const found = new Map<string, string>();
    for (const { name, entity } of model.rules.values()) {
      for (const subject of interpretation.subjects(entity)) {
        const { verdict, evidence } = await interpretation.rule(name, subject);
        found.set(`${entity}:${subject} ${name}`, verdict === 'fail' ? `${verdict} ${evidence.join(';')}` : verdict);
      }
    }
    for (const { name, entity } of model.standards.values()) {
      for (const subject of interpretation.subjects(entity)) {
        found.set(`${entity}:${subject} ${name}`, (await interpretation.standard(name, subject)).verdict);
      }
    }
    return found;
  }

  async function byCompiler(at: Moment): Promise<Map<string, string>> {
    return staged(async (connection, missing) => {
      await judge(connection, { moments: [at], modelOn: () => modelOf(at), missing, language: 'zh' });
      const found = new Map<string, string>();
      for (const entity of new Set([...modelOf(at).rules.values()].map((rule) => rule.entity))) {
        const table = await connection.runAndReadAll(`SELECT * FROM run."verdicts_${entity}"`);
        for (const { period, subject, ...rules } of table.getRowObjectsJson()) {
          assert.equal(period, at.period.name);
          for (const [rule, verdict] of Object.entries(rules))
            found.set(`${entity}:${subject} ${rule}`, String(verdict));
        }
      }
      const standings = await connection.runAndReadAll(
        'SELECT entity, subject, standard, verdict::VARCHAR FROM run.standings',
      );
      for (const [entity, subject, standard, verdict] of standings.getRows()) {
        found.set(`${entity}:${subject} ${standard}`, String(verdict));
      }
      const findings = await connection.runAndReadAll('SELECT entity, subject, rule, evidence FROM run.findings');
      for (const [entity, subject, rule, evidence] of findings.getRows()) {
        const key = `${entity}:${subject} ${rule}`;
        assert.equal(found.get(key), 'fail', key);
        found.set(key, `fail ${evidence}`);
      }
      return found;
    });
  }

  function staged<T>(use: (connection: DuckDBConnection, missing: ReadonlySet<string>) => Promise<T>): Promise<T> {
    return withDatabase({ memory: '1GB', spillTo: null }, async (connection) => {
      const { missing } = await stageSources(connection, project, {});
      return use(connection, missing);
    });
  }

  function modelOf({ judged }: Moment): Model {
    return modelOn(project.analysis, judged) as Model;
  }
});

/** A record that no rule places in the period has no line in the tables: not applicable says the same. */
function sorted(verdicts: ReadonlyMap<string, string>): string[] {
  return [...verdicts]
    .filter(([, verdict]) => verdict !== 'not-applicable')
    .map(([key, verdict]) => `${key}: ${verdict}`)
    .sort();
}

function lines(rows: readonly (readonly unknown[])[]): string[] {
  return rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))).join(' | ')).sort();
}
