/**
 * Runs policy tests on both evaluators. A case passes where the interpreter and the compiled SQL both give every verdict that
 * it expects.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { withDatabase } from '../assess/database.ts';
import { type Moment, moment } from '../calendar/period.ts';
import { report } from '../diagnostics/define.ts';
import type { Localized } from '../diagnostics/diagnostic.ts';
import { evaluatorsDisagree, subjectNotThere, wrongVerdict } from '../diagnostics/registry/testing.ts';
import { type Engines, makeEngines } from '../interpret/conditions.ts';
import { type Interpretation, interpreter } from '../interpret/interpreter.ts';
import { type Analysis, modelOn } from '../language/analysis.ts';
import { noStep } from '../language/read-steps.ts';
import type { Expectation, TestCase, TestFile } from '../language/test-file.ts';
import type { Model } from '../model/policy.ts';
import { compiledOutcomes } from './compiled.ts';
import { coverageOf } from './coverage.ts';
import { reasonOfLadder, reasonOfProcedure, reasonOfRule, reasonOfStandard } from './reason.ts';
import type { CaseResult, ExpectationResult, FileResult, TestRun } from './result.ts';

export interface TestOptions {
  /** Only cases in whose name, or whose file's path, this text occurs. */
  readonly filter?: string | null;
}

/** The analysis must be without errors: it names policies, rules and subjects that are not there. */
export async function runTests(analysis: Analysis, options: TestOptions = {}): Promise<TestRun> {
  const asked = analysis.tests.map((file) => ({ file, cases: chosen(file, options.filter ?? '') }));
  const chosenFiles = asked.filter(({ file, cases }) => cases.length > 0 || file.cases.length === 0);
  const groups = groupsOf(analysis, chosenFiles);
  const results = new Map<TestCase, CaseResult>();
  const engines = makeEngines();
  if (groups.length > 0) {
    await withDatabase({ memory: '1GB', spillTo: null, threads: 1 }, async (connection) => {
      for (const group of groups) await runGroup(connection, group, engines, results);
    });
  }
  const files = chosenFiles.map(
    ({ file, cases }): FileResult => ({
      file: file.file,
      tests: file.tests,
      cases: cases.map((one) => results.get(one) as CaseResult),
    }),
  );
  const all = files.flatMap(({ cases }) => cases);
  const passed = all.filter((one) => one.passed).length;
  return {
    files,
    counts: { cases: all.length, passed, failed: all.length - passed },
    coverage: coverageOf(analysis),
  };
}

/** Cases that are judged by the same model at the same moment. */
interface Group {
  readonly analysis: Analysis;
  readonly at: Moment;
  readonly model: Model;
  readonly cases: readonly TestCase[];
}

function chosen(file: TestFile, filter: string): readonly TestCase[] {
  return file.file.includes(filter) ? file.cases : file.cases.filter(({ name }) => name.includes(filter));
}

function groupsOf(
  analysis: Analysis,
  files: readonly { readonly file: TestFile; readonly cases: readonly TestCase[] }[],
): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { file, cases } of files) {
    const at = moment(file.period, file.asOf ?? undefined);
    const name = `${at.period.name} ${at.asOf}`;
    const earlier = groups.get(name);
    const model = modelOn(analysis, at.judged);
    if (model === null) throw new Error(`no policy is in force on ${at.judged}`);
    groups.set(name, { analysis, at, model, cases: [...(earlier?.cases ?? []), ...cases] });
  }
  return [...groups.values()];
}

async function runGroup(
  connection: DuckDBConnection,
  { analysis, at, model, cases }: Group,
  engines: Engines,
  results: Map<TestCase, CaseResult>,
): Promise<void> {
  const compiled = await compiledOutcomes(connection, analysis, at, cases);
  for (const [number, one] of cases.entries()) {
    const interpretation = interpreter((day) => modelOn(analysis, day), one.given, { engines }).at(at);
    if (interpretation === null) throw new Error(`no policy is in force on ${at.judged}`);
    const bench = { model, at, interpretation };
    const expectations: ExpectationResult[] = [];
    for (const expectation of one.expect) {
      expectations.push(await tryOut(bench, expectation, compiled(number, expectation)));
    }
    const passed = expectations.every(({ problem }) => problem === null);
    results.set(one, { name: one.name, place: one.place, passed, expectations });
  }
}

interface Bench {
  readonly model: Model;
  readonly at: Moment;
  readonly interpretation: Interpretation;
}

async function tryOut(bench: Bench, expectation: Expectation, fromSql: string | null): Promise<ExpectationResult> {
  const { at, interpretation } = bench;
  const { name, subject, place } = expectation;
  const entity = entityOf(bench.model, expectation);
  if (!interpretation.subjects(entity).includes(subject)) {
    const problem = report(subjectNotThere, place, { entity, subject, day: at.judged });
    return { expectation, interpreted: null, compiled: null, problem };
  }
  const { outcome: interpreted, reason } = await outcomeOf(bench, expectation);
  // The tables leave out records that no rule places in the period.
  const compiled = fromSql ?? 'not-applicable';
  const result = { expectation, interpreted, compiled };
  if (interpreted !== compiled) {
    return { ...result, problem: report(evaluatorsDisagree, place, { name, subject, interpreted, compiled }) };
  }
  const expected = 'verdict' in expectation ? expectation.verdict : (expectation.step ?? noStep);
  if (interpreted !== expected) {
    const parameters = { name, subject, expected, got: interpreted, reason };
    return { ...result, problem: report(wrongVerdict, place, parameters) };
  }
  return { ...result, problem: null };
}

function entityOf(model: Model, { kind, name }: Expectation): string {
  const tables = { rule: model.rules, standard: model.standards, ladder: model.ladders, procedure: model.procedures };
  const entity = tables[kind].get(name)?.entity;
  if (entity === undefined) throw new Error(`no ${kind} ${name}`);
  return entity;
}

/** The verdict or the step, and why it is so. */
async function outcomeOf(
  { model, at, interpretation }: Bench,
  { kind, name, subject }: Expectation,
): Promise<{ readonly outcome: string; readonly reason: Localized }> {
  switch (kind) {
    case 'rule': {
      const explained = await interpretation.rule(name, subject);
      return { outcome: explained.verdict, reason: reasonOfRule(model, explained, at) };
    }
    case 'standard': {
      const explained = await interpretation.standard(name, subject);
      return { outcome: explained.verdict, reason: reasonOfStandard(explained) };
    }
    case 'ladder': {
      const explained = await interpretation.ladder(name, subject);
      return { outcome: explained.due ?? noStep, reason: reasonOfLadder(explained) };
    }
    case 'procedure': {
      const explained = await interpretation.procedure(name, subject);
      // The tables leave out records that are not in the period.
      const isWritten = explained.placed !== 'false';
      return { outcome: (isWritten && explained.current) || noStep, reason: reasonOfProcedure(explained) };
    }
  }
}
