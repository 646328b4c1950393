/** Facts computed from other facts of the same record, as SQL; semantics.md, "Derived facts". */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Derived, Fact, NumberType } from '../model/fact.ts';
import { exact } from '../model/number.ts';
import type { Dialect } from './dialect.ts';
import { disjunction, unless } from './logic.ts';
import { type Arithmetic, arithmeticOf, type SqlNumber } from './number.ts';
import { isPoint, point, type SqlNumberValue, type SqlValue } from './value.ts';

/** `calendar` gives the number of a day in the calendar of workdays, NULL outside its years. */
export function derivedSql(
  dialect: Dialect,
  fact: Fact,
  definition: Derived,
  asOf: CivilDate,
  operands: readonly SqlValue[],
  calendar: (day: string) => string,
): SqlValue {
  if (fact.type.kind !== 'number') throw new Error(`${fact.name} is no number`);
  const { type } = fact;
  switch (definition.kind) {
    case 'days':
    case 'workdays':
    case 'months':
      return span(dialect, type, definition, asOf, operands, calendar);
    case 'ratio':
      return ratio(type, arithmeticOf(dialect), numbers(operands) as [SqlNumberValue, SqlNumberValue]);
    case 'difference':
      return difference(dialect, type, numbers(operands) as [SqlNumberValue, SqlNumberValue]);
    case 'total':
      return total(dialect, type, numbers(operands));
  }
}

function span(
  dialect: Dialect,
  type: NumberType,
  definition: Extract<Derived, { kind: 'days' | 'workdays' | 'months' }>,
  asOf: CivilDate,
  [from, to]: readonly SqlValue[],
  calendar: (day: string) => string,
): SqlValue {
  if (from?.kind !== 'plain' || to?.kind !== 'plain') throw new Error('a number where a date is needed');
  const isOpen = definition.open === 'as-of';
  const today = dialect.date(asOf);
  const closed = `CASE WHEN ${to.sql} <= ${today} THEN ${to.sql} ELSE ${today} END`;
  // An end that is empty, not unknown, leaves nothing to count to.
  const until = !isOpen ? to.sql : to.empty === null ? closed : unless(to.empty, closed);
  // Unknown wins over empty: what is empty has both days NULL only where the other is no unknown.
  const empty = emptyOf([from, isOpen ? { ...to, known: true } : to]);
  const known = from.known && (isOpen || to.known) && empty === null;
  const whole = (sql: string, isKnown: boolean): SqlValue =>
    point(type, { form: 'integer', sql, per: null, digits: 7, perDigits: 1, literal: null }, isKnown, empty);
  switch (definition.kind) {
    case 'days':
      return whole(dialect.daysBetween(from.sql, until), known);
    case 'months':
      return whole(monthsBetween(from.sql, until), known);
    case 'workdays':
      return whole(`(${calendar(until)} - ${calendar(from.sql)})`, false);
  }
}

/** The smallest n for which `from` plus n months, clamped to the month's end, is not before `to`. */
function monthsBetween(from: string, to: string): string {
  const whole = `(year(${to}) - year(${from})) * 12 + month(${to}) - month(${from})`;
  // Clamping never takes the day below that of `to`, which lies in the same month.
  return `(${whole} + CASE WHEN day(${from}) < day(${to}) THEN 1 ELSE 0 END)`;
}

function total(dialect: Dialect, type: NumberType, operands: readonly SqlNumberValue[]): SqlValue {
  const { add, asForm, literal } = arithmeticOf(dialect);
  const sum = (ends: readonly SqlNumber[]): SqlNumber => ends.reduce((a, b) => add(a, b));
  const shaped = operands.length === 0 ? [literal(exact(0n))] : operands.map(({ low }) => low);
  const low = asForm(sum(shaped), type.form);
  const empty = emptyOf(operands);
  if (operands.every(isPoint))
    return point(
      type,
      low,
      operands.every(({ known }) => known),
      empty,
    );
  const high = asForm(sum(operands.map(({ high }) => high)), type.form);
  return range(type, low, high, operands, empty);
}

function difference(dialect: Dialect, type: NumberType, operands: readonly [SqlNumberValue, SqlNumberValue]): SqlValue {
  const { subtract, asForm } = arithmeticOf(dialect);
  const [of, less] = operands;
  const low = asForm(subtract(of.low, less.high), type.form);
  const empty = emptyOf(operands);
  if (operands.every(isPoint)) return point(type, low, of.known && less.known, empty);
  return range(type, low, asForm(subtract(of.high, less.low), type.form), operands, empty);
}

/** An operand that is unknown or empty has NULL ends, and so has what is computed from them. */
function range(
  type: NumberType,
  low: SqlNumber,
  high: SqlNumber,
  operands: readonly SqlNumberValue[],
  empty: string | null,
): SqlValue {
  const known = empty === null && operands.every((operand) => operand.known);
  return { kind: 'number', type, low, high, known, empty };
}

