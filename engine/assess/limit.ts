/**
 * A model with only some of its standards and rules: these, the standards and rules that they require, and the rules whose
 * failures they count.
 */
import type { Condition } from '../model/condition.ts';
import type { Fact } from '../model/fact.ts';
import { operandsOf } from '../model/operands.ts';
import { factAt } from '../model/path.ts';
import type { FactPath, Model, Rule } from '../model/policy.ts';

/** Unknown names are the caller's to refuse. */
export function limitTo(model: Model, standards: readonly string[], rules: readonly string[] = []): Model {
  const reached: Reached = { model, standards: new Set(), rules: new Set(), facts: new Set() };
  for (const name of standards) reachStandard(reached, name);
  for (const name of rules) reachRule(reached, name);
  return {
    ...model,
    rules: new Map([...model.rules].filter(([name]) => reached.rules.has(name))),
    standards: new Map([...model.standards].filter(([name]) => reached.standards.has(name))),
    rollups: new Map([...model.rollups].filter(([, { standard }]) => reached.standards.has(standard))),
    waivers: model.waivers.filter(({ rule }) => reached.rules.has(rule)),
  };
}

interface Reached {
  readonly model: Model;
  readonly standards: Set<string>;
  readonly rules: Set<string>;
  readonly facts: Set<Fact>;
}

function reachStandard(reached: Reached, name: string): void {
  const standard = reached.model.standards.get(name);
  if (standard === undefined || reached.standards.has(name)) return;
  reached.standards.add(name);
  for (const requirement of standard.requires) {
    if (requirement.kind === 'standard') reachStandard(reached, requirement.standard);
    else reachRule(reached, requirement.rule);
  }
}

function reachRule(reached: Reached, name: string): void {
  const rule: Rule | undefined = reached.model.rules.get(name);
  if (rule === undefined || reached.rules.has(name)) return;
  reached.rules.add(name);
  for (const condition of [rule.when, rule.require]) reachCondition(reached, rule.entity, condition);
  for (const parts of [rule.message, rule.remedy]) {
    for (const part of [...parts.zh, ...parts.en]) if (part.kind === 'fact') reachPath(reached, rule.entity, part.fact);
  }
}

function reachCondition(reached: Reached, entity: string, condition: Condition | null): void {
  if (condition === null) return;
  switch (condition.kind) {
    case 'all':
    case 'any':
      for (const member of condition.of) reachCondition(reached, entity, member);
      return;
    case 'not':
    case 'shared':
      reachCondition(reached, entity, condition.of);
      return;
    default:
      reachPath(reached, entity, condition.fact);
      for (const operand of operandsOf(condition)) {
        if (operand.kind === 'fact') reachPath(reached, entity, operand.fact);
      }
  }
}

function reachPath(reached: Reached, entity: string, path: FactPath): void {
  const fact = factAt(reached.model, entity, path);
  if (reached.facts.has(fact)) return;
  reached.facts.add(fact);
  const { definition } = fact;
  switch (definition.kind) {
    case 'field':
      return;
    case 'days':
    case 'workdays':
    case 'months':
      for (const part of [definition.from, definition.to]) reachPath(reached, fact.entity, part);
      return;
    case 'ratio':
      for (const part of [definition.of, definition.to]) reachPath(reached, fact.entity, part);
      return;
    case 'difference':
      for (const part of [definition.of, definition.less]) reachPath(reached, fact.entity, part);
      return;
    case 'total':
      for (const part of definition.of) reachPath(reached, fact.entity, part);
      return;
    default:
      reachCondition(reached, definition.source, definition.where);
      if ('that' in definition) reachCondition(reached, definition.source, definition.that);
      if ('element' in definition) reachPath(reached, definition.source, definition.element);
      if ('rule' in definition) reachRule(reached, definition.rule);
  }
}
