/**
 * Four-valued truth as SQL. Most conditions can't be empty: SQL's own three values serve, with NULL for unknown, and are as fast
 * as SQL is. Where a condition may be empty, NULL is unknown or empty, and a second expression says which.
 */

export interface SqlTruth {
  readonly sql: string;
  /** Never NULL. */
  readonly known: boolean;
  /** True exactly where the truth is unknown; null: it is never empty, so that NULL is unknown. */
  readonly unknown: string | null;
}

export const always: SqlTruth = { sql: 'TRUE', known: true, unknown: null };
export const never: SqlTruth = { sql: 'FALSE', known: true, unknown: null };
export const undecided: SqlTruth = { sql: 'NULL', known: false, unknown: null };

export function allOf(members: readonly SqlTruth[]): SqlTruth {
  if (members.some(({ sql }) => sql === 'FALSE')) return never;
  return join(
    members.filter(({ sql }) => sql !== 'TRUE'),
    'AND',
    always,
  );
}

export function anyOf(members: readonly SqlTruth[]): SqlTruth {
  if (members.some(({ sql }) => sql === 'TRUE')) return always;
  return join(
    members.filter(({ sql }) => sql !== 'FALSE'),
    'OR',
    never,
  );
}

export function notOf(truth: SqlTruth): SqlTruth {
  if (truth.sql === 'TRUE') return never;
  if (truth.sql === 'FALSE') return always;
  return truth.sql === 'NULL' ? truth : { ...truth, sql: `(NOT ${truth.sql})` };
}

/** A comparison that is NULL where it is unknown, and also where one of these says that a side is empty. */
export function decided(sql: string, known: boolean, empties: readonly (string | null)[]): SqlTruth {
  const sides = empties.filter((empty) => empty !== null);
  if (sides.length === 0) return { sql: `(${sql})`, known, unknown: null };
  return { sql: `(${sql})`, known: false, unknown: `((${sql}) IS NULL AND NOT (${sides.join(' OR ')}))` };
}

/** SQL that is never NULL. */
export function isTrue(truth: SqlTruth): string {
  return truth.known ? truth.sql : `coalesce(${truth.sql}, FALSE)`;
}

export function isFalse(truth: SqlTruth): string {
  const turned = notOf(truth);
  return turned.known ? turned.sql : `coalesce(${turned.sql}, FALSE)`;
}

export function isUnknown(truth: SqlTruth): string {
  if (truth.known) return 'FALSE';
  return truth.unknown ?? `(${truth.sql} IS NULL)`;
}

export function isEmpty(truth: SqlTruth): string {
  return truth.unknown === null ? 'FALSE' : `(${truth.sql} IS NULL AND NOT ${truth.unknown})`;
}

function join(members: readonly SqlTruth[], operator: 'AND' | 'OR', none: SqlTruth): SqlTruth {
  const [only, ...others] = members;
  if (only === undefined) return none;
  if (others.length === 0) return only;
  const sql = `(${members.map((member) => member.sql).join(` ${operator} `)})`;
  const known = members.every((member) => member.known);
  if (members.every(({ unknown }) => unknown === null)) return { sql, known, unknown: null };
  const unknowns = members.map(isUnknown).filter((one) => one !== 'FALSE');
  return { sql, known, unknown: unknowns.length === 0 ? 'FALSE' : `(${sql} IS NULL AND (${unknowns.join(' OR ')}))` };
}
