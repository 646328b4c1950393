/** What can only be seen where all rows of the data meet: keys, versions, unique values, references. In memory. */
import * as problems from '../diagnostics/registry/data.ts';
import type { Resource } from '../dictionary/resource.ts';
import type { Cell, Dictionary, Entity, Reference } from '../model/dictionary.ts';
import { keyText } from '../model/key.ts';
import { type DataFinding, finding } from './finding.ts';

/** A record with where it stands. `cells` may still lose values that should be unique. */
export interface PlacedRow {
  readonly file: string;
  readonly row: number;
  readonly cells: Cell[];
}

/** The rows that remain: the first of each key, or of the versions that overlap. Values that should be unique and aren't go. */
export function settle(resource: Resource, rows: readonly PlacedRow[], findings: DataFinding[]): PlacedRow[] {
  const kept =
    resource.entity.valid === null
      ? firstOfKeys(resource.entity, rows, findings)
      : versions(resource.entity, rows, findings);
  for (const fields of resource.uniqueKeys) checkUnique(resource.entity, fields, kept, findings);
  return kept;
}

/** Fields of an entity that a file lacks altogether: one finding tells of it, not one for each row. */
export type Absent = ReadonlyMap<string, ReadonlySet<string>>;

/** Names rows whose references lead nowhere. `tables` has the entities that are not missing. */
export function checkReferences(
  { entities }: Dictionary,
  tables: ReadonlyMap<string, readonly PlacedRow[]>,
  absent: ReadonlyMap<string, Absent>,
  findings: DataFinding[],
): void {
  const keys = new Map<string, Set<string>>();
  const keysOf = (entity: Entity): Set<string> | null => {
    const rows = tables.get(entity.name);
    if (rows === undefined) return null;
    const known =
      keys.get(entity.name) ?? new Set(rows.map(({ cells }) => identity(pick(entity, entity.key)(cells)) ?? ''));
    keys.set(entity.name, known);
    return known;
  };
  for (const [name, rows] of tables) {
    const entity = entities.get(name);
    for (const reference of entity?.references.values() ?? []) {
      const target = entities.get(reference.target);
      const targets = target === undefined ? null : keysOf(target);
      if (entity === undefined || targets === null) continue;
      checkReference(entity, reference, rows, targets, absent.get(name) ?? new Map(), findings);
    }
  }
}

/** What makes two keys the same, unlike their text where a part holds a `/`; null where a part is unknown. */
function identity(cells: readonly Cell[]): string | null {
  return cells.includes(null) ? null : cells.map(String).join('\u0000');
}

