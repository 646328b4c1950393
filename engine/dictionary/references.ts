/** Foreign keys become references between entities; what a report reports rests on one of them. */
import { report } from '../diagnostics/define.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { suggestion } from '../diagnostics/nearest.ts';
import * as problems from '../diagnostics/registry/dictionary.ts';
import { lineNothing } from '../diagnostics/registry/report.ts';
import type { Entity, FieldType, Lines, Reference } from '../model/dictionary.ts';
import { get, type MapTree, type ScalarTree } from '../yaml/tree.ts';
import type { Draft } from './draft.ts';
import { knownFields } from './known-fields.ts';
import { mapAt, placeOf, scalarAt, textsAt } from './parts.ts';

/**
 * The references of an entity by name: the field's name for a key of one field, the target's for a key of several (or
 * `zhunsheng:name`).
 */
export function readReferences(
  draft: Draft,
  drafts: ReadonlyMap<string, Draft>,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Reference> {
  const references = new Map<string, Reference>();
  for (const tree of foreignKeys(draft.schema)) {
    const reference = readReference(draft, tree, drafts, diagnostics);
    if (reference === null) continue;
    if (references.has(reference.name)) {
      const parameters = { entity: draft.entity.name, name: reference.name };
      diagnostics.push(report(problems.referenceTwice, tree.place, parameters));
    } else {
      references.set(reference.name, reference);
    }
  }
  return references;
}

/** What `zhunsheng:reports` says: for which reference, given by its name or its target's, and the month's field. */
export function readReports(draft: Draft, entity: Entity, diagnostics: Diagnostic[]): Entity['reports'] {
  const tree = mapAt(draft.tree, 'zhunsheng:reports');
  if (tree === null) return null;
  const about = scalarAt(tree, 'for');
  const written = scalarAt(tree, 'month');
  if (about === null || written === null) return null;
  const [month] = knownFields(entity.name, [written], entity.fields, diagnostics);
  const field = month === undefined ? undefined : entity.fields.get(month);
  if (field !== undefined && field.type.kind !== 'month') {
    const use = { zh: 'zhunsheng:reports', en: 'zhunsheng:reports' };
    const parameters = { use, expected: 'yearmonth', field: field.name, type: field.type.kind };
    diagnostics.push(report(problems.wrongFieldType, written.place, parameters));
  }
  const reference = referenceNamed(entity, about.source);
  if (reference === null) {
    const names = [...entity.references.values()].flatMap(({ name, target }) => [name, target]);
    const parameters = {
      entity: entity.name,
      target: about.source,
      suggestion: suggestion(about.source, new Set(names)),
    };
    diagnostics.push(report(problems.reportsNothing, about.place, parameters));
  }
  return reference === null || field?.type.kind !== 'month' ? null : { reference: reference.name, month: field.name };
}

/** The references to the two lines that a record answers to; null where the descriptor names none. */
export function readLines(draft: Draft, entity: Entity, diagnostics: Diagnostic[]): Lines | null {
  const tree = mapAt(draft.tree, 'zhunsheng:lines');
  if (tree === null) return null;
  const line = (name: keyof Lines): string | null => {
    const written = scalarAt(tree, name);
    if (written === null) return null;
    const reference = referenceNamed(entity, written.source);
    if (reference !== null) return reference.name;
    const names = [...entity.references.values()].flatMap((each) => [each.name, each.target]);
    const parameters = {
      entity: entity.name,
      target: written.source,
      suggestion: suggestion(written.source, new Set(names)),
    };
    diagnostics.push(report(lineNothing, written.place, parameters));
    return null;
  };
  return { territory: line('territory'), department: line('department') };
}

/** By its name, or by its target's where no field has that name and only one reference leads there. */
export function referenceNamed(entity: Entity, name: string): Reference | null {
  const own = entity.references.get(name);
  if (own !== undefined) return own;
  const there = [...entity.references.values()].filter(({ target }) => target === name);
  return there.length === 1 && !entity.fields.has(name) ? (there[0] ?? null) : null;
}

/** Version 1 of the standard also has a single foreign key without a list. */
function foreignKeys(schema: MapTree): readonly MapTree[] {
  const tree = get(schema, 'foreignKeys');
  const items = tree?.kind === 'list' ? tree.items : tree === undefined ? [] : [tree];
  return items.filter((item) => item.kind === 'map');
}

function readReference(
  draft: Draft,
  tree: MapTree,
  drafts: ReadonlyMap<string, Draft>,
  diagnostics: Diagnostic[],
): Reference | null {
  const { entity } = draft;
  const there = mapAt(tree, 'reference');
  if (there === null) return null;
  const own = textsAt(tree, 'fields');
  const known = knownFields(entity.name, own, entity.fields, diagnostics);
  for (const { source, place } of own) {
    if (entity.fields.get(source)?.sensitive === true) {
      diagnostics.push(report(problems.sensitiveKey, place, { field: source }));
    }
  }
  // Nothing, or an empty name, is the resource itself.
  const named = scalarAt(there, 'resource');
  const resource = named === null || named.source === '' ? entity.name : named.source;
  const target = drafts.get(resource)?.entity;
  if (target === undefined) {
    const parameters = { resource, suggestion: suggestion(resource, drafts.keys()) };
    diagnostics.push(report(problems.unknownResource, placeOf(there, 'resource'), parameters));
    return null;
  }
  const foreign = textsAt(there, 'fields');
  const knownThere = knownFields(target.name, foreign, target.fields, diagnostics);
  if (known.length !== own.length || knownThere.length !== foreign.length || own.length === 0) return null;
  const pairs = new Map(foreign.map(({ source }, index) => [source, own[index]]));
  if (
    own.length !== foreign.length ||
    foreign.length !== target.key.length ||
    target.key.some((field) => !pairs.has(field))
  ) {
    const parameters = {
      target: target.name,
      key: target.key.join(', '),
      fields: foreign.map(({ source }) => source).join(', '),
    };
    diagnostics.push(report(problems.foreignKeyTarget, placeOf(there, 'fields'), parameters));
    return null;
  }
  const ordered = target.key.map((field) => pairs.get(field) as ScalarTree);
  const differing = target.key.findIndex((field, index) => !sameType(entity, ordered[index]?.source, target, field));
  if (differing !== -1) {
    const [field, targetField] = [ordered[differing] as ScalarTree, target.key[differing] as string];
    const parameters = {
      field: field.source,
      type: entity.fields.get(field.source)?.type.kind ?? '',
      target: target.name,
      targetField,
      targetType: target.fields.get(targetField)?.type.kind ?? '',
    };
    diagnostics.push(report(problems.foreignKeyTypes, field.place, parameters));
    return null;
  }
  const [single] = ordered;
  const name =
    scalarAt(tree, 'zhunsheng:name')?.source ?? (ordered.length === 1 && single ? single.source : target.name);
  return { name, target: target.name, fields: ordered.map(({ source }) => source) };
}

function sameType(entity: Entity, field: string | undefined, target: Entity, targetField: string): boolean {
  const one = entity.fields.get(field ?? '')?.type;
  const other = target.fields.get(targetField)?.type;
  return one !== undefined && other !== undefined && family(one) === family(other);
}

/** Codes are texts. */
function family({ kind }: FieldType): string {
  return kind === 'code' ? 'text' : kind;
}
