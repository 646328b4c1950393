/**
 * What a model declares, each with a body that is the same text exactly where the declaration means the same. Titles, messages,
 * remedies and clauses change no verdict and are left out; a shared condition stands in a body by its name only.
 */
import type { Resource } from '../dictionary/resource.ts';
import type { Condition } from '../model/condition.ts';
import type { Fact } from '../model/fact.ts';
import type { Ladder, Model, Procedure, Waiver } from '../model/policy.ts';
import { isAggregate } from '../model/reads.ts';

export type DeclarationKind =
  | 'parameter'
  | 'fact'
  | 'condition'
  | 'rule'
  | 'standard'
  | 'rollup'
  | 'procedure'
  | 'ladder'
  | 'waiver'
  | 'dictionary';

export interface Declared {
  readonly kind: DeclarationKind;
  readonly name: string;
  /** Of a fact, a shared condition, a waiver; else null. */
  readonly entity: string | null;
  /** Where the model says which it is. */
  readonly policy: string | null;
  readonly body: string;
}

/** By `keyOf`. */
export type Declarations = ReadonlyMap<string, Declared>;

export function keyOf({ kind, name, entity }: Pick<Declared, 'kind' | 'name' | 'entity'>): string {
  return JSON.stringify([kind, entity, name]);
}

export function declarationsOf(model: Model, resources: ReadonlyMap<string, Resource>): Declarations {
  const found = new Map<string, Declared>();
  const add = (
    kind: DeclarationKind,
    name: string,
    entity: string | null,
    policy: string | null,
    body: unknown,
  ): void => {
    const declared: Declared = { kind, name, entity, policy, body: textOf(body) };
    found.set(keyOf(declared), declared);
  };
  for (const { name, values } of model.parameters.values()) {
    const meant = values.map(({ from, value: { kind, value } }) => [from, kind, value]);
    add('parameter', name, null, null, meant);
  }
  const made = madeFacts(model);
  for (const facts of model.facts.values()) {
    for (const fact of facts.values()) {
      if (fact.definition.kind === 'field' || made.has(fact)) continue;
      add('fact', fact.name, fact.entity, null, fact.definition);
    }
  }
  for (const [name, byEntity] of sharedConditions(model)) {
    for (const [entity, condition] of byEntity) add('condition', name, entity, null, condition);
  }
  for (const { name, policy, entity, during, when, require, procedure } of model.rules.values()) {
    if (procedure === null) add('rule', name, null, policy, { entity, during, when, require });
  }
  for (const { name, policy, entity, requires, score } of model.standards.values()) {
    add('standard', name, null, policy, { entity, requires, score });
  }
  for (const { name, policy, standard, by, show } of model.rollups.values()) {
    add('rollup', name, null, policy, { standard, by, show });
  }
  for (const procedure of model.procedures.values()) {
    const { name, policy, entity, during, admitWhen, steps } = procedure;
    const meant = steps.map(({ name: step, on, within }) => ({ step, on, within }));
    const facts = factsMadeByProcedure(model, procedure).map(({ definition }) => definition);
    add('procedure', name, null, policy, { entity, during, admitWhen, meant, facts });
  }
  for (const ladder of model.ladders.values()) {
    const { name, policy, entity, occasions, each, countedOver, clearsAfter, sent, steps } = ladder;
    const facts = factsMadeByLadder(model, ladder).map(({ definition }) => definition);
    const named = steps.map((step) => step.name);
    add('ladder', name, null, policy, { entity, occasions, each, countedOver, clearsAfter, sent, named, facts });
  }
  for (const [name, waivers] of waiversBySubject(model)) {
    add(
      'waiver',
      name,
      waivers[0]?.entity ?? null,
      null,
      waivers.map(({ from, until }) => ({ from, until })),
    );
  }
  for (const entity of model.dictionary.entities.values()) {
    const resource = resources.get(entity.name);
    const { place: _, fieldPlaces: __, entity: ___, ...read } = resource ?? {};
    add('dictionary', entity.name, null, null, { entity, read });
  }
  return found;
}

/** The waivers of one rule for one subject are told of together: `rule/subject`. */
export function waiversBySubject(model: Model): ReadonlyMap<string, readonly Waiver[]> {
  const found = new Map<string, Waiver[]>();
  for (const waiver of model.waivers) {
    const name = waiverName(waiver);
    found.set(name, [...(found.get(name) ?? []), waiver]);
  }
  return found;
}

export function waiverName({ rule, entity, subject }: Waiver): string {
  return `${rule} ${entity}:${subject}`;
}

/** By name and by the entity whose records it is about. */
export function sharedConditions(model: Model): ReadonlyMap<string, ReadonlyMap<string, Condition>> {
  const found = new Map<string, Map<string, Condition>>();
  const visit = (entity: string, condition: Condition | null): void => {
    if (condition === null) return;
    switch (condition.kind) {
      case 'all':
      case 'any':
        for (const part of condition.of) visit(entity, part);
        return;
      case 'not':
        visit(entity, condition.of);
        return;
      case 'shared': {
        const byEntity = found.get(condition.name) ?? new Map<string, Condition>();
        found.set(condition.name, byEntity);
        if (byEntity.has(entity)) return;
        byEntity.set(entity, condition.of);
        visit(entity, condition.of);
        return;
      }
      default:
    }
  };
  for (const { entity, when, require } of model.rules.values()) for (const part of [when, require]) visit(entity, part);
  for (const { entity, admitWhen } of model.procedures.values()) visit(entity, admitWhen);
  for (const facts of model.facts.values()) {
    for (const { definition } of facts.values()) {
      if (!isAggregate(definition)) continue;
      visit(definition.source, definition.where);
      if ('that' in definition) visit(definition.source, definition.that);
    }
  }
  return found;
}

export function factsMadeByProcedure(model: Model, { name, entity, steps }: Procedure): readonly Fact[] {
  const taken = new Set(steps.flatMap(({ within }) => (within === null ? [] : [within.taken])));
  return [...(model.facts.get(entity)?.values() ?? [])].filter(
    ({ name: fact, definition }) => taken.has(fact) || (definition.kind === 'step' && definition.procedure === name),
  );
}

export function factsMadeByLadder(model: Model, { entity, occasions }: Ladder): readonly Fact[] {
  const ranks = new Set(occasions.flatMap((each) => (each.kind === 'rank' ? [each.fact, each.best] : [])));
  return [...(model.facts.get(entity)?.values() ?? [])].filter(({ name }) => ranks.has(name));
}

function madeFacts(model: Model): ReadonlySet<Fact> {
  return new Set([
    ...[...model.procedures.values()].flatMap((procedure) => factsMadeByProcedure(model, procedure)),
    ...[...model.ladders.values()].flatMap((ladder) => factsMadeByLadder(model, ladder)),
  ]);
}

/** Keys in one order, so that the text depends on the meaning only. */
function textOf(body: unknown): string {
  return JSON.stringify(body, (key, value: unknown) => {
    if (key === 'title' || key === 'description') return undefined;
    if (value instanceof Map) return [...value.entries()];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    if ('kind' in value && value.kind === 'shared' && 'name' in value) return { kind: 'shared', name: value.name };
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
