/** Values of facts as SQL: which expressions hold them, and how they stand in the columns of a subquery. */
import type { FactType, NumberType } from '../model/fact.ts';
import type { Dialect, NamedExpression } from './dialect.ts';
import type { SqlNumber } from './number.ts';

export type SqlValue = SqlNumberValue | SqlPlainValue;

/** A number or a range of numbers. Unknown: both ends NULL. Empty: both ends NULL, and `empty` is true. */
export interface SqlNumberValue {
  readonly kind: 'number';
  readonly type: NumberType;
  readonly low: SqlNumber;
  /** The same object as `low` where the value is never a range. */
  readonly high: SqlNumber;
  /** Whether it is never NULL. */
  readonly known: boolean;
  /** A condition that is never NULL; null: the value is never empty. */
  readonly empty: string | null;
}

/** Texts, codes, booleans, dates and months; NULL is unknown or, with `empty` true, empty. */
export interface SqlPlainValue {
  readonly kind: 'plain';
  readonly type: Exclude<FactType, NumberType>;
  readonly sql: string;
  readonly known: boolean;
  readonly empty: string | null;
}

export function point(type: NumberType, value: SqlNumber, known: boolean, empty: string | null = null): SqlNumberValue {
  return { kind: 'number', type, low: value, high: value, known, empty };
}

export function isPoint(value: SqlNumberValue): boolean {
  return value.low === value.high;
}

/** A value that is never known. */
export function unknownValue(dialect: Dialect, type: FactType): SqlValue {
  if (type.kind === 'number') {
    const nothing: SqlNumber = {
      form: type.form,
      sql: 'NULL',
      per: type.form === 'fraction' ? '1' : null,
      digits: 1,
      perDigits: 1,
      literal: null,
    };
    return point(type, nothing, false);
  }
  return { kind: 'plain', type, sql: nullOf(dialect, type.kind), known: false, empty: null };
}

/** NULL of a type, which the engine doesn't guess from where it stands. */
export function nullOf({ types }: Dialect, kind: Exclude<FactType['kind'], 'number'>): string {
  const type = kind === 'boolean' ? types.boolean : kind === 'date' || kind === 'month' ? types.date : types.text;
  return `CAST(NULL AS ${type})`;
}

/** The columns in which a subquery hands the value on. */
export function columnsOf(name: string, value: SqlValue): readonly NamedExpression[] {
  const columns: NamedExpression[] = [];
  transfer(value, name, (column, sql) => {
    columns.push({ name: column, sql });
    return sql;
  });
  return columns;
}

/** The value as those columns of `alias` hold it. */
export function valueIn(dialect: Dialect, alias: string, name: string, value: SqlValue): SqlValue {
  return transfer(value, name, (column) => `${alias}.${dialect.quote(column)}`);
}

/** The value from an outer join, all NULL where no row was found: then it is unknown. `there` is NULL only then. */
export function outerJoined(value: SqlValue, there: string): SqlValue {
  const empty = value.empty === null ? null : `coalesce(${value.empty}, FALSE)`;
  if (value.kind === 'plain') return { ...value, known: false, empty };
  // A constant is no column of the joined table, which would be NULL by itself.
  const end = (number: SqlNumber): SqlNumber =>
    number.literal === null
      ? number
      : { ...number, sql: `CASE WHEN ${there} IS NOT NULL THEN ${number.sql} END`, literal: null };
  const low = end(value.low);
  return { ...value, low, high: isPoint(value) ? low : end(value.high), known: false, empty };
}

/** The value with each of its expressions replaced, those that are constant excepted. */
export function transfer(value: SqlValue, name: string, replace: (column: string, sql: string) => string): SqlValue {
  const empty = value.empty === null ? null : replace(`${name}#empty`, value.empty);
  if (value.kind === 'plain') return { ...value, sql: replace(name, value.sql), empty };
  const end = (number: SqlNumber, suffix: string): SqlNumber => {
    if (number.literal !== null) return number;
    const per =
      number.per === null || /^\d+$/.test(number.per) ? number.per : replace(`${name}${suffix}#of`, number.per);
    return { ...number, sql: number.sql === 'NULL' ? 'NULL' : replace(`${name}${suffix}`, number.sql), per };
  };
  if (isPoint(value)) {
    const only = end(value.low, '');
    return { ...value, low: only, high: only, empty };
  }
  return { ...value, low: end(value.low, '#low'), high: end(value.high, '#high'), empty };
}
