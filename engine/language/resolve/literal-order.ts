import { exact } from '../../model/number.ts';
import type { Literal } from '../../model/policy.ts';

/** Below zero, zero or above it as the first comes before, with or after the second; zero where they have no order. */
export function compareLiterals(a: Literal, b: Literal): number {
  if (a.kind === 'number' && b.kind === 'number') return exact(a.value).compare(exact(b.value));
  if (a.kind !== b.kind || a.kind === 'boolean' || b.kind === 'boolean') return 0;
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}
