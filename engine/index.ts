/**
 * The library: what the command line does, as functions that return data and print nothing. They throw only ZhunshengError
 * for what a caller can act on. Those that judge load their engines when first called.
 */
import { refuseCall, refusePathCall } from './arguments.ts';
import type { Assessment } from './assess/assess.ts';
import type { Compiled, CompileOptions } from './assess/compile.ts';
import type { ExplainOptions, Explanation } from './assess/explain.ts';
import type { RerunOptions, RerunResult } from './assess/rerun.ts';
import type { Assessed, AssessOptions } from './assess/run.ts';
import type { HistoryOptions } from './history/history.ts';
import type { RuleHistory } from './history/result.ts';
import type { DiffOptions } from './impact/diff.ts';
import type { Diff } from './impact/result.ts';
import type { InitOptions, ProjectPlan } from './init/project-plan.ts';
import { type ExportedRules, type ExportOptions, exportRules as exportFrom } from './interop/export.ts';
import type { Facts, GatherOptions } from './interop/gather.ts';
import type { ImportedRules } from './interop/import.ts';
import type { Analysed } from './interop/model-of.ts';
import type { RunOfRules } from './interpret/run-imported.ts';
import type { LogEntry } from './journal/entry.ts';
import type { Verified, VerifyOptions } from './journal/verify.ts';
import type { Model } from './model/policy.ts';
import type { MutationRun } from './mutation/result.ts';
import type { MutationOptions } from './mutation/run.ts';
import { type CheckResult, check as checkProject, refuseErrors } from './project/check.ts';
import type { FormatResult } from './project/format.ts';
import { type OpenOptions, openProject as openFolder, type Project } from './project/open.ts';
import type { BrowserPlaces } from './report/pdf.ts';
import type { Report, ReportOptions } from './report/report.ts';
import type { TestRun } from './testing/result.ts';
import type { TestOptions } from './testing/run.ts';
import type { Trace } from './trace/matrix.ts';
import { traceOf } from './trace/trace.ts';

export type { Assessment } from './assess/assess.ts';
export type { Compiled, CompileOptions, Target } from './assess/compile.ts';
export type { ExplainOptions, Explanation } from './assess/explain.ts';
export type { AskedTable } from './assess/only.ts';
export type { RerunOptions, RerunResult } from './assess/rerun.ts';
export type { Results, Rows } from './assess/results.ts';
export type { Assessed, AssessOptions } from './assess/run.ts';
export type { Diagnostic, Language, Localized, Place, Position, Range, Severity } from './diagnostics/diagnostic.ts';
export { ZhunshengError } from './diagnostics/error.ts';
export type { HistoryOptions } from './history/history.ts';
export type { RuleHistory } from './history/result.ts';
export type { DiffOptions } from './impact/diff.ts';
export { expectedFile, unmetOf } from './impact/expected.ts';
export type { Diff } from './impact/result.ts';
export type { InitOptions, PlannedTable, ProjectPlan } from './init/project-plan.ts';
export type { ExportedRules, ExportOptions } from './interop/export.ts';
export type { Facts, GatherOptions } from './interop/gather.ts';
export { type ImportedRules, type ImportOptions, importRules } from './interop/import.ts';
export type { JsonCondition, JsonLeaf, JsonReading, JsonRule } from './interop/json.ts';
export { registerOperators } from './interop/operators.ts';
export { projectFiles } from './interop/project-files.ts';
export { jsonValue } from './interop/values.ts';
export type { RunOfRules } from './interpret/run-imported.ts';
export type { LogEntry } from './journal/entry.ts';
export type { Verified, VerifyOptions } from './journal/verify.ts';
export type { Equivalent, MutationRun, ReadyTest, Survivor } from './mutation/result.ts';
export type { MutationOptions } from './mutation/run.ts';
export type { CheckResult } from './project/check.ts';
export type { FormatResult } from './project/format.ts';
export { type OpenOptions, openFiles, type Project } from './project/open.ts';
export type { Audience } from './report/audience.ts';
export type { PublishedRun } from './report/published.ts';
export type { Report, ReportOptions } from './report/report.ts';
export { readPublicKeys } from './signature/public-key.ts';
export { readSigningKey, type SigningKey } from './signature/signing-key.ts';
export type {
  CaseRef,
  Coverage,
  Goal,
  Measure,
  Owner,
  RuleCoverage,
  Share,
  Totals,
} from './testing/coverage/result.ts';
export type { TestRun } from './testing/result.ts';
export type { TestOptions } from './testing/run.ts';
export type { Trace } from './trace/matrix.ts';

/** Reads and analyses the project in a folder; see `engine/project/open.ts`. */
export async function openProject(folder: string, options: OpenOptions = {}): Promise<Project> {
  refusePathCall('openProject', folder, options, { tests: 'flag?' });
  return openFolder(folder, options);
}

/** What is wrong with a project's texts; see `engine/project/check.ts`. */
export function check(project: Project): CheckResult {
  refuseCall('check', project, null);
  return checkProject(project);
}

/** Lays a project's files out in the one canonical way; see `engine/project/format.ts`. */
export async function format(folder: string, options: { readonly write: boolean }): Promise<FormatResult> {
  refusePathCall('format', folder, options, { write: 'flag' });
  return (await import('./project/format.ts')).format(folder, options);
}

