/** Conditions in the policy's line form and in json-rules-engine's JSON. */
import type { ConditionSpec, LeafSpec, OperandSpec } from './project.ts';

export function condition(spec: ConditionSpec): unknown {
  switch (spec.kind) {
    case 'all':
      return { all: spec.of.map(condition) };
    case 'any':
      return { any: spec.of.map(condition) };
    case 'not':
      return { not: condition(spec.of) };
    case 'shared':
      return { condition: spec.name };
    case 'leaf':
      return (spec.json ? jsonLeaf(spec) : null) ?? lineLeaf(spec);
  }
}

function lineLeaf(leaf: LeafSpec): string {
  const operands = leaf.operands.map(operandText);
  switch (leaf.operator) {
    case 'holds':
      return leaf.fact;
    case 'is known':
    case 'is unknown':
      return `${leaf.fact} ${leaf.operator}`;
    case 'in':
    case 'not in':
      return `${leaf.fact} ${leaf.operator} [${operands.join(', ')}]`;
    case 'between':
      return `${leaf.fact} between ${operands.join(' and ')}`;
    case 'matches': {
      const pattern = leaf.operands[0];
      return `${leaf.fact} matches /${pattern !== undefined && 'text' in pattern ? pattern.text : ''}/`;
    }
    default:
      return `${leaf.fact} ${leaf.operator} ${operands.join(' ')}`;
  }
}

function operandText(operand: OperandSpec): string {
  switch (operand.kind) {
    case 'text':
      return JSON.stringify(operand.text);
    case 'code':
      return /^\d/.test(operand.text) ? JSON.stringify(operand.text) : operand.text;
    case 'parameter':
      return `$${operand.name}`;
    case 'fact':
      return operand.path;
    default:
      return operand.text;
  }
}

const jsonOperators: Readonly<Record<LeafSpec['operator'], string | null>> = {
  '=': 'equal',
  '≠': 'notEqual',
  '<': 'lessThan',
  '≤': 'lessThanInclusive',
  '>': 'greaterThan',
  '≥': 'greaterThanInclusive',
  before: 'before',
  after: 'after',
  in: 'in',
  'not in': 'notIn',
  between: 'between',
  matches: 'matches',
  contains: 'contains',
  'not contains': 'doesNotContain',
  'is known': 'isKnown',
  'is unknown': 'isUnknown',
  holds: null,
};

/** json-rules-engine's form, or null where it has none for the leaf: a fact alone, and percentages. */
function jsonLeaf(leaf: LeafSpec): object | null {
  const operator = jsonOperators[leaf.operator];
  if (operator === null || leaf.operands.some((operand) => operand.kind === 'percent')) return null;
  const values = leaf.operands.map((operand) => {
    if (operand.kind === 'fact') return { fact: operand.path };
    return operand.kind === 'parameter' ? `$${operand.name}` : literal(operand);
  });
  if (values.length === 0) return { fact: leaf.fact, operator };
  const isList = leaf.operator === 'in' || leaf.operator === 'not in' || leaf.operator === 'between';
  return { fact: leaf.fact, operator, value: isList ? values : values[0] };
}

/** A number, true or false, or a text, as YAML holds it. */
export function literal(operand: OperandSpec): unknown {
  switch (operand.kind) {
    case 'number':
      return Number(operand.text);
    case 'boolean':
      return operand.text === 'true';
    case 'parameter':
    case 'fact':
      throw new Error('not a literal');
    default:
      return operand.text;
  }
}
