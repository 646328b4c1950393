/** What has changed between two versions of the rules, declaration by declaration, over all days that an assessment looks at. */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Place } from '../diagnostics/diagnostic.ts';
import { type Analysis, modelOn } from '../language/analysis.ts';
import type { PolicySyntax } from '../language/syntax.ts';
import { nothingInForce } from '../model/nothing-in-force.ts';
import type { Model } from '../model/policy.ts';
import { type DeclarationKind, type Declarations, type Declared, declarationsOf, keyOf } from './declarations.ts';
import { noRenames, type Renames, renamesBetween, withRenames } from './renames.ts';

export type ChangeKind = DeclarationKind | 'policy';

export interface Change {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly name: string;
  /** Of a fact, a shared condition, a waiver; else null. */
  readonly entity: string | null;
  readonly change: 'added' | 'removed' | 'changed';
  /** The declarations that it is made of, by `keyOf`: of a policy that comes or goes, all of them; else one. */
  readonly keys: ReadonlySet<string>;
}

/** One version of the rules as the other sees it: with the names now. */
export interface Rules {
  readonly analysis: Analysis;
  /** Null: nothing is in force. */
  readonly modelOn: (day: CivilDate) => Model | null;
}

export interface Compared {
  readonly base: Rules;
  readonly head: Rules;
  readonly renames: Renames;
  /** In a fixed order. */
  readonly changes: readonly Change[];
  /** All models of both versions that an assessment may look at. */
  readonly models: readonly Model[];
}

/** Looks at all days up to and with `last`. */
export function compareRules(base: Analysis, head: Analysis, last: CivilDate): Compared {
  const days = daysUpTo([base, head], last);
  const after: Rules = { analysis: head, modelOn: (day) => modelOn(head, day) };
  const all = (rules: Rules): readonly Declarations[] =>
    modelsOf(rules, days).map((model) => declarationsOf(model, rules.analysis.resources));
  const rules = renamesBetween(all(rulesOf(base, noRenames)), all(after)).rules;
  const onlyRules = rulesOf(base, { rules, standards: new Map() });
  const { standards } = renamesBetween(all(onlyRules), all(after));
  const renames = { rules, standards };
  const before = rulesOf(base, renames);
  const models = [...modelsOf(before, days), ...modelsOf(after, days)];
  return { base: before, head: after, renames, changes: changesOn(before, after, days), models };
}

/** A declaration as written, on a day: its policy and its place. */
export interface Written {
  readonly policy: PolicySyntax | null;
  readonly place: Place | null;
}

export function writtenOn(
  { policies, resources }: Analysis,
  day: CivilDate,
  { kind, name, entity }: Pick<Declared, 'kind' | 'name' | 'entity'>,
): Written {
  if (kind === 'dictionary') return { policy: null, place: resources.get(name)?.place ?? null };
  if (kind === 'waiver') return { policy: null, place: null };
  for (const policy of policies) {
    if (policy.from > day || (policy.until !== null && policy.until < day)) continue;
    const found = policy[listOf[kind]].find(
      (one) => one.name.text === name && (one.kind !== 'fact' || one.of.text === entity),
    );
    if (found !== undefined) return { policy, place: found.name.place };
  }
  return { policy: null, place: null };
}

const listOf = {
  parameter: 'parameters',
  fact: 'facts',
  condition: 'conditions',
  rule: 'rules',
  standard: 'standards',
  rollup: 'rollups',
  procedure: 'procedures',
  ladder: 'ladders',
} as const;

/** A model in which nothing is in force, with the fields of another. */
export function nothingInForceLike(model: Model): Model {
  return {
    ...nothingInForce(model),
    facts: new Map(
      [...model.facts].map(([entity, facts]) => [
        entity,
        new Map([...facts].filter(([, { definition }]) => definition.kind === 'field')),
      ]),
    ),
  };
}

function rulesOf(analysis: Analysis, renames: Renames): Rules {
  const renamed = new Map<Model, Model>();
  return {
    analysis,
    modelOn(day) {
      const model = modelOn(analysis, day);
      if (model === null) return null;
      const known = renamed.get(model) ?? withRenames(model, renames);
      renamed.set(model, known);
      return known;
    },
  };
}

/** A day of each span on which neither version changes. */
function daysUpTo(analyses: readonly Analysis[], last: CivilDate): readonly CivilDate[] {
  const begins = analyses.flatMap(({ eras }) => eras.flatMap(({ from }) => from ?? []));
  const days = new Set([...begins.filter((day) => day <= last), last]);
  return [...days].sort();
}

function modelsOf(rules: Rules, days: readonly CivilDate[]): readonly Model[] {
  return [...new Set(days.flatMap((day) => rules.modelOn(day) ?? []))];
}

function changesOn(base: Rules, head: Rules, days: readonly CivilDate[]): readonly Change[] {
  const found = new Map<string, { readonly change: Omit<Change, 'keys'>; readonly keys: Set<string> }>();
  const seen = new Map<Model | null, Set<Model | null>>();
  for (const day of days) {
    const models = { before: base.modelOn(day), after: head.modelOn(day) };
    const others = seen.get(models.before) ?? new Set();
    seen.set(models.before, others);
    if (others.has(models.after)) continue;
    others.add(models.after);
    for (const { declared, change } of differences(models, base, head)) {
      const policy = policyComeOrGone(models, base, head, day, declared, change);
      const one: Omit<Change, 'keys'> =
        policy === null
          ? { id: keyOf(declared), kind: declared.kind, name: declared.name, entity: declared.entity, change }
          : { id: JSON.stringify(['policy', null, policy]), kind: 'policy', name: policy, entity: null, change };
      const known = found.get(one.id);
      const keys = known?.keys ?? new Set();
      keys.add(keyOf(declared));
      const same = known === undefined || known.change.change === change;
      found.set(one.id, { change: same ? one : { ...one, change: 'changed' }, keys });
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { change, keys }]) => ({ ...change, keys }));
}

interface Pair {
  readonly before: Model | null;
  readonly after: Model | null;
}

interface Difference {
  readonly declared: Declared;
  readonly change: Change['change'];
}

function differences({ before, after }: Pair, base: Rules, head: Rules): readonly Difference[] {
  const model = before ?? after;
  if (model === null) return [];
  const was = declarationsOf(
    before ?? nothingInForceLike(model),
    before === null ? head.analysis.resources : base.analysis.resources,
  );
  const is = declarationsOf(
    after ?? nothingInForceLike(model),
    after === null ? base.analysis.resources : head.analysis.resources,
  );
  const found: Difference[] = [];
  for (const [key, declared] of is) {
    const other = was.get(key);
    // A shared condition that comes or goes does so within those that use it.
    if (other === undefined) {
      if (declared.kind !== 'condition') found.push({ declared, change: 'added' });
    } else if (other.body !== declared.body) found.push({ declared, change: 'changed' });
  }
  for (const [key, declared] of was) {
    if (!is.has(key) && declared.kind !== 'condition') found.push({ declared, change: 'removed' });
  }
  return found;
}

/** The policy that is in force in one version only, where the declaration is its. */
function policyComeOrGone(
  { before, after }: Pair,
  base: Rules,
  head: Rules,
  day: CivilDate,
  declared: Declared,
  change: Change['change'],
): string | null {
  if (change === 'changed') return null;
  const there = change === 'added' ? head : base;
  const policy = declared.policy ?? writtenOn(there.analysis, day, declared).policy?.name.text ?? null;
  if (policy === null) return null;
  const isIn = (model: Model | null): boolean => model?.policies.some(({ name }) => name === policy) === true;
  return isIn(before) === isIn(after) ? null : policy;
}
