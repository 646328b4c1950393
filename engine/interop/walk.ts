/** From json-rules-engine's conditions to the model's: the groups and shared conditions. What leaves become, the reader says. */
import type { Condition, Leaf } from '../model/condition.ts';
import { factsOfLeaf } from '../model/reads.ts';
import { innermost, marks, negatedName } from './export-condition.ts';
import { flip, guarded, isLeaf, type Polarity, samePath } from './guards.ts';
import { type JsonCondition, type JsonLeaf, membersOf } from './json.ts';
import { textOperators } from './operators.ts';

export type Use = Polarity | 'both';

export interface LeafReader {
  /** What a leaf means, in a place of this polarity; null where it was reported. */
  readonly read: (leaf: JsonLeaf, use: Use, at: string) => Condition | null;
  /** Whether what `exportRules` writes for one leaf is read as that leaf again. */
  readonly exported: boolean;
  /** The leaf without regard to unknown facts, nothing reported; null where there is none. */
  readonly plain: (leaf: JsonLeaf) => Leaf | null;
  /** The name of a shared condition, from the name there. */
  readonly name: (name: string) => string;
  readonly labelled: (condition: Condition, name: string) => void;
}

export interface Walk {
  readonly reader: LeafReader;
  readonly conditions: ReadonlyMap<string, JsonCondition>;
  /** In which places each shared condition is used. */
  readonly uses: ReadonlyMap<string, Use>;
  readonly resolved: Map<string, Condition | null>;
}

export function walkOf(
  reader: LeafReader,
  roots: readonly JsonCondition[],
  conditions: ReadonlyMap<string, JsonCondition>,
): Walk {
  const uses = new Map<string, Use>();
  for (const root of roots) collectUses(root, 'positive', conditions, uses);
  return { reader, conditions, uses, resolved: new Map() };
}

/** The outermost condition of a rule or definition: an `all` that only stands there because a leaf may not is taken off. */
export function readOutermost(json: JsonCondition, use: Use, walk: Walk, at: string): Condition | null {
  const [inner] = 'all' in json && json.all.length === 1 ? json.all : [];
  if (inner === undefined) return readCondition(json, use, walk, at);
  const condition = readCondition(inner, use, walk, `${at}/all/0`);
  if (condition === null) return null;
  const [end, jsonEnd] = innermost(condition, inner);
  return isLeaf(end) || 'fact' in jsonEnd ? condition : { kind: 'all', of: [condition] };
}

export function readCondition(json: JsonCondition, use: Use, walk: Walk, at: string): Condition | null {
  if ('fact' in json) return walk.reader.read(json, use, at);
  if ('condition' in json) return readShared(json.condition, use, walk);
  const special = walk.reader.exported ? (readMarked(json, use, walk, at) ?? readGuarded(json, use, walk)) : null;
  if (special !== null) return special;
  const condition = readGroup(json, use, walk, at);
  if (condition !== null && json.name !== undefined) walk.reader.labelled(condition, json.name);
  return condition;
}

type Group = Exclude<JsonCondition, JsonLeaf | { readonly condition: string }>;

function readGroup(json: Group, use: Use, walk: Walk, at: string): Condition | null {
  if ('not' in json) {
    const inner = readCondition(json.not, use === 'both' ? use : flip(use), walk, `${at}/not`);
    return inner === null ? null : { kind: 'not', of: inner };
  }
  const kind = 'any' in json ? 'any' : 'all';
  const members = membersOf(json).map((member, index) => readCondition(member, use, walk, `${at}/${kind}/${index}`));
  const of = members.filter((member) => member !== null);
  if (of.length < members.length) return null;
  // An empty `any` is true in json-rules-engine.
  return { kind: of.length === 0 ? 'all' : kind, of };
}

function readShared(written: string, use: Use, walk: Walk): Condition | null {
  const whole = walk.uses.get(written) ?? use;
  const key = JSON.stringify([written, whole]);
  if (!walk.resolved.has(key)) {
    const definition = walk.conditions.get(written);
    // Checked before: every name is defined, without a circle.
    const condition = definition === undefined ? null : readOutermost(definition, whole, walk, `conditions/${written}`);
    walk.resolved.set(key, condition);
  }
  const of = walk.resolved.get(key) ?? null;
  return of === null ? null : { kind: 'shared', name: walk.reader.name(baseName(written)), of };
}

/** The name without what `exportRules` puts behind it. */
function baseName(name: string): string {
  const whole = name.replace(/~\d+$/, '');
  return whole.endsWith(negatedName) ? whole.slice(0, -negatedName.length) : whole;
}

/** Groups that `exportRules` marks: `between`, `in` with facts or parameters. */
function readMarked(json: Group, use: Use, walk: Walk, at: string): Condition | null {
  if (json.name === marks.notIn && 'not' in json && use !== 'both') {
    const list = readCondition(json.not, flip(use), walk, `${at}/not`);
    return list?.kind === 'in' ? { ...list, negated: true } : null;
  }
  if (json.name !== marks.between && json.name !== marks.in) return null;
  const members = membersOf(json).map((member) => readCondition(member, use, walk, at));
  const leaves = members.flatMap((member) => (member?.kind === 'compare' ? [member] : []));
  const [first, second] = leaves;
  const isOfOne = leaves.every(({ fact }) => first !== undefined && samePath(fact, first.fact));
  if (first === undefined || !isOfOne || leaves.length < members.length) return null;
  if (json.name === marks.in) {
    const isList = leaves.every(({ operator }) => operator === '=');
    return isList
      ? { kind: 'in', fact: first.fact, negated: false, operands: leaves.map(({ operand }) => operand) }
      : null;
  }
  const isRange = leaves.length === 2 && first.operator === '≥' && second?.operator === '≤';
  return isRange && second !== undefined
    ? { kind: 'between', fact: first.fact, low: first.operand, high: second.operand }
    : null;
}

/** A leaf behind the questions that its polarity asks for: together they mean the plain leaf. */
function readGuarded(json: Group, use: Use, walk: Walk): Condition | null {
  if (use === 'both' || !(use === 'positive' ? 'all' in json : 'any' in json)) return null;
  const members = membersOf(json);
  const last = members.at(-1);
  if (last === undefined || members.length < 2 || !('fact' in last)) return null;
  const leaf = walk.reader.plain(last);
  if (leaf === null) return null;
  const facts = guarded(leaf, use, Object.hasOwn(textOperators, last.operator));
  const questions = members.slice(0, -1);
  const asked = questions.every((question, index) => {
    const answer = 'fact' in question && question.name === undefined ? walk.reader.plain(question) : null;
    const fact = facts[index];
    return (
      answer?.kind === 'known' &&
      answer.negated === (use === 'negative') &&
      fact !== undefined &&
      samePath(answer.fact, fact)
    );
  });
  return asked && questions.length === facts.length && factsOfLeaf(leaf).length > 0 ? leaf : null;
}

function collectUses(
  json: JsonCondition,
  polarity: Polarity,
  conditions: ReadonlyMap<string, JsonCondition>,
  uses: Map<string, Use>,
): void {
  if ('condition' in json) {
    const before = uses.get(json.condition);
    if (before === polarity || before === 'both') return;
    uses.set(json.condition, before === undefined ? polarity : 'both');
    const definition = conditions.get(json.condition);
    if (definition !== undefined) collectUses(definition, polarity, conditions, uses);
    return;
  }
  const inner = 'not' in json ? flip(polarity) : polarity;
  for (const member of membersOf(json)) collectUses(member, inner, conditions, uses);
}
