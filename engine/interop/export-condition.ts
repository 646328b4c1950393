/** Conditions of the model as conditions of json-rules-engine. */
import type { Condition, Leaf, Operand } from '../model/condition.ts';
import type { Literal, Model } from '../model/policy.ts';
import { factsOfLeaf } from '../model/reads.ts';
import { pathText } from '../model/text.ts';
import { flip, guarded, isLeaf, known, type Polarity, samePath, truthOfNull } from './guards.ts';
import type { JsonCondition, JsonLeaf } from './json.ts';
import { stockNames, textOperators } from './operators.ts';
import type { Provenance } from './provenance.ts';

/** A condition as JSON; true for given values where the condition is true (`positive`), or wherever it is not false (`negative`). */
export function exportCondition(condition: Condition, polarity: Polarity, writer: Writer): JsonCondition {
  const origin = writer.provenance?.leaves.get(condition);
  if (origin !== undefined) return origin;
  const bare = bareLeaf(condition, polarity);
  if (bare !== null) return jsonLeaf(bare, writer);
  const name = writer.provenance?.labels.get(condition);
  const label = name === undefined ? {} : { name };
  switch (condition.kind) {
    case 'all':
      return { ...label, all: condition.of.map((member) => exportCondition(member, polarity, writer)) };
    case 'any':
      return condition.of.length === 0
        ? // An empty `any` is true in json-rules-engine.
          { not: { all: [] } }
        : { ...label, any: condition.of.map((member) => exportCondition(member, polarity, writer)) };
    case 'not':
      return { ...label, not: exportCondition(condition.of, flip(polarity), writer) };
    case 'shared':
      return { ...label, condition: exportShared(condition, polarity, writer) };
    default:
      return exportLeaf(condition, polarity, writer);
  }
}

export interface Writer {
  readonly model: Model;
  readonly entity: string;
  readonly conditions: Map<string, JsonCondition>;
  readonly used: {
    readonly parameters: Set<string>;
    readonly operators: Set<string>;
    readonly inexact: Set<string>;
  };
  /** Shared conditions already written, so that none is written twice however often it is used. */
  readonly shared: Readonly<Record<Polarity, Map<Condition, JsonCondition>>>;
  readonly provenance: Provenance | null;
}

/** Labels by which `importRules` knows again what the operators there have no word for. */
export const marks = { rule: 'when, require', between: 'between', in: 'in', notIn: 'not in' } as const;

/** The end of a shared condition's name where it is used under a `not` and must be another there. */
export const negatedName = '/not';

/**
 * The outermost condition there may not be a leaf, so an `all` stands around one; and around an `all` of only that, to tell them apart.
 */
export function rooted(json: JsonCondition, condition: Condition): JsonCondition {
  const [end, jsonEnd] = innermost(condition, json);
  return isLeaf(end) || 'fact' in jsonEnd ? { all: [json] } : json;
}

/** Past every `all` of one member. */
export function innermost(condition: Condition, json: JsonCondition): readonly [Condition, JsonCondition] {
  const [member] = condition.kind === 'all' && condition.of.length === 1 ? condition.of : [];
  const [jsonMember] = 'all' in json && json.all.length === 1 ? json.all : [];
  return member === undefined || jsonMember === undefined ? [condition, json] : innermost(member, jsonMember);
}

function exportShared(condition: Extract<Condition, { kind: 'shared' }>, polarity: Polarity, writer: Writer): string {
  const inner = sharedInner(condition.of, polarity, writer);
  const definition = rooted(inner, condition.of);
  const base = writer.provenance?.names.get(condition.name) ?? condition.name;
  const same = JSON.stringify(inner) === JSON.stringify(sharedInner(condition.of, flip(polarity), writer));
  const name = freeName(
    same || polarity === 'positive' ? base : `${base}${negatedName}`,
    definition,
    writer.conditions,
  );
  writer.conditions.set(name, definition);
  return name;
}

function sharedInner(condition: Condition, polarity: Polarity, writer: Writer): JsonCondition {
  const written = writer.shared[polarity].get(condition) ?? exportCondition(condition, polarity, writer);
  writer.shared[polarity].set(condition, written);
  return written;
}

