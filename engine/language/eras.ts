/** Cuts time into eras: days on which the same versions of policies are in force. */
import { addDays, type CivilDate } from '../calendar/civil-date.ts';
import { versionsOverlap } from '../diagnostics/registry/language/names.ts';
import { type Sink, tell } from './sink.ts';
import type { PolicySyntax } from './syntax.ts';

export interface EraOf<P> {
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  /** In force, in the order given. */
  readonly policies: readonly P[];
}

/** In order of time; days without a policy are in no era. */
export function erasOf<P>(
  policies: readonly P[],
  effective: (policy: P) => Pick<PolicySyntax, 'from' | 'until'>,
): readonly EraOf<P>[] {
  const begins = new Set<CivilDate>();
  for (const policy of policies) {
    const { from, until } = effective(policy);
    begins.add(from);
    if (until !== null && until < lastDay) begins.add(addDays(until, 1));
  }
  const sorted = [...begins].sort();
  return sorted
    .map((from, index) => {
      const next = sorted[index + 1];
      const inForce = policies.filter((policy) => {
        const { from: first, until } = effective(policy);
        return first <= from && (until === null || until >= from);
      });
      const bounded =
        inForce.length > 0 && next === undefined && inForce.every((each) => effective(each).until !== null);
      return { from, until: next !== undefined ? addDays(next, -1) : bounded ? lastDay : null, policies: inForce };
    })
    .filter(({ policies: inForce }) => inForce.length > 0);
}

/** The last that a civil date can be. */
const lastDay: CivilDate = '9999-12-31';

export function checkVersions(sink: Sink, policies: readonly PolicySyntax[]): void {
  // Most projects have one version of each policy, and this is asked after each edit.
  if (new Set(policies.map(({ name }) => name.text)).size === policies.length) return;
  const byName = new Map<string, PolicySyntax[]>();
  for (const policy of policies) {
    const versions = byName.get(policy.name.text) ?? [];
    byName.set(policy.name.text, versions);
    versions.push(policy);
  }
  for (const [name, versions] of byName) {
    const sorted = [...versions].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
    for (const [index, policy] of sorted.entries()) {
      const before = sorted[index - 1];
      if (before === undefined || (before.until !== null && before.until < policy.from)) continue;
      const related = [{ place: before.effective, message: { zh: '另一个版本', en: 'the other version' } }];
      const parameters = { name, version: policy.version, other: before.version };
      tell(sink, versionsOverlap, policy.effective, parameters, { related });
    }
  }
}
