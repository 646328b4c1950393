/** Where in the language the cursor stands: at a key of which construct, at the value of which key, in which condition. */
import type { ConstructName, Key } from '../../../engine/language/construct-keys.ts';
import { constructs } from '../../../engine/language/constructs.ts';
import type { MapTree, ScalarTree, Tree } from '../../../engine/yaml/tree.ts';
import type { Document } from '../document.ts';
import type { DeclaredKind, Scope } from '../symbols/name.ts';
import { sections, sourceOf } from '../symbols/policy-names.ts';
import { rootConstructs } from '../symbols/slots.ts';
import { entityScope, textAt } from '../symbols/written.ts';
import { probe } from './probe.ts';

/** The declaration that the cursor stands in. */
export interface Around {
  readonly kind: DeclaredKind;
  readonly name: string;
  readonly tree: Tree;
}

export type Spot = {
  readonly around: Around | null;
} & (
  | { readonly kind: 'key'; readonly construct: ConstructName; readonly map: MapTree }
  /** The name of a new declaration. */
  | { readonly kind: 'declaration'; readonly construct: ConstructName }
  /** `scalar` holds the probe. */
  | {
      readonly kind: 'value';
      readonly construct: ConstructName;
      readonly map: MapTree;
      readonly key: Key;
      readonly scalar: ScalarTree;
    }
  /** In the rows of a test: an entity, a field of it, or a field's value. */
  | { readonly kind: 'rows'; readonly path: readonly string[]; readonly map: MapTree | null }
  /** In the expectations of a test: a rule or standard, a subject, a verdict. */
  | {
      readonly kind: 'verdicts';
      readonly path: readonly string[];
      readonly map: MapTree | null;
      readonly testCase: Tree;
    }
  /** What a standard's score takes off: a requirement's name. */
  | { readonly kind: 'points'; readonly map: MapTree }
  /** `zh` and `en`. */
  | { readonly kind: 'languages'; readonly map: MapTree }
);

export function spotIn(document: Document, root: Tree): Spot | null {
  const construct = rootConstructs[document.kind];
  return construct === undefined ? null : inConstruct(root, construct, null);
}

/** Whose facts a condition or path at the spot speaks of. */
export function scopeAt({ around }: Spot, key: Key): Scope | null {
  if (around === null) return null;
  switch (around.kind) {
    case 'rule':
      return entityScope(around.tree, 'for');
    case 'condition':
      return { kind: 'condition', name: around.name };
    case 'fact':
      return ['where', 'that', 'during', 'entered', 'left', 'via'].includes(key.name)
        ? sourceOf(around.tree)
        : entityScope(around.tree, 'of');
    case 'rollup': {
      const of = textAt(around.tree, 'of');
      return of === null ? null : { kind: 'standard', name: of };
    }
    case 'procedure':
    case 'ladder':
      return entityScope(around.tree, 'for');
    case 'standard':
    case 'parameter':
      return null;
  }
}

function inConstruct(tree: Tree, construct: ConstructName, around: Around | null): Spot | null {
  if (tree.kind === 'list') return first(tree.items, (item) => inConstruct(item, construct, around));
  if (tree.kind === 'scalar') return null;
  return first(tree.entries, ({ key: written, value }) => {
    if (written.source.includes(probe)) return { kind: 'key', construct, map: tree, around };
    const key = constructs[construct].keys.find(({ name }) => name === written.source);
    return key === undefined ? null : inValue(value, key, construct, tree, around);
  });
}

