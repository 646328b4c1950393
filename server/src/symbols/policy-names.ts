/** The names in a policy file, read from its tree, so that they are found also in a file that is not yet right. */
import { type Entry, placeWithin, type Tree } from '../../../engine/yaml/tree.ts';
import { namesInCondition, namesInPath, steps } from './condition-names.ts';
import { type DeclaredKind, declaration, type NamedSymbol, type Occurrence, reference, type Scope } from './name.ts';
import { namesInLadder, namesInProcedure } from './programme-names.ts';
import {
  aboutRule,
  at,
  entityAt,
  entityScope,
  nameOf,
  namesInAmount,
  namesInCites,
  namesInOtherwise,
  namesInRequirement,
  requirementIn,
  textAt,
} from './written.ts';

/** The sections of a policy, and what each declares. */
export const sections: Readonly<Record<string, DeclaredKind>> = {
  parameters: 'parameter',
  facts: 'fact',
  conditions: 'condition',
  rules: 'rule',
  standards: 'standard',
  rollups: 'rollup',
  procedures: 'procedure',
  ladders: 'ladder',
};

export function namesInPolicy(root: Tree): readonly Occurrence[] {
  return inPolicy(root, (kind, declared) => [declarationOf(kind, declared), ...namesInDeclaration(kind, declared)]);
}

/** What a policy file declares, without looking at what it names. */
export function declaredInPolicy(root: Tree): readonly Occurrence[] {
  return inPolicy(root, (kind, declared) => {
    const own = declarationOf(kind, declared);
    // Of these the steps are declared inside.
    if (kind !== 'procedure' && kind !== 'ladder') return [own];
    return [own, ...namesInDeclaration(kind, declared).filter((each) => each.declared !== null)];
  }).filter((each) => each.declared !== null);
}

function inPolicy(
  root: Tree,
  inDeclaration: (kind: DeclaredKind, declared: Entry) => readonly Occurrence[],
): readonly Occurrence[] {
  if (root.kind !== 'map') return [];
  return root.entries.flatMap(({ key, value }) => {
    const section = Object.hasOwn(sections, key.source) ? sections[key.source] : undefined;
    if (section !== undefined && value.kind === 'map') {
      return value.entries.flatMap((declared) => inDeclaration(section, declared));
    }
    if (key.source === 'policy')
      return nameOf(value, (name) => declaration({ kind: 'policy', name }, value.place, root));
    return key.source === 'cites' ? namesInCites(value) : [];
  });
}

function declarationOf(kind: DeclaredKind, { key, value }: Entry): Occurrence {
  const name = key.source;
  const symbol: NamedSymbol = kind === 'fact' ? { kind, entity: textAt(value, 'of') ?? '', name } : { kind, name };
  return declaration(symbol, key.place, value);
}

/** What a declaration names, and what it declares inside. */
function namesInDeclaration(kind: DeclaredKind, { key, value }: Entry): readonly Occurrence[] {
  switch (kind) {
    case 'parameter':
      return namesInParameter(value);
    case 'condition':
      return namesInCondition(value, { kind: 'condition', name: key.source });
    case 'fact':
      return namesInFact(value, textAt(value, 'of') ?? '');
    case 'rule':
      return namesInRule(value);
    case 'standard':
      return namesInStandard(value);
    case 'rollup':
      return namesInRollup(value);
    case 'procedure':
      return namesInProcedure(value, key.source);
    case 'ladder':
      return namesInLadder(value, key.source);
  }
}

function namesInParameter(tree: Tree): readonly Occurrence[] {
  const values = at(tree, 'values');
  return values?.kind === 'list' ? values.items.flatMap((item) => namesInCites(at(item, 'cites'))) : [];
}

