/** Which verdicts of which rules the tests expect: a rule of which no test expects a failure is not tested. */
import type { Analysis } from '../language/analysis.ts';
import { type Verdict, verdicts } from '../model/verdict.ts';
import type { RuleCoverage } from './result.ts';

/** Every rule of the project, of all its versions, by name. */
export function coverageOf({ eras, tests }: Pick<Analysis, 'eras' | 'tests'>): readonly RuleCoverage[] {
  const policies = new Map(
    eras.flatMap(({ model }) => [...model.rules.values()].map(({ name, policy }) => [name, policy])),
  );
  const expected = new Map<string, Set<Verdict>>();
  for (const one of tests.flatMap(({ cases }) => cases.flatMap(({ expect }) => expect))) {
    if (one.kind === 'rule') expected.set(one.name, (expected.get(one.name) ?? new Set()).add(one.verdict));
  }
  return [...policies]
    .map(([rule, policy]) => ({
      rule,
      policy,
      expected: verdicts.filter((verdict) => expected.get(rule)?.has(verdict)),
    }))
    .sort((a, b) => (a.rule < b.rule ? -1 : 1));
}
