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
import { coverageOf } from './coverage/coverage.ts';
import { ledgerOf } from './coverage/declare.ts';
import type { Ledger } from './coverage/ledger.ts';
import { type Recording, recordingIn } from './coverage/record.ts';
import { expectedText, inFull, pointsText, withSeverity } from './expected.ts';
import { reasonOfLadder, reasonOfProcedure, reasonOfRule, reasonOfStandard } from './reason.ts';
import type { CaseResult, ExpectationResult, FileResult, TestRun } from './result.ts';

export interface TestOptions {
  /** Only cases in whose name, or whose file's path, this text occurs. */
  readonly filter?: string | null;
  /** Whether to find out how much of the policies the cases show; default true. It takes a little longer. */
  readonly coverage?: boolean;
}

/** The analysis must be without errors: it names policies, rules and subjects that are not there. */
export async function runTests(analysis: Analysis, options: TestOptions = {}): Promise<TestRun> {
  const asked = analysis.tests.map((file) => ({ file, cases: chosen(file, options.filter ?? '') }));
  const chosenFiles = asked.filter(({ file, cases }) => cases.length > 0 || file.cases.length === 0);
  const groups = groupsOf(analysis, chosenFiles);
  const results = new Map<TestCase, CaseResult>();
  const shared: Shared = {
    engines: makeEngines(),
    ledger: options.coverage === false ? null : ledgerOf(analysis),
  };
  if (groups.length > 0) {
    await withDatabase({ memory: '1GB', spillTo: null, threads: 1 }, async (connection) => {
      for (const group of groups) await runGroup(connection, group, shared, results);
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
    coverage: shared.ledger === null ? null : coverageOf(shared.ledger),
  };
}

/** What all cases share. */
interface Shared {
  readonly engines: Engines;
  /** Null: coverage isn't asked for. */
  readonly ledger: Ledger | null;
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
  { engines, ledger }: Shared,
  results: Map<TestCase, CaseResult>,
): Promise<void> {
  const compiled = await compiledOutcomes(connection, analysis, at, cases);
  for (const [number, one] of cases.entries()) {
    const recording = ledger === null ? null : recordingIn(ledger, model, at);
    const aids = { engines, watch: recording?.watch ?? null };
    const interpretation = interpreter((day) => modelOn(analysis, day), one.given, aids).at(at);
    if (interpretation === null) throw new Error(`no policy is in force on ${at.judged}`);
    const bench = { model, at, interpretation, recording };
    const expectations: ExpectationResult[] = [];
    for (const expectation of one.expect) {
      const result = await tryOut(bench, expectation, compiled(number, expectation));
      recording?.settle(result.problem === null);
      expectations.push(result);
    }
    const passed = expectations.every(({ problem }) => problem === null);
    recording?.count({ file: one.place.file, name: one.name, place: one.place }, passed);
    results.set(one, { name: one.name, place: one.place, passed, expectations });
  }
}

interface Bench {
  readonly model: Model;
  readonly at: Moment;
  readonly interpretation: Interpretation;
  readonly recording: Recording | null;
}

async function tryOut(bench: Bench, expectation: Expectation, fromSql: string | null): Promise<ExpectationResult> {
  const { at, interpretation } = bench;
  const { name, subject, place } = expectation;
  const entity = entityOf(bench.model, expectation);
  if (!interpretation.subjects(entity).includes(subject)) {
    const problem = report(subjectNotThere, place, { entity, subject, day: at.judged });
    return { expectation, interpreted: null, compiled: null, problem };
  }
  const { outcome, reason } = await outcomeOf(bench, expectation);
  const rule = bench.model.rules.get(name);
  const interpreted = withSeverity(expectation, outcome, rule);
  // The tables leave out records that no rule places in the period.
  const compiled = withSeverity(expectation, fromSql ?? 'not-applicable', rule);
  const result = { expectation, interpreted, compiled };
  if (interpreted !== compiled) {
    return { ...result, problem: report(evaluatorsDisagree, place, { name, subject, interpreted, compiled }) };
  }
  const expected = expectedText(expectation);
  if (interpreted !== expected) {
    const parameters = { name, subject, expected, got: interpreted, reason: await reason() };
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

interface Outcome {
  readonly outcome: string;
  /** Why it is so; asked for where it is not as expected. */
  readonly reason: () => Localized | Promise<Localized>;
}

/** The verdict or the step. */
async function outcomeOf(bench: Bench, expectation: Expectation): Promise<Outcome> {
  const { model, at, interpretation, recording } = bench;
  const { kind, name, subject } = expectation;
  switch (kind) {
    case 'rule': {
      const reason = async (): Promise<Localized> => reasonOfRule(model, await interpretation.rule(name, subject), at);
      if (recording === null) return { outcome: await interpretation.verdict(name, subject), reason };
      const explained = await interpretation.rule(name, subject);
      recording.rule(explained);
      const procedure = model.rules.get(name)?.procedure ?? null;
      if (procedure !== null) recording.procedure(await interpretation.procedure(procedure, subject), false);
      return { outcome: explained.verdict, reason };
    }
    case 'standard': {
      const explained = await interpretation.standard(name, subject);
      const outcome = inFull(expectation, explained.verdict, pointsText(explained.score));
      return { outcome, reason: () => reasonOfStandard(explained) };
    }
    case 'ladder': {
      const explained = await interpretation.ladder(name, subject);
      recording?.ladder(explained);
      return { outcome: explained.due ?? noStep, reason: () => reasonOfLadder(explained) };
    }
    case 'procedure': {
      const explained = await interpretation.procedure(name, subject);
      recording?.procedure(explained, true);
      // The tables leave out records that are not in the period.
      const isWritten = explained.placed !== 'false';
      return { outcome: (isWritten && explained.current) || noStep, reason: () => reasonOfProcedure(explained) };
    }
  }
}
