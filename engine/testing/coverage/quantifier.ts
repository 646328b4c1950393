/** Over how many records a fact was computed, and for how many its condition held. */
import type { Localized } from '../../diagnostics/diagnostic.ts';
import type { Aggregated } from '../../interpret/watch.ts';
import type { Aggregate } from '../../model/fact.ts';

/** `true`, `false`: whether `that` holds for the one record. */
export type Quantity = 'zero' | 'one' | 'several' | 'one-true' | 'one-false' | 'all' | 'some' | 'none';

/**
 * `always`: what `that` is for every record, where it is always the same. An aggregate over the reports that it asks for is never known
 * to be over none.
 */
export function quantitiesOf(
  { kind, source, reportedBy }: Aggregate,
  always: 'true' | 'false' | null,
): readonly Quantity[] {
  const all: readonly Quantity[] = isOverTruths(kind)
    ? ['zero', 'one-true', 'one-false', 'all', 'some', 'none']
    : ['zero', 'one', 'several'];
  const excluded: readonly Quantity[] = [
    ...(source === reportedBy ? (['zero'] as const) : []),
    ...(always === 'true' ? (['one-false', 'some', 'none'] as const) : []),
    ...(always === 'false' ? (['one-true', 'all', 'some'] as const) : []),
  ];
  return all.filter((quantity) => !excluded.includes(quantity));
}

/** Null where it is not known: records may or may not count, or there may be more. */
export function quantityOf({ members, doubtful, open, that }: Aggregated): Quantity | null {
  if (doubtful > 0 || open || (that !== null && that.holds + that.fails < members)) return null;
  if (members === 0) return 'zero';
  if (that === null) return members === 1 ? 'one' : 'several';
  if (members === 1) return that.holds === 1 ? 'one-true' : 'one-false';
  return that.fails === 0 ? 'all' : that.holds === 0 ? 'none' : 'some';
}

/** What a case must give. */
export const quantityNeeds: Readonly<Record<Quantity, Localized>> = {
  zero: { zh: '没有任何记录可算', en: 'there is no record to count' },
  one: { zh: '恰好有一条记录可算', en: 'there is exactly one record to count' },
  several: { zh: '有两条以上记录可算', en: 'there are several records to count' },
  'one-true': { zh: '恰好有一条记录，且满足 that', en: 'there is exactly one record, and it satisfies `that`' },
  'one-false': {
    zh: '恰好有一条记录，且不满足 that',
    en: 'there is exactly one record, and it does not satisfy `that`',
  },
  all: { zh: '有两条以上记录，全部满足 that', en: 'there are several records, and all satisfy `that`' },
  some: {
    zh: '有两条以上记录，有的满足 that，有的不满足',
    en: 'there are several records, and some satisfy `that`, some do not',
  },
  none: { zh: '有两条以上记录，都不满足 that', en: 'there are several records, and none satisfies `that`' },
};

function isOverTruths(kind: Aggregate['kind']): boolean {
  return kind === 'share' || kind === 'every' || kind === 'any';
}
