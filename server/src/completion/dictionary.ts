/** Proposes keys and values of the data dictionary, by the schema that it is checked by. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { dataPackage } from '../../../engine/dictionary/schema/descriptor.ts';
import type { Schema } from '../../../engine/dictionary/schema/words.ts';
import type { MapTree, Tree } from '../../../engine/yaml/tree.ts';
import type { Snapshot } from '../snapshot.ts';
import { at, textAt } from '../symbols/written.ts';
import type { Proposal } from './item.ts';
import { declared, facts } from './names.ts';
import { probe, type Typed } from './probe.ts';

export function dictionaryProposals(snapshot: Snapshot, root: Tree, typed: Typed): readonly Proposal[] {
  return inTree(snapshot, typed, root, dataPackage, { path: [], resource: null }) ?? [];
}

interface Way {
  readonly path: readonly string[];
  /** The resource on the way. */
  readonly resource: MapTree | null;
}

/** Null where the probe does not stand in the tree. */
function inTree(
  snapshot: Snapshot,
  typed: Typed,
  tree: Tree,
  schema: Schema | undefined,
  way: Way,
): readonly Proposal[] | null {
  switch (tree.kind) {
    case 'scalar':
      return tree.source.includes(probe) ? values(snapshot, schema, way) : null;
    case 'list':
      return first(tree.items, (item) => inTree(snapshot, typed, item, itemsOf(schema), way));
    case 'map': {
      const resource = way.path.join('.') === 'resources' ? tree : way.resource;
      return first(tree.entries, ({ key, value }) => {
        const next = { path: [...way.path, key.source], resource };
        if (key.source.includes(probe)) return keys(snapshot, typed, schema, tree);
        return inTree(snapshot, typed, value, propertiesOf(schema)[key.source], next);
      });
    }
  }
}

function keys({ language }: Snapshot, typed: Typed, schema: Schema | undefined, map: MapTree): readonly Proposal[] {
  const present = new Set(map.entries.map(({ key }) => key.source));
  const renaming = typed.after.trimStart().startsWith(':');
  return Object.entries(propertiesOf(schema))
    .filter(([name, { expected }]) => expected !== undefined && !present.has(name))
    .map(([name, { expected }], index) => ({
      label: name,
      title: expected?.[language].trim() ?? '',
      kind: CompletionItemKind.Property,
      rank: index / 100,
      snippet: renaming ? name : `${name}: $0`,
    }));
}

function values(snapshot: Snapshot, schema: Schema | undefined, { path, resource }: Way): readonly Proposal[] {
  const key = path.at(-1);
  const entity = textAt(resource ?? undefined, 'name') ?? '';
  const own = { kind: 'entity', name: entity } as const;
  if (key === 'resource' || path.join('.') === 'resources.zhunsheng:reports.for') return declared(snapshot, 'entity');
  if (key === 'primaryKey' || key === 'fields' || key === 'uniqueKeys') return fieldsOf(snapshot, resource);
  if (path.includes('zhunsheng:valid') || key === 'month') {
    return facts(snapshot, own, [], { word: '', fits: ({ kind }) => kind === 'date' || kind === 'month' }).filter(
      ({ label }) => !label.endsWith('.'),
    );
  }
  const words = Array.isArray(schema?.['enum']) ? schema['enum'] : schema?.['type'] === 'boolean' ? [true, false] : [];
  return words.map((word) => ({ label: String(word), title: '', kind: CompletionItemKind.EnumMember }));
}

function fieldsOf({ language }: Snapshot, resource: MapTree | null): readonly Proposal[] {
  const fields = at(at(resource ?? undefined, 'schema'), 'fields');
  if (fields?.kind !== 'list') return [];
  return fields.items.flatMap((field) => {
    const label = textAt(field, 'name');
    const title = textAt(at(field, 'title'), language) ?? '';
    return label === null ? [] : [{ label, title, kind: CompletionItemKind.Field }];
  });
}

/** Of an object, or of what else it may be that is one. */
function propertiesOf(schema: Schema | undefined): Readonly<Record<string, Schema>> {
  if (schema?.properties !== undefined) return schema.properties;
  return alternatives(schema).find(({ properties }) => properties !== undefined)?.properties ?? {};
}

function itemsOf(schema: Schema | undefined): Schema | undefined {
  const own = schema?.['items'];
  if (typeof own === 'object') return own as Schema;
  return alternatives(schema).find((each) => typeof each['items'] === 'object')?.['items'] as Schema | undefined;
}

function alternatives(schema: Schema | undefined): readonly Schema[] {
  return (schema?.['anyOf'] as readonly Schema[] | undefined) ?? [];
}

function first<T>(items: readonly T[], find: (item: T) => readonly Proposal[] | null): readonly Proposal[] | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
