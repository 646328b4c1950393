/** What the sections of a policy, tests and waivers have in common: how they name an entity, a rule, a clause, an amount. */
import { get, placeWithin, type ScalarTree, type Tree } from '../../../engine/yaml/tree.ts';
import { namesInMessage, namesInPath } from './condition-names.ts';
import { type Occurrence, reference, type Scope } from './name.ts';

/** `guide.md#reply`: the anchor is the name. */
export function namesInCites(tree: Tree | undefined): readonly Occurrence[] {
  return nameOf(tree, (name, scalar) => {
    const start = name.indexOf('#') + 1;
    return reference({ kind: 'clause', name }, placeWithin(scalar, start, name.length), scalar.place);
  });
}

export function namesInOtherwise(tree: Tree | undefined, scope: Scope | null): readonly Occurrence[] {
  return [...namesInMessage(at(tree, 'message'), scope), ...namesInMessage(at(tree, 'remedy'), scope)];
}

/** A name, or `{ rule, via }` and so on. */
export function namesInRequirement(item: Tree): readonly Occurrence[] {
  if (item.kind === 'scalar') return requirementIn(item);
  const named = at(item, 'rule') ?? at(item, 'standard') ?? at(item, 'procedure');
  const scope = recordsOf(item);
  return [...requirementIn(named), ...namesInPath(at(item, 'via'), scope)];
}

/** About what the rule or procedure of a requirement is. */
export function recordsOf(item: Tree): Scope | null {
  const rule = textAt(item, 'rule');
  const procedure = textAt(item, 'procedure');
  if (procedure !== null) return { kind: 'procedure', name: procedure };
  return rule === null ? null : aboutRule(rule);
}

/** A rule, or a rule that a procedure makes: `petition-agency.in-order`. */
export function aboutRule(rule: string): Scope {
  const [procedure] = rule.split('.');
  return rule.includes('.') && procedure !== undefined
    ? { kind: 'procedure', name: procedure }
    : { kind: 'rule', name: rule };
}

/** Of a name with a dot the procedure and what follows. */
export function requirementIn(
  tree: Tree | undefined,
  kind: 'requirement' | 'rule' = 'requirement',
): readonly Occurrence[] {
  return nameOf(tree, (name, scalar) => {
    const dot = name.indexOf('.');
    if (dot === -1) return [reference({ kind, name }, scalar.place)];
    const procedure = name.slice(0, dot);
    return [
      reference({ kind: 'procedure', name: procedure }, placeWithin(scalar, 0, dot)),
      reference({ kind: 'made', procedure, name: name.slice(dot + 1) }, placeWithin(scalar, dot + 1, name.length)),
    ];
  }).flat();
}

/** A number, or a `$parameter`. */
export function namesInAmount(tree: Tree | undefined): readonly Occurrence[] {
  return nameOf(tree, (text, scalar) =>
    text.startsWith('$')
      ? [reference({ kind: 'parameter', name: text.slice(1) }, placeWithin(scalar, 1, text.length), scalar.place)]
      : [],
  ).flat();
}

export function entityAt(tree: Tree, key: string): readonly Occurrence[] {
  return nameOf(at(tree, key), (name, scalar) => reference({ kind: 'entity', name }, scalar.place));
}

export function entityScope(tree: Tree, key: string): Scope | null {
  const name = textAt(tree, key);
  return name === null ? null : { kind: 'entity', name };
}

export function at(tree: Tree | undefined, key: string): Tree | undefined {
  return tree?.kind === 'map' ? get(tree, key) : undefined;
}

export function textAt(tree: Tree | undefined, key: string): string | null {
  const value = at(tree, key);
  return value?.kind === 'scalar' && value.value !== null ? value.source : null;
}

/** Of a scalar that holds something. */
export function nameOf<T>(tree: Tree | undefined, make: (text: string, scalar: ScalarTree) => T): readonly T[] {
  return tree?.kind === 'scalar' && tree.value !== null && tree.source !== '' ? [make(tree.source, tree)] : [];
}
