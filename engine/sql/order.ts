/** Numbers as keys of an order: expressions by which rows sort exactly as their numbers do, however long these are. */
import type { Dialect } from './dialect.ts';
import { arithmeticOf, type SqlNumber, wideDigits } from './number.ts';

/**
 * Two different fractions whose denominators are below 10^p differ by more than 10^-2p, so that so many digits after the point
 * tell them apart: at once where they fit, else piece by piece as in a long division.
 */
export function orderKeys(dialect: Dialect, number: SqlNumber): readonly string[] {
  if (number.form !== 'fraction' || number.per === null) return [number.sql];
  const { sql, per, digits, perDigits } = arithmeticOf(dialect).lowest(number);
  const wide = (text: string): string => `CAST(${text} AS ${dialect.types.wide})`;
  const divisor = wide(per ?? '1');
  const enough = 2 * perDigits;
  if (digits + enough <= wideDigits) return [dialect.quotient(`${wide(sql)} * 1${'0'.repeat(enough)}`, divisor)];
  const piece = Math.max(1, wideDigits - perDigits);
  const keys = [dialect.quotient(wide(sql), divisor)];
  let rest = `(${wide(sql)} % ${divisor})`;
  for (let done = 0; done < enough; done += piece) {
    const scaled = `${rest} * 1${'0'.repeat(piece)}`;
    keys.push(dialect.quotient(scaled, divisor));
    rest = `((${scaled}) % ${divisor})`;
  }
  return keys;
}
