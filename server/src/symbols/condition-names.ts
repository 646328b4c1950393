/** The names in paths, conditions and messages. */
import { parseLine } from '../../../engine/language/condition/parse.ts';
import { type OperandNode, operandsOf, type PathNode } from '../../../engine/language/condition/tree.ts';
import { get, placeWithin, type ScalarTree, type Tree } from '../../../engine/yaml/tree.ts';
import { type Occurrence, reference, type Scope } from './name.ts';

/** `street.name` as a whole scalar. */
export function namesInPath(tree: Tree | undefined, scope: Scope | null): readonly Occurrence[] {
  if (tree?.kind !== 'scalar' || tree.source === '') return [];
  return steps(tree, tree.source, 0, scope);
}

/** The steps of a path that begins at a character of the scalar. */
export function steps(scalar: ScalarTree, path: string, start: number, scope: Scope | null): readonly Occurrence[] {
  const names = path.split('.');
  let from = start;
  return names.map((text, at) => {
    const place = placeWithin(scalar, from, from + text.length);
    from += text.length + 1;
    return reference({ kind: 'step', scope, path: names, at }, place);
  });
}

/** A line, a list, or `all`, `any`, `not`, `condition` and json-rules-engine's leaf. */
export function namesInCondition(tree: Tree | undefined, scope: Scope | null): readonly Occurrence[] {
  if (tree === undefined) return [];
  switch (tree.kind) {
    case 'scalar':
      return tree.value === null ? [] : namesInLine(tree, scope);
    case 'list':
      return tree.items.flatMap((item) => namesInCondition(item, scope));
    case 'map': {
      if (get(tree, 'fact') !== undefined) return namesInLeaf(tree, scope);
      return tree.entries.flatMap(({ key, value }) => {
        if (key.source === 'condition' && value.kind === 'scalar' && value.value !== null) {
          return [reference({ kind: 'condition', name: value.source }, value.place, value.place, scope)];
        }
        return namesInCondition(value, scope);
      });
    }
  }
}

/** The facts and parameters in the braces of a message, in both languages. */
export function namesInMessage(tree: Tree | undefined, scope: Scope | null): readonly Occurrence[] {
  if (tree?.kind === 'map') return tree.entries.flatMap(({ value }) => namesInMessage(value, scope));
  if (tree?.kind !== 'scalar') return [];
  return [...tree.source.matchAll(/(?<!\{)\{\s*(\$?)([^\s{}$]+)\s*\}/g)].flatMap((match) => {
    const [whole, dollar, name = ''] = match;
    const start = match.index + whole.indexOf(name);
    if (dollar !== '$') return steps(tree, name, start, scope);
    return [reference({ kind: 'parameter', name }, placeWithin(tree, start, start + name.length))];
  });
}

function namesInLine(scalar: ScalarTree, scope: Scope | null): readonly Occurrence[] {
  const { line } = parseLine(scalar.source);
  if (line === null) return [];
  const compared = line.fact.steps.map(({ name }) => name);
  return [
    ...namesOfPath(scalar, line.fact, scope, null),
    ...operandsOf(line).flatMap((operand) => namesInOperand(scalar, operand, scope, compared)),
  ];
}

function namesInOperand(
  scalar: ScalarTree,
  operand: OperandNode,
  scope: Scope | null,
  compared: readonly string[],
): readonly Occurrence[] {
  const { start, end } = operand.span;
  switch (operand.kind) {
    case 'parameter': {
      const place = placeWithin(scalar, start + 1, end);
      return [reference({ kind: 'parameter', name: operand.name }, place, placeWithin(scalar, start, end))];
    }
    case 'path':
      return namesOfPath(scalar, operand, scope, compared);
    case 'text':
      return [
        reference(
          { kind: 'operand', scope, compared, path: [operand.value], at: 0 },
          placeWithin(scalar, start + 1, Math.max(start + 1, end - 1)),
          placeWithin(scalar, start, end),
        ),
      ];
    default:
      return [];
  }
}

/** `compared`: the path is an operand beside this fact. */
function namesOfPath(
  scalar: ScalarTree,
  node: PathNode,
  scope: Scope | null,
  compared: readonly string[] | null,
): readonly Occurrence[] {
  const path = node.steps.map(({ name }) => name);
  return node.steps.map(({ span }, at) =>
    reference(
      compared === null ? { kind: 'step', scope, path, at } : { kind: 'operand', scope, compared, path, at },
      placeWithin(scalar, span.start, span.end),
    ),
  );
}

/** `{ fact, operator, value }` */
function namesInLeaf(map: Extract<Tree, { readonly kind: 'map' }>, scope: Scope | null): readonly Occurrence[] {
  const fact = get(map, 'fact');
  const value = get(map, 'value');
  const compared = fact?.kind === 'scalar' ? fact.source.split('.') : [];
  const values = value?.kind === 'list' ? value.items : value === undefined ? [] : [value];
  return [...namesInPath(fact, scope), ...values.flatMap((each) => namesInValue(each, scope, compared))];
}

function namesInValue(tree: Tree, scope: Scope | null, compared: readonly string[]): readonly Occurrence[] {
  if (tree.kind === 'map') return namesInPath(get(tree, 'fact'), scope);
  if (tree.kind !== 'scalar' || typeof tree.value !== 'string') return [];
  if (tree.source.startsWith('$')) {
    const place = placeWithin(tree, 1, tree.source.length);
    return [reference({ kind: 'parameter', name: tree.source.slice(1) }, place, tree.place)];
  }
  const place = placeWithin(tree, 0, tree.source.length);
  return [reference({ kind: 'operand', scope, compared, path: [tree.source], at: 0 }, place, tree.place)];
}
