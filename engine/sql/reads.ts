/** Which facts a condition, a fact or a template reads. */
import type { Condition, Leaf, Operand } from '../model/condition.ts';
import type { FactPath, Rule, Template } from '../model/policy.ts';

export function factsOfCondition(condition: Condition): readonly FactPath[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(factsOfCondition);
    case 'not':
    case 'shared':
      return factsOfCondition(condition.of);
    default:
      return factsOfLeaf(condition);
  }
}

export function factsOfLeaf(leaf: Leaf): readonly FactPath[] {
  switch (leaf.kind) {
    case 'compare':
    case 'contains':
      return [leaf.fact, ...operandFacts([leaf.operand])];
    case 'between':
      return [leaf.fact, ...operandFacts([leaf.low, leaf.high])];
    case 'in':
      return [leaf.fact, ...operandFacts(leaf.operands)];
    case 'matches':
    case 'known':
    case 'holds':
      return [leaf.fact];
  }
}

export function factsOfRule(rule: Rule): readonly FactPath[] {
  return [...(rule.when === null ? [] : factsOfCondition(rule.when)), ...factsOfCondition(rule.require)];
}

export function factsOfTemplate(template: Template, language: 'zh' | 'en'): readonly FactPath[] {
  return template[language].flatMap((part) => (part.kind === 'fact' ? [part.fact] : []));
}

function operandFacts(operands: readonly Operand[]): readonly FactPath[] {
  return operands.flatMap((operand) => (operand.kind === 'fact' ? [operand.fact] : []));
}
