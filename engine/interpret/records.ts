/**
 * The records of a dataset as a moment sees them: which exist, where their references lead, which belong to a subject, which
 * months were reported. Each index is made when it is first asked for, and once; semantics.md, "Records and their versions".
 */
import type { CivilDate } from '../calendar/civil-date.ts';
import { type Moment, monthsFrom } from '../calendar/period.ts';
import type { Dataset } from '../model/dataset.ts';
import type { Cell, Dictionary, Entity } from '../model/dictionary.ts';
import { keyCellText } from '../model/key.ts';
import type { FactPath, Link } from '../model/policy.ts';
import type { Truth } from '../model/truth.ts';
import { lazily, memo } from './memo.ts';

/** One row; of an entity with versions, one version of a record. */
export interface EntityRecord {
  readonly entity: Entity;
  /** As subjects and evidence name it. */
  readonly key: string;
  /** The same for all versions of one record, and different for different records even where their keys read alike. */
  readonly identity: string;
  readonly cells: readonly Cell[];
}

export interface Records {
  isMissing(entity: string): boolean;
  /** Those in force on the day judged, in the order of the rows. */
  existing(entity: string): readonly EntityRecord[];
  /** The existing record with a key. */
  find(entity: string, key: string): EntityRecord | null;
  /** The cell as it stands in the data, whatever the as-of date. */
  cell(record: EntityRecord, field: string): Cell;
  /** Where references lead, one after the other; null is nowhere. */
  follow(record: EntityRecord, through: readonly string[]): EntityRecord | null;
  /** The existing records of `source` that belong to a subject. */
  linked(source: string, link: Link, subject: EntityRecord): readonly EntityRecord[];
  /** Whether a date places the record in the period; `true` without one. */
  placed(record: EntityRecord, during: FactPath | null): Truth;
  /** The months, `YYYY-MM`, for which a report about the record is due and none exists. */
  unreported(reportedBy: string, subject: EntityRecord): readonly string[];
}

export function recordsAt(dictionary: Dictionary, dataset: Dataset, { period, asOf, judged }: Moment): Records {
  const monthsDue = lazily(() => monthsFrom(period.first, period.last).filter(({ first }) => first <= judged));
  const nobody: readonly EntityRecord[] = [];

  const columnsOf = memo(
    (entity: Entity): ReadonlyMap<string, number> =>
      new Map([...entity.fields.keys()].map((name, index) => [name, index])),
  );
  const rowsOf = memo((name: string): readonly EntityRecord[] => {
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
  /** The readers keep one row of a key in force; were there more, the first counts. */
  const existingOf = memo((name: string): readonly EntityRecord[] => {
    if (entityNamed(name).valid === null) return rowsOf(name);
    const inForce = new Map<string, EntityRecord>();
    for (const record of rowsOf(name)) {
      if (isInForce(record, judged, judged) && !inForce.has(record.identity)) inForce.set(record.identity, record);
    }
    return [...inForce.values()];
  });
  const namedOf = memo((name: string) => new Map(existingOf(name).map((record) => [record.key, record])));
  const versionsOf = memo((name: string) => groupBy(rowsOf(name), ({ identity }) => identity));
  /** Where a reference leads: the version that began last by the day judged. */
  const referredOf = memo((name: string): ReadonlyMap<string, EntityRecord> => {
    const referred = new Map<string, EntityRecord>();
    for (const record of rowsOf(name)) {
      const earlier = referred.get(record.identity);
      if (start(record) > judged || (earlier !== undefined && start(record) <= start(earlier))) continue;
      referred.set(record.identity, record);
    }
    return referred;
  });
  /** The existing records of a source by the identity that the last reference of a link holds. */
  const linkedOf = memo((source: string) =>
    memo((link: string) => {
      const steps = link.split('\u0000');
      const last = steps.pop() as string;
      return groupBy(existingOf(source), (record) => {
        const holder = follow(record, steps);
        return holder === null ? null : identityAt(holder.cells, referencePositions(holder.entity)(last));
      });
    }),
  );
  const referencePositions = memo((entity: Entity) =>
    memo((name: string): readonly number[] => {
      const reference = entity.references.get(name);
      if (reference === undefined) throw new Error(`${entity.name} has no reference ${name}`);
      return reference.fields.map((field) => columnOf(entity, field));
    }),
  );

  function isMissing(entity: string): boolean {
    return dataset.get(entity)?.state !== 'present';
  }

  function find(entity: string, key: string): EntityRecord | null {
    return namedOf(entity).get(key) ?? null;
  }

  function cell(record: EntityRecord, field: string): Cell {
    return record.cells[columnOf(record.entity, field)] ?? null;
  }

  function follow(record: EntityRecord, through: readonly string[]): EntityRecord | null {
    let at: EntityRecord | null = record;
    for (const name of through) {
      const identity = identityAt(at.cells, referencePositions(at.entity)(name));
      const target = at.entity.references.get(name)?.target as string;
      at = identity === null ? null : (referredOf(target).get(identity) ?? null);
      if (at === null) return null;
    }
    return at;
  }

  /** The subject exists or is where a reference leads, so that a reference with its identity leads to it. */
  function linked(source: string, link: Link, subject: EntityRecord): readonly EntityRecord[] {
    return linkedOf(source)(link.join('\u0000')).get(subject.identity) ?? nobody;
  }

  function placed(record: EntityRecord, during: FactPath | null): Truth {
    if (during === null) return 'true';
    const holder = follow(record, during.through);
    const day = holder === null ? null : cell(holder, during.fact);
    if (holder === null || day === null) return 'unknown';
    const first = String(day);
    if (first > asOf) return 'false';
    const last = holder.entity.fields.get(during.fact)?.type.kind === 'month' ? lastOfMonth(first) : first;
    return period.first <= first && last <= period.last ? 'true' : 'false';
  }

  function unreported(reportedBy: string, subject: EntityRecord): readonly string[] {
    const about = entityNamed(reportedBy).reports;
    if (about === null) throw new Error(`${reportedBy} reports nothing`);
    const reports = linked(reportedBy, [about.reference], subject);
    const reported = new Set(reports.map((report) => String(cell(report, about.month)).slice(0, 7)));
    const versions = versionsOf(subject.entity.name).get(subject.identity) ?? nobody;
    return monthsDue()
      .filter(({ name }) => !reported.has(name))
      .filter(({ first, last }) => versions.some((version) => isInForce(version, first, last)))
      .map(({ name }) => name);
  }

  /** Whether the row is in force on a day of a span. */
  function isInForce(record: EntityRecord, first: CivilDate, last: CivilDate): boolean {
    const { valid } = record.entity;
    const to = valid === null || valid.to === null ? null : cell(record, valid.to);
    return start(record) <= last && (to === null || String(to) >= first);
  }

  /** Before every day where it is not known. */
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

  return { isMissing, existing: existingOf, find, cell, follow, linked, placed, unreported };
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

function groupBy(
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

function lastOfMonth(first: CivilDate): CivilDate {
  return monthsFrom(first, first)[0]?.last ?? first;
}
