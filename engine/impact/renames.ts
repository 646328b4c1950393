/** Rules and standards that another version has under another name: the same body, and no other that has it. */

import type { Fact } from '../model/fact.ts';
import type { Model, Occasion, Requirement } from '../model/policy.ts';
import type { Declarations } from './declarations.ts';

export interface Renames {
  /** From the name before to the name now. */
  readonly rules: ReadonlyMap<string, string>;
  readonly standards: ReadonlyMap<string, string>;
}

export const noRenames: Renames = { rules: new Map(), standards: new Map() };

export function renamesBetween(before: readonly Declarations[], after: readonly Declarations[]): Renames {
  return { rules: renamed(before, after, 'rule'), standards: renamed(before, after, 'standard') };
}

/** The model with its rules and standards under the names now. */
export function withRenames(model: Model, renames: Renames): Model {
  if (renames.rules.size + renames.standards.size === 0) return model;
  const ruleNamed = (name: string): string => renames.rules.get(name) ?? name;
  const standardNamed = (name: string): string => renames.standards.get(name) ?? name;
  const requirement = (one: Requirement): Requirement =>
    one.kind === 'standard' ? { ...one, standard: standardNamed(one.standard) } : { ...one, rule: ruleNamed(one.rule) };
  const occasion = (one: Occasion): Occasion => (one.kind === 'verdict' ? { ...one, of: requirement(one.of) } : one);
  return {
    ...model,
    rules: mapped(model.rules, (rule) => ({ ...rule, name: ruleNamed(rule.name) })),
    standards: mapped(model.standards, (standard) => ({
      ...standard,
      name: standardNamed(standard.name),
      requires: standard.requires.map(requirement),
      score:
        standard.score === null
          ? null
          : {
              ...standard.score,
              less: new Map([...standard.score.less].map(([name, amount]) => [standardNamed(ruleNamed(name)), amount])),
            },
    })),
    rollups: mapped(model.rollups, (rollup) => ({ ...rollup, standard: standardNamed(rollup.standard) })),
    ladders: mapped(model.ladders, (ladder) => ({ ...ladder, occasions: ladder.occasions.map(occasion) })),
    waivers: model.waivers.map((waiver) => ({ ...waiver, rule: ruleNamed(waiver.rule) })),
    facts: new Map(
      [...model.facts].map(([entity, facts]) => [
        entity,
        new Map([...facts].map(([name, fact]) => [name, renamedFact(fact, ruleNamed, standardNamed)])),
      ]),
    ),
  };
}

function renamed(
  before: readonly Declarations[],
  after: readonly Declarations[],
  kind: 'rule' | 'standard',
): ReadonlyMap<string, string> {
  const gone = onlyIn(before, after, kind);
  const come = onlyIn(after, before, kind);
  const found = new Map<string, string>();
  for (const [body, names] of gone) {
    const [from, ...others] = names;
    const [to, ...more] = come.get(body) ?? [];
    if (from !== undefined && to !== undefined && others.length + more.length === 0) found.set(from, to);
  }
  return found;
}

/** Names by body. */
function onlyIn(
  here: readonly Declarations[],
  there: readonly Declarations[],
  kind: 'rule' | 'standard',
): ReadonlyMap<string, readonly string[]> {
  const known = new Set(
    there.flatMap((each) => [...each.values()].filter((one) => one.kind === kind).map((one) => one.name)),
  );
  const bodies = new Map<string, string>();
  for (const declarations of here) {
    for (const one of declarations.values())
      if (one.kind === kind && !known.has(one.name)) bodies.set(one.name, one.body);
  }
  const byBody = new Map<string, string[]>();
  for (const [name, body] of bodies) byBody.set(body, [...(byBody.get(body) ?? []), name]);
  return byBody;
}

function mapped<T extends { readonly name: string }>(
  all: ReadonlyMap<string, T>,
  map: (one: T) => T,
): ReadonlyMap<string, T> {
  return new Map(
    [...all.values()].map((one) => {
      const now = map(one);
      return [now.name, now];
    }),
  );
}

function renamedFact(fact: Fact, ruleNamed: (name: string) => string, standardNamed: (name: string) => string): Fact {
  const { definition } = fact;
  switch (definition.kind) {
    case 'failures':
      return { ...fact, definition: { ...definition, rule: ruleNamed(definition.rule) } };
    case 'score':
      return { ...fact, definition: { ...definition, standard: standardNamed(definition.standard) } };
    case 'verdict': {
      const name = definition.of === 'rule' ? ruleNamed(definition.name) : standardNamed(definition.name);
      return { ...fact, definition: { ...definition, name } };
    }
    default:
      return fact;
  }
}
