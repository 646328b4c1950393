/** A leaf of a condition taken apart: its operator in the table, its fact, and what it compares it with. */
import { RE2JS } from 're2js';
import type { Leaf, Operand } from '../model/condition.ts';
import type { FactPath } from '../model/policy.ts';
import type { OperatorName } from './operators.ts';

export interface LeafParts {
  readonly operator: OperatorName;
  readonly fact: FactPath;
  readonly operands: readonly Operand[];
  readonly pattern: RE2JS | null;
}

export function partsOf(leaf: Leaf): LeafParts {
  const { fact } = leaf;
  switch (leaf.kind) {
    case 'compare':
      return { operator: leaf.operator, fact, operands: [leaf.operand], pattern: null };
    case 'in':
      return { operator: leaf.negated ? 'not in' : 'in', fact, operands: leaf.operands, pattern: null };
    case 'between':
      return { operator: 'between', fact, operands: [leaf.low, leaf.high], pattern: null };
    case 'matches':
      return { operator: 'matches', fact, operands: [], pattern: RE2JS.compile(leaf.pattern) };
    case 'contains':
      return { operator: leaf.negated ? 'not contains' : 'contains', fact, operands: [leaf.operand], pattern: null };
    case 'known':
      return { operator: leaf.negated ? 'is unknown' : 'is known', fact, operands: [], pattern: null };
    case 'holds':
      return { operator: 'holds', fact, operands: [], pattern: null };
  }
}
