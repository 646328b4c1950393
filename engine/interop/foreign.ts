/** Leaves about the facts of another system: each becomes a question about fields of an implied dictionary, with the same answer. */
import { isCivilDate } from '../calendar/civil-date.ts';
import { jsonAnswerField } from '../diagnostics/registry/interop.ts';
import type { Comparison, Condition, Leaf, Operand } from '../model/condition.ts';
import type { FactPath, Literal } from '../model/policy.ts';
import type { Complain } from './against-model.ts';
import { bareMeaning } from './guards.ts';
import { isReading, type JsonCondition, type JsonLeaf, type JsonReading, membersOf } from './json.ts';
import { stockNames } from './operators.ts';
import { type Kind, keys, type ShapeBuilder } from './shape.ts';
import { canonicalNumber } from './values.ts';
import type { LeafReader, Use } from './walk.ts';

export interface Foreign {
  readonly builder: ShapeBuilder;
  /** Facts that are the same in every run. */
  readonly constants: Readonly<Record<string, unknown>>;
  /** The types of what each reading is compared with, by the reading as JSON. */
  readonly kinds: ReadonlyMap<string, ReadonlySet<Kind>>;
  readonly leaves: Map<Condition, JsonLeaf>;
  readonly labels: Map<Condition, string>;
  readonly names: Map<string, string>;
}

export function foreignReader(foreign: Foreign, complain: Complain): LeafReader {
  const { builder } = foreign;
  return {
    read: (leaf, use, at) => {
      const condition = meaning(leaf, use, foreign, null) ?? answer(leaf, use, foreign, complain, at);
      foreign.leaves.set(condition, leaf);
      return condition;
    },
    exported: false,
    plain: () => null,
    name: (written) => {
      const name = builder.name(written);
      foreign.names.set(name, written);
      return name;
    },
    labelled: (condition, name) => foreign.labels.set(condition, name),
  };
}

/** Of what type the values are that each reading is compared with. */
export function kindsIn(conditions: Iterable<JsonCondition>): Map<string, Set<Kind>> {
  const kinds = new Map<string, Set<Kind>>();
  const note = (reading: JsonReading, value: unknown): void => {
    const key = readingKey(reading);
    const known = kinds.get(key) ?? new Set<Kind>();
    kinds.set(key, known);
    for (const one of Array.isArray(value) ? value : [value]) {
      const kind = kindOf(one);
      if (kind !== null) known.add(kind);
    }
  };
  const visit = (condition: JsonCondition): void => {
    if ('fact' in condition) note(condition, condition.value);
    else membersOf(condition).forEach(visit);
  };
  for (const condition of conditions) visit(condition);
  return kinds;
}

/**
 * What a leaf means, or null where the language has no words for it. `list`: the leaf is about the members of this list.
 */
function meaning(leaf: JsonLeaf, use: Use, foreign: Foreign, list: string | null): Condition | null {
  const at = leaf.operator.indexOf(':');
  const value = isReading(leaf.value) ? constantOf(leaf.value, foreign) : leaf.value;
  if (at > 0)
    return decorated(
      leaf.operator.slice(0, at),
      { ...leaf, value, operator: leaf.operator.slice(at + 1) },
      use,
      foreign,
      list,
    );
  switch (leaf.operator) {
    case 'equal':
    case 'notEqual':
      if (value === null && list === null) return nullTest(leaf, foreign);
      return comparison({ ...leaf, value }, use, foreign, list);
    case 'lessThan':
    case 'lessThanInclusive':
    case 'greaterThan':
    case 'greaterThanInclusive':
      return comparison({ ...leaf, value }, use, foreign, list);
    case 'in':
    case 'notIn':
      return membership({ ...leaf, value }, use, foreign, list);
    case 'contains':
    case 'doesNotContain':
      return contained({ ...leaf, value }, use, foreign, list);
    default:
      return null;
  }
}

