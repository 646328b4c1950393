/**
 * The rows of a dataset, whatever the moment: records by key, the versions of one record. Each index is made when it is first
 * asked for, and once, for all moments that share them; semantics.md, "Records and their versions".
 */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Dataset } from '../model/dataset.ts';
import type { Cell, Dictionary, Entity } from '../model/dictionary.ts';
import { keyCellText } from '../model/key.ts';
import { memo } from './memo.ts';

/** One row; of an entity with versions, one version of a record. */
export interface EntityRecord {
  readonly entity: Entity;
  /** As subjects and evidence name it. */
  readonly key: string;
  /** The same for all versions of one record, and different for different records even where their keys read alike. */
  readonly identity: string;
  readonly cells: readonly Cell[];
}

export interface Rows {
  isMissing(entity: string): boolean;
  entity(name: string): Entity;
  /** Those whose key is known, in their order. */
  of(entity: string): readonly EntityRecord[];
  /** By identity. */
  versions(entity: string): ReadonlyMap<string, readonly EntityRecord[]>;
  /** The cell as it stands in the data, whatever the as-of date. */
  cell(record: EntityRecord, field: string): Cell;
  /** The identity of what a record's own reference leads to; null where a cell of it is unknown. */
  referred(record: EntityRecord, reference: string): string | null;
  /** Records by the identity of what their own reference leads to. */
  referring(entity: string, reference: string): ReadonlyMap<string, readonly EntityRecord[]>;
  /** Whether the row is in force on a day of a span. */
  isInForce(record: EntityRecord, first: CivilDate, last: CivilDate): boolean;
  /** The first day in force, before every day where it is not known. */
  start(record: EntityRecord): string;
}

export function rowsOf(dictionary: Dictionary, dataset: Dataset): Rows {
  const columnsOf = memo(
    (entity: Entity): ReadonlyMap<string, number> =>
      new Map([...entity.fields.keys()].map((name, index) => [name, index])),
  );
  const of = memo((name: string): readonly EntityRecord[] => {
    const entity = entityNamed(name);
    const table = dataset.get(name);
    const positions = entity.key.map((field) => columnOf(entity, field));
    const fields = entity.key.map((field) => entity.fields.get(field));
    const records: EntityRecord[] = [];
    for (const { cells } of table?.state === 'present' ? table.rows : []) {
      const identity = identityAt(cells, positions);
      if (identity === null) continue;
      const key = fields.map((field, at) => keyCellText(field, cells[positions[at] ?? 0] ?? null)).join('/');
      records.push({ entity, key, identity, cells });
    }
    return records;
  });
  const versions = memo((name: string) => groupBy(of(name), ({ identity }) => identity));
  const positionsOf = memo((entity: Entity) =>
    memo((name: string): readonly number[] => {
      const reference = entity.references.get(name);
      if (reference === undefined) throw new Error(`${entity.name} has no reference ${name}`);
      return reference.fields.map((field) => columnOf(entity, field));
    }),
  );
  const referringOf = memo((name: string) =>
    memo((reference: string) => groupBy(of(name), (record) => referred(record, reference))),
  );

  function cell(record: EntityRecord, field: string): Cell {
    return record.cells[columnOf(record.entity, field)] ?? null;
  }

  function referred(record: EntityRecord, reference: string): string | null {
    return identityAt(record.cells, positionsOf(record.entity)(reference));
  }

  function isInForce(record: EntityRecord, first: CivilDate, last: CivilDate): boolean {
    const { valid } = record.entity;
    const to = valid === null || valid.to === null ? null : cell(record, valid.to);
    return start(record) <= last && (to === null || String(to) >= first);
  }

  function start(record: EntityRecord): string {
    const { valid } = record.entity;
    return valid === null ? '' : String(cell(record, valid.from) ?? '');
  }

  function columnOf(entity: Entity, field: string): number {
    const position = columnsOf(entity).get(field);
    if (position === undefined) throw new Error(`${entity.name} has no field ${field}`);
    return position;
  }

  function entityNamed(name: string): Entity {
    const entity = dictionary.entities.get(name);
    if (entity === undefined) throw new Error(`no entity ${name}`);
    return entity;
  }

  return {
    isMissing: (entity) => dataset.get(entity)?.state !== 'present',
    entity: entityNamed,
    of,
    versions,
    cell,
    referred,
    referring: (entity, reference) => referringOf(entity)(reference),
    isInForce,
    start,
  };
}

export function groupBy(
  records: readonly EntityRecord[],
  nameOf: (record: EntityRecord) => string | null,
): ReadonlyMap<string, readonly EntityRecord[]> {
  const groups = new Map<string, EntityRecord[]>();
  for (const record of records) {
    const name = nameOf(record);
    if (name === null) continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [record]);
    else group.push(record);
  }
  return groups;
}

/** Unlike the key as text, different for different cells: `a/b`, `c` is not `a`, `b/c`. Null where a cell is unknown. */
function identityAt(cells: readonly Cell[], positions: readonly number[]): string | null {
  let identity = '';
  for (const [index, position] of positions.entries()) {
    const cell = cells[position] ?? null;
    if (cell === null) return null;
    identity = index === 0 ? String(cell) : `${identity}\u0000${cell}`;
  }
  return identity;
}
