/** Seeded chance: the same seed gives the same district on every machine. */

export interface Chance {
  /** An integer from `low` to `high`, both inclusive. */
  readonly between: (low: number, high: number) => number;
  /** True in `percent` of 100 cases. */
  readonly percent: (percent: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly shuffled: <T>(items: readonly T[]) => T[];
}

/** Mulberry32 (public domain, Tommy Ettinger): 32 bits of state, integer arithmetic only. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const between = (low: number, high: number): number => low + (next() % (high - low + 1));
  const pick = <T>(from: readonly T[]): T => from[between(0, from.length - 1)] as T;
  const shuffled = <T>(items: readonly T[]): T[] => {
    const order = [...items];
    for (let last = order.length - 1; last > 0; last--) {
      const other = between(0, last);
      [order[last], order[other]] = [order[other] as T, order[last] as T];
    }
    return order;
  };
  return { between, percent: (percent) => between(1, 100) <= percent, pick, shuffled };
}
