/**
 * Reads the data dictionary of a project: `datapackage.yaml` (or `.json`) to entities, fields and references.
 * Source: Frictionless Data Package v2 (https://datapackage.org). Pure: no file is opened.
 */
import { report } from '../diagnostics/define.ts';
import { type Diagnostic, type Place, startOfFile } from '../diagnostics/diagnostic.ts';
import * as problems from '../diagnostics/registry/dictionary.ts';
import type { Dictionary, Entity, Field, Publication } from '../model/dictionary.ts';
import { type MapTree, readYaml, type ScalarTree, type Tree } from '../yaml/tree.ts';
import type { CellFormat } from './cell.ts';
import type { Draft } from './draft.ts';
import { readField, readMissingValues } from './field.ts';
import { knownFields } from './known-fields.ts';
import { type Pack, packsIn, withPacks } from './packs.ts';
import { itemsAt, localizedAt, mapAt, numberAt, placeOf, scalarAt, textsAt } from './parts.ts';
import { readLines, readReferences, readReports } from './references.ts';
import type { Resource } from './resource.ts';
import { checkShape } from './shape.ts';
import { readDialect, readEncoding, readInline, readSources } from './source.ts';
import { readUses, type Use } from './uses.ts';

export type { Resource } from './resource.ts';

export interface ReadDictionary {
  /** What could be read, also of a dictionary with errors, so that policies can be checked against the rest. */
  readonly dictionary: Dictionary;
  /** By entity. */
  readonly resources: ReadonlyMap<string, Resource>;
  readonly diagnostics: readonly Diagnostic[];
  /** Where the names stand, by entity. */
  readonly places: ReadonlyMap<string, EntityPlaces>;
  /** What the project builds on, as its own dictionary says, and what of it is among the files. */
  readonly uses: readonly Use[];
  readonly packs: readonly Omit<Pack, 'root'>[];
}

export interface EntityPlaces {
  readonly entity: Place;
  readonly fields: ReadonlyMap<string, Place>;
}

/** The files of a project by path; only the two descriptors, its own and those of its packs, are looked at. */
export function readDictionary(files: ReadonlyMap<string, string>): ReadDictionary {
  const file = ['datapackage.yaml', 'datapackage.json'].find((name) => files.has(name));
  if (file === undefined) {
    return nothing([report(problems.noDictionary, { file: 'datapackage.yaml', range: startOfFile }, {})]);
  }
  const { root, diagnostics: syntax } = readYaml(file, files.get(file) ?? '');
  const diagnostics = [...syntax];
  if (file === 'datapackage.yaml' && files.has('datapackage.json')) {
    diagnostics.push(report(problems.twoDictionaries, { file: 'datapackage.json', range: startOfFile }, {}));
  }
  if (root === null) {
    if (syntax.length === 0) {
      const parameters = { where: { zh: '数据字典', en: 'the dictionary ' }, property: 'resources' };
      diagnostics.push(report(problems.missingProperty, { file, range: startOfFile }, parameters));
    }
    return nothing(diagnostics);
  }
  const packs = root.kind === 'map' ? packsIn(files) : [];
  const whole = root.kind === 'map' && packs.length > 0 ? withPacks(root, packs, diagnostics) : root;
  diagnostics.push(...checkShape(whole));
  if (whole.kind !== 'map') return nothing(diagnostics);
  const uses = readUses(whole, diagnostics);
  return { ...readPackage(whole, diagnostics), packs: packs.map(({ folder, name }) => ({ folder, name })), uses };
}

function nothing(diagnostics: readonly Diagnostic[]): ReadDictionary {
  return {
    dictionary: { entities: new Map() },
    resources: new Map(),
    diagnostics,
    places: new Map(),
    uses: [],
    packs: [],
  };
}

function readPackage(root: MapTree, diagnostics: Diagnostic[]): Omit<ReadDictionary, 'uses' | 'packs'> {
  const drafts = new Map<string, Draft>();
  for (const { name, tree } of namedItems(itemsAt(root, 'resources'), diagnostics)) {
    drafts.set(name.source, readEntity(name, tree, diagnostics));
  }
  const entities = new Map<string, Entity>();
  for (const [name, draft] of drafts) {
    const referring = { ...draft.entity, references: readReferences(draft, drafts, diagnostics) };
    const lines = readLines(draft, referring, diagnostics);
    entities.set(name, {
      ...referring,
      reports: readReports(draft, referring, diagnostics),
      ...(lines === null ? {} : { lines }),
    });
  }
  const resources = new Map<string, Resource>();
  const places = new Map<string, EntityPlaces>();
  for (const [name, entity] of entities) {
    const draft = drafts.get(name) as Draft;
    resources.set(name, { ...draft.resource, entity });
    places.set(name, { entity: draft.resource.place, fields: draft.resource.fieldPlaces });
  }
  const publication = readPublication(root);
  const dictionary = { entities, ...(publication === null ? {} : { publication }) };
  return { dictionary, resources, diagnostics, places };
}

function readPublication(root: MapTree): Publication | null {
  const of = localizedAt(root, 'title');
  const tree = mapAt(root, 'zhunsheng:publication');
  if (tree === null) return of === null ? null : { of, title: null, smallestCell: null };
  return { of, title: localizedAt(tree, 'title'), smallestCell: numberAt(tree, 'smallest-cell') };
}

