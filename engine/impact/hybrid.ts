/** A model between two versions: the base's with some declarations as the head has them. */
import type { Condition } from '../model/condition.ts';
import type { Fact } from '../model/fact.ts';
import { factAt } from '../model/path.ts';
import type { Amount, Model, Requirement, Waiver } from '../model/policy.ts';
import { factsOfVerdict, reachOf } from '../model/reach.ts';
import { isAggregate, leavesOf, operandsOf } from '../model/reads.ts';
import { factsMadeByLadder, factsMadeByProcedure, keyOf, sharedConditions, waiversBySubject } from './declarations.ts';

/** `applied`: the keys of the declarations that are as in the head. It may be unsound: see `isSound`. */
export function hybridOf(base: Model, head: Model, applied: ReadonlySet<string>): Model {
  const has = (kind: Parameters<typeof keyOf>[0]['kind'], name: string, entity: string | null = null): boolean =>
    applied.has(keyOf({ kind, name, entity }));
  const entities = picked(base.dictionary.entities, head.dictionary.entities, (name) => has('dictionary', name));
  const procedures = picked(base.procedures, head.procedures, (name) => has('procedure', name));
  const ladders = picked(base.ladders, head.ladders, (name) => has('ladder', name));
  const conditionOf = conditionChooser(base, head, (name, entity) => has('condition', name, entity));
  const rules = new Map(
    [
      ...picked(base.rules, head.rules, (name) => {
        const procedure = (base.rules.get(name) ?? head.rules.get(name))?.procedure ?? null;
        return procedure === null ? has('rule', name) : has('procedure', procedure);
      }),
    ].map(([name, rule]) => [
      name,
      { ...rule, when: conditionOf(rule.entity, rule.when), require: conditionOf(rule.entity, rule.require) },
    ]),
  );
  return {
    dictionary: { entities },
    policies: base.policies,
    parameters: picked(base.parameters, head.parameters, (name) => has('parameter', name)),
    facts: factsOf(base, head, has, conditionOf),
    rules,
    standards: picked(base.standards, head.standards, (name) => has('standard', name)),
    rollups: picked(base.rollups, head.rollups, (name) => has('rollup', name)),
    procedures: new Map(
      [...procedures].map(([name, one]) => [
        name,
        { ...one, admitWhen: nullable(conditionOf, one.entity, one.admitWhen) },
      ]),
    ),
    ladders,
    waivers: waiversOf(base, head, (name, entity) => has('waiver', name, entity)).filter(({ rule }) => rules.has(rule)),
  };
}

/** Whether all that the model speaks of is in it; of what type it is shows when it is compiled. */
export function isSound(model: Model): boolean {
  try {
    const { rules, standards, procedures, ladders } = model;
    const all = {
      rules: rules.keys(),
      standards: standards.keys(),
      procedures: procedures.keys(),
      ladders: ladders.keys(),
    };
    const facts = [...model.facts].flatMap(([entity, named]) =>
      [...named.keys()].map((fact) => ({ entity, path: { through: [], fact } })),
    );
    const reach = reachOf(model, { ...all, facts }, factsOfVerdict);
    return [...reach.facts].every((fact) => isFactSound(model, fact)) && areNamesSound(model);
  } catch {
    // `factAt` throws where a path leads nowhere.
    return false;
  }
}

type Has = (kind: Parameters<typeof keyOf>[0]['kind'], name: string, entity?: string | null) => boolean;
type ConditionOf = <C extends Condition | null>(entity: string, condition: C) => C;

function nullable(conditionOf: ConditionOf, entity: string, condition: Condition | null): Condition | null {
  return condition === null ? null : conditionOf(entity, condition);
}

function picked<T>(
  base: ReadonlyMap<string, T>,
  head: ReadonlyMap<string, T>,
  isApplied: (name: string) => boolean,
): ReadonlyMap<string, T> {
  const names = new Set([...base.keys(), ...head.keys()]);
  return new Map(
    [...names].flatMap((name): [string, T][] => {
      const one = (isApplied(name) ? head : base).get(name);
      return one === undefined ? [] : [[name, one]];
    }),
  );
}

function factsOf(base: Model, head: Model, has: Has, conditionOf: ConditionOf): Model['facts'] {
  const owners = new Map<string, { readonly kind: 'procedure' | 'ladder'; readonly name: string }>();
  for (const model of [base, head]) {
    for (const one of model.procedures.values()) {
      for (const fact of factsMadeByProcedure(model, one))
        owners.set(nameOf(fact), { kind: 'procedure', name: one.name });
    }
    for (const one of model.ladders.values()) {
      for (const fact of factsMadeByLadder(model, one)) owners.set(nameOf(fact), { kind: 'ladder', name: one.name });
    }
  }
  const entities = new Set([...base.facts.keys(), ...head.facts.keys()]);
  const none: ReadonlyMap<string, Fact> = new Map();
  return new Map(
    [...entities].map((entity) => {
      const before = base.facts.get(entity) ?? none;
      const after = head.facts.get(entity) ?? none;
      const facts = picked(before, after, (name) => {
        const fact = before.get(name) ?? after.get(name);
        if (fact?.definition.kind === 'field') return has('dictionary', entity);
        const owner = fact === undefined ? undefined : owners.get(nameOf(fact));
        return owner === undefined ? has('fact', name, entity) : has(owner.kind, owner.name);
      });
      return [entity, new Map([...facts].map(([name, fact]) => [name, withConditions(fact, conditionOf)]))];
    }),
  );
}

