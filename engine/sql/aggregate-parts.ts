/** What the aggregates have in common: what they look at, and the columns that several of them need. */
import type { Fact, NumberType } from '../model/fact.ts';
import { exact } from '../model/number.ts';
import type { Scope } from './condition.ts';
import type { NamedExpression } from './dialect.ts';
import { conjunction, negation } from './logic.ts';
import { integerDigits, type SqlNumber } from './number.ts';
import { isTrue, type SqlTruth } from './truth.ts';
import type { SqlValue } from './value.ts';

export interface AggregateSql {
  readonly columns: readonly NamedExpression[];
  /** `read` gives a column of the group's table, `open` says whether there may be records that the data doesn't hold. */
  value(read: Read, open: string): SqlValue;
  /** Of `latest`, the key of the record that it chose; NULL where it chose none. */
  readonly record?: (read: Read, open: string) => string;
}

export type Read = (column: string) => string;

/** What an aggregate looks at in its source. */
export interface Looking {
  readonly scope: Scope;
  /** NULL for doubtful records; never empty. */
  readonly membership: SqlTruth;
  /** The verdict of a rule about the source, by its order (`verdictRank`). */
  rank(rule: string): string;
  /** What orders the records for `latest`, the latest being last. */
  readonly order: readonly string[];
  /** The record's key as text. */
  readonly key: string;
  /** The digits of the number of records. */
  readonly countDigits: number;
}

export interface Members {
  readonly columns: readonly NamedExpression[];
  read(read: Read): { number: SqlNumber; none: string; doubtful: string };
}

/** How many members and doubtful records there are. */
export function memberColumns(name: string, { scope, membership, countDigits }: Looking): Members {
  const { dialect } = scope;
  const columns = [{ name: `${name}#members`, sql: dialect.countIf(isTrue(membership)) }];
  const maybe = doubtful(membership);
  if (maybe !== 'FALSE') columns.push({ name: `${name}#doubtful`, sql: dialect.countIf(maybe) });
  return {
    columns,
    read(read) {
      const number = counted(read(`${name}#members`), countDigits);
      const doubts = maybe === 'FALSE' ? maybe : `coalesce(${read(`${name}#doubtful`)}, 0) > 0`;
      return { number, none: conjunction([`${number.sql} = 0`, negation(doubts)]), doubtful: doubts };
    },
  };
}

export function counted(column: string, digits: number): SqlNumber {
  return numberOf(`coalesce(${column}, 0)`, digits, 'integer');
}

/** Σ of elements, 0 of none: the column, in a type that is no wider than it must be, and how it is read. */
export function sumOf(
  { scope, countDigits }: Looking,
  element: SqlNumber,
  among: string,
): { readonly column: string; readonly read: (column: string) => SqlNumber } {
  const { dialect } = scope;
  const digits = element.digits + countDigits;
  // Sums of integers come as wide ones, those of decimals with nine digits after the point.
  const isNarrow = element.form === 'integer' && digits <= integerDigits;
  const sum = dialect.filter(`sum(${element.sql})`, among);
  return {
    column: isNarrow ? `CAST(${sum} AS ${dialect.types.integer})` : sum,
    read: (column) => numberOf(`coalesce(${column}, 0)`, digits, element.form),
  };
}

export function numberOf(sql: string, digits: number, form: SqlNumber['form']): SqlNumber {
  const literal = sql === '0' ? exact(0n) : null;
  return { form, sql, per: form === 'fraction' ? '1' : null, digits, perDigits: 1, literal };
}

export function numberType(fact: Fact): NumberType {
  if (fact.type.kind !== 'number') throw new Error(`${fact.name} is no number`);
  return fact.type;
}

/** Members and doubtful records. */
export function mayBe(membership: SqlTruth): string {
  return membership.known ? membership.sql : `coalesce(${membership.sql}, TRUE)`;
}

export function doubtful(membership: SqlTruth): string {
  return membership.known ? 'FALSE' : `(${membership.sql}) IS NULL`;
}