function decorated(
  decorator: string,
  rest: JsonLeaf,
  use: Use,
  foreign: Foreign,
  list: string | null,
): Condition | null {
  const { value } = rest;
  switch (decorator) {
    case 'not': {
      const inner = meaning(rest, use === 'both' ? use : use === 'positive' ? 'negative' : 'positive', foreign, list);
      return inner === null ? null : { kind: 'not', of: inner };
    }
    case 'someFact':
    case 'everyFact':
      return list === null ? overList(rest, decorator === 'someFact' ? 'any' : 'every', use, foreign) : null;
    case 'someValue':
    case 'everyValue': {
      if (!Array.isArray(value) || value.length === 0) return null;
      const members = value.map((one) =>
        isReading(one) ? null : meaning({ ...rest, value: one }, use, foreign, list),
      );
      const of = members.filter((member) => member !== null);
      return of.length < members.length ? null : { kind: decorator === 'someValue' ? 'any' : 'all', of };
    }
    case 'swap':
      return swapped(rest, use, foreign, list);
    default:
      return null;
  }
}

/** Only where the sides can change places with nothing else changed. */
function swapped(rest: JsonLeaf, use: Use, foreign: Foreign, list: string | null): Condition | null {
  if (rest.operator === 'equal' || rest.operator === 'notEqual') return meaning(rest, use, foreign, list);
  if (!Array.isArray(rest.value)) return null;
  if (rest.operator === 'contains') return meaning({ ...rest, operator: 'in' }, use, foreign, list);
  return rest.operator === 'doesNotContain' ? meaning({ ...rest, operator: 'notIn' }, use, foreign, list) : null;
}

function nullTest(leaf: JsonLeaf, foreign: Foreign): Condition {
  const fact = foreign.builder.field({ kind: 'is-null', reading: readingOf(leaf) });
  return leaf.operator === 'equal' ? { kind: 'holds', fact } : isFalse(fact);
}

function comparison(leaf: JsonLeaf, use: Use, foreign: Foreign, list: string | null): Condition | null {
  const operator = comparisons.get(leaf.operator) as Comparison;
  const isOrder = operator !== '=' && operator !== '≠';
  if (isReading(leaf.value)) return ofTwoFacts(leaf, leaf.value, operator, use, foreign, list);
  const literal = literalOf(leaf.value, isOrder);
  if (literal === null || (isOrder && literal.kind !== 'number' && literal.kind !== 'date')) return null;
  const fact = read(leaf, literal.kind as Kind, foreign, list);
  if (literal.kind === 'boolean' && literal.value && operator === '=')
    return bareMeaning({ kind: 'holds', fact }, use, false);
  return fresh(bareMeaning({ kind: 'compare', fact, operator, operand: { kind: 'literal', literal } }, use, false));
}

function ofTwoFacts(
  leaf: JsonLeaf,
  other: JsonReading,
  operator: Comparison,
  use: Use,
  foreign: Foreign,
  list: string | null,
): Condition {
  const isOrder = operator !== '=' && operator !== '≠';
  const known = new Set([
    ...(foreign.kinds.get(readingKey(leaf)) ?? []),
    ...(foreign.kinds.get(readingKey(other)) ?? []),
  ]);
  // Nothing tells the type: equal are a number and a number, a text and a text, or a yes-or-no and its like.
  const same: readonly Kind[] = known.size > 0 ? [...known] : ['number', 'text', 'boolean'];
  const kinds: readonly Kind[] = isOrder
    ? [known.has('date') ? 'date' : 'number']
    : [...new Set(same.map((kind) => (kind === 'date' ? 'text' : kind)))];
  const leaves = kinds.map((kind): Leaf => {
    const operand = foreign.builder.field({ kind: 'value', reading: readingOf(other), type: kind });
    const path: FactPath = list === null ? operand : { through: [keys.owner], fact: operand.fact };
    return { kind: 'compare', fact: read(leaf, kind, foreign, list), operator, operand: { kind: 'fact', fact: path } };
  });
  const of = leaves.map((one) => bareMeaning(one, use, false));
  const [single] = of;
  if (of.length === 1 && single !== undefined) return fresh(single);
  return { kind: operator === '≠' ? 'all' : 'any', of };
}

function membership(leaf: JsonLeaf, use: Use, foreign: Foreign, list: string | null): Condition | null {
  const { value } = leaf;
  if (!Array.isArray(value) || value.length === 0) return null;
  const negated = leaf.operator === 'notIn';
  const literals = value.filter((one) => one !== null).map((one) => literalOf(one, false));
  const good = literals.filter((one) => one !== null);
  if (good.length < literals.length || (list !== null && value.includes(null))) return null;
  const parts: Condition[] = [...new Set(good.map(({ kind }) => kind))].map((kind) => {
    const operands = good.filter((one) => one.kind === kind).map((literal): Operand => ({ kind: 'literal', literal }));
    return bareMeaning({ kind: 'in', fact: read(leaf, kind as Kind, foreign, list), negated, operands }, use, false);
  });
  if (value.includes(null)) parts.push(nullTest({ ...leaf, operator: negated ? 'notEqual' : 'equal' }, foreign));
  const [single] = parts;
  if (parts.length === 1 && single !== undefined) return fresh(single);
  return { kind: negated ? 'all' : 'any', of: parts };
}

