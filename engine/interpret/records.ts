/**
 * The records of a dataset as a moment sees them: which exist, where their references lead, which belong to a subject, which
 * months were reported. Each index is made when it is first asked for, and once; semantics.md, "Records and their versions".
 */
import type { CivilDate } from '../calendar/civil-date.ts';
import { type Moment, monthsFrom } from '../calendar/period.ts';
import type { Dataset } from '../model/dataset.ts';
import type { Cell, Dictionary, Entity } from '../model/dictionary.ts';
import { keyText } from '../model/key.ts';
import type { FactPath, Link } from '../model/policy.ts';
import type { Truth } from '../model/truth.ts';

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
  const columns = new Map<Entity, ReadonlyMap<string, number>>();
  const rows = new Map<string, EntityIndex>();
  const links = new Map<string, ReadonlyMap<string, readonly EntityRecord[]>>();
  const reports = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();
  const nobody: readonly EntityRecord[] = [];
  const monthsDue = lazily(() => monthsFrom(period.first, period.last).filter(({ first }) => first <= judged));

  function isMissing(entity: string): boolean {
    return dataset.get(entity)?.state !== 'present';
  }

  function existing(entity: string): readonly EntityRecord[] {
    return indexOf(entity).existing;
  }

  function find(entity: string, key: string): EntityRecord | null {
    return indexOf(entity).named.get(key) ?? null;
  }

  function cell(record: EntityRecord, field: string): Cell {
    return record.cells[columnOf(record.entity, field)] ?? null;
  }

  function follow(record: EntityRecord, through: readonly string[]): EntityRecord | null {
    let at: EntityRecord | null = record;
    for (const name of through) {
      const reference = at.entity.references.get(name);
      if (reference === undefined) throw new Error(`${at.entity.name} has no reference ${name}`);
      const from: EntityRecord = at;
      const key = identityOf(reference.fields.map((field) => cell(from, field)));
      at = key === null ? null : (indexOf(reference.target).referred.get(key) ?? null);
      if (at === null) return null;
    }
    return at;
  }

  function linked(source: string, link: Link, subject: EntityRecord): readonly EntityRecord[] {
    const name = [source, ...link].join('\u0000');
    let groups = links.get(name);
    if (groups === undefined) {
      groups = groupBySubject(source, link);
      links.set(name, groups);
    }
    return groups.get(subject.identity) ?? nobody;
  }

  function groupBySubject(source: string, link: Link): ReadonlyMap<string, readonly EntityRecord[]> {
    const groups = new Map<string, EntityRecord[]>();
    for (const record of existing(source)) {
      const subject = follow(record, link);
      if (subject !== null) addTo(groups, subject.identity, record);
    }
    return groups;
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
    const versions = indexOf(subject.entity.name).versions.get(subject.identity) ?? nobody;
    const reported = reportedMonths(reportedBy).get(subject.identity);
    return monthsDue()
      .filter((month) => versions.some((version) => isInForce(version, month.first, month.last)))
      .map(({ name }) => name)
      .filter((name) => !reported?.has(name));
  }

  function reportedMonths(reportedBy: string): ReadonlyMap<string, ReadonlySet<string>> {
    const known = reports.get(reportedBy);
    if (known !== undefined) return known;
    const months = new Map<string, Set<string>>();
    for (const report of existing(reportedBy)) {
      const about = report.entity.reports;
      if (about === null) throw new Error(`${reportedBy} reports nothing`);
      const subject = follow(report, [about.reference]);
      const month = cell(report, about.month);
      if (subject === null || month === null) continue;
      const filed = months.get(subject.identity) ?? new Set();
      months.set(subject.identity, filed.add(String(month).slice(0, 7)));
    }
    reports.set(reportedBy, months);
    return months;
  }

  function indexOf(name: string): EntityIndex {
    const known = rows.get(name);
    if (known !== undefined) return known;
    const index = makeIndex(name);
    rows.set(name, index);
    return index;
  }

  function makeIndex(name: string): EntityIndex {
    const entity = dictionary.entities.get(name);
    if (entity === undefined) throw new Error(`no entity ${name}`);
    const table = dataset.get(name);
    const inForce = new Map<string, EntityRecord>();
    const referred = new Map<string, EntityRecord>();
    const versions = new Map<string, EntityRecord[]>();
    for (const { cells } of table?.state === 'present' ? table.rows : []) {
      const keyCells = entity.key.map((field) => cells[columnOf(entity, field)] ?? null);
      const key = keyText(keyCells);
      const identity = identityOf(keyCells);
      if (key === null || identity === null) continue;
      const record: EntityRecord = { entity, key, identity, cells };
      if (isInForce(record, judged, judged) && !inForce.has(identity)) inForce.set(identity, record);
      if (startsBy(record, judged) && startsLater(record, referred.get(identity))) referred.set(identity, record);
      addTo(versions, identity, record);
    }
    const existing = [...inForce.values()];
    return { existing, named: new Map(existing.map((record) => [record.key, record])), referred, versions };
  }

  /** Whether the row is in force on a day of a span. */
  function isInForce(record: EntityRecord, first: CivilDate, last: CivilDate): boolean {
    const { valid } = record.entity;
    const to = valid === null || valid.to === null ? null : cell(record, valid.to);
    return startsBy(record, last) && (to === null || String(to) >= first);
  }

  function startsBy(record: EntityRecord, day: CivilDate): boolean {
    return start(record) <= day;
  }

  function startsLater(record: EntityRecord, than: EntityRecord | undefined): boolean {
    return than === undefined || start(record) > start(than);
  }

  /** Before every day where it is not known. */
  function start(record: EntityRecord): string {
    const { valid } = record.entity;
    return valid === null ? '' : String(cell(record, valid.from) ?? '');
  }

  function columnOf(entity: Entity, field: string): number {
    let positions = columns.get(entity);
    if (positions === undefined) {
      positions = new Map([...entity.fields.keys()].map((name, index) => [name, index]));
      columns.set(entity, positions);
    }
    const position = positions.get(field);
    if (position === undefined) throw new Error(`${entity.name} has no field ${field}`);
    return position;
  }

  return { isMissing, existing, find, cell, follow, linked, placed, unreported };
}

interface EntityIndex {
  /** In force on the day judged. */
  readonly existing: readonly EntityRecord[];
  /** The existing ones by key. */
  readonly named: ReadonlyMap<string, EntityRecord>;
  /** Where a reference leads, by identity. */
  readonly referred: ReadonlyMap<string, EntityRecord>;
  /** Every row, by identity. */
  readonly versions: ReadonlyMap<string, readonly EntityRecord[]>;
}

/** Unlike the key as text, different for different cells: `a/b`, `c` is not `a`, `b/c`. Null where a cell is unknown. */
function identityOf(cells: readonly Cell[]): string | null {
  return cells.includes(null) ? null : cells.map(String).join('\u0000');
}

function addTo(groups: Map<string, EntityRecord[]>, name: string, record: EntityRecord): void {
  const group = groups.get(name);
  if (group === undefined) groups.set(name, [record]);
  else group.push(record);
}

function lastOfMonth(first: CivilDate): CivilDate {
  return monthsFrom(first, first)[0]?.last ?? first;
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
