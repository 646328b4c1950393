/** What targets read of the records, and the numbers and texts that their conditions compare with: where outcomes can turn. */
import type { Condition } from '../model/condition.ts';
import type { Amount, Model } from '../model/policy.ts';
import { factsOfVerdict, reachOf } from '../model/reach.ts';
import { isAggregate, leavesOf, operandsOf } from '../model/reads.ts';
import type { Target } from './affected.ts';

export interface WhatIsRead {
  /** By entity, in the dictionary's order. */
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
}

export function whatIsRead(models: readonly Model[], targets: readonly Target[]): WhatIsRead {
  const fields = new Map<string, Set<string>>();
  const numbers = new Set<number>();
  const texts = new Set<string>();
  for (const model of models) {
    const reach = reachOf(model, beginning(model, targets), factsOfVerdict);
    for (const name of reach.entities) {
      const entity = model.dictionary.entities.get(name);
      if (entity === undefined) continue;
      const read = fields.get(name) ?? new Set();
      fields.set(name, read);
      for (const { fields: referring } of entity.references.values()) for (const field of referring) read.add(field);
      if (entity.reports !== null) read.add(entity.reports.month);
    }
    for (const { entity, name, definition } of reach.facts)
      if (definition.kind === 'field') fields.get(entity)?.add(name);
    const literals = literalsOf(model, reach);
    for (const { kind, value } of literals) {
      if (kind === 'number') numbers.add(Number(value));
      if (kind === 'text') texts.add(String(value));
    }
  }
  return { fields, numbers: [...numbers].sort((a, b) => a - b), texts: [...texts].sort() };
}

function beginning(model: Model, targets: readonly Target[]) {
  const named = (kind: Target['kind']): readonly string[] =>
    targets.filter((target) => target.kind === kind).map(({ name }) => name);
  const procedures = named('procedure');
  const made = procedures.flatMap((name) => model.procedures.get(name)?.rules ?? []);
  return { rules: [...named('rule'), ...made], standards: named('standard'), ladders: named('ladder'), procedures };
}

interface Written {
  readonly kind: string;
  readonly value: string | boolean;
}

function literalsOf(model: Model, reach: ReturnType<typeof reachOf>): readonly Written[] {
  const found: Written[] = [];
  const parameter = (name: string): void => {
    for (const { value } of model.parameters.get(name)?.values ?? []) found.push(value);
  };
  const amount = (one: Amount): void => {
    if (one.kind === 'literal') found.push(one.literal);
    else parameter(one.parameter);
  };
  const condition = (one: Condition | null): void => {
    for (const operand of leavesOf(one).flatMap(operandsOf)) {
      if (operand.kind === 'literal') found.push(operand.literal);
      if (operand.kind === 'parameter') parameter(operand.parameter);
    }
  };
  for (const name of reach.rules) {
    const rule = model.rules.get(name);
    for (const part of [rule?.when ?? null, rule?.require ?? null]) condition(part);
  }
  for (const { definition } of reach.facts) {
    if (!isAggregate(definition)) continue;
    condition(definition.where);
    if ('that' in definition) condition(definition.that);
  }
  for (const { admitWhen, steps } of model.procedures.values()) {
    condition(admitWhen);
    for (const { within } of steps) if (within !== null) amount(within.amount);
  }
  for (const { clearsAfter } of model.ladders.values()) {
    if (clearsAfter !== null) found.push({ kind: 'number', value: String(clearsAfter) });
  }
  return found;
}
