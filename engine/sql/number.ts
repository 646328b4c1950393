/**
 * Exact numbers as SQL: integers, decimals with nine digits after the point, and fractions as numerator and denominator.
 * Fractions are compared by cross-multiplication. How many digits a number can have is followed through all arithmetic, so that
 * 64-bit integers serve where they suffice, 128-bit ones elsewhere; those raise an error where they don't suffice either.
 */
import type { NumberType } from '../model/fact.ts';
import { type Exact, exact } from '../model/number.ts';
import type { Dialect } from './dialect.ts';
import { unless } from './logic.ts';

export interface SqlNumber {
  readonly form: NumberType['form'];
  /** The number, of a fraction the numerator; NULL is unknown or an open end. */
  readonly sql: string;
  /** Positive; a fraction's denominator, else null. */
  readonly per: string | null;
  /** |sql| is below 10 to the power of it; of a decimal, |sql| times 10^9. */
  readonly digits: number;
  readonly perDigits: number;
  /** The number itself where it is known when compiling. */
  readonly literal: Exact | null;
  /** Of a decimal divided by a whole number: both as they stood, for as long as `sql` and `per` are these. */
  readonly quotient?: Quotient;
}

interface Quotient {
  readonly sql: string;
  readonly per: string;
  readonly decimal: string;
  readonly by: Pick<SqlNumber, 'sql' | 'digits'>;
}

/** The number, unknown where the condition holds. */
export function numberUnless(condition: string, number: SqlNumber): SqlNumber {
  const sql = unless(condition, number.sql);
  const { quotient, ...rest } = number;
  if (quotient === undefined) return { ...rest, sql };
  return { ...rest, sql, quotient: { ...quotient, sql, decimal: unless(condition, quotient.decimal) } };
}

export type Comparator = '=' | '<' | '<=' | '>' | '>=' | '<>';

export interface Arithmetic {
  literal(value: Exact): SqlNumber;
  compare(a: SqlNumber, comparator: Comparator, b: SqlNumber): string;
  add(a: SqlNumber, b: SqlNumber): SqlNumber;
  subtract(a: SqlNumber, b: SqlNumber): SqlNumber;
  /** Of a positive divisor. */
  divide(a: SqlNumber, b: SqlNumber): SqlNumber;
  negate(a: SqlNumber): SqlNumber;
  /** Chooses between two numbers. */
  choose(condition: string, a: SqlNumber, b: SqlNumber): SqlNumber;
  asForm(a: SqlNumber, form: NumberType['form']): SqlNumber;
  isWhole(a: SqlNumber): string;
  /** As a fraction, in lowest terms where it may have very many digits. */
  lowest(a: SqlNumber): SqlNumber;
}

/** Digits that fit the dialect's `integer`. */
export const integerDigits = 18;
/** Digits that fit the dialect's `wide`. */
export const wideDigits = 38;
/** More records than this there are not, where their number is not known: 10^12. */
export const mostCountDigits = 12;
const scale = '1000000000';
const scaleDigits = 10;

