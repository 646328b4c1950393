/**
 * The records of a dataset as a moment sees them: which exist, where their references lead, which belong to a subject, which
 * months were reported. Each index is made when it is first asked for, and once; what no moment changes is the rows' own.
 */

import type { CivilDate } from '../calendar/civil-date.ts';
import { type Moment, monthsFrom, periodOf } from '../calendar/period.ts';
import type { FactPath, Link } from '../model/policy.ts';
import type { Truth } from '../model/truth.ts';
import { lazily, memo } from './memo.ts';
import { type EntityRecord, groupBy, type Rows } from './rows.ts';

export interface Records extends Pick<Rows, 'isMissing' | 'cell'> {
  /** Those in force on the day judged, in the order of the rows. */
  existing(entity: string): readonly EntityRecord[];
  /** The existing record with a key. */
  find(entity: string, key: string): EntityRecord | null;
  /** The existing version of a record that is known from another moment. */
  same(record: EntityRecord): EntityRecord | null;
  /** Whether a version of the record is in force on a day. */
  existsOn(record: EntityRecord, day: CivilDate): boolean;
  /** Where references lead, one after the other; null is nowhere. */
  follow(record: EntityRecord, through: readonly string[]): EntityRecord | null;
  /** The existing records of `source` that belong to a subject. */
  linked(source: string, link: Link, subject: EntityRecord): readonly EntityRecord[];
  /** Whether a date places the record in the period; `true` without one. */
  placed(record: EntityRecord, during: FactPath | null): Truth;
  /** Whether the record has been entered by the day and not left; the dates as they stand in the data. */
  present(record: EntityRecord, entered: FactPath, left: FactPath, day: CivilDate): Truth;
  /** The months, `YYYY-MM`, for which a report about the record is due and none exists. */
  unreported(reportedBy: string, subject: EntityRecord): readonly string[];
  /** The same records with other cells where dates are read; keys, references and validity stay as they are. */
  supposing(cell: Records['cell']): Records;
}

export function recordsAt(rows: Rows, moment: Moment): Records {
  const { period, judged } = moment;
  const monthsDue = lazily(() => monthsFrom(period.first, period.last).filter(({ first }) => first <= judged));
  const nobody: readonly EntityRecord[] = [];

  /** The readers keep one row of a key in force; were there more, the first counts. */
  const inForceOf = memo((name: string): ReadonlyMap<string, EntityRecord> => {
    const inForce = new Map<string, EntityRecord>();
    for (const record of rows.of(name)) {
      if (rows.isInForce(record, judged, judged) && !inForce.has(record.identity)) inForce.set(record.identity, record);
    }
    return inForce;
  });
  const existingOf = memo((name: string): readonly EntityRecord[] =>
    hasVersions(name) ? [...inForceOf(name).values()] : rows.of(name),
  );
  const namedOf = memo((name: string) => new Map(existingOf(name).map((record) => [record.key, record])));
  /** Where a reference leads: the version that began last by the day judged. */
  const referredOf = memo((name: string): ReadonlyMap<string, EntityRecord> => {
    const referred = new Map<string, EntityRecord>();
    for (const record of rows.of(name)) {
      const earlier = referred.get(record.identity);
      if (rows.start(record) > judged) continue;
      if (earlier !== undefined && rows.start(record) <= rows.start(earlier)) continue;
      referred.set(record.identity, record);
    }
    return referred;
  });
  /** The existing records of a source by the identity that the last reference of a link holds. */
  const linkedOf = memo((source: string) =>
    memo((link: string): ReadonlyMap<string, readonly EntityRecord[]> => {
      const steps = link.split('\u0000');
      const last = steps.pop() as string;
      if (steps.length === 0 && !hasVersions(source)) return rows.referring(source, last);
      return groupBy(existingOf(source), (record) => {
        const holder = follow(record, steps);
        return holder === null ? null : rows.referred(holder, last);
      });
    }),
  );

  function hasVersions(entity: string): boolean {
    return rows.entity(entity).valid !== null;
  }

  function find(entity: string, key: string): EntityRecord | null {
    return namedOf(entity).get(key) ?? null;
  }

  function same({ entity, identity }: EntityRecord): EntityRecord | null {
    const { name } = entity;
    if (hasVersions(name)) return inForceOf(name).get(identity) ?? null;
    return rows.versions(name).get(identity)?.[0] ?? null;
  }

  function follow(record: EntityRecord, through: readonly string[]): EntityRecord | null {
    let at: EntityRecord | null = record;
    for (const name of through) {
      const identity = rows.referred(at, name);
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

  function unreported(reportedBy: string, subject: EntityRecord): readonly string[] {
    const about = rows.entity(reportedBy).reports;
    if (about === null) throw new Error(`${reportedBy} reports nothing`);
    const reports = linked(reportedBy, [about.reference], subject);
    const reported = new Set(reports.map((report) => String(rows.cell(report, about.month)).slice(0, 7)));
    const versions = rows.versions(subject.entity.name).get(subject.identity) ?? nobody;
    return monthsDue()
      .filter(({ name }) => !reported.has(name))
      .filter(({ first, last }) => versions.some((version) => rows.isInForce(version, first, last)))
      .map(({ name }) => name);
  }

  const others: Omit<Records, 'cell' | 'placed' | 'present' | 'supposing'> = {
    isMissing: rows.isMissing,
    existing: existingOf,
    find,
    same,
    existsOn: ({ entity, identity }, day) =>
      (rows.versions(entity.name).get(identity) ?? nobody).some((version) => rows.isInForce(version, day, day)),
    follow,
    linked,
    unreported,
  };
  const seenBy = (cell: Records['cell']): Records => ({
    ...others,
    ...datesBy(cell, follow, moment),
    cell,
    supposing: seenBy,
  });
  return seenBy(rows.cell);
}

/** What the dates of records say at a moment. */
function datesBy(
  cell: Records['cell'],
  follow: Records['follow'],
  { period, asOf }: Moment,
): Pick<Records, 'placed' | 'present'> {
  function placed(record: EntityRecord, during: FactPath | null): Truth {
    if (during === null) return 'true';
    const day = dated(record, during);
    if (day === null) return 'unknown';
    if (day.first > asOf) return 'false';
    return period.first <= day.first && day.last <= period.last ? 'true' : 'false';
  }

  function present(record: EntityRecord, entered: FactPath, left: FactPath, day: CivilDate): Truth {
    const from = dated(record, entered);
    if (from === null) return 'unknown';
    const to = dated(record, left);
    return from.first > day || (to !== null && to.first <= day) ? 'false' : 'true';
  }

  /** The first and last day of what stands in a field; null where it is not known. */
  function dated(record: EntityRecord, path: FactPath): { readonly first: CivilDate; readonly last: CivilDate } | null {
    const holder = follow(record, path.through);
    const found = holder === null ? null : cell(holder, path.fact);
    if (holder === null || found === null) return null;
    const day = String(found);
    const isMonth = holder.entity.fields.get(path.fact)?.type.kind === 'month';
    return { first: day, last: isMonth ? periodOf(day, 'month').last : day };
  }

  return { placed, present };
}
