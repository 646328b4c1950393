/** Which cases of the policy tests expect something of which rule. */
import type { Analysis } from '../language/analysis.ts';
import { modelOn } from '../language/analysis.ts';
import type { TestFile } from '../language/test-file.ts';
import type { TracedTest } from './matrix.ts';

/** By `policy version name`: a case tests the version that is in force on the day on which it judges. */
export function testsByItem(analysis: Analysis): ReadonlyMap<string, readonly TracedTest[]> {
  const byItem = new Map<string, TracedTest[]>();
  for (const file of analysis.tests) {
    const model = modelOn(analysis, dayOf(file));
    if (model === null) continue;
    const versions = new Map(model.policies.map(({ name, version }) => [name, version]));
    for (const { name, expect } of file.cases) {
      const expected = new Set(expect.map((each) => model.rules.get(each.name)?.procedure ?? each.name));
      for (const item of expected) {
        const of = [model.rules, model.standards, model.procedures, model.ladders].find((table) => table.has(item));
        const policy = of?.get(item)?.policy;
        if (policy === undefined) continue;
        const key = `${policy} ${versions.get(policy)} ${item}`;
        byItem.set(key, [...(byItem.get(key) ?? []), { file: file.file, case: name }]);
      }
    }
  }
  return byItem;
}

function dayOf({ asOf, period }: TestFile): string {
  return asOf !== null && asOf < period.last ? asOf : period.last;
}
