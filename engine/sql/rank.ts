/** Ranks among an entity's records as SQL; semantics.md, "Standing". */
import type { NumberType } from '../model/fact.ts';
import { knownSql } from './condition.ts';
import type { Dialect } from './dialect.ts';
import { conjunction } from './logic.ts';
import { mostCountDigits } from './number.ts';
import { orderKeys } from './order.ts';
import { isTrue } from './truth.ts';
import { point, type SqlNumberValue, type SqlValue } from './value.ts';

export interface Ranking {
  readonly by: SqlValue;
  readonly among: SqlValue | null;
  readonly order: 'ascending' | 'descending';
  /** Columns by which the table falls into worlds of their own: `Entity.world`. */
  readonly worlds: readonly string[];
  /** Whether the record exists; one that doesn't has a rank among those that do. */
  readonly exists: string;
}

/** 1 and how many of those that exist have a number that is known and comes before. */
export function rankSql(
  dialect: Dialect,
  type: NumberType,
  { by, among, order, worlds, exists }: Ranking,
): SqlNumberValue {
  if (by.kind !== 'number') throw new Error('a rank by something that is no number');
  const known = isTrue(knownSql(dialect, by));
  const groupKnown = among === null ? 'TRUE' : isTrue(knownSql(dialect, among));
  const has = conjunction([known, groupKnown]);
  const group = among === null ? [] : among.kind === 'plain' ? [among.sql] : orderKeys(dialect, among.low);
  const keys = orderKeys(dialect, by.low);
  const counts = conjunction([has, exists]);
  // Records without a number stand in a partition of their own: some numbers of ranges would be among those of others.
  const within = [...worlds, ...(has === 'TRUE' ? [] : [has]), ...group];
  const partition = (by: readonly string[]): string => (by.length === 0 ? '' : `PARTITION BY ${by.join(', ')}`);
  const direction = order === 'descending' ? 'DESC' : 'ASC';
  const sorted = keys.map((key) => `${key} ${direction}`).join(', ');
  // Those that come before or tie, less those that tie.
  const rank =
    exists === 'TRUE'
      ? `rank() OVER (${partition(within)} ORDER BY ${sorted})`
      : `1 + ${dialect.countIf(counts)} OVER (${partition(within)} ORDER BY ${sorted}) - ` +
        `${dialect.countIf(counts)} OVER (${partition([...within, ...keys])})`;
  const sql = has === 'TRUE' ? rank : `CASE WHEN ${has} THEN ${rank} END`;
  const number = {
    form: 'integer',
    sql: `(${sql})`,
    per: null,
    digits: mostCountDigits,
    perDigits: 1,
    literal: null,
  } as const;
  return point(type, number, has === 'TRUE', by.empty);
}
