/** Reads a condition: a line, a list (all of them), or json-rules-engine's `all`, `any`, `not`, `condition` and leaf. */
import type { Place } from '../diagnostics/diagnostic.ts';
import * as problems from '../diagnostics/registry/language/condition.ts';
import { unknownKey } from '../diagnostics/registry/language/shape.ts';
import { isNull, type MapTree, placeWithin, type ScalarTree, type Tree } from '../yaml/tree.ts';
import { canonicalNumber } from './condition/literals.ts';
import { type Operator, operatorByJsonName, operatorBySpelling } from './condition/operators.ts';
import { parseLine } from './condition/parse.ts';
import type { Line, OperandNode, PathNode, Span } from './condition/tree.ts';
import { constructs } from './constructs.ts';
import { headOf, wrongShape } from './shape.ts';
import { type Sink, suggest, tell } from './sink.ts';
import type { ConditionSyntax, LeafSyntax } from './syntax.ts';
import { wordOf } from './word.ts';

export function readCondition(sink: Sink, tree: Tree | undefined): ConditionSyntax | null {
  return tree === undefined ? null : readNode(sink, tree);
}

function readNode(sink: Sink, tree: Tree): ConditionSyntax {
  switch (tree.kind) {
    case 'scalar':
      return readLine(sink, tree);
    case 'list':
      return readMembers(sink, 'all', tree, tree);
    case 'map':
      return readMap(sink, tree);
  }
}

function readLine(sink: Sink, scalar: ScalarTree): ConditionSyntax {
  const at = (span: Span): Place => placeWithin(scalar, span.start, span.end);
  const { line, problems: found } = parseLine(scalar.source);
  for (const problem of found) sink.diagnostics.push(problem.at(at));
  // A line with a problem has been told of; checking what is left of it would only repeat.
  if (line === null || found.length > 0) return { kind: 'broken' };
  return { kind: 'leaf', line, at };
}

function readMembers(sink: Sink, kind: 'all' | 'any', tree: Tree, owner: Tree): ConditionSyntax {
  if (tree.kind !== 'list') {
    wrongShape(sink, tree, 'list');
    return { kind: 'broken' };
  }
  if (tree.items.length === 0) tell(sink, problems.emptyMembers, owner.place, { key: kind });
  return { kind, of: tree.items.map((item) => readNode(sink, item)) };
}

const forms: readonly string[] = ['all', 'any', 'not', 'condition', 'fact'];

function readMap(sink: Sink, map: MapTree): ConditionSyntax {
  const broken: ConditionSyntax = { kind: 'broken' };
  const keys = constructs.condition.keys;
  let sound = true;
  for (const { key } of map.entries) {
    if (key.source === 'path' || key.source === 'params') {
      tell(sink, problems.foreignFeature, key.place, { key: key.source });
      sound = false;
    } else if (!keys.some(({ name }) => name === key.source)) {
      const { near, fixes } = suggest(
        sink,
        key.source,
        keys.map(({ name }) => name),
        key.place,
      );
      const construct = constructs.condition.title;
      tell(sink, unknownKey, key.place, { construct, key: key.source, near }, { fixes });
      sound = false;
    }
  }
  const chosen = map.entries.filter(({ key }) => forms.includes(key.source));
  const [entry, second] = chosen;
  if (entry === undefined) {
    if (sound) tell(sink, problems.noForm, headOf(map), {});
    return broken;
  }
  if (second !== undefined) {
    tell(sink, problems.severalForms, second.key.place, { first: entry.key.source, second: second.key.source });
    return broken;
  }
  if (!sound) return broken;
  const { key, value } = entry;
  switch (key.source) {
    case 'all':
    case 'any':
      return readMembers(sink, key.source, value, key);
    case 'not':
      if (isNull(value)) {
        tell(sink, problems.emptyCondition, key.place, {});
        return broken;
      }
      return { kind: 'not', of: readNode(sink, value) };
    case 'condition':
      if (value.kind !== 'scalar' || value.value === null) {
        wrongShape(sink, value, 'name');
        return broken;
      }
      return { kind: 'shared', name: wordOf(value) };
    default:
      return readLeaf(sink, map, value) ?? broken;
  }
}

