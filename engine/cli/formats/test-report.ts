/** A run of policy tests for CI services: what failed, and its suites. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { TestRun } from '../../index.ts';
import type { JunitSuite } from './junit.ts';

export function testProblems({ files }: TestRun): readonly Diagnostic[] {
  return files.flatMap(({ cases }) => cases.flatMap(problemsOf));
}

export function testSuites({ files }: TestRun): readonly JunitSuite[] {
  return files.map(({ file, cases }) => ({
    name: file,
    cases: cases.map((one) => ({ name: one.name, problems: problemsOf(one) })),
    notes: [],
  }));
}

function problemsOf({ expectations }: TestRun['files'][number]['cases'][number]): readonly Diagnostic[] {
  return expectations.flatMap(({ problem }) => problem ?? []);
}
