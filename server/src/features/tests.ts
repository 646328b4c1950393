/** Policy tests as the editor lists, runs and reports them. */

import { measureWords } from '../../../engine/testing/coverage/words.ts';
import { expectedText } from '../../../engine/testing/expected.ts';
import type { CaseResult } from '../../../engine/testing/result.ts';
import type { CaseName, TestsAnswer } from '../live/messages.ts';
import type {
  GoalItem,
  RuleCoverageItem,
  TestCaseItem,
  TestCaseResult,
  TestFailure,
  TestFileItem,
} from '../protocol.ts';
import { toLocation, toRange } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import { uriOf } from '../uris.ts';

export function testFiles(snapshot: Snapshot): readonly TestFileItem[] {
  return snapshot.analysis.tests.map(({ file, tests, cases }) => ({
    project: uriOf(snapshot.folder),
    uri: snapshot.uriOf(file),
    policy: tests,
    cases: cases.map(
      ({ name, place }): TestCaseItem => ({ id: idOf(snapshot, file, name), name, range: toRange(place.range) }),
    ),
  }));
}

/** The cases that the ids mean; null: all. */
export function casesOf(snapshot: Snapshot, ids: readonly string[] | null): readonly CaseName[] | null {
  if (ids === null) return null;
  const wanted = new Set(ids);
  return snapshot.analysis.tests.flatMap(({ file, cases }) =>
    cases.filter(({ name }) => wanted.has(idOf(snapshot, file, name))).map(({ name }) => ({ file, name })),
  );
}

/** With errors in the project every case that was asked for fails with the first of them. */
export function caseResults(
  snapshot: Snapshot,
  asked: readonly CaseName[] | null,
  { run, errors }: TestsAnswer,
): readonly TestCaseResult[] {
  const [first] = errors;
  if (first !== undefined) {
    const { language } = snapshot;
    const message = `${first.message[language]}\n${first.remedy[language]}`;
    const failure: TestFailure = { message, location: toLocation(snapshot, first.place), expected: '', actual: '' };
    const cases =
      asked ?? snapshot.analysis.tests.flatMap(({ file, cases: all }) => all.map(({ name }) => ({ file, name })));
    return cases.map(({ file, name }) => ({ id: idOf(snapshot, file, name), passed: false, failures: [failure] }));
  }
  return run.files.flatMap(({ file, cases }) =>
    cases.map((one) => ({
      id: idOf(snapshot, file, one.name),
      passed: one.passed,
      failures: failuresOf(snapshot, one),
    })),
  );
}

export function coverage(snapshot: Snapshot, { run }: TestsAnswer): readonly RuleCoverageItem[] {
  return (run.coverage?.rules ?? []).map(({ rule, place, expected, reached }) => ({
    rule,
    location: toLocation(snapshot, place),
    expected,
    reached,
  }));
}

export function goals(snapshot: Snapshot, { run }: TestsAnswer): readonly GoalItem[] {
  const { language } = snapshot;
  return (run.coverage?.goals ?? []).map(({ measure, which, place, text, met, needs }) => ({
    location: toLocation(snapshot, place),
    measure,
    label: `${measureWords[measure].short[language]} ${which}`,
    text: text[language],
    met,
    needs: needs[language],
  }));
}

function failuresOf(snapshot: Snapshot, { expectations }: CaseResult): readonly TestFailure[] {
  return expectations.flatMap(({ problem, expectation, interpreted, compiled }) => {
    if (problem === null) return [];
    const { name, subject, place } = expectation;
    const wanted = expectedText(expectation);
    const line = (word: string): string => `${name}: { ${subject}: ${word} }`;
    const given = interpreted === compiled ? (interpreted ?? '-') : `${interpreted ?? '-'} / ${compiled ?? '-'}`;
    const { language } = snapshot;
    return [
      {
        message: `${problem.message[language]}\n${problem.remedy[language]}`,
        location: toLocation(snapshot, place),
        expected: line(wanted),
        actual: line(given),
      },
    ];
  });
}

function idOf(snapshot: Snapshot, file: string, name: string): string {
  return `${snapshot.uriOf(file)}#${name}`;
}
