/** What a leaf compares its fact with, and what a derived fact is computed from. */
import type { Leaf, Operand } from './condition.ts';
import type { Aggregate, Derived, FactDefinition, Standing } from './fact.ts';
import type { FactPath } from './policy.ts';

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
