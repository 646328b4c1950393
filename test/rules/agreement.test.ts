/**
 * Both evaluators on the shipped files: the compiled SQL, which streams them into DuckDB, and the interpreter, which loads them into
 * memory, give every record the same verdict, every failure the same evidence, every subject the same score, letters and steps, and
 * the two readers the same findings.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { withDatabase } from '../../engine/assess/database.ts';
import { judge } from '../../engine/assess/judge.ts';
import { type Moment, moment, type Period, parsePeriod } from '../../engine/calendar/period.ts';
import { type LoadedData, loadDataset } from '../../engine/data/load.ts';
import { stageSources } from '../../engine/data/stage.ts';
import { type Interpreter, interpreter } from '../../engine/interpret/interpreter.ts';
import { modelOn } from '../../engine/language/analysis.ts';
import { isKnown } from '../../engine/model/number.ts';
import type { Model } from '../../engine/model/policy.ts';
import { openProject, type Project } from '../../engine/project/open.ts';

const moments = ['2020-Q4', '2021', '2022-01'].map((name) => moment(parsePeriod(name) as Period));
/** A month that was assessed before it was over. */
const early = moment(parsePeriod('2021-07') as Period, '2021-07-20');

describe('the two evaluators on the shipped district', () => {
  let project: Project;
  let loaded: LoadedData;
  let looked: Interpreter;

  before(async () => {
    project = await openProject(join(import.meta.dirname, '../../rules'));
    loaded = await loadDataset(project);
    looked = interpreter((day) => modelOn(project.analysis, day), loaded.dataset);
  });

  for (const at of [...moments, early]) {
    it(`agree on every verdict and its evidence, score, letter and step, ${at.period.name} as of ${at.asOf}`, async () => {
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
    const interpretation = looked.at(at);
    assert.ok(interpretation !== null);
    const found = new Map<string, string>();
    for (const { name, entity } of model.rules.values()) {
      for (const subject of interpretation.subjects(entity)) {
        const { verdict, evidence } = await interpretation.rule(name, subject);
        found.set(`${entity}:${subject} ${name}`, verdict === 'fail' ? `${verdict} ${evidence.join(';')}` : verdict);
      }
    }
    for (const { name, entity } of model.standards.values()) {
      for (const subject of interpretation.subjects(entity)) {
        const { verdict, score } = await interpretation.standard(name, subject);
        const points = score?.kind === 'number' && isKnown(score.range) ? score.range.low.valueOf() : null;
        found.set(
          `${entity}:${subject} ${name}`,
          verdict === 'pass' || verdict === 'fail' ? `${verdict} ${points}` : verdict,
        );
      }
    }
    for (const { name, entity } of model.ladders.values()) {
      for (const subject of interpretation.subjects(entity)) {
        const { occasions, due, letters } = await interpretation.ladder(name, subject);
        if (due === null || letters === null) continue;
        const { sent, missing, outOfOrder, duplicates } = letters;
        const lists = [sent, missing, outOfOrder, duplicates].map((list) => list.join(';'));
        found.set(`${entity}:${subject} ${name}`, [occasions, due, ...lists].join(' | '));
      }
    }
    for (const { name, entity } of model.procedures.values()) {
      for (const subject of interpretation.subjects(entity)) {
        const { placed, isIn, steps } = await interpretation.procedure(name, subject);
        if (placed === 'false' || isIn === 'false') continue;
        for (const { step, state, lateByDays } of steps) {
          found.set(`${entity}:${subject} ${name} ${step}`, `${state} ${lateByDays}`);
        }
      }
    }
    return found;
  }

  async function byCompiler(at: Moment): Promise<Map<string, string>> {
    return staged(async (connection, missing) => {
      await judge(connection, {
        moments: [at],
        modelOn: () => modelOf(at),
        earlierModelOn: (day) => modelOn(project.analysis, day),
        missing,
        language: 'zh',
      });
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
        'SELECT entity, subject, standard, verdict::VARCHAR, score::DOUBLE FROM run.standings',
      );
      for (const [entity, subject, standard, verdict, score] of standings.getRows()) {
        const told = verdict === 'pass' || verdict === 'fail' ? `${verdict} ${score}` : String(verdict);
        found.set(`${entity}:${subject} ${standard}`, told);
      }
      const { ladders, procedures } = modelOf(at);
      const climbed = await connection.runAndReadAll(
        "SELECT ladder, subject, concat_ws(' | ', occasions, due, sent, missing, out_of_order, duplicates) FROM run.ladders",
      );
      for (const [ladder, subject, told] of climbed.getRows()) {
        found.set(`${ladders.get(String(ladder))?.entity}:${subject} ${ladder}`, String(told));
      }
      const followed = await connection.runAndReadAll(
        'SELECT "procedure", subject, step, state, late_by_days FROM run.procedures',
      );
      for (const [procedure, subject, step, state, late] of followed.getRows()) {
        found.set(`${procedures.get(String(procedure))?.entity}:${subject} ${procedure} ${step}`, `${state} ${late}`);
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
    const reach = { files: [], folders: [join(import.meta.dirname, '../../rules/data')] };
    return withDatabase({ memory: '1GB', spillTo: null, reach }, async (connection) => {
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
