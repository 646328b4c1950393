/** The worker's answers to questions about what was judged last. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { explain } from '../../../engine/assess/explain.ts';
import type { CivilDate } from '../../../engine/calendar/civil-date.ts';
import type { Language } from '../../../engine/diagnostics/diagnostic.ts';
import { ZhunshengError } from '../../../engine/diagnostics/error.ts';
import { noSuchEntity, noSuchSubject } from '../../../engine/diagnostics/registry/run.ts';
import { type Analysis, modelOn } from '../../../engine/language/analysis.ts';
import type { Dataset } from '../../../engine/model/dataset.ts';
import type { Model } from '../../../engine/model/policy.ts';
import { duckdb } from '../../../engine/sql/duckdb.ts';
import { inspectFact } from '../../../engine/sql/inspect.ts';
import type { TestRun } from '../../../engine/testing/result.ts';
import { runTests } from '../../../engine/testing/run.ts';
import { runAll, withWorkdays } from './database.ts';
import { distributionOf } from './distribution.ts';
import { flowOf } from './flow.ts';
import { dropSchemas, inSchema, type JudgedModel } from './judging.ts';
import type { Calls, FactName, MonthCounts, Named, Question, Subject, TestsAnswer } from './messages.ts';
import { sliceFor } from './slice.ts';
import type { Staged } from './staging.ts';
import { type Rows, standingsOf } from './standings.ts';
import { type Findings, flipsBetween, type Ground, subjectsOf, titlesOf } from './subjects.ts';
import { testFrom } from './test-from.ts';

/** The project as it is when a question's turn comes. */
export interface Scene {
  readonly connection: DuckDBConnection;
  readonly folder: string;
  readonly language: Language;
  /** By file. */
  readonly texts: ReadonlyMap<string, string>;
  /** Of these texts, which may have errors. */
  readonly analysis: () => Analysis;
  /** What was judged last, with the analysis that it was judged by; null before the first time. */
  readonly judged: (JudgedModel & { readonly analysis: Analysis; readonly staged: Staged }) | null;
  readonly base: JudgedModel | null;
  /** Of ladders and procedures. */
  readonly rows: Rows;
  readonly findings: Findings;
  readonly monthsOf: (named: Named) => readonly MonthCounts[] | null;
}

export async function answersOf(
  scene: Scene,
  question: Question,
  signal: AbortSignal,
): Promise<Calls[Question['name']]['result']> {
  switch (question.name) {
    case 'flow': {
      const { judged, connection, language } = scene;
      const rule = question.params.kind === 'rule' ? judged?.model.rules.get(question.params.name) : undefined;
      if (judged === null || rule === undefined) return null;
      const { analysis, model, moment, staged } = judged;
      return flowOf(connection, { analysis, model, moment, staged, language }, rule, signal);
    }
    case 'months':
      return scene.judged === null ? null : scene.monthsOf(question.params);
    case 'subjects': {
      const ground = groundOf(scene);
      return ground === null ? { total: 0, subjects: [] } : subjectsOf(ground, scene.findings, question.params, signal);
    }
    case 'standings': {
      const ground = groundOf(scene);
      if (ground === null) return { total: 0, rows: [] };
      const { now, base } = ground;
      const titles = (entity: string): string | null => titlesOf(ground, entity);
      const standing = { model: now.model, base: base?.model ?? null, rows: scene.rows, titles };
      return standingsOf(scene.connection, standing, question.params, signal);
    }
    case 'flips': {
      const ground = groundOf(scene);
      return ground === null ? { total: 0, flips: [] } : flipsBetween(ground, question.params.name, signal);
    }
    case 'explain':
      return explained(scene, question.params, signal);
    case 'distribution':
      return distribution(scene, question.params, signal);
    case 'tests':
      return tested(scene, question.params.cases);
    case 'testFrom': {
      const { judged } = scene;
      const rule = judged?.model.rules.get(question.params.rule);
      if (judged === null || rule === undefined) return null;
      const subject = question.params.subject ?? (await firstFailing(scene, rule.name, signal));
      if (subject === null) return null;
      return testFrom({ ...judged, dataset: await datasetFor(scene, rule.entity, subject, signal) }, rule, subject);
    }
  }
}