function ratio(
  type: NumberType,
  { compare, divide, negate, choose: either, literal }: Arithmetic,
  [of, to]: readonly [SqlNumberValue, SqlNumberValue],
): SqlValue {
  const zero = literal(exact(0n));
  const isZero = isPoint(to)
    ? compare(to.low, '=', zero)
    : `${compare(to.low, '=', zero)} AND ${compare(to.high, '=', zero)}`;
  const operandEmpty = emptyOf([of, to]);
  // Nothing divided by: empty, unless the dividend is unknown.
  const byZero = `(${isKnownAtAll(of)} AND coalesce(${isZero}, FALSE))`;
  const empty = operandEmpty === null ? byZero : `(${operandEmpty} OR ${byZero})`;
  const positive = compare(to.low, '>', zero);
  const guard = (divisible: string, { sql, ...rest }: SqlNumber): SqlNumber => ({
    ...rest,
    sql: `CASE WHEN ${divisible} THEN ${sql} END`,
  });
  if (isPoint(of) && isPoint(to)) {
    const quotient = to.type.nonNegative
      ? divide(of.low, to.low)
      : either(positive, divide(of.low, to.low), divide(negate(of.low), negate(to.low)));
    return point(type, guard(compare(to.low, '<>', zero), quotient), false, empty);
  }
  // With a positive divisor the low end divides by its greatest number where the dividend is positive, else by its least.
  const low = quotients('low');
  const high = quotients('high');
  return { kind: 'number', type, low, high, known: false, empty };

  function quotients(end: 'low' | 'high'): SqlNumber {
    const above = under(of, to, end, of.type.nonNegative);
    if (to.type.nonNegative) return guard(divisibleBy(to, '>'), above);
    // A negative divisor turns both around.
    const turned = under(
      { ...of, low: negate(of.high), high: negate(of.low) },
      { ...to, low: negate(to.high), high: negate(to.low) },
      end,
      false,
    );
    const chosen = either(`coalesce(${compare(to.low, '>', zero)}, FALSE)`, above, turned);
    return guard(`${divisibleBy(to, '>')} OR ${divisibleBy(to, '<')}`, chosen);
  }

  /** The divisor is wholly on one side of 0; an open end only where dividend and divisor are positive. */
  function divisibleBy(divisor: SqlNumberValue, side: '>' | '<'): string {
    const bounded = [of.low, of.high, divisor.low, divisor.high].map(({ sql }) => `${sql} IS NOT NULL`).join(' AND ');
    if (side === '<') return `(${compare(divisor.high, '<', zero)} AND ${bounded})`;
    return `(${compare(divisor.low, '>', zero)} AND ((${bounded}) OR ${compare(of.low, '>=', zero)}))`;
  }

  /** For a positive divisor; x / open is 0, open / x is open. */
  function under(
    dividend: SqlNumberValue,
    divisor: SqlNumberValue,
    end: 'low' | 'high',
    nonNegative: boolean,
  ): SqlNumber {
    const number = dividend[end];
    const [whenPositive, whenNegative] = end === 'low' ? [divisor.high, divisor.low] : [divisor.low, divisor.high];
    const larger = divide(number, whenPositive);
    const positivePart =
      end === 'low' && !isPoint(divisor) ? either(`${divisor.high.sql} IS NULL`, zero, larger) : larger;
    if (nonNegative) return positivePart;
    return either(compare(number, '>=', zero), positivePart, divide(number, whenNegative));
  }
}

/** Empty where an operand is and none is unknown. */
function emptyOf(operands: readonly SqlValue[]): string | null {
  const empties = operands.map(({ empty }) => empty).filter((empty) => empty !== null);
  if (empties.length === 0) return null;
  const noneUnknown = operands
    .filter((operand) => !operand.known)
    .map((operand) =>
      operand.empty === null ? isKnownAtAll(operand) : `(${isKnownAtAll(operand)} OR ${operand.empty})`,
    );
  return `(${[disjunction(empties), ...noneUnknown].join(' AND ')})`;
}

function isKnownAtAll(operand: SqlValue): string {
  if (operand.known) return 'TRUE';
  if (operand.kind === 'plain') return `${operand.sql} IS NOT NULL`;
  if (isPoint(operand)) return `${operand.low.sql} IS NOT NULL`;
  return `(${operand.low.sql} IS NOT NULL OR ${operand.high.sql} IS NOT NULL)`;
}

function numbers(operands: readonly SqlValue[]): readonly SqlNumberValue[] {
  return operands.map((operand) => {
    if (operand.kind !== 'number') throw new Error(`a ${operand.type.kind} where a number is needed`);
    return operand;
  });
}
