/** What a program reads of earlier periods, where their programs have kept it. */
import type { Fact } from '../model/fact.ts';
import type { Ladder, Rollup } from '../model/policy.ts';
import type { CountedPeriod } from './ladders.ts';
import type { Stored } from './relation.ts';

export interface Earlier {
  /** The named fact's value of the records that existed in the period before; null: it is not known. */
  previousOf(fact: Fact): Stored | null;
  /** The table with the rates of the period before; null: there are none. */
  ratesOf(rollup: Rollup): string | null;
  /** The periods over which a ladder counts. */
  periodsOf(ladder: Ladder): readonly CountedPeriod[];
}

export const nothingEarlier: Earlier = {
  previousOf: () => null,
  ratesOf: () => null,
  periodsOf: () => [],
};
