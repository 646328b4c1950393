/**
 * Verdicts, and whatever else is one of a few, as digits of whole numbers: twenty to a number, each one of eight, in 60 bits. What
 * holds for many of them is worked out at once: which rules don't apply, whether one of them fails.
 */
import type { Verdict } from '../model/verdict.ts';
import type { Dialect } from './dialect.ts';
import { ranksOf } from './ranks.ts';

export const digitsPerNumber = 20;

/** Which of several numbers, and the value of a one at the digit's place. */
export interface DigitPlace {
  readonly number: number;
  readonly one: bigint;
}

export function digitPlace(index: number): DigitPlace {
  return { number: Math.floor(index / digitsPerNumber), one: 8n ** BigInt(index % digitsPerNumber) };
}

/** A digit of a number in SQL. */
export interface Digit {
  readonly number: string;
  readonly one: bigint;
}

/** Whether the digit is this. */
export function isDigit({ number, one }: Digit, value: number): string {
  return `(${number} & ${7n * one}) = ${BigInt(value) * one}`;
}

/** The verdict whose rank the digit is; those that most subjects have first. */
export function verdictOfDigit(verdict: (word: Verdict) => string, digit: Digit): string {
  const order: readonly Verdict[] = ['pass', 'not-applicable', 'fail', 'undetermined'];
  const cases = order.map((word) => `WHEN ${isDigit(digit, ranksOf[word])} THEN ${verdict(word)}`);
  return `CASE ${cases.join(' ')} ELSE ${verdict('waived')} END`;
}

/** A number without the digits for which a condition holds. */
export function withoutDigits(
  { types }: Dialect,
  number: string,
  digits: readonly { readonly one: bigint; readonly unless: string }[],
): string {
  const masks = new Map<string, bigint>();
  for (const { one, unless } of digits)
    if (unless !== 'FALSE') masks.set(unless, (masks.get(unless) ?? 0n) | (7n * one));
  const kept = [...masks].map(
    ([unless, mask]) =>
      `CASE WHEN ${unless} THEN CAST(${-1n - mask} AS ${types.integer}) ELSE CAST(-1 AS ${types.integer}) END`,
  );
  return [number, ...kept].join(' & ');
}
