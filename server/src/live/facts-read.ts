/** Which fields a rule's verdict rests on, through all the facts that it reads. */
import type { Condition } from '../../../engine/model/condition.ts';
import type { Fact } from '../../../engine/model/fact.ts';
import { operandsOf } from '../../../engine/model/operands.ts';
import { factAt } from '../../../engine/model/path.ts';
import type { FactPath, Model, Rule } from '../../../engine/model/policy.ts';

/** As `ENTITY FIELD`. */
export function factsRead(model: Model, rule: Rule): ReadonlySet<string> {
  const fields = new Set<string>();
  const seen = new Set<Fact | Rule>();

  function readRule(asked: Rule): void {
    if (seen.has(asked)) return;
    seen.add(asked);
    readPath(asked.entity, asked.during);
    readCondition(asked.entity, asked.when);
    readCondition(asked.entity, asked.require);
  }

  function readCondition(entity: string, condition: Condition | null): void {
    if (condition === null) return;
    switch (condition.kind) {
      case 'all':
      case 'any':
        for (const member of condition.of) readCondition(entity, member);
        return;
      case 'not':
      case 'shared':
        readCondition(entity, condition.of);
        return;
      default:
        readPath(entity, condition.fact);
        for (const operand of operandsOf(condition)) if (operand.kind === 'fact') readPath(entity, operand.fact);
    }
  }

  function readPath(entity: string, path: FactPath | null): void {
    if (path !== null) readFact(factAt(model, entity, path));
  }

  function readFact(fact: Fact): void {
    if (seen.has(fact)) return;
    seen.add(fact);
    const { definition, entity } = fact;
    switch (definition.kind) {
      case 'field':
        fields.add(`${entity} ${definition.field.name}`);
        return;
      case 'days':
      case 'workdays':
      case 'months':
        readPath(entity, definition.from);
        readPath(entity, definition.to);
        return;
      case 'ratio':
        readPath(entity, definition.of);
        readPath(entity, definition.to);
        return;
      case 'difference':
        readPath(entity, definition.of);
        readPath(entity, definition.less);
        return;
      case 'total':
        for (const part of definition.of) readPath(entity, part);
        return;
      default:
        readPath(definition.source, definition.during);
        readCondition(definition.source, definition.where);
        if ('that' in definition) readCondition(definition.source, definition.that);
        if ('element' in definition) readPath(definition.source, definition.element);
        if ('rule' in definition) {
          const counted = model.rules.get(definition.rule);
          if (counted !== undefined) readRule(counted);
        }
    }
  }

  readRule(rule);
  return fields;
}
