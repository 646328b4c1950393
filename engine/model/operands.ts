/** What a leaf compares its fact with, and what a derived fact is computed from. */
import type { Leaf, Operand } from './condition.ts';
import type { Derived } from './fact.ts';
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
