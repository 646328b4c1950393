/** How large a condition is once the conditions that it uses are written out. */
import type { Condition } from './condition.ts';

/** Beyond this many comparisons nobody has written a condition, but conditions of conditions have multiplied. */
export const mostLeaves = 20_000;

/** How many leaves a condition has, each counted as often as it is used. `sizes` keeps what was counted. */
export function leavesIn(condition: Condition, sizes: WeakMap<Condition, number>): number {
  const known = sizes.get(condition);
  if (known !== undefined) return known;
  const size = count(condition, sizes);
  sizes.set(condition, size);
  return size;
}

function count(condition: Condition, sizes: WeakMap<Condition, number>): number {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.reduce((sum, member) => sum + leavesIn(member, sizes), 0);
    case 'not':
    case 'shared':
      return leavesIn(condition.of, sizes);
    default:
      return 1;
  }
}
