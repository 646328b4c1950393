/** What a version changed against the one that it builds on, in words. */
import type { CivilDate } from '../calendar/civil-date.ts';
import { type Change, type Compared, compareRules } from '../impact/changes.ts';
import { keyOf } from '../impact/declarations.ts';
import { type DescribedChange, describeChange } from '../impact/describe.ts';
import type { Analysis } from '../language/analysis.ts';
import type { Project } from '../project/open.ts';
import { declarationsUnder, type Named, statedBy } from './named.ts';
import type { State } from './walk.ts';

/** Only what it says or rests on; a rename is told by the version itself. */
export function changesOf(before: State | null, after: State): readonly DescribedChange[] {
  const named = after.named ?? before?.named ?? null;
  const [base, head] = [before?.project ?? null, after.project ?? null];
  const any = head ?? base;
  if (named === null || any === null) return [];
  const baseProject = base ?? without(any);
  const headProject = head ?? without(any);
  const days = daysOf(before, after);
  const last = days.at(-1) ?? '9999-12-31';
  const compared = compareRules(baseProject.analysis, headProject.analysis, last);
  const described = (change: Change): readonly DescribedChange[] =>
    describedOn(days, (day) => describeChange(change, { compared, baseProject, headProject, day }));
  const own = ownChange(named, before, after, compared, days);
  if (before?.named == null || after.named === null) return described(own).slice(0, 1);
  // Nothing but its name.
  if (JSON.stringify(before.sayings) === JSON.stringify(after.sayings)) return [];
  const under = keysUnder(compared, named, days);
  const policies = new Set([...before.sayings, ...after.sayings].map(({ policy }) => policy));
  const found = compared.changes.filter(({ kind, name, keys }) =>
    kind === 'policy' ? policies.has(name) : [...keys].some((key) => under.has(key)),
  );
  const versions = [...policies].flatMap(
    (name) => policyChange(name, baseProject.analysis, headProject.analysis) ?? [],
  );
  const more = [...(saysOtherwise(before, after) ? [own] : []), ...versions];
  const told = new Set(found.map(({ id }) => id));
  const all = [...found, ...more.filter(({ id }) => !told.has(id))].flatMap(described);
  // A rule that it names was renamed, or the like.
  return all.length > 0 ? all : described(own);
}

/** A project in which no policy is in force. */
function without(project: Project): Project {
  const analysis: Analysis = { ...project.analysis, eras: [], policies: [] };
  return { ...project, files: new Map(), analysis };
}

/** The first days of all spans of either version. */
function daysOf(before: State | null, after: State): readonly CivilDate[] {
  const all = [...(before?.sayings ?? []), ...after.sayings];
  return [...new Set(all.flatMap(({ from, until }) => from ?? until ?? '9999-12-31'))].sort();
}

/** Each way in which it reads on some day; where it reads the same on all, as on the last. */
function describedOn(
  days: readonly CivilDate[],
  describe: (day: CivilDate) => DescribedChange,
): readonly DescribedChange[] {
  const found = new Map<string, DescribedChange>();
  const all = days.map(describe);
  for (const one of all) {
    const text = JSON.stringify([one.before, one.after]);
    if (one.before !== one.after && !found.has(text)) found.set(text, one);
  }
  return found.size > 0 ? [...found.values()] : all.slice(-1);
}

/** The change of its own declaration. */
function ownChange(
  named: Named,
  before: State | null,
  after: State,
  compared: Compared,
  days: readonly CivilDate[],
): Change {
  const had = before?.named != null;
  const model = days.flatMap((day) => compared.head.modelOn(day) ?? compared.base.modelOn(day) ?? [])[0];
  const stated = model === undefined ? named : statedBy(model, named);
  const change = had && after.named !== null ? 'changed' : had ? 'removed' : 'added';
  const key = keyOf({ ...stated, entity: null });
  return { id: key, kind: stated.kind, name: stated.name, entity: null, change, keys: new Set([key]) };
}

/** Whether what people read of it is another. */
function saysOtherwise(before: State, after: State): boolean {
  const words = ({ sayings }: State): string => JSON.stringify([...new Set(sayings.map((one) => one.words))]);
  return words(before) !== words(after);
}

function keysUnder(compared: Compared, named: Named, days: readonly CivilDate[]): ReadonlySet<string> {
  const models = days.flatMap((day) => [compared.base.modelOn(day) ?? [], compared.head.modelOn(day) ?? []].flat());
  return new Set([...new Set(models)].flatMap((model) => [...declarationsUnder(model, named)]));
}

/** Null: its versions and their times are the same. */
function policyChange(name: string, before: Analysis, after: Analysis): Change | null {
  const versions = ({ policies }: Analysis): string =>
    JSON.stringify(
      policies.flatMap((one) => (one.name.text === name ? [[one.version, one.from, one.until]] : [])).sort(),
    );
  if (versions(before) === versions(after)) return null;
  const id = JSON.stringify(['policy', null, name]);
  return { id, kind: 'policy', name, entity: null, change: 'changed', keys: new Set() };
}
