/** How many records a changed aggregate means. */
import { isKnown } from '../model/number.ts';
import type { Value } from '../model/value.ts';
import { recordsOfShare } from './axis.ts';
import type { Variable } from './variable.ts';

/** Null where it is not a matter of records, or their number does not show. */
export function recordsMeant(variable: Variable, to: Value): number | null {
  switch (variable.fact.definition.kind) {
    case 'count':
    case 'failures':
    case 'stock':
      return between(variable.now, to, 1);
    case 'share': {
      const all = recordsOfShare(variable);
      return all === null ? null : between(variable.now, to, all);
    }
    case 'every':
      return isTruth(to, true) && isTruth(variable.now, false) ? failing(variable) : null;
    case 'any':
      return isTruth(to, true) && isTruth(variable.now, false) ? 1 : isTruth(to, false) ? failing(variable) : null;
    default:
      return null;
  }
}

/** From the nearer end of what is found. */
function between(from: Value, to: Value, each: number): number | null {
  if (from.kind !== 'number' || to.kind !== 'number' || !isKnown(to.range)) return null;
  const at = to.range.low;
  const { low, high } = from.range;
  const away = low !== null && at.lt(low) ? low.sub(at) : high !== null && at.gt(high) ? at.sub(high) : null;
  return away === null ? null : Math.round(Number(away.valueOf()) * each);
}

function isTruth(value: Value, truth: boolean): boolean {
  return value.kind === 'boolean' && value.value === truth;
}

/** The records behind a false `every` are those that fail it, behind a true `any` those that hold. */
function failing({ records }: Variable): number {
  return records.reduce((sum, { keys }) => sum + keys.length, 0);
}
