/** Drawing at random from fast-check's generator, so that a seed gives the same project again. */
import type * as fc from 'fast-check';

export interface Draw {
  /** Both ends inclusive. */
  readonly integer: (low: number, high: number) => number;
  /** True in so many of a hundred cases. */
  readonly chance: (percent: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** By weight. */
  readonly weighted: <T>(choices: readonly (readonly [weight: number, value: T])[]) => T;
  /** So many different members, in the list's order. */
  readonly some: <T>(list: readonly T[], count: number) => T[];
}

export function drawFrom(random: fc.Random): Draw {
  const integer = (low: number, high: number) => random.nextInt(low, high);
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error('nothing to pick from');
    return list[integer(0, list.length - 1)] as T;
  };
  return {
    integer,
    pick,
    chance: (percent) => integer(0, 99) < percent,
    weighted: (choices) => {
      let left = integer(
        1,
        choices.reduce((sum, [weight]) => sum + weight, 0),
      );
      for (const [weight, value] of choices) {
        left -= weight;
        if (left <= 0) return value;
      }
      throw new Error('no weights');
    },
    some: (list, count) => {
      const left = list.map((_, index) => index);
      while (left.length > count) left.splice(integer(0, left.length - 1), 1);
      return left.map((index) => list[index] as (typeof list)[number]);
    },
  };
}
