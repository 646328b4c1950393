/**
 * What differs between the SQL of two engines, and nothing else: the rest of the compiler writes SQL that both read.
 * A new engine is one more table of this type (see duckdb.ts) and a line in the command that chooses it.
 */
import type { CivilDate } from '../calendar/civil-date.ts';

export interface Dialect {
  readonly name: string;
  readonly types: {
    /** At least 18 digits. */
    readonly integer: string;
    /** At least 38 digits; arithmetic that leaves it is an error, never a wrong number. */
    readonly wide: string;
    /** 18 digits before the point and 9 after it: what a decimal field holds. */
    readonly decimal: string;
    /** As many digits before the point as there are, and 9 after it: what arithmetic gives. */
    readonly wideDecimal: string;
    readonly text: string;
    readonly date: string;
    readonly boolean: string;
    /** The five verdicts, by their words. */
    readonly verdict: string;
  };
  /** An identifier. */
  quote(name: string): string;
  text(value: string): string;
  date(day: CivilDate): string;
  /** A verdict's constant from its word in quotes. */
  verdict(word: string): string;
  /** A number by which verdicts order: not-applicable, pass, waived, undetermined, fail. */
  verdictRank(verdict: string): string;
  /** Whether an RE2 pattern is found somewhere in a text. */
  matches(text: string, pattern: string): string;
  contains(text: string, part: string): string;
  startsWith(text: string, part: string): string;
  /** Integer division; both are non-negative, the divisor positive. */
  quotient(dividend: string, divisor: string): string;
  /** The greatest common divisor of two integers, positive. */
  gcd(a: string, b: string): string;
  daysBetween(from: string, to: string): string;
  addDays(date: string, days: string): string;
  /** The day clamped to the month's end. */
  addMonths(date: string, months: string): string;
  /** A date as `YYYY-MM-DD`, a month as `YYYY-MM`. */
  dateText(date: string): string;
  monthText(date: string): string;
  /** A decimal's shortest exact text. */
  decimalText(decimal: string): string;
  /** The rows for which a condition is true. */
  countIf(condition: string): string;
  /** An aggregate over the rows for which a condition is true. */
  filter(aggregate: string, condition: string): string;
  /** The values as one, of the row that is last by `order`; null values are values. */
  lastBy(values: readonly NamedExpression[], order: readonly string[]): string;
  /** A value out of what `lastBy` gave. */
  member(struct: string, name: string): string;
  /** The bits of an integer set in any row. */
  bitOr(integer: string): string;
  /** The integer with one bit set. */
  bit(index: string): string;
  /** Those bits of `a` that `b` has not. */
  bitsWithout(a: string, b: string): string;
  /** An aggregate: texts joined, each once, ordered by code point. */
  joinDistinct(text: string, separator: string): string;
  /** What tells the rows of a table apart, under an alias. */
  rowId(alias: string): string;
  greatest(values: readonly string[]): string;
  createTable(name: string, query: string): string;
  createView(name: string, query: string): string;
}

export interface NamedExpression {
  readonly name: string;
  readonly sql: string;
}