function nameOf({ entity, name }: Fact): string {
  return `${entity} ${name}`;
}

function withConditions(fact: Fact, conditionOf: ConditionOf): Fact {
  const { definition } = fact;
  if (!isAggregate(definition)) return fact;
  const where = nullable(conditionOf, definition.source, definition.where);
  if ('that' in definition) {
    const that = conditionOf(definition.source, definition.that);
    return { ...fact, definition: { ...definition, where, that } };
  }
  return { ...fact, definition: { ...definition, where } };
}

/** Replaces shared conditions, wherever they are used, by those of the version that is chosen. */
function conditionChooser(base: Model, head: Model, isApplied: (name: string, entity: string) => boolean): ConditionOf {
  const before = sharedConditions(base);
  const after = sharedConditions(head);
  const done = new Map<string, Condition>();
  const choose = (entity: string, condition: Condition): Condition => {
    switch (condition.kind) {
      case 'all':
      case 'any':
        return { ...condition, of: condition.of.map((part) => choose(entity, part)) };
      case 'not':
        return { ...condition, of: choose(entity, condition.of) };
      case 'shared': {
        const { name } = condition;
        const known = done.get(`${entity} ${name}`);
        if (known !== undefined) return known;
        const [first, second] = isApplied(name, entity) ? [after, before] : [before, after];
        const of = first.get(name)?.get(entity) ?? second.get(name)?.get(entity) ?? condition.of;
        const chosen: Condition = { kind: 'shared', name, of: choose(entity, of) };
        done.set(`${entity} ${name}`, chosen);
        return chosen;
      }
      default:
        return condition;
    }
  };
  return ((entity: string, condition: Condition | null) =>
    condition === null ? null : choose(entity, condition)) as ConditionOf;
}

function waiversOf(base: Model, head: Model, isApplied: (name: string, entity: string) => boolean): readonly Waiver[] {
  const before = waiversBySubject(base);
  const after = waiversBySubject(head);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const entity = (before.get(name) ?? after.get(name))?.[0]?.entity ?? '';
    return (isApplied(name, entity) ? after : before).get(name) ?? [];
  });
}

function isFactSound(model: Model, { definition, entity }: Fact): boolean {
  switch (definition.kind) {
    case 'failures':
      return model.rules.get(definition.rule)?.entity === definition.source && parametersIn(model, definition.where);
    case 'verdict':
      return (definition.of === 'rule' ? model.rules : model.standards).get(definition.name)?.entity === entity;
    case 'score':
      return model.standards.get(definition.standard)?.score != null;
    case 'step':
      return model.procedures.has(definition.procedure);
    case 'previous':
      return model.facts.get(entity)?.has(definition.fact) === true;
    default:
      if (!isAggregate(definition)) return true;
      return parametersIn(model, definition.where) && (!('that' in definition) || parametersIn(model, definition.that));
  }
}

function areNamesSound(model: Model): boolean {
  const { rules, standards, rollups, procedures, ladders, parameters } = model;
  const amount = (one: Amount): boolean => one.kind === 'literal' || parameters.has(one.parameter);
  const requirement = (one: Requirement): boolean =>
    one.kind === 'standard' ? standards.has(one.standard) : rules.has(one.rule);
  return (
    [...rules.values()].every(
      ({ when, require, procedure }) =>
        [when, require].every((part) => parametersIn(model, part)) && (procedure === null || procedures.has(procedure)),
    ) &&
    [...standards.values()].every(
      ({ requires, score }) =>
        requires.every(requirement) && (score === null || [score.full, ...score.less.values()].every(amount)),
    ) &&
    [...rollups.values()].every(({ standard, by }) => {
      const entity = standards.get(standard)?.entity;
      return entity !== undefined && factAt(model, entity, by) !== undefined;
    }) &&
    [...procedures.values()].every(
      ({ steps, rules: made, admitWhen }) =>
        made.every((name) => rules.has(name)) &&
        parametersIn(model, admitWhen) &&
        steps.every(({ within }) => within === null || amount(within.amount)),
    ) &&
    [...ladders.values()].every(({ occasions }) => occasions.every((one) => one.kind === 'rank' || requirement(one.of)))
  );
}

function parametersIn({ parameters }: Model, condition: Condition | null): boolean {
  return leavesOf(condition).every((leaf) =>
    operandsOf(leaf).every((operand) => operand.kind !== 'parameter' || parameters.has(operand.parameter)),
  );
}
