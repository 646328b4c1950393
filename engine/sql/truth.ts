/**
 * Four-valued truth as SQL. Most conditions can't be empty: SQL's own three values serve, with NULL for unknown, and are as fast
 * as SQL is. Where a condition may be empty, NULL is unknown or empty, and a second expression says which.
 */

import { disjunction } from './logic.ts';

export interface SqlTruth {
  readonly sql: string;
  /** Never NULL. */
  readonly known: boolean;
  /** True exactly where the truth is unknown; null: it is never empty, so that NULL is unknown. */
  readonly unknown: string | null;
  /** True exactly where the truth is empty, where that is shorter to say than by the other two. */
  readonly empty?: string;
  /** What it takes to be true and to be false, where `sql` is put together from these. */
  readonly cases?: { readonly yes: string; readonly no: string };
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
  if (truth.sql === 'NULL') return truth;
  const { cases, ...rest } = truth;
  const turned = { ...rest, sql: `(NOT ${truth.sql})` };
  return cases === undefined ? turned : { ...turned, cases: { yes: cases.no, no: cases.yes } };
}

/** A comparison that is NULL where it is unknown, and also where one of these says that a side is empty. */
export function decided(sql: string, known: boolean, empties: readonly (string | null)[]): SqlTruth {
  const sides = empties.filter((empty) => empty !== null);
  if (sides.length === 0) return { sql: `(${sql})`, known, unknown: null };
  const empty = disjunction(sides);
  return { sql: `(${sql})`, known: false, unknown: `((${sql}) IS NULL AND NOT (${empty}))`, empty };
}

/** The same of a comparison that is true in one case, false in another, else undecided. */
export function decidedBy(yes: string, no: string, empties: readonly (string | null)[]): SqlTruth {
  return { ...decided(`CASE WHEN ${yes} THEN TRUE WHEN ${no} THEN FALSE END`, false, empties), cases: { yes, no } };
}

/** A condition of CASE that holds exactly where the truth is true. */
export function whenTrue(truth: SqlTruth): string {
  return truth.cases?.yes ?? truth.sql;
}

/** A condition of CASE that holds exactly where the truth is false. */
export function whenFalse(truth: SqlTruth): string {
  return whenTrue(notOf(truth));
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
  return truth.unknown === null ? 'FALSE' : (truth.empty ?? `(${truth.sql} IS NULL AND NOT ${truth.unknown})`);
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
