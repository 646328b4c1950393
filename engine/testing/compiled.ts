/** The verdicts of the compiled SQL on many cases. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { judge } from '../assess/judge.ts';
import { limitTo } from '../assess/limit.ts';
import type { Moment } from '../calendar/period.ts';
import { stageDataset } from '../data/stage.ts';
import type { Expectation, TestCase } from '../language/test-file.ts';
import type { Model } from '../model/policy.ts';
import type { Verdict } from '../model/verdict.ts';
import { batchOf, subjectInBatch } from './batch.ts';

/** The verdict on an expectation's subject in the case with a number; null where the SQL has no row for it. */
export type CompiledVerdicts = (number: number, expectation: Expectation) => Verdict | null;

/** Judges the cases, of one model and moment, in one go. What it makes in the database is gone afterwards. */
export async function compiledVerdicts(
  connection: DuckDBConnection,
  model: Model,
  at: Moment,
  cases: readonly TestCase[],
): Promise<CompiledVerdicts> {
  const expected = cases.flatMap(({ expect }) => expect);
  const batch = batchOf(
    limitTo(model, namesOf('standard', expected), namesOf('rule', expected)),
    cases.map(({ given }) => given),
  );
  return inDatabaseOfItsOwn(connection, async () => {
    await stageDataset(connection, batch.model.dictionary, batch.dataset);
    await judge(connection, {
      moments: [at],
      modelOn: () => batch.model,
      missing: new Set(),
      language: 'en',
      findings: false,
    });
    const verdicts = new Map<string, Verdict>();
    for (const [entity, names] of rulesByEntity(model, expected)) {
      for (const row of await rows(connection, verdictsOf(entity, names))) {
        for (const [index, name] of names.entries()) keep(verdicts, 'rule', name, row[0], row[index + 1]);
      }
    }
    if (expected.some(({ kind }) => kind === 'standard')) {
      const standings = 'SELECT subject, standard, verdict::VARCHAR FROM run.standings';
      for (const [subject, name, verdict] of await rows(connection, standings)) {
        keep(verdicts, 'standard', String(name), subject, verdict);
      }
    }
    return (number, { kind, name, subject }) =>
      verdicts.get(nameOf(kind, name, subjectInBatch(number, subject))) ?? null;
  });
}

/** In a database beside the connection's own, so that every run finds it empty. */
async function inDatabaseOfItsOwn<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await connection.run(`ATTACH ':memory:' AS "policy tests"; USE "policy tests";`);
  const result = await work();
  await connection.run(`USE memory; DETACH "policy tests";`);
  return result;
}

function rulesByEntity(model: Model, expected: readonly Expectation[]): ReadonlyMap<string, readonly string[]> {
  const byEntity = new Map<string, string[]>();
  for (const name of namesOf('rule', expected)) {
    const entity = model.rules.get(name)?.entity;
    if (entity !== undefined) byEntity.set(entity, [...(byEntity.get(entity) ?? []), name]);
  }
  return byEntity;
}

function namesOf(kind: Expectation['kind'], expected: readonly Expectation[]): readonly string[] {
  return [...new Set(expected.filter((one) => one.kind === kind).map(({ name }) => name))];
}

function verdictsOf(entity: string, rules: readonly string[]): string {
  const columns = rules.map((rule) => `${quoted(rule)}::VARCHAR`);
  return `SELECT subject, ${columns.join(', ')} FROM run.${quoted(`verdicts_${entity}`)}`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

async function rows(connection: DuckDBConnection, sql: string): Promise<readonly (readonly unknown[])[]> {
  return (await connection.runAndReadAll(sql)).getRows();
}

function keep(verdicts: Map<string, Verdict>, kind: string, name: string, subject: unknown, verdict: unknown): void {
  if (verdict !== null && verdict !== undefined) {
    verdicts.set(nameOf(kind, name, String(subject)), String(verdict) as Verdict);
  }
}

function nameOf(kind: string, name: string, subject: string): string {
  return JSON.stringify([kind, name, subject]);
}