/** `{ fact, operator, value }`, as a line whose spans are numbers of places. */
function readLeaf(sink: Sink, map: MapTree, factTree: Tree): LeafSyntax | null {
  const places: Place[] = [];
  const spanOf = (place: Place): Span => {
    places.push(place);
    return { start: places.length - 1, end: places.length };
  };
  const at = (span: Span): Place => places[span.start] ?? map.place;
  if (factTree.kind !== 'scalar' || factTree.source === '') {
    wrongShape(sink, factTree, 'path');
    return null;
  }
  const fact = pathNode(factTree, spanOf);
  const operatorTree = map.entries.find(({ key }) => key.source === 'operator')?.value;
  const value = map.entries.find(({ key }) => key.source === 'value')?.value;
  if (operatorTree === undefined || operatorTree.kind !== 'scalar') {
    tell(sink, problems.leafWithoutOperator, operatorTree?.place ?? factTree.place, { fact: factTree.source });
    return null;
  }
  const operator = operatorByJsonName.get(operatorTree.source) ?? operatorBySpelling.get(operatorTree.source);
  if (operator === undefined) {
    const { near, fixes } = suggest(sink, operatorTree.source, operatorByJsonName.keys(), operatorTree.place);
    tell(sink, problems.unknownOperator, operatorTree.place, { text: operatorTree.source, near }, { fixes });
    return null;
  }
  const sign = spanOf(operatorTree.place);
  const line = leafLine(sink, operator, fact, sign, value, operatorTree.place, spanOf);
  return line === null ? null : { kind: 'leaf', line, at };
}

function leafLine(
  sink: Sink,
  { form, json }: Operator,
  fact: PathNode,
  sign: Span,
  value: Tree | undefined,
  place: Place,
  spanOf: (place: Place) => Span,
): Line | null {
  const part = { span: fact.span, fact, sign };
  // `isKnown` says all by itself; json-rules-engine wants a value beside every operator, so one is let pass.
  if (form.kind === 'known') return { kind: 'known', negated: form.negated, ...part };
  if (value === undefined || isNull(value)) {
    tell(sink, problems.operandExpected, value?.place ?? place, {});
    return null;
  }
  const one = (): OperandNode | null => operandOf(sink, value, spanOf);
  const many = (): readonly OperandNode[] | null => {
    if (value.kind !== 'list') {
      wrongShape(sink, value, 'list');
      return null;
    }
    const operands = value.items.map((item) => operandOf(sink, item, spanOf)).filter((item) => item !== null);
    if (value.items.length === 0) tell(sink, problems.emptyList, value.place, {});
    return operands.length === value.items.length ? operands : null;
  };
  switch (form.kind) {
    case 'compare': {
      const operand = one();
      return operand && { kind: 'compare', operator: form.operator, operand, ...part };
    }
    case 'contains': {
      const operand = one();
      return operand && { kind: 'contains', negated: form.negated, operand, ...part };
    }
    case 'in': {
      const operands = many();
      return operands && { kind: 'in', negated: form.negated, operands, ...part };
    }
    case 'between': {
      const [low, high, more] = many() ?? [];
      if (low !== undefined && high !== undefined && more === undefined) return { kind: 'between', low, high, ...part };
      if (value.kind === 'list') tell(sink, problems.betweenNeedsTwo, value.place, { operator: json });
      return null;
    }
    case 'matches':
      if (value.kind !== 'scalar') {
        wrongShape(sink, value, 'text');
        return null;
      }
      return { kind: 'matches', pattern: { pattern: value.source, span: spanOf(value.place) }, ...part };
  }
}

function pathNode(scalar: ScalarTree, spanOf: (place: Place) => Span): PathNode {
  let start = 0;
  const steps = scalar.source.split('.').map((name) => {
    const span = spanOf(placeWithin(scalar, start, start + name.length));
    start += name.length + 1;
    return { name, span };
  });
  return { kind: 'path', span: spanOf(scalar.place), steps };
}

/** A number, true or false, a text, `$parameter`, or `{ fact: name }`. */
function operandOf(sink: Sink, tree: Tree, spanOf: (place: Place) => Span): OperandNode | null {
  if (tree.kind === 'map') {
    const [entry, more] = tree.entries;
    if (
      entry?.key.source === 'fact' &&
      more === undefined &&
      entry.value.kind === 'scalar' &&
      entry.value.source !== ''
    ) {
      return pathNode(entry.value, spanOf);
    }
  }
  if (tree.kind !== 'scalar' || tree.value === null) {
    wrongShape(sink, tree, 'literal');
    return null;
  }
  const span = spanOf(tree.place);
  if (typeof tree.value === 'boolean') return { kind: 'boolean', span, value: tree.value };
  if (typeof tree.value === 'number') {
    const value = canonicalNumber(tree.source, false) ?? canonicalNumber(String(tree.value), false);
    if (value !== null) return { kind: 'number', span, value, percent: false, written: value };
    tell(sink, problems.tooManyDigits, tree.place, { text: tree.source });
    return null;
  }
  if (/^\$[^\s$]+$/.test(tree.value)) return { kind: 'parameter', span, name: tree.value.slice(1) };
  return { kind: 'text', span, value: tree.value, loose: true };
}