function groundOf({ connection, judged, base, language }: Scene): Ground | null {
  if (judged === null) return null;
  const { analysis, staged } = judged;
  return { connection, now: judged, base, staged, language, modelOn: (day) => modelOn(analysis, day) };
}

async function explained(
  scene: Scene,
  { entity, subject }: Subject,
  signal: AbortSignal,
): Promise<Calls['explain']['result']> {
  const { judged, folder, texts, language } = scene;
  if (judged === null) return null;
  const { analysis, moment } = judged;
  const project = { folder, files: texts, inputs: [], analysis, diagnostics: [] };
  const { period, asOf } = moment;
  const dataset = await datasetFor(scene, entity, subject, signal);
  try {
    return await explain(project, { period: period.name, asOf, subject: `${entity}:${subject}`, dataset, language });
  } catch (error) {
    const isGone =
      error instanceof ZhunshengError && (error.code === noSuchEntity.code || error.code === noSuchSubject.code);
    if (isGone) return null;
    throw error;
  }
}

/** The records that a subject's verdicts rest on: nothing where there is no such subject. */
function datasetFor(scene: Scene, entity: string, subject: string, signal: AbortSignal): Promise<Dataset> {
  const { connection, judged, language } = scene;
  if (judged === null) throw new Error('nothing was judged');
  const { model, moment, staged, program } = judged;
  const { missing, knowledge } = staged;
  const context = { model, moment, dialect: duckdb, language, missing, knowledge, schema: program.schema };
  const models = judged.analysis.eras.map((era) => era.model);
  return sliceFor(connection, context, models, entity, subject, signal);
}

async function distribution(
  { connection, judged, language }: Scene,
  { entity, fact: name }: FactName,
  signal: AbortSignal,
): Promise<Calls['distribution']['result']> {
  const fact = judged?.model.facts.get(entity)?.get(name);
  if (judged === null || fact === undefined || fact.sensitive || judged.staged.missing.has(entity)) return null;
  const { missing, knowledge } = judged.staged;
  const modelInForce = (day: CivilDate): Model | null => modelOn(judged.analysis, day);
  const options = { language, missing, knowledge, modelOn: modelInForce };
  const inspection = inspectFact(judged.model, inSchema(judged.moment, 'fact'), duckdb, options, entity, name);
  await withWorkdays(connection, inspection.countsWorkdays);
  await dropSchemas(connection, inspection.schemas);
  try {
    await runAll(connection, inspection.statements, signal);
    return await distributionOf(connection, inspection.query, fact.type.kind, signal);
  } finally {
    await dropSchemas(connection, inspection.schemas);
  }
}

async function tested(scene: Scene, cases: Calls['tests']['params']['cases']): Promise<TestsAnswer> {
  const analysis = scene.analysis();
  const errors = analysis.diagnostics.filter(({ severity }) => severity === 'error');
  const nothing: TestRun = { files: [], counts: { cases: 0, passed: 0, failed: 0 }, coverage: null };
  if (errors.length > 0) return { run: nothing, errors };
  const isAsked = (file: string, name: string): boolean =>
    cases === null || cases.some((one) => one.file === file && one.name === name);
  const tests = analysis.tests
    .map((file) => ({ ...file, cases: file.cases.filter(({ name }) => isAsked(file.file, name)) }))
    .filter((file) => file.cases.length > 0);
  return { run: await runTests({ ...analysis, tests }), errors: [] };
}

async function firstFailing(scene: Scene, rule: string, signal: AbortSignal): Promise<string | null> {
  const ground = groundOf(scene);
  if (ground === null) return null;
  const query = { kind: 'rule', name: rule, verdicts: null, search: '', offset: 0, limit: 1 } as const;
  const { subjects } = await subjectsOf(ground, scene.findings, query, signal);
  return subjects[0]?.subject ?? null;
}
