/** What testing by mutants has found, as the gutter and its actions show it. */
import type { MutationRun, ReadyTest, Survivor } from '../../../engine/mutation/result.ts';
import type { MutantsResult, SurvivorItem, SurvivorTest } from '../protocol.ts';
import { toLocation } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';

/** Of one policy, or of all (null). */
export function mutantsResult(snapshot: Snapshot, run: MutationRun, policy: string | null): MutantsResult {
  const isAsked = (one: { readonly policy: string }): boolean => policy === null || one.policy === policy;
  const declarations = run.declarations.filter(isAsked);
  const sum = (of: 'caught' | 'survived' | 'equivalent'): number =>
    declarations.reduce((total, declaration) => total + declaration[of], 0);
  return {
    caught: sum('caught'),
    survived: sum('survived'),
    equivalent: sum('equivalent'),
    survivors: run.survivors.filter(isAsked).flatMap((survivor) => survivorItem(snapshot, survivor)),
  };
}

function survivorItem(snapshot: Snapshot, survivor: Survivor): readonly SurvivorItem[] {
  const { language } = snapshot;
  const { policy, place, title, change, test } = survivor;
  const made = survivorTest(snapshot, survivor);
  if (made === null) return [];
  const { subject, expected, mutant } = test;
  const difference =
    language === 'zh'
      ? `例如 ${subject}：${test.name} 应为 ${expected}，这样改后成了 ${mutant}`
      : `For example ${subject}: ${test.name} is ${expected}, and becomes ${mutant}`;
  return [
    {
      policy,
      location: toLocation(snapshot, place),
      title: title[language],
      change: change[language],
      difference,
      test: made,
    },
  ];
}

/** The case by itself, with what says into which file it belongs. */
function survivorTest({ analysis }: Snapshot, { policy, place, test }: Survivor): SurvivorTest | null {
  const at = test.isNew ? headOf(test) : periodOf(analysis.tests.find(({ file }) => file === test.file));
  if (at === null) return null;
  const text = test.isNew ? test.text.slice(test.text.indexOf(casesKey) + casesKey.length) : test.text;
  return { policy, policyFile: place.file, ...at, yaml: text.replace(/^ {2}/gm, '') };
}

type At = Pick<SurvivorTest, 'period' | 'asOf'>;

const casesKey = '\ncases:\n';

function headOf({ text }: ReadyTest): At | null {
  const head = text.slice(0, text.indexOf(casesKey) + 1);
  const period = /^period: (.+)$/m.exec(head)?.[1];
  return period === undefined ? null : { period, asOf: /^as-of: (.+)$/m.exec(head)?.[1] ?? null };
}

function periodOf(file: Snapshot['analysis']['tests'][number] | undefined): At | null {
  return file === undefined ? null : { period: file.period.name, asOf: file.asOf };
}
