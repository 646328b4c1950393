/** The cases of the policy tests, and which of them notice that the rules are others. */
import { type Moment, moment } from '../calendar/period.ts';
import type { TestCase, TestFile } from '../language/test-file.ts';
import { expectedText } from '../testing/expected.ts';
import { type Affected, keyOfTarget, type Target } from './affected.ts';
import { benchOf, outcomeOf, type Rules } from './outcomes.ts';

export interface Case {
  readonly file: TestFile;
  readonly one: TestCase;
  readonly at: Moment;
}

export function casesOf(tests: readonly TestFile[]): readonly Case[] {
  return tests.flatMap((file) =>
    file.cases.map((one) => ({ file, one, at: moment(file.period, file.asOf ?? undefined) })),
  );
}

/** The cases that expect something of what is affected, those that do of what is nearest first. */
export function casesReading(cases: readonly Case[], { targets }: Affected): readonly Case[] {
  const places = new Map(targets.map((target, index) => [keyOfTarget(target), index]));
  const placeOf = ({ one }: Case): number =>
    Math.min(...one.expect.map((each) => places.get(keyOfTarget(each)) ?? Number.POSITIVE_INFINITY));
  return cases
    .map((each) => ({ each, place: placeOf(each) }))
    .filter(({ place }) => place < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.place - b.place)
    .map(({ each }) => each);
}

/** Those that pass: one that fails anyway notices nothing. */
export async function passing(cases: readonly Case[], rules: Rules): Promise<readonly Case[]> {
  const found: Case[] = [];
  for (const each of cases) if (await isAsExpected(each, rules, null)) found.push(each);
  return found;
}

/** The first case of which an outcome is another under the mutant than it expects; null: none notices. */
export async function caughtBy(
  reading: readonly Case[],
  targets: readonly Target[],
  mutant: Rules,
): Promise<Case | null> {
  const reached = new Set(targets.map(keyOfTarget));
  for (const each of reading) if (!(await isAsExpected(each, mutant, reached))) return each;
  return null;
}

/** `only`: what to look at; null: all that the case expects. */
async function isAsExpected({ one, at }: Case, rules: Rules, only: ReadonlySet<string> | null): Promise<boolean> {
  const bench = benchOf(rules, one.given, at);
  for (const expectation of one.expect) {
    if (only !== null && !only.has(keyOfTarget(expectation))) continue;
    const outcome = await outcomeOf(bench, expectation, expectation.subject);
    const detailed = 'verdict' in expectation && expectation.detail !== null;
    if ((detailed ? outcome.full : outcome.plain) !== expectedText(expectation)) return false;
  }
  return true;
}