function namesInRule(tree: Tree): readonly Occurrence[] {
  const scope = entityScope(tree, 'for');
  return [
    ...entityAt(tree, 'for'),
    ...namesInPath(at(tree, 'during'), scope),
    ...namesInCondition(at(tree, 'when'), scope),
    ...namesInCondition(at(tree, 'require'), scope),
    ...namesInCites(at(tree, 'cites')),
    ...namesInOtherwise(at(tree, 'otherwise'), scope),
  ];
}

function namesInStandard(tree: Tree): readonly Occurrence[] {
  const requires = at(tree, 'requires');
  const items = requires?.kind === 'list' ? requires.items : [];
  const score = at(tree, 'score');
  const less = at(score, 'less');
  return [
    ...entityAt(tree, 'for'),
    ...items.flatMap(namesInRequirement),
    ...namesInAmount(at(score, 'full')),
    ...(less?.kind === 'map'
      ? less.entries.flatMap(({ key, value }) => [...requirementIn(key), ...namesInAmount(value)])
      : []),
    ...namesInCites(at(tree, 'cites')),
  ];
}

function namesInRollup(tree: Tree): readonly Occurrence[] {
  const of = textAt(tree, 'of');
  return [
    ...nameOf(at(tree, 'of'), (name, scalar) => reference({ kind: 'standard', name }, scalar.place)),
    ...namesInPath(at(tree, 'by'), of === null ? null : { kind: 'standard', name: of }),
  ];
}

function namesInFact(tree: Tree, of: string): readonly Occurrence[] {
  if (tree.kind !== 'map') return [];
  const own: Scope = { kind: 'entity', name: of };
  const source = sourceOf(tree);
  return tree.entries.flatMap(({ key, value }) => {
    switch (key.source) {
      case 'of':
      case 'count':
      case 'share':
      case 'every':
      case 'any':
      case 'stock':
      case 'reported-by':
        return nameOf(value, (name, scalar) => reference({ kind: 'entity', name }, scalar.place));
      case 'failures':
        return requirementIn(value, 'rule');
      case 'verdict':
        return requirementIn(value);
      case 'score':
        return nameOf(value, (name, scalar) => reference({ kind: 'standard', name }, scalar.place));
      case 'previous':
        return namesInPath(value, own);
      case 'rank':
        return [...namesInPath(at(value, 'by'), own), ...namesInPath(at(value, 'among'), own)];
      case 'sum':
      case 'average':
      case 'minimum':
      case 'maximum':
      case 'latest':
        return namesInElement(value);
      case 'where':
      case 'that':
        return namesInCondition(value, source);
      case 'during':
      case 'entered':
      case 'left':
      case 'via':
        return namesInPath(value, source);
      case 'total':
        return value.kind === 'list' ? value.items.flatMap((item) => namesInPath(item, own)) : [];
      case 'days':
      case 'workdays':
      case 'months':
      case 'ratio':
      case 'difference':
        return value.kind === 'map'
          ? value.entries.filter((each) => each.key.source !== 'open').flatMap((each) => namesInPath(each.value, own))
          : [];
      default:
        return [];
    }
  });
}

/** What the records of a fact are: the entity that it counts, or what the rule is about whose failures it counts. */
export function sourceOf(tree: Tree): Scope | null {
  const rule = textAt(tree, 'failures');
  if (rule !== null) return aboutRule(rule);
  for (const kind of ['count', 'stock', 'share', 'every', 'any', 'sum', 'average', 'minimum', 'maximum', 'latest']) {
    const written = textAt(tree, kind);
    if (written !== null) return { kind: 'entity', name: written.split('.')[0] ?? written };
  }
  return null;
}

/** `accident.injured`: an entity, then a path from it. */
function namesInElement(tree: Tree): readonly Occurrence[] {
  return nameOf(tree, (text, scalar) => {
    const [entity = '', ...path] = text.split('.');
    return [
      reference({ kind: 'entity', name: entity }, placeWithin(scalar, 0, entity.length)),
      ...(path.length === 0 ? [] : steps(scalar, path.join('.'), entity.length + 1, { kind: 'entity', name: entity })),
    ];
  }).flat();
}