export function arithmeticOf(dialect: Dialect): Arithmetic {
  function literal(value: Exact): SqlNumber {
    const bounded = bound(value);
    const numerator = bounded.s * bounded.n;
    const whole = bounded.d === 1n;
    return {
      form: whole ? 'integer' : 'fraction',
      sql: String(numerator),
      per: whole ? null : String(bounded.d),
      digits: digitsOf(numerator),
      perDigits: digitsOf(bounded.d),
      literal: bounded,
    };
  }

  function compare(a: SqlNumber, comparator: Comparator, b: SqlNumber): string {
    if (a.form === 'integer' && b.form === 'integer') return `${a.sql} ${comparator} ${b.sql}`;
    const forms = [a.form, b.form];
    if (forms.includes('decimal') && !forms.includes('fraction')) {
      return `${decimalOf(a).sql} ${comparator} ${decimalOf(b).sql}`;
    }
    const literalDecimal = literalAsDecimal(a, b) ?? literalAsDecimal(b, a);
    if (literalDecimal !== null) {
      return a.literal === null
        ? `${a.sql} ${comparator} ${literalDecimal}`
        : `${literalDecimal} ${comparator} ${b.sql}`;
    }
    const beside = asDecimals(a, b);
    if (beside !== null) return `${beside[0]} ${comparator} ${beside[1]}`;
    const mirrored = asDecimals(b, a);
    if (mirrored !== null) return `${mirrored[1]} ${comparator} ${mirrored[0]}`;
    const [one, other] = fractionsOf(a, b);
    const left = product(one.sql, one.digits, other.per, other.perDigits);
    const right = product(other.sql, other.digits, one.per, one.perDigits);
    return `${left.sql} ${comparator} ${right.sql}`;
  }

  /** A decimal's quotient beside a whole number, both times the divisor: 128-bit numbers would have to be made of it otherwise. */
  function asDecimals(a: SqlNumber, { form, sql, digits }: SqlNumber): readonly [string, string] | null {
    const { quotient } = a;
    if (quotient === undefined || quotient.sql !== a.sql || quotient.per !== a.per || form !== 'integer') return null;
    const multiple = product(sql, digits, quotient.by.sql, quotient.by.digits);
    if (multiple.digits > integerDigits) return null;
    return [quotient.decimal, `CAST(${multiple.sql} AS ${dialect.types.decimal})`];
  }

  /** A literal of at most nine digits after the point, beside a decimal. */
  function literalAsDecimal(a: SqlNumber, beside: SqlNumber): string | null {
    if (a.literal === null || beside.form !== 'decimal') return null;
    const scaled = a.literal.mul(BigInt(scale));
    if (scaled.d !== 1n || digitsOf(scaled.n) > 27) return null;
    const digits = String(scaled.n).padStart(10, '0');
    return `CAST(${a.literal.s < 0n ? '-' : ''}${digits.slice(0, -9)}.${digits.slice(-9)} AS ${dialect.types.decimal})`;
  }

  function add(a: SqlNumber, b: SqlNumber): SqlNumber {
    return combine(a, '+', b);
  }

  function subtract(a: SqlNumber, b: SqlNumber): SqlNumber {
    return combine(a, '-', b);
  }

  function combine(a: SqlNumber, operator: '+' | '-', b: SqlNumber): SqlNumber {
    if (a.form === 'fraction' || b.form === 'fraction') {
      const [one, other] = fractionsOf(a, b);
      const left = product(one.sql, one.digits, other.per, other.perDigits);
      const right = product(other.sql, other.digits, one.per, one.perDigits);
      const per = product(one.per ?? '1', one.perDigits, other.per, other.perDigits);
      const digits = Math.max(left.digits, right.digits) + 1;
      const sql = `(${widened(left, digits)} ${operator} ${widened(right, digits)})`;
      return { form: 'fraction', sql, per: per.sql, digits, perDigits: per.digits, literal: null };
    }
    const digits = Math.max(a.digits, b.digits) + 1;
    if (a.form === 'integer' && b.form === 'integer') {
      const sql = `(${widened(a, digits)} ${operator} ${widened(b, digits)})`;
      return { form: 'integer', sql, per: null, digits, perDigits: 1, literal: null };
    }
    const [one, other] = [decimalOf(a), decimalOf(b)].map(({ sql }) => `CAST(${sql} AS ${dialect.types.wideDecimal})`);
    const wide = Math.max(decimalOf(a).digits, decimalOf(b).digits) + 1;
    return {
      form: 'decimal',
      sql: `(${one} ${operator} ${other})`,
      per: null,
      digits: wide,
      perDigits: 1,
      literal: null,
    };
  }

  function divide(a: SqlNumber, b: SqlNumber): SqlNumber {
    const [one, other] = fractionsOf(a, b);
    const above = product(one.sql, one.digits, other.per, other.perDigits);
    const below = product(other.sql, other.digits, one.per, one.perDigits);
    const fraction: SqlNumber = {
      form: 'fraction',
      sql: above.sql,
      per: below.sql,
      digits: above.digits,
      perDigits: below.digits,
      literal: null,
    };
    if (a.form !== 'decimal' || b.form !== 'integer') return fraction;
    return { ...fraction, quotient: { sql: above.sql, per: below.sql, decimal: a.sql, by: b } };
  }

  function negate(a: SqlNumber): SqlNumber {
    return { ...a, sql: `(-${a.sql})`, literal: null };
  }

  function choose(condition: string, a: SqlNumber, b: SqlNumber): SqlNumber {
    const form = a.form === 'fraction' || b.form === 'fraction' ? 'fraction' : a.form === b.form ? a.form : 'decimal';
    const [one, other] = [asForm(a, form), asForm(b, form)];
    const pick = (x: string, y: string): string => (x === y ? x : `CASE WHEN ${condition} THEN ${x} ELSE ${y} END`);
    return {
      form,
      sql: pick(one.sql, other.sql),
      per: form === 'fraction' ? pick(one.per ?? '1', other.per ?? '1') : null,
      digits: Math.max(one.digits, other.digits),
      perDigits: Math.max(one.perDigits, other.perDigits),
      literal: null,
    };
  }

  function asForm(a: SqlNumber, form: NumberType['form']): SqlNumber {
    switch (form) {
      case 'integer':
        return a;
      case 'decimal':
        return decimalOf(a);
      case 'fraction':
        return { ...fractionOf(a), form: 'fraction' };
    }
  }

  function isWhole(a: SqlNumber): string {
    switch (a.form) {
      case 'integer':
        return 'TRUE';
      case 'decimal':
        return `${a.sql} % 1 = 0`;
      case 'fraction':
        return a.per === null ? 'TRUE' : `${a.sql} % ${a.per} = 0`;
    }
  }

  function lowest(a: SqlNumber): SqlNumber {
    const fraction = fractionOf(a);
    return Math.max(fraction.digits, fraction.perDigits) > wideDigits - 6 ? reduced(fraction) : fraction;
  }

  function decimalOf(a: SqlNumber): SqlNumber {
    if (a.form !== 'integer') return a;
    const type = a.digits <= integerDigits ? dialect.types.decimal : dialect.types.wideDecimal;
    return { ...a, form: 'decimal', sql: `CAST(${a.sql} AS ${type})`, digits: a.digits + scaleDigits - 1 };
  }

  /** Two fractions to be multiplied crosswise; in lowest terms where the products might not fit otherwise. */
  function fractionsOf(a: SqlNumber, b: SqlNumber): readonly [SqlNumber, SqlNumber] {
    const [one, other] = [fractionOf(a), fractionOf(b)];
    const widest = Math.max(one.digits, one.perDigits) + Math.max(other.digits, other.perDigits);
    return widest > wideDigits ? [reduced(one), reduced(other)] : [one, other];
  }

  function reduced(a: SqlNumber): SqlNumber {
    if (a.literal !== null || a.per === null) return a;
    const common = dialect.gcd(`CAST(${a.sql} AS ${dialect.types.wide})`, `CAST(${a.per} AS ${dialect.types.wide})`);
    // As unknown stays unknown, so the divisor is never 0 where it matters.
    return { ...a, sql: dialect.quotient(a.sql, common), per: dialect.quotient(a.per, common) };
  }

  function fractionOf(a: SqlNumber): SqlNumber {
    if (a.form !== 'decimal') return a;
    const unscaled = `CAST(CAST(${a.sql} AS ${dialect.types.wideDecimal}) * ${scale} AS ${dialect.types.wide})`;
    return { ...a, form: 'fraction', sql: unscaled, per: scale, perDigits: scaleDigits };
  }

  /** `factor` null is 1. */
  function product(sql: string, digits: number, factor: string | null, factorDigits: number): Sized {
    if (factor === null || factor === '1' || sql === '0') return { sql, digits };
    if (sql === '1') return { sql: factor, digits: factorDigits };
    const wide = digits + factorDigits;
    return {
      sql: `${widened({ sql, digits }, wide)} * ${widened({ sql: factor, digits: factorDigits }, wide)}`,
      digits: wide,
    };
  }

  /** An operand of arithmetic whose result may have so many digits. */
  function widened({ sql, digits }: Sized, resultDigits: number): string {
    const inner = /^[\w."]+$/.test(sql) ? sql : `(${sql})`;
    return resultDigits > integerDigits && digits <= integerDigits ? `CAST(${sql} AS ${dialect.types.wide})` : inner;
  }

  return { literal, compare, add, subtract, divide, negate, choose, asForm, isWhole, lowest };
}

interface Sized {
  readonly sql: string;
  readonly digits: number;
}

/** No number that doesn't raise an error is as large as 10^37, so that beside them a larger literal is the same as it. */
function bound(value: Exact): Exact {
  const limit = exact(10n ** 37n);
  if (value.abs().gt(limit)) return value.s < 0n ? limit.neg() : limit;
  return value;
}

function digitsOf(value: bigint): number {
  return String(value < 0n ? -value : value).length;
}