/** One name may mean different conditions for different entities. */
function freeName(name: string, definition: JsonCondition, taken: ReadonlyMap<string, JsonCondition>): string {
  const text = JSON.stringify(definition);
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}~${count}`;
    const other = taken.get(candidate);
    if (other === undefined || JSON.stringify(other) === text) return candidate;
  }
}

/**
 * The leaf of a condition that spells out what the bare leaf means in json-rules-engine: `x` is unknown or `x ≠ 5` is its `notEqual`.
 */
function bareLeaf(condition: Condition, polarity: Polarity): Leaf | null {
  if (condition.kind !== (polarity === 'positive' ? 'any' : 'all')) return null;
  const leaf = condition.of.at(-1);
  if (leaf === undefined || !isLeaf(leaf) || leaf.kind === 'known' || isComposite(leaf)) return null;
  if (truthOfNull(leaf) !== (polarity === 'positive')) return null;
  const facts = factsOfLeaf(leaf);
  const questions = condition.of.slice(0, -1);
  const asked = questions.every((question, index) => {
    const fact = facts[index];
    return (
      question.kind === 'known' &&
      question.negated === (polarity === 'positive') &&
      fact !== undefined &&
      samePath(question.fact, fact)
    );
  });
  return asked && questions.length === facts.length ? leaf : null;
}

/** Leaves that become several there. */
function isComposite(leaf: Leaf): boolean {
  return leaf.kind === 'between' || (leaf.kind === 'in' && leaf.operands.some((operand) => operand.kind !== 'literal'));
}

function exportLeaf(leaf: Leaf, polarity: Polarity, writer: Writer): JsonCondition {
  const { fact } = leaf;
  if (leaf.kind === 'between') {
    const ends: readonly Leaf[] = [
      { kind: 'compare', fact, operator: '≥', operand: leaf.low },
      { kind: 'compare', fact, operator: '≤', operand: leaf.high },
    ];
    return { name: marks.between, all: ends.map((end) => exportLeaf(end, polarity, writer)) };
  }
  if (leaf.kind === 'in' && isComposite(leaf)) {
    const inner = leaf.negated ? flip(polarity) : polarity;
    const members = leaf.operands.map((operand) =>
      exportLeaf({ kind: 'compare', fact, operator: '=', operand }, inner, writer),
    );
    const list: JsonCondition = { name: marks.in, any: members };
    return leaf.negated ? { name: marks.notIn, not: list } : list;
  }
  const json = jsonLeaf(leaf, writer);
  const questions = guarded(leaf, polarity, Object.hasOwn(textOperators, json.operator)).map((path) =>
    jsonLeaf(known(path, polarity === 'negative'), writer),
  );
  if (questions.length === 0) return json;
  return polarity === 'positive' ? { all: [...questions, json] } : { any: [...questions, json] };
}

function jsonLeaf(leaf: Leaf, writer: Writer): JsonLeaf {
  const fact = pathText(leaf.fact);
  switch (leaf.kind) {
    case 'compare': {
      const operator = leaf.operator === 'before' ? '<' : leaf.operator === 'after' ? '>' : leaf.operator;
      const mark = operator !== leaf.operator || isTrue(leaf) ? { name: leaf.operator } : {};
      return { ...mark, fact, operator: stockNames[operator], value: jsonOperand(leaf.operand, writer) };
    }
    case 'in':
      return {
        fact,
        operator: leaf.negated ? 'notIn' : 'in',
        value: leaf.operands.map((operand) => jsonOperand(operand, writer)),
      };
    case 'matches':
      return { fact, operator: own('matches', writer), value: leaf.pattern };
    case 'contains':
      return {
        fact,
        operator: own(leaf.negated ? 'doesNotContainText' : 'containsText', writer),
        value: jsonOperand(leaf.operand, writer),
      };
    case 'known':
      return { fact, operator: leaf.negated ? 'equal' : 'notEqual', value: null };
    case 'holds':
      return { fact, operator: 'equal', value: true };
    case 'between':
      throw new Error('a leaf with several ends is written end by end');
  }
}

/** `fact = true`, which is written as a bare `fact` elsewhere. */
function isTrue(leaf: Extract<Leaf, { kind: 'compare' }>): boolean {
  const { operand } = leaf;
  return (
    leaf.operator === '=' && operand.kind === 'literal' && operand.literal.kind === 'boolean' && operand.literal.value
  );
}

function own(name: string, writer: Writer): string {
  writer.used.operators.add(name);
  return name;
}

function jsonOperand(operand: Operand, writer: Writer): unknown {
  switch (operand.kind) {
    case 'literal':
      return jsonLiteral(operand.literal, writer);
    case 'parameter':
      writer.used.parameters.add(operand.parameter);
      return { fact: `$${operand.parameter}` };
    case 'fact':
      return { fact: pathText(operand.fact) };
  }
}

export function jsonLiteral(literal: Literal, writer: Writer | null): unknown {
  switch (literal.kind) {
    case 'number':
      if (writer !== null && String(Number(literal.value)) !== literal.value) writer.used.inexact.add(literal.value);
      return Number(literal.value);
    case 'month':
      return literal.value.slice(0, 7);
    case 'text':
    case 'boolean':
    case 'date':
      return literal.value;
  }
}
