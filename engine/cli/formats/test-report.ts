/** A run of policy tests for CI services: what failed, and its suites. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { TestRun } from '../../index.ts';
import { measures, type Share } from '../../testing/coverage/result.ts';
import type { JunitSuite } from './junit.ts';

export function testProblems({ files }: TestRun): readonly Diagnostic[] {
  return files.flatMap(({ cases }) => cases.flatMap(problemsOf));
}

/** The first suite has the figures of coverage, `met/of`, where they were asked for: what holds all suites can bear none. */
export function testSuites({ files, coverage }: TestRun): readonly JunitSuite[] {
  const figures = new Map(
    measures.map((measure) => [`coverage.${measure}`, shareText(coverage?.totals[measure])] as const),
  );
  return files.map(({ file, cases }, index) => ({
    name: file,
    cases: cases.map((one) => ({ name: one.name, problems: problemsOf(one) })),
    notes: [],
    ...(index === 0 && coverage !== null ? { properties: figures } : {}),
  }));
}

function shareText(share: Share | undefined): string {
  return share === undefined ? '' : `${share.met}/${share.of}`;
}

function problemsOf({ expectations }: TestRun['files'][number]['cases'][number]): readonly Diagnostic[] {
  return expectations.flatMap(({ problem }) => problem ?? []);
}
