/** Leaves about the facts of a model: how rules that were exported, or written for our facts, are read. */

import { isCivilDate } from '../calendar/civil-date.ts';
import type { Definition } from '../diagnostics/define.ts';
import type { Localized } from '../diagnostics/diagnostic.ts';
import { jsonUnfitValue, jsonUnknownFact, jsonUnknownOperator } from '../diagnostics/registry/interop.ts';
import type { Comparison, Leaf, Operand } from '../model/condition.ts';
import type { FactType } from '../model/fact.ts';
import type { FactPath, Literal, Model } from '../model/policy.ts';
import { pathNamed } from '../model/text.ts';
import { bareMeaning } from './guards.ts';
import { isReading, type JsonLeaf } from './json.ts';
import { stockNames, textOperators } from './operators.ts';
import { typeAt } from './paths.ts';
import { canonicalNumber } from './values.ts';
import type { LeafReader } from './walk.ts';

export type Complain = <P extends Readonly<Record<string, string | number | Localized>>>(
  definition: Definition<P>,
  parameters: P,
) => void;

export function modelReader(model: Model, entity: string, complain: Complain): LeafReader {
  return {
    read: (json, use, at) => {
      const leaf = readLeaf(json, model, entity);
      if (leaf.kind === 'problem') {
        leaf.tell(complain, at);
        return null;
      }
      return bareMeaning(leaf, use, Object.hasOwn(textOperators, json.operator));
    },
    exported: true,
    plain: (json) => {
      const leaf = readLeaf(json, model, entity);
      return leaf.kind === 'problem' ? null : leaf;
    },
    name: (name) => name,
    labelled: () => undefined,
  };
}

interface Problem {
  readonly kind: 'problem';
  readonly tell: (complain: Complain, at: string) => void;
}

function readLeaf(json: JsonLeaf, model: Model, entity: string): Leaf | Problem {
  const fact = pathNamed(json.fact);
  const type = json.path === undefined && json.params === undefined ? typeAt(model, entity, fact) : null;
  if (type === null) {
    return { kind: 'problem', tell: (complain, at) => complain(jsonUnknownFact, { at, entity, fact: json.fact }) };
  }
  const { operator } = json;
  const unfit: Problem = {
    kind: 'problem',
    tell: (complain, at) => complain(jsonUnfitValue, { at, fact: json.fact, operator }),
  };
  if (json.value === null && (operator === 'equal' || operator === 'notEqual')) {
    return { kind: 'known', fact, negated: operator === 'equal' };
  }
  const comparison = comparisonOf(json);
  if (comparison !== null) {
    const operand = operandOf(json.value, type, model, entity);
    if (operand === null || (isOrder(comparison) && !hasOrder(type))) return unfit;
    const isBare = type.kind === 'boolean' && comparison === '=' && json.value === true && json.name !== '=';
    return isBare ? { kind: 'holds', fact } : { kind: 'compare', fact, operator: comparison, operand };
  }
  switch (operator) {
    case 'in':
    case 'notIn': {
      if (!Array.isArray(json.value)) return unfit;
      const operands = json.value.map((value) => operandOf(value, type, model, entity));
      const good = operands.filter((operand) => operand !== null);
      return good.length < operands.length
        ? unfit
        : { kind: 'in', fact, negated: operator === 'notIn', operands: good };
    }
    case 'matches':
      return isText(type) && typeof json.value === 'string' ? { kind: 'matches', fact, pattern: json.value } : unfit;
    case 'containsText':
    case 'doesNotContainText': {
      const operand = operandOf(json.value, type, model, entity);
      return isText(type) && operand !== null
        ? { kind: 'contains', fact, negated: operator === 'doesNotContainText', operand }
        : unfit;
    }
    default:
      return { kind: 'problem', tell: (complain, at) => complain(jsonUnknownOperator, { at, operator }) };
  }
}

/** `before` and `after` are told apart from `<` and `>` by the leaf's name. */
function comparisonOf(json: JsonLeaf): Comparison | null {
  const [found] = Object.entries(stockNames).find(([, name]) => name === json.operator) ?? [];
  if (found === undefined) return null;
  if (found === '<' && json.name === 'before') return 'before';
  if (found === '>' && json.name === 'after') return 'after';
  return found as Comparison;
}

function operandOf(value: unknown, type: FactType, model: Model, entity: string): Operand | null {
  if (!isReading(value)) {
    const literal = literalOf(value, type);
    return literal === null ? null : { kind: 'literal', literal };
  }
  if (value.path !== undefined || value.params !== undefined) return null;
  if (value.fact.startsWith('$')) {
    const parameter = value.fact.slice(1);
    return model.parameters.has(parameter) ? { kind: 'parameter', parameter } : null;
  }
  const path: FactPath = pathNamed(value.fact);
  const other = typeAt(model, entity, path);
  const fits = other !== null && (other.kind === type.kind || (isText(other) && isText(type)));
  return fits ? { kind: 'fact', fact: path } : null;
}

function literalOf(value: unknown, type: FactType): Literal | null {
  switch (type.kind) {
    case 'number': {
      const number = typeof value === 'number' ? canonicalNumber(value) : null;
      return number === null ? null : { kind: 'number', value: number };
    }
    case 'text':
    case 'code':
      return typeof value === 'string' ? { kind: 'text', value } : null;
    case 'boolean':
      return typeof value === 'boolean' ? { kind: 'boolean', value } : null;
    case 'date':
      return typeof value === 'string' && isCivilDate(value) ? { kind: 'date', value } : null;
    case 'month':
      return typeof value === 'string' && isCivilDate(`${value}-01`) ? { kind: 'month', value: `${value}-01` } : null;
  }
}

function isText(type: FactType): boolean {
  return type.kind === 'text' || type.kind === 'code';
}

function isOrder(comparison: Comparison): boolean {
  return comparison !== '=' && comparison !== '≠';
}

function hasOrder(type: FactType): boolean {
  return type.kind === 'number' || type.kind === 'date' || type.kind === 'month';
}
