/** What a mutant changes of what the rules say, and which outcomes rest on that. */
import type { CivilDate } from '../calendar/civil-date.ts';
import { factsMadeByLadder, factsMadeByProcedure, keyOf } from '../impact/declarations.ts';
import { restsOn } from '../impact/targets.ts';
import type { Era } from '../language/analysis.ts';
import type { Expectation } from '../language/test-file.ts';
import type { Model } from '../model/policy.ts';

export type OutcomeKind = Expectation['kind'];

/** What a policy test can expect something of. */
export interface Target {
  readonly kind: OutcomeKind;
  readonly name: string;
}

export interface Affected {
  /** Those that rest on little before those that rest on much: the nearer, the sooner something shows there. */
  readonly targets: readonly Target[];
  /** Those of them that are changed themselves. */
  readonly own: readonly Target[];
}

/** Of a mutant, by the eras of its analysis; null: all means the same as before. */
export type AffectedBy = (mutant: readonly Era[]) => Affected | null;

export function affectedBy(base: readonly Era[]): AffectedBy {
  const dependents = dependentsOf(base);
  const weights = new Map<string, number>();
  for (const keys of dependents.values()) for (const key of keys) weights.set(key, (weights.get(key) ?? 0) + 1);
  const weight = (target: Target): number => weights.get(keyOfTarget(target)) ?? 0;
  return (mutant) => {
    const changed = changesBetween(base, mutant);
    if (changed.size === 0) return null;
    const reached = new Set([...changed].flatMap((key) => [...(dependents.get(key) ?? [])]));
    const all = targetsIn([...base, ...mutant]).toSorted((a, b) => weight(a) - weight(b));
    const own = all.filter((target) => changed.has(keyOfTarget(target)));
    // What only the mutant has rests on what is changed.
    return { targets: all.filter((target) => reached.has(keyOfTarget(target)) || own.includes(target)), own };
  };
}

export function keyOfTarget({ kind, name }: Target): string {
  return keyOf({ kind, name, entity: null });
}

const kinds = ['rule', 'standard', 'procedure', 'ladder'] as const;

function targetsIn(eras: readonly Era[]): readonly Target[] {
  const found = new Map<string, Target>();
  for (const kind of kinds) {
    for (const { model } of eras) {
      for (const name of model[`${kind}s`].keys()) found.set(keyOfTarget({ kind, name }), { kind, name });
    }
  }
  return [...found.values()];
}

/** By declaration, the keys of the targets that rest on it. */
function dependentsOf(eras: readonly Era[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { model } of eras) {
    for (const target of targetsIn([{ from: null, until: null, model }])) {
      for (const key of restsOn(model, target)) {
        const dependents = found.get(key) ?? new Set();
        found.set(key, dependents.add(keyOfTarget(target)));
      }
    }
  }
  return found;
}

/** The keys of declarations of which some era says something else. What is the same object says the same. */
function changesBetween(base: readonly Era[], mutant: readonly Era[]): ReadonlySet<string> {
  const changed = new Set<string>();
  const compared = new Map<Model, Set<Model>>();
  for (const day of daysOf([...base, ...mutant])) {
    const [before, after] = [eraOn(base, day)?.model, eraOn(mutant, day)?.model];
    if (before === undefined || after === undefined || before === after) continue;
    const others = compared.get(before) ?? new Set();
    if (others.has(after)) continue;
    compared.set(before, others.add(after));
    for (const [kind, tables] of tablesOf(before, after)) {
      for (const name of new Set([...tables[0].keys(), ...tables[1].keys()])) {
        const [was, is] = [tables[0].get(name), tables[1].get(name)];
        if (was !== is && textOf(was) !== textOf(is)) changed.add(keyOf({ kind, name, entity: null }));
      }
    }
    for (const key of changedFacts(before, after)) changed.add(key);
    for (const { name, procedure } of [...before.rules.values(), ...after.rules.values()]) {
      const isChanged = changed.has(keyOf({ kind: 'rule', name, entity: null }));
      if (procedure !== null && isChanged) changed.add(keyOf({ kind: 'procedure', name: procedure, entity: null }));
    }
  }
  return changed;
}

function tablesOf(before: Model, after: Model) {
  return (['parameter', 'rule', 'standard', 'procedure', 'ladder'] as const).map(
    (kind) =>
      [
        kind,
        [before[`${kind}s`] as ReadonlyMap<string, unknown>, after[`${kind}s`] as ReadonlyMap<string, unknown>],
      ] as const,
  );
}

function changedFacts(before: Model, after: Model): readonly string[] {
  const found: string[] = [];
  for (const entity of new Set([...before.facts.keys(), ...after.facts.keys()])) {
    const [was, is] = [before.facts.get(entity), after.facts.get(entity)];
    if (was === is) continue;
    for (const name of new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])) {
      const [one, other] = [was?.get(name), is?.get(name)];
      if (one === other || textOf(one) === textOf(other)) continue;
      found.push(keyOf({ kind: 'fact', name, entity }));
      for (const model of [before, after]) found.push(...makersOf(model, entity, name));
    }
  }
  return found;
}

/** A fact that a procedure or ladder makes is a part of it. */
function makersOf(model: Model, entity: string, name: string): readonly string[] {
  const fact = model.facts.get(entity)?.get(name);
  if (fact === undefined) return [];
  const procedures = [...model.procedures.values()].filter((one) => factsMadeByProcedure(model, one).includes(fact));
  const ladders = [...model.ladders.values()].filter((one) => factsMadeByLadder(model, one).includes(fact));
  return [
    ...procedures.map((one) => keyOf({ kind: 'procedure', name: one.name, entity: null })),
    ...ladders.map((one) => keyOf({ kind: 'ladder', name: one.name, entity: null })),
  ];
}

/** A day of each span on which neither changes. */
function daysOf(eras: readonly Era[]): readonly CivilDate[] {
  return [...new Set(eras.flatMap(({ from, until }) => [from ?? '0001-01-01', until ?? '9999-12-31']))].sort();
}

function eraOn(eras: readonly Era[], day: CivilDate): Era | undefined {
  return eras.find(({ from, until }) => (from === null || from <= day) && (until === null || day <= until));
}

function textOf(body: unknown): string {
  return JSON.stringify(body, (_key, value: unknown) => (value instanceof Map ? [...value] : value)) ?? '';
}