export interface Version {
  readonly file: string;
  readonly row: number;
  readonly key: string;
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Of the versions of one record, in order, those that overlap with an earlier one that is kept. One that ends before it begins
 * is never in force and overlaps with nothing.
 */
export function overlapping<V extends Version>(ordered: readonly V[]): { readonly version: V; readonly first: V }[] {
  const kept: V[] = [];
  const dropped: { version: V; first: V }[] = [];
  for (const version of ordered) {
    if (isEmpty(version)) continue;
    const first = kept.find((other) => startsBy(version, other) && startsBy(other, version));
    if (first === undefined) kept.push(version);
    else dropped.push({ version, first });
  }
  return dropped;
}

export function overlapFinding({
  first,
  version,
}: {
  readonly version: Version;
  readonly first: Version;
}): DataFinding {
  const parameters = { key: version.key, first: first.row, file: first.file };
  return finding(problems.overlappingVersions, version, parameters);
}

function isEmpty({ from, to }: Version): boolean {
  return from !== null && to !== null && to < from;
}

/** Whether `a` has begun before `b` is over. */
function startsBy(a: Version, b: Version): boolean {
  return a.from === null || b.to === null || a.from <= b.to;
}

function pick(entity: Entity, fields: readonly string[]): (cells: readonly Cell[]) => Cell[] {
  const order = [...entity.fields.keys()];
  const at = fields.map((field) => order.indexOf(field));
  return (cells) => at.map((index) => cells[index] ?? null);
}

function firstOfKeys(entity: Entity, rows: readonly PlacedRow[], findings: DataFinding[]): PlacedRow[] {
  const keyOf = pick(entity, entity.key);
  const first = new Map<string, PlacedRow>();
  return rows.filter((placed) => {
    const key = keyOf(placed.cells);
    const id = identity(key) ?? '';
    const other = first.get(id);
    if (other === undefined) {
      first.set(id, placed);
      return true;
    }
    const parameters = { key: keyText(entity, entity.key, key) ?? '', first: other.row, file: other.file };
    findings.push(finding(problems.duplicateKey, placed, parameters));
    return false;
  });
}

function versions(entity: Entity, rows: readonly PlacedRow[], findings: DataFinding[]): PlacedRow[] {
  const keyOf = pick(entity, entity.key);
  const datesOf = pick(entity, [entity.valid?.from ?? '', entity.valid?.to ?? '']);
  const byKey = new Map<string, (Version & { readonly placed: PlacedRow })[]>();
  for (const placed of rows) {
    const key = keyOf(placed.cells);
    const [from, to] = datesOf(placed.cells) as [string | null, string | null];
    const { file, row } = placed;
    if (from !== null && to !== null && to < from) {
      findings.push(finding(problems.endsBeforeStart, placed, { from, to }));
    }
    const id = identity(key) ?? '';
    const version = { file, row, key: keyText(entity, entity.key, key) ?? '', from, to, placed };
    const others = byKey.get(id);
    if (others === undefined) byKey.set(id, [version]);
    else others.push(version);
  }
  const dropped = new Set<PlacedRow>();
  for (const group of byKey.values()) {
    for (const overlap of overlapping(group)) {
      dropped.add(overlap.version.placed);
      findings.push(overlapFinding(overlap));
    }
  }
  return rows.filter((placed) => !dropped.has(placed));
}

/** The first keeps its value; versions of one record may share it. A value of one field becomes unknown. */
function checkUnique(
  entity: Entity,
  fields: readonly string[],
  rows: readonly PlacedRow[],
  findings: DataFinding[],
): void {
  const valuesOf = pick(entity, fields);
  const keyOf = pick(entity, entity.key);
  const at = [...entity.fields.keys()].indexOf(fields[0] ?? '');
  const first = new Map<string, PlacedRow>();
  for (const placed of rows) {
    const id = identity(valuesOf(placed.cells));
    if (id === null) continue;
    const other = first.get(id);
    if (other === undefined) {
      first.set(id, placed);
    } else if (identity(keyOf(other.cells)) !== identity(keyOf(placed.cells))) {
      const where = { file: placed.file, row: placed.row, column: fields.join(',') };
      findings.push(finding(problems.notUnique, where, { first: other.row, file: other.file }));
      if (fields.length === 1) placed.cells[at] = null;
    }
  }
}

function checkReference(
  entity: Entity,
  reference: Reference,
  rows: readonly PlacedRow[],
  targets: ReadonlySet<string>,
  absent: Absent,
  findings: DataFinding[],
): void {
  const cellsOf = pick(entity, reference.fields);
  for (const placed of rows) {
    const { file, row } = placed;
    const cells = cellsOf(placed.cells);
    const id = identity(cells);
    if (id !== null && targets.has(id)) continue;
    if (id !== null) {
      const parameters = { target: reference.target, key: keyText(entity, reference.fields, cells) ?? '' };
      findings.push(finding(problems.danglingReference, { file, row, column: reference.fields.join(',') }, parameters));
    } else if (isRemarkable(entity, reference, absent.get(file))) {
      const column = reference.fields.join(',');
      findings.push(finding(problems.blankReference, { file, row, column }, { target: reference.target }));
    }
  }
}

/** Nothing is above the top: a reference to the entity itself may be blank. */
export function isRemarkable(entity: Entity, reference: Reference, absent: ReadonlySet<string> | undefined): boolean {
  return reference.target !== entity.name && !reference.fields.some((field) => absent?.has(field) === true);
}