const usableName = /^[\p{L}_][\p{L}\p{M}\p{N}_-]{0,59}$/u;

/** Maps with a usable `name` of their own; DuckDB and file systems don't tell upper from lower case. */
function namedItems(items: readonly Tree[], diagnostics: Diagnostic[]): { name: ScalarTree; tree: MapTree }[] {
  const seen = new Map<string, ScalarTree>();
  return items.flatMap((tree) => {
    const name = tree.kind === 'map' ? scalarAt(tree, 'name') : null;
    if (tree.kind !== 'map' || name === null || typeof name.value !== 'string') return [];
    if (!usableName.test(name.source)) {
      diagnostics.push(report(problems.badName, name.place, { name: name.source.slice(0, 60) }));
      return [];
    }
    const first = seen.get(name.source.toLowerCase());
    if (first !== undefined) {
      const related = [{ place: first.place, message: { zh: '第一次在这里', en: 'first written here' } }];
      diagnostics.push(report(problems.duplicateName, name.place, { name: name.source }, { related }));
      return [];
    }
    seen.set(name.source.toLowerCase(), name);
    return [{ name, tree }];
  });
}

function readEntity(name: ScalarTree, tree: MapTree, diagnostics: Diagnostic[]): Draft {
  const schema = mapAt(tree, 'schema') ?? { kind: 'map', place: tree.place, flow: false, entries: [] };
  const missingValues = readMissingValues(schema) ?? [''];
  const fields = new Map<string, Field>();
  const formats = new Map<string, CellFormat>();
  const fieldPlaces = new Map<string, Place>();
  for (const { name: fieldName, tree: fieldTree } of namedItems(itemsAt(schema, 'fields'), diagnostics)) {
    const { field, format } = readField(fieldName.source, fieldTree, missingValues, diagnostics);
    fields.set(field.name, field);
    formats.set(field.name, format);
    fieldPlaces.set(field.name, fieldName.place);
  }
  const valid = readValid(name.source, tree, fields, diagnostics);
  const key = readKey(name.source, schema, fields, valid?.from ?? null, diagnostics);
  for (const field of textsBeforeLast(key, fields)) {
    fields.set(field.name, { ...field, constraints: { ...field.constraints, noSlash: true } });
  }
  const uniqueKeys = [
    ...[...fields.values()].filter(({ constraints }) => constraints.unique).map((field) => [field.name]),
    ...itemsAt(schema, 'uniqueKeys').map((item) => {
      const written =
        item.kind === 'list' ? item.items.filter((one) => one.kind === 'scalar') : item.kind === 'scalar' ? [item] : [];
      return knownFields(name.source, written, fields, diagnostics);
    }),
  ].filter((unique) => unique.length > 0);
  return {
    tree,
    schema,
    entity: {
      name: name.source,
      title: localizedAt(tree, 'title') ?? { zh: name.source, en: name.source },
      fields,
      key,
      references: new Map(),
      valid,
      reports: null,
    },
    resource: {
      place: name.place,
      fieldPlaces,
      sources: readSources(name, tree, diagnostics),
      inline: readInline(tree),
      encoding: readEncoding(tree, diagnostics),
      dialect: readDialect(tree),
      formats,
      uniqueKeys,
    },
  };
}

function readValid(
  entity: string,
  tree: MapTree,
  fields: ReadonlyMap<string, Field>,
  diagnostics: Diagnostic[],
): Entity['valid'] {
  const valid = mapAt(tree, 'zhunsheng:valid');
  if (valid === null) return null;
  const dateField = (end: 'from' | 'to'): string | null => {
    const written = scalarAt(valid, end);
    if (written === null) return null;
    const [name] = knownFields(entity, [written], fields, diagnostics);
    const field = name === undefined ? undefined : fields.get(name);
    if (field === undefined) return null;
    if (field.type.kind === 'date') return field.name;
    const use = { zh: 'zhunsheng:valid', en: 'zhunsheng:valid' };
    const parameters = { use, expected: 'date', field: field.name, type: field.type.kind };
    diagnostics.push(report(problems.wrongFieldType, written.place, parameters));
    return null;
  };
  const from = dateField('from');
  const to = dateField('to');
  return from === null ? null : { from, to };
}

/** Without the field from which a version is in force: two rows with one key are then versions of one record. */
function readKey(
  entity: string,
  schema: MapTree,
  fields: ReadonlyMap<string, Field>,
  validFrom: string | null,
  diagnostics: Diagnostic[],
): readonly string[] {
  const written = textsAt(schema, 'primaryKey');
  const known = knownFields(entity, written, fields, diagnostics);
  for (const { source, place } of written) {
    if (fields.get(source)?.sensitive === true)
      diagnostics.push(report(problems.sensitiveKey, place, { field: source }));
  }
  const key = known.filter((name) => name !== validFrom);
  if (key.length === 0 && known.length === written.length) {
    diagnostics.push(report(problems.noKey, placeOf(schema, 'primaryKey'), { entity }));
  }
  return key;
}

/** The fields of a key in which a `/` would make its text ambiguous: with none in them, what follows is the last text's. */
function textsBeforeLast(key: readonly string[], fields: ReadonlyMap<string, Field>): readonly Field[] {
  const texts = key.flatMap((name) => {
    const field = fields.get(name);
    return field !== undefined && (field.type.kind === 'text' || field.type.kind === 'code') ? [field] : [];
  });
  return texts.slice(0, -1);
}