function contained(leaf: JsonLeaf, use: Use, foreign: Foreign, list: string | null): Condition | null {
  if (list !== null || leaf.value === null || Array.isArray(leaf.value)) return null;
  if (leaf.operator === 'contains') return overList({ ...leaf, operator: 'equal' }, 'any', use, foreign);
  const contains = overList(
    { ...leaf, operator: 'equal' },
    'any',
    use === 'both' ? use : use === 'positive' ? 'negative' : 'positive',
    foreign,
  );
  return contains === null ? null : { kind: 'all', of: [isList(leaf, foreign), { kind: 'not', of: contains }] };
}

/** Whether a member of a list is so, or every one; false of what is no list. */
function overList(rest: JsonLeaf, kind: 'any' | 'every', use: Use, foreign: Foreign): Condition | null {
  const name = foreign.builder.list(readingOf(rest));
  const that = meaning(rest, use === 'positive' ? use : 'both', foreign, name);
  if (that === null) return null;
  const holds: Condition = { kind: 'holds', fact: foreign.builder.aggregate(name, kind, that) };
  return kind === 'any' ? holds : { kind: 'all', of: [isList(rest, foreign), holds] };
}

function isList(leaf: JsonLeaf, foreign: Foreign): Condition {
  return { kind: 'holds', fact: foreign.builder.field({ kind: 'is-list', reading: readingOf(leaf) }) };
}

function isFalse(fact: FactPath): Leaf {
  return {
    kind: 'compare',
    fact,
    operator: '=',
    operand: { kind: 'literal', literal: { kind: 'boolean', value: false } },
  };
}

function answer(leaf: JsonLeaf, use: Use, foreign: Foreign, complain: Complain, at: string): Condition {
  const bare = { ...readingOf(leaf), operator: leaf.operator, value: leaf.value };
  const fact = foreign.builder.field({ kind: 'answer', leaf: bare });
  complain(jsonAnswerField, { at, operator: leaf.operator, field: fact.fact });
  return bareMeaning({ kind: 'holds', fact }, use, false);
}

function read(leaf: JsonLeaf, kind: Kind, foreign: Foreign, list: string | null): FactPath {
  return list === null
    ? foreign.builder.field({ kind: 'value', reading: readingOf(leaf), type: kind })
    : foreign.builder.member(list, kind);
}

/** The fact, path and arguments alone. */
function readingOf({ fact, path, params }: JsonReading): JsonReading {
  return { fact, ...(path === undefined ? {} : { path }), ...(params === undefined ? {} : { params }) };
}

function readingKey(reading: JsonReading): string {
  return JSON.stringify(readingOf(reading));
}

function constantOf(reading: JsonReading, foreign: Foreign): unknown {
  const isConstant = reading.path === undefined && Object.hasOwn(foreign.constants, reading.fact);
  return isConstant ? foreign.constants[reading.fact] : reading;
}

function kindOf(value: unknown): Kind | null {
  if (typeof value === 'string') return isCivilDate(value) ? 'date' : 'text';
  return typeof value === 'number' || typeof value === 'boolean' ? (typeof value as Kind) : null;
}

/** Texts that are dates are dates only where their order matters: elsewhere a text is a text. */
function literalOf(value: unknown, isOrder: boolean): Literal | null {
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (typeof value === 'string') return { kind: isOrder && isCivilDate(value) ? 'date' : 'text', value };
  const number = typeof value === 'number' ? canonicalNumber(value) : null;
  return number === null ? null : { kind: 'number', value: number };
}

/** A condition that no other leaf is, so that it can remember where it comes from. */
function fresh(condition: Condition): Condition {
  return { ...condition };
}

const comparisons: ReadonlyMap<string, Comparison> = new Map(
  Object.entries(stockNames).map(([sign, name]) => [name, sign as Comparison]),
);