/** What a new project of the user's tables would be; see `engine/init/plan.ts`. Nothing is written. */
export async function planProject(folder: string, options: InitOptions): Promise<ProjectPlan> {
  refusePathCall('planProject', folder, options);
  return (await import('./init/plan.ts')).planProject(folder, options);
}

/** Writes a planned project, over nothing that is there; see `engine/init/write.ts`. */
export async function writeProject(plan: ProjectPlan): Promise<readonly string[]> {
  return (await import('./init/write.ts')).writeProject(plan);
}

/** Runs the policy tests on both evaluators; see `engine/testing/run.ts`. */
export async function test(project: Project, options: TestOptions = {}): Promise<TestRun> {
  refuseCall('test', project, options);
  refuseErrors(project, { tests: true });
  return (await import('./testing/run.ts')).runTests(project.analysis, options);
}

/** Changes the policies one thing at a time and tells which changes no test notices; see `engine/mutation/run.ts`. */
export async function mutate(project: Project, options: MutationOptions = {}): Promise<MutationRun> {
  refuseCall('mutate', project, options);
  refuseErrors(project, { tests: true });
  return (await import('./mutation/run.ts')).runMutation(project, options);
}

/** Clauses, rules, tests and data fields side by side, with the gaps; see `engine/trace/trace.ts`. */
export function trace(project: Project): Trace {
  refuseCall('trace', project, null);
  refuseErrors(project, { tests: true });
  return traceOf(project.analysis);
}

/** Judges all subjects; see `engine/assess/assess.ts`. */
export async function assess(project: Project, options: AssessOptions): Promise<Assessment> {
  refuseCall('assess', project, options);
  return (await import('./assess/assess.ts')).assess(project, options);
}

/** Judges all subjects and hands on the open results, for tables that do not fit in memory; see `engine/assess/run.ts`. */
export async function withAssessment<T>(
  project: Project,
  options: AssessOptions,
  use: (assessed: Assessed) => Promise<T>,
): Promise<T> {
  refuseCall('assess', project, options);
  return (await import('./assess/run.ts')).withAssessment(project, options, use);
}

/** The rules of a period as SQL or json-rules-engine's JSON; see `engine/assess/compile.ts`. */
export async function compile(project: Project, options: CompileOptions): Promise<Compiled> {
  refuseCall('compile', project, options);
  return (await import('./assess/compile.ts')).compile(project, options);
}

/** Explains one subject's verdicts; see `engine/assess/explain.ts`. */
export async function explain(project: Project, options: ExplainOptions): Promise<Explanation> {
  refuseCall('explain', project, options);
  return (await import('./assess/explain.ts')).explain(project, options);
}

/** Runs an earlier assessment again and compares every byte; see `engine/assess/rerun.ts`. */
export async function rerun(manifest: string, options: RerunOptions = {}): Promise<RerunResult> {
  refusePathCall('rerun', manifest, options);
  return (await import('./assess/rerun.ts')).rerun(manifest, options);
}

/** Whose verdicts differ between two versions of the rules on the same data, and why; see `engine/impact/diff.ts`. */
export async function diff(project: Project, options: DiffOptions): Promise<Diff> {
  refuseCall('diff', project, options);
  return (await import('./impact/diff.ts')).diff(project, options);
}

/** The versions of a rule over git's history; see `engine/history/history.ts`. */
export async function history(project: Project, options: HistoryOptions): Promise<RuleHistory> {
  refuseCall('history', project, options);
  return (await import('./history/history.ts')).history(project, options);
}

/** The whole entries of a log of assessments, in their order; see `engine/journal/lines.ts`. */
export async function readLog(file: string): Promise<readonly LogEntry[]> {
  return (await import('./journal/lines.ts')).readEntries(file);
}

/** What is wrong with a log of assessments; see `engine/journal/verify.ts`. */
export async function verifyLog(file: string, options: VerifyOptions = {}): Promise<Verified> {
  return (await import('./journal/verify.ts')).verifyLog(file, options);
}

/** A project's or model's rules as json-rules-engine's JSON; see `engine/interop/export.ts`. */
export function exportRules(source: (Project | Analysed) | Model, options: ExportOptions = {}): ExportedRules {
  if ('files' in source) refuseErrors(source, { tests: false });
  return exportFrom(source, options);
}

/** Which events imported rules send for facts; see `engine/interpret/run-imported.ts`. */
export async function runRules(
  imported: ImportedRules,
  facts: Facts,
  options: GatherOptions = {},
): Promise<RunOfRules> {
  return (await import('./interpret/run-imported.ts')).runRules(imported, facts, options);
}

/** Assesses periods with those before them and writes what is published of them; see `engine/report/report.ts`. */
export async function report(project: Project, options: ReportOptions): Promise<Report> {
  refuseCall('report', project, options);
  return (await import('./report/report.ts')).report(project, options);
}

/** A browser by which `report` can print PDFs; see `engine/report/pdf.ts`. */
export async function findBrowser(given: string | null, places: BrowserPlaces): Promise<string> {
  return (await import('./report/pdf.ts')).findBrowser(given, places);
}