function inValue(value: Tree, key: Key, construct: ConstructName, map: MapTree, around: Around | null): Spot | null {
  const here = (scalar: ScalarTree): Spot => ({
    kind: 'value',
    construct,
    map,
    key,
    scalar,
    around,
  });
  if (value.kind === 'scalar') {
    if (!value.source.includes(probe)) return null;
    // A word where keys belong is the beginning of one.
    if (key.shape === 'constructs' && key.construct !== undefined)
      return { kind: 'declaration', construct: key.construct, around };
    if (key.shape === 'construct' && key.construct !== undefined)
      return { kind: 'key', construct: key.construct, map: emptyMap(value), around };
    return here(value);
  }
  switch (key.shape) {
    case 'constructs':
      return value.kind === 'map' && key.construct !== undefined ? inSection(value, key.construct, key.name) : null;
    case 'condition':
      return inCondition(value, key, construct, map, around);
    case 'localized':
      if (value.kind !== 'map') return null;
      return first(value.entries, ({ key: written, value: text }) => {
        if (written.source.includes(probe)) return { kind: 'languages', map: value, around };
        return text.kind === 'scalar' && text.source.includes(probe) ? here(text) : null;
      });
    case 'rows':
      return inPath(value, [], null, (path, at) => ({ kind: 'rows', path, map: at, around }));
    case 'amounts':
      if (value.kind !== 'map') return null;
      return first(value.entries, ({ key: written, value: points }) => {
        if (written.source.includes(probe)) return { kind: 'points', map: value, around };
        const amount: Key = { ...key, shape: 'amount' };
        return points.kind === 'scalar' && points.source.includes(probe)
          ? { kind: 'value', construct, map: value, key: amount, scalar: points, around }
          : null;
      });
    case 'verdicts':
      return inPath(value, [], null, (path, at) => ({ kind: 'verdicts', path, map: at, testCase: map, around }));
    default: {
      const construction = key.construct;
      if (value.kind === 'list') {
        return first(value.items, (item) => {
          if (item.kind !== 'scalar')
            return construction === undefined ? null : inConstruct(item, construction, around);
          if (!item.source.includes(probe)) return null;
          // What is no name or condition by itself is made of keys.
          const bare = construction === undefined || construction === 'requirement' || construction === 'condition';
          return bare ? here(item) : { kind: 'key', construct: construction, map: emptyMap(item), around };
        });
      }
      return construction === undefined ? null : inConstruct(value, construction, around);
    }
  }
}

function inSection(section: MapTree, construct: ConstructName, name: string): Spot | null {
  return first(section.entries, ({ key, value }) => {
    if (key.source.includes(probe)) return { kind: 'declaration', construct, around: null };
    const kind = sections[name];
    const around = kind === undefined ? null : { kind, name: key.source, tree: value };
    if (construct === 'condition' && kind === 'condition') {
      const shared = constructs.condition.keys.find(({ name: each }) => each === 'not') as Key;
      return inValue(value, shared, 'condition', section, around);
    }
    if (value.kind === 'scalar') {
      return value.source.includes(probe) ? { kind: 'key', construct, map: emptyMap(value), around } : null;
    }
    return inConstruct(value, construct, around);
  });
}

/** Lists, and `all`, `any`, `not` in each other. */
function inCondition(
  value: Tree,
  key: Key,
  construct: ConstructName,
  map: MapTree,
  around: Around | null,
): Spot | null {
  if (value.kind === 'scalar') {
    return value.source.includes(probe) ? { kind: 'value', construct, map, key, scalar: value, around } : null;
  }
  if (value.kind === 'list') return first(value.items, (item) => inCondition(item, key, construct, map, around));
  return first(value.entries, ({ key: written, value: inner }) => {
    if (written.source.includes(probe)) return { kind: 'key', construct: 'condition', map: value, around };
    const own = constructs.condition.keys.find(({ name }) => name === written.source);
    if (own === undefined) return null;
    const members = own.name === 'all' || own.name === 'any' || own.name === 'not';
    return members ? inCondition(inner, key, construct, map, around) : inValue(inner, own, 'condition', value, around);
  });
}

function inPath(
  tree: Tree,
  path: readonly string[],
  map: MapTree | null,
  found: (path: readonly string[], map: MapTree | null) => Spot,
): Spot | null {
  switch (tree.kind) {
    case 'scalar':
      return tree.source.includes(probe) ? found(path, map) : null;
    case 'list':
      return first(tree.items, (item) => inPath(item, path, map, found));
    case 'map':
      return first(tree.entries, ({ key, value }) =>
        key.source.includes(probe) ? found(path, tree) : inPath(value, [...path, key.source], tree, found),
      );
  }
}

function emptyMap({ place }: ScalarTree): MapTree {
  return { kind: 'map', place, flow: false, entries: [] };
}

function first<T>(items: readonly T[], find: (item: T) => Spot | null): Spot | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
