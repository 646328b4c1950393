/** What can come out otherwise, and the declarations that each rests on. */
import type { Condition } from '../model/condition.ts';
import type { Fact } from '../model/fact.ts';
import type { Amount, FactPath, Model } from '../model/policy.ts';
import { factsOfVerdict, type Reach, type ReachFrom, reachOf } from '../model/reach.ts';
import { isAggregate, leavesOf, operandsOf } from '../model/reads.ts';
import { type DeclarationKind, factsMadeByLadder, factsMadeByProcedure, keyOf, waiverName } from './declarations.ts';

export interface Target {
  readonly kind: 'rule' | 'standard' | 'rollup' | 'procedure' | 'ladder';
  readonly name: string;
}

export function targetsOf(model: Model): readonly Target[] {
  const named = (kind: Target['kind'], all: ReadonlyMap<string, unknown>): readonly Target[] =>
    [...all.keys()].map((name) => ({ kind, name }));
  return [
    ...named('rule', model.rules),
    ...named('standard', model.standards),
    ...named('rollup', model.rollups),
    ...named('procedure', model.procedures),
    ...named('ladder', model.ladders),
  ];
}

/** The keys of all declarations that a target rests on, however far down, its own among them. */
export function restsOn(model: Model, target: Target): ReadonlySet<string> {
  const keys = new Set<string>();
  const add = (kind: DeclarationKind, name: string, entity: string | null = null): void => {
    keys.add(keyOf({ kind, name, entity }));
  };
  add(target.kind, target.name);
  const reach = reachOf(model, beginningOf(model, target), factsOfVerdict);
  const amount = (one: Amount): void => {
    if (one.kind === 'parameter') add('parameter', one.parameter);
  };
  const condition = (entity: string, one: Condition | null): void => {
    for (const name of sharedIn(one)) add('condition', name, entity);
    for (const operand of leavesOf(one).flatMap(operandsOf)) {
      if (operand.kind === 'parameter') add('parameter', operand.parameter);
    }
  };
  for (const name of reach.rules) {
    const rule = model.rules.get(name);
    if (rule === undefined) continue;
    if (rule.procedure === null) add('rule', name);
    else addProcedure(rule.procedure);
    for (const part of [rule.when, rule.require]) condition(rule.entity, part);
  }
  for (const name of reach.standards) {
    add('standard', name);
    const score = model.standards.get(name)?.score ?? null;
    if (score !== null) for (const one of [score.full, ...score.less.values()]) amount(one);
  }
  for (const name of reach.procedures) addProcedure(name);
  addFacts(reach);
  for (const entity of reach.entities) add('dictionary', entity);
  for (const waiver of model.waivers) {
    if (reach.rules.has(waiver.rule)) add('waiver', waiverName(waiver), waiver.entity);
  }
  return keys;

  function addProcedure(name: string): void {
    add('procedure', name);
    const procedure = model.procedures.get(name);
    if (procedure === undefined) return;
    condition(procedure.entity, procedure.admitWhen);
    for (const { within } of procedure.steps) if (within !== null) amount(within.amount);
  }

  function addFacts({ facts }: Reach): void {
    const made = new Map<Fact, readonly ['procedure' | 'ladder', string]>([
      ...[...model.procedures.values()].flatMap((one) =>
        factsMadeByProcedure(model, one).map((fact) => [fact, ['procedure', one.name]] as const),
      ),
      ...[...model.ladders.values()].flatMap((one) =>
        factsMadeByLadder(model, one).map((fact) => [fact, ['ladder', one.name]] as const),
      ),
    ]);
    for (const fact of facts) {
      const owner = made.get(fact);
      if (owner !== undefined) add(...owner);
      else if (fact.definition.kind !== 'field') add('fact', fact.name, fact.entity);
      const { definition } = fact;
      if (!isAggregate(definition)) continue;
      condition(definition.source, definition.where);
      if ('that' in definition) condition(definition.source, definition.that);
    }
  }
}

/** The model with only what is among the targets, and what these require. */
export function limitedTo(model: Model, targets: readonly Target[]): Model {
  const named = (kind: Target['kind']): ReadonlySet<string> =>
    new Set(targets.filter((target) => target.kind === kind).map(({ name }) => name));
  const kept = <T>(all: ReadonlyMap<string, T>, names: ReadonlySet<string>): ReadonlyMap<string, T> =>
    new Map([...all].filter(([name]) => names.has(name)));
  const rollups = kept(model.rollups, named('rollup'));
  const procedures = kept(model.procedures, named('procedure'));
  const standards = [...named('standard'), ...[...rollups.values()].map(({ standard }) => standard)];
  const rules = [...named('rule'), ...[...procedures.values()].flatMap((procedure) => procedure.rules)];
  const ladders = kept(model.ladders, named('ladder'));
  const reach = reachOf(model, { standards, rules, ladders: ladders.keys() }, factsOfVerdict);
  return {
    ...model,
    rules: kept(model.rules, reach.rules),
    standards: kept(model.standards, reach.standards),
    rollups,
    procedures,
    ladders,
    waivers: model.waivers.filter(({ rule }) => reach.rules.has(rule)),
  };
}

function beginningOf(model: Model, { kind, name }: Target): ReachFrom {
  switch (kind) {
    case 'rule':
      return { rules: [name] };
    case 'standard':
      return { standards: [name] };
    case 'ladder':
      return { ladders: [name] };
    case 'procedure':
      return { procedures: [name], rules: model.procedures.get(name)?.rules ?? [] };
    case 'rollup': {
      const rollup = model.rollups.get(name);
      const entity = rollup === undefined ? undefined : model.standards.get(rollup.standard)?.entity;
      const facts: readonly { readonly entity: string; readonly path: FactPath }[] =
        rollup === undefined || entity === undefined ? [] : [{ entity, path: rollup.by }];
      return { standards: rollup === undefined ? [] : [rollup.standard], facts };
    }
  }
}

function sharedIn(condition: Condition | null): readonly string[] {
  if (condition === null) return [];
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(sharedIn);
    case 'not':
      return sharedIn(condition.of);
    case 'shared':
      return [condition.name, ...sharedIn(condition.of)];
    default:
      return [];
  }
}
