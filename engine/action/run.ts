/** What the action does: check, test, compare; each step only where the one before leaves something to do. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { checkSuites } from '../cli/formats/check-report.ts';
import { diffMarkdown } from '../cli/formats/diff-markdown.ts';
import { diffFindings, diffSuites, diffSummary } from '../cli/formats/diff-report.ts';
import { surprises } from '../cli/formats/diff-words.ts';
import type { JunitSuite } from '../cli/formats/junit.ts';
import { testProblems, testSuites } from '../cli/formats/test-report.ts';
import type { Diagnostic, Language } from '../diagnostics/diagnostic.ts';
import { ZhunshengError } from '../diagnostics/error.ts';
import { notInRevision } from '../diagnostics/registry/impact.ts';
import { type CheckResult, check, type Diff, diff, openProject, type Project, type TestRun, test } from '../index.ts';
import type { Inputs } from './inputs.ts';

/** What was found, as far as the work came. */
export interface Found {
  readonly checked: CheckResult | null;
  readonly tested: TestRun | null;
  readonly compared: Diff | null;
  /** The Markdown of what was compared. */
  readonly comment: string | null;
  /** Of lines of the project's files, for a page of the change: one for flips of the same cause. */
  readonly annotations: readonly Diagnostic[];
  /** The same, each flip by itself. */
  readonly findings: readonly Diagnostic[];
  readonly suites: readonly JunitSuite[];
  /** Why the work could not be done, or what of it could not; and whether it is about a file of the project. */
  readonly problem: { readonly diagnostic: Diagnostic; readonly inProject: boolean } | null;
  readonly result: 'pass' | 'fail' | 'error';
}

export async function findAll(inputs: Inputs, language: Language): Promise<Found> {
  let found = nothingFound;
  try {
    const project = await openProject(inputs.project);
    found = withCheck(found, project);
    if (found.checked !== null && found.checked.counts.error > 0) return judged(found, inputs);
    found = withTests(found, await test(project));
    if (inputs.compare !== null) {
      const dictionary = project.files.has('datapackage.json') ? 'datapackage.json' : 'datapackage.yaml';
      found = withDiff(found, await diff(project, { ...inputs.compare, language }), dictionary, language);
    }
    return judged(found, inputs);
  } catch (error) {
    if (!(error instanceof ZhunshengError)) throw error;
    const { diagnostic } = error;
    const inProject =
      statSync(join(inputs.project, diagnostic.place.file), { throwIfNoEntry: false })?.isFile() === true;
    // A change that brings the project has nothing to be compared with.
    if (diagnostic.code !== notInRevision.code)
      return { ...found, problem: { diagnostic, inProject }, result: 'error' };
    return judged({ ...found, problem: { diagnostic: { ...diagnostic, severity: 'information' }, inProject } }, inputs);
  }
}

const nothingFound: Found = {
  checked: null,
  tested: null,
  compared: null,
  comment: null,
  annotations: [],
  findings: [],
  suites: [],
  problem: null,
  result: 'pass',
};

function withCheck(found: Found, project: Project): Found {
  const checked = check(project);
  const { diagnostics } = checked;
  return {
    ...found,
    checked,
    annotations: [...found.annotations, ...diagnostics],
    findings: [...found.findings, ...diagnostics],
    suites: [...found.suites, ...checkSuites(project.files.keys(), diagnostics)],
  };
}

function withTests(found: Found, tested: TestRun): Found {
  const problems = testProblems(tested);
  return {
    ...found,
    tested,
    annotations: [...found.annotations, ...problems],
    findings: [...found.findings, ...problems],
    suites: [...found.suites, ...testSuites(tested)],
  };
}

function withDiff(found: Found, compared: Diff, dictionary: string, language: Language): Found {
  return {
    ...found,
    compared,
    comment: diffMarkdown(compared, language),
    annotations: [...found.annotations, ...diffSummary(compared, dictionary)],
    findings: [...found.findings, ...diffFindings(compared, dictionary)],
    suites: [...found.suites, ...diffSuites(compared, dictionary)],
  };
}

function judged(found: Found, { failOn }: Inputs): Found {
  const { checked, tested, compared } = found;
  const broken = (checked?.counts.error ?? 0) + (tested?.counts.failed ?? 0) > 0;
  const flips = compared !== null && surprises(compared) > 0;
  const fails = { never: false, error: broken, flip: broken || flips }[failOn];
  return { ...found, result: fails ? 'fail' : 'pass' };
}
