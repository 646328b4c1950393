/** The dictionary of a project that builds on others: their tables, with its own data and further fields, and its own tables. */
import { report } from '../diagnostics/define.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import * as problems from '../diagnostics/registry/packs.ts';
import { readYaml } from '../yaml/read.ts';
import type { Entry, ListTree, MapTree, Tree } from '../yaml/tree.ts';
import { get } from '../yaml/tree.ts';
import { itemsAt, listAt, mapAt, scalarAt } from './parts.ts';
import { isPackFile } from './uses.ts';

export interface Pack {
  /** Of its files among the project's. */
  readonly folder: string;
  /** As its own dictionary calls it; the folder where it has no name. */
  readonly name: string;
  readonly root: MapTree;
}

/** The packs whose dictionaries are among the files, what others build on first. */
export function packsIn(files: ReadonlyMap<string, string>): readonly Pack[] {
  const packs: Pack[] = [];
  for (const [file, text] of files) {
    const folder = /^(.+)\/datapackage\.(?:yaml|json)$/.exec(file)?.[1];
    if (folder === undefined || !isPackFile(file) || packs.some((pack) => pack.folder === folder)) continue;
    // What is wrong in its syntax is told where the pack is checked; here its tables are then missing.
    const { root } = readYaml(file, text);
    if (root?.kind !== 'map') continue;
    packs.push({ folder, name: scalarAt(root, 'name')?.source ?? folder, root });
  }
  return packs;
}

/** The project's own descriptor with the tables of its packs in it. */
export function withPacks(own: MapTree, packs: readonly Pack[], diagnostics: Diagnostic[]): MapTree {
  const tables = new Map<string, Tree>();
  for (const { root } of packs) {
    for (const item of itemsAt(root, 'resources')) {
      const name = nameOf(item);
      if (name !== null && !tables.has(name)) tables.set(name, item);
    }
  }
  const rest: Tree[] = [];
  for (const item of itemsAt(own, 'resources')) {
    const name = nameOf(item);
    const known = name === null ? undefined : tables.get(name);
    if (name === null || known?.kind !== 'map' || item.kind !== 'map') rest.push(item);
    else tables.set(name, merged(name, known, item, diagnostics));
  }
  const written = listAt(own, 'resources');
  const list: ListTree = {
    kind: 'list',
    place: written?.place ?? own.place,
    flow: false,
    items: [...tables.values(), ...rest],
  };
  const others = own.entries.filter(({ key }) => key.source !== 'resources');
  const key = own.entries.find((entry) => entry.key.source === 'resources')?.key ?? plainKey(own, 'resources');
  return { ...own, entries: [...others, { key, value: list }] };
}

function nameOf(item: Tree): string | null {
  return item.kind === 'map' ? (scalarAt(item, 'name')?.source ?? null) : null;
}

/** What a project may say of a pack's table: where its data is and how it is written. */
const ofData = [
  'name',
  'path',
  'data',
  'format',
  'encoding',
  'dialect',
  'mediatype',
  'bytes',
  'hash',
  'description',
  'sources',
  'schema',
];

function merged(name: string, pack: MapTree, own: MapTree, diagnostics: Diagnostic[]): MapTree {
  for (const { key } of own.entries) {
    if (ofData.includes(key.source)) continue;
    diagnostics.push(report(problems.fieldOfPack, key.place, { entity: name, property: key.source }));
  }
  const said = own.entries.filter(({ key }) => ofData.includes(key.source) && key.source !== 'schema');
  // One says where the data lies, the other would contradict it.
  const says = new Set(
    said.flatMap(({ key: { source } }) => (source === 'path' || source === 'data' ? ['path', 'data'] : [source])),
  );
  const kept = pack.entries.filter(({ key }) => !says.has(key.source) && key.source !== 'schema');
  const schema = pack.entries.find(({ key }) => key.source === 'schema');
  const added = mapAt(own, 'schema');
  const value =
    schema?.value.kind === 'map' && added !== null
      ? mergedSchema(name, schema.value, added, diagnostics)
      : schema?.value;
  const schemaEntry: readonly Entry[] = schema === undefined || value === undefined ? [] : [{ key: schema.key, value }];
  return { ...own, entries: [...said, ...kept, ...schemaEntry] };
}

/** Further fields, and what they refer to. */
function mergedSchema(name: string, pack: MapTree, own: MapTree, diagnostics: Diagnostic[]): MapTree {
  for (const { key } of own.entries) {
    if (['fields', 'foreignKeys', 'missingValues'].includes(key.source)) continue;
    diagnostics.push(report(problems.fieldOfPack, key.place, { entity: name, property: key.source }));
  }
  const entries = pack.entries.map((entry): Entry => {
    const { source } = entry.key;
    if (source === 'missingValues') return { key: entry.key, value: get(own, source) ?? entry.value };
    if (source !== 'fields' && source !== 'foreignKeys') return entry;
    return { key: entry.key, value: joined(entry.value, listAt(own, source)) };
  });
  const missing = own.entries.filter(
    ({ key }) => ['foreignKeys', 'missingValues'].includes(key.source) && get(pack, key.source) === undefined,
  );
  return { ...pack, entries: [...entries, ...missing] };
}

function joined(value: Tree, more: ListTree | null): Tree {
  if (more === null) return value;
  const items = value.kind === 'list' ? value.items : [value];
  return { ...more, items: [...items, ...more.items] };
}

function plainKey({ place }: MapTree, source: string): Entry['key'] {
  return { kind: 'scalar', place, value: source, source, quoted: false, raw: source };
}
