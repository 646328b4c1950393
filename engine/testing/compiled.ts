/** What the compiled SQL gives on many cases. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { judge } from '../assess/judge.ts';
import { limitTo } from '../assess/limit.ts';
import type { Moment } from '../calendar/period.ts';
import { quoteName, quoteText } from '../data/sql-text.ts';
import { stageDataset } from '../data/stage.ts';
import { type Analysis, modelOn } from '../language/analysis.ts';
import { noStep } from '../language/read-steps.ts';
import type { Expectation, TestCase } from '../language/test-file.ts';
import { exact } from '../model/number.ts';
import type { Model } from '../model/policy.ts';
import { takenStates } from '../model/step-state.ts';
import { batchOf, subjectInBatch } from './batch.ts';
import { inFull } from './expected.ts';

/**
 * Of an expectation's subject in the case with a number: the verdict, with the points of a standard where they are expected; of a ladder or procedure the step, `none` where the tables have
 * no row. Null where there is no row with a verdict.
 */
export type CompiledOutcomes = (number: number, expectation: Expectation) => string | null;

/** Judges the cases, of one moment. What it makes in the database is gone afterwards. */
export async function compiledOutcomes(
  connection: DuckDBConnection,
  analysis: Analysis,
  at: Moment,
  cases: readonly TestCase[],
): Promise<CompiledOutcomes> {
  const expected = cases.flatMap(({ expect }) => expect);
  const batch = batchOf(
    analysis.dictionary,
    cases.map(({ given }) => given),
  );
  const earlierModelOn = (day: string): Model | null => {
    const model = modelOn(analysis, day);
    return model === null ? null : batch.modelOf(model);
  };
  const model = earlierModelOn(at.judged);
  if (model === null) throw new Error(`no policy is in force on ${at.judged}`);
  const asked = askedOf(model, expected);
  const found = new Map<string, string>();
  const pointsOf = new Map<string, string>();
  await inDatabaseOfItsOwn(connection, async () => {
    await stageDataset(connection, model.dictionary, batch.dataset);
    await judge(connection, {
      moments: [at],
      modelOn: () => asked,
      earlierModelOn,
      missing: new Set(),
      language: 'en',
      findings: false,
    });
    for (const { kind, sql } of outcomesOf(asked, expected)) {
      for (const [subject, name, outcome, points] of await rows(connection, sql)) {
        if (outcome === null) continue;
        const key = nameOf({ kind, name: String(name) }, String(subject));
        found.set(key, String(outcome));
        if (points !== null && points !== undefined) pointsOf.set(key, exact(String(points)).toString());
      }
    }
  });
  return (number, expectation) => {
    const key = nameOf(expectation, subjectInBatch(number, expectation.subject));
    const outcome = found.get(key) ?? ('verdict' in expectation ? null : noStep);
    return outcome === null ? null : inFull(expectation, outcome, pointsOf.get(key) ?? null);
  };
}

/** Only what the cases expect something of, and what that requires. */
function askedOf(model: Model, expected: readonly Expectation[]): Model {
  const only = <T>(all: ReadonlyMap<string, T>, kind: Expectation['kind']): ReadonlyMap<string, T> => {
    const names = namesOf(kind, expected);
    return new Map([...all].filter(([name]) => names.includes(name)));
  };
  return {
    ...limitTo(model, namesOf('standard', expected), namesOf('rule', expected)),
    ladders: only(model.ladders, 'ladder'),
    procedures: only(model.procedures, 'procedure'),
  };
}

interface Query {
  readonly kind: Expectation['kind'];
  /** Rows of subject, name and outcome. */
  readonly sql: string;
}

function outcomesOf(model: Model, expected: readonly Expectation[]): readonly Query[] {
  const byEntity = new Map<string, string[]>();
  for (const name of namesOf('rule', expected)) {
    const entity = model.rules.get(name)?.entity;
    if (entity !== undefined) byEntity.set(entity, [...(byEntity.get(entity) ?? []), name]);
  }
  const queries: Query[] = [...byEntity].map(([entity, names]) => {
    const texts = names.map(quoteText).join(', ');
    const verdicts = names.map((name) => `${quoteName(name)}::VARCHAR`).join(', ');
    const view = `run.${quoteName(`verdicts_${entity}`)}`;
    return { kind: 'rule', sql: `SELECT subject, unnest([${texts}]), unnest([${verdicts}]) FROM ${view}` };
  });
  const isExpected = (kind: Expectation['kind']): boolean => namesOf(kind, expected).length > 0;
  if (isExpected('standard')) {
    queries.push({
      kind: 'standard',
      sql: 'SELECT subject, standard, verdict::VARCHAR, score::VARCHAR FROM run.standings',
    });
  }
  if (isExpected('ladder')) queries.push({ kind: 'ladder', sql: 'SELECT subject, ladder, due FROM run.ladders' });
  for (const name of namesOf('procedure', expected)) {
    const steps = model.procedures.get(name)?.steps ?? [];
    const order = steps.map((step, index) => `WHEN ${quoteText(step.name)} THEN ${index}`).join(' ');
    queries.push({
      kind: 'procedure',
      sql:
        `SELECT subject, procedure, arg_max(step, CASE step ${order} END) FROM run.procedures ` +
        `WHERE procedure = ${quoteText(name)} AND state IN (${takenStates.map(quoteText).join(', ')}) GROUP BY subject, procedure`,
    });
  }
  return queries;
}

/** In a database beside the connection's own, so that every run finds it empty. */
async function inDatabaseOfItsOwn<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await connection.run(`ATTACH ':memory:' AS "policy tests"; USE "policy tests";`);
  const result = await work();
  await connection.run(`USE memory; DETACH "policy tests";`);
  return result;
}

function namesOf(kind: Expectation['kind'], expected: readonly Expectation[]): readonly string[] {
  return [...new Set(expected.filter((one) => one.kind === kind).map(({ name }) => name))];
}

async function rows(connection: DuckDBConnection, sql: string): Promise<readonly (readonly unknown[])[]> {
  return (await connection.runAndReadAll(sql)).getRows();
}

function nameOf({ kind, name }: Pick<Expectation, 'kind' | 'name'>, subject: string): string {
  return JSON.stringify([kind, name, subject]);
}
