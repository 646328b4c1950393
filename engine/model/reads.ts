/** Which facts a condition, a rule, a template or a derived fact reads by itself; `reach.ts` follows them on. */
import type { Condition, Leaf, Operand } from './condition.ts';
import type { Aggregate, Derived, FactDefinition, Standing } from './fact.ts';
import type { FactPath, Rule, Template } from './policy.ts';

export function factsOfCondition(condition: Condition | null): readonly FactPath[] {
  return leavesOf(condition).flatMap(factsOfLeaf);
}

/** Each once, however often a shared condition is used. */
export function leavesOf(condition: Condition | null): readonly Leaf[] {
  const leaves = new Set<Leaf>();
  const seen = new Set<Condition>();
  const visit = (part: Condition): void => {
    if (seen.has(part)) return;
    seen.add(part);
    switch (part.kind) {
      case 'all':
      case 'any':
        part.of.forEach(visit);
        return;
      case 'not':
      case 'shared':
        visit(part.of);
        return;
      default:
        leaves.add(part);
    }
  };
  if (condition !== null) visit(condition);
  return [...leaves];
}

/** Its own, then those among its operands. */
export function factsOfLeaf(leaf: Leaf): readonly FactPath[] {
  return [leaf.fact, ...operandsOf(leaf).flatMap((operand) => (operand.kind === 'fact' ? [operand.fact] : []))];
}

/** What a leaf compares its fact with. */
export function operandsOf(leaf: Leaf): readonly Operand[] {
  switch (leaf.kind) {
    case 'compare':
    case 'contains':
      return [leaf.operand];
    case 'in':
      return leaf.operands;
    case 'between':
      return [leaf.low, leaf.high];
    case 'matches':
    case 'known':
    case 'holds':
      return [];
  }
}

export function factsOfRule(rule: Rule): readonly FactPath[] {
  return [...factsOfCondition(rule.when), ...factsOfCondition(rule.require)];
}

export function factsOfTemplate(template: Template, language: 'zh' | 'en'): readonly FactPath[] {
  return template[language].flatMap((part) => (part.kind === 'fact' ? [part.fact] : []));
}

/** How a fact is come by: read, computed over records, from other facts, or from where the record stands. */
type DefinitionSort = 'field' | 'aggregate' | 'derived' | 'standing';

const sorts: Readonly<Record<FactDefinition['kind'], DefinitionSort>> = {
  field: 'field',
  count: 'aggregate',
  sum: 'aggregate',
  average: 'aggregate',
  minimum: 'aggregate',
  maximum: 'aggregate',
  latest: 'aggregate',
  share: 'aggregate',
  every: 'aggregate',
  any: 'aggregate',
  failures: 'aggregate',
  stock: 'aggregate',
  days: 'derived',
  workdays: 'derived',
  months: 'derived',
  ratio: 'derived',
  difference: 'derived',
  total: 'derived',
  verdict: 'standing',
  score: 'standing',
  rank: 'standing',
  previous: 'standing',
  step: 'standing',
};

export function isAggregate(definition: FactDefinition): definition is Aggregate {
  return sorts[definition.kind] === 'aggregate';
}

export function isDerived(definition: FactDefinition): definition is Derived {
  return sorts[definition.kind] === 'derived';
}

export function isStanding(definition: FactDefinition): definition is Standing {
  return sorts[definition.kind] === 'standing';
}

/** What a derived fact is computed from. */
export function operandsOfDerived(definition: Derived): readonly FactPath[] {
  switch (definition.kind) {
    case 'days':
    case 'workdays':
    case 'months':
      return [definition.from, definition.to];
    case 'ratio':
      return [definition.of, definition.to];
    case 'difference':
      return [definition.of, definition.less];
    case 'total':
      return definition.of;
  }
}

/** What an aggregate reads of its source's records. */
export function factsOfAggregate(definition: Aggregate): readonly FactPath[] {
  const own = [...(definition.during === null ? [] : [definition.during]), ...factsOfCondition(definition.where)];
  switch (definition.kind) {
    case 'count':
    case 'failures':
      return own;
    case 'stock':
      return [...own, definition.entered, definition.left];
    case 'sum':
    case 'average':
    case 'minimum':
    case 'maximum':
    case 'latest':
      return [...own, definition.element];
    case 'share':
    case 'every':
    case 'any':
      return [...own, ...factsOfCondition(definition.that)];
  }
}
