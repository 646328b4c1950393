/** The order of verdicts in `Dialect.verdictRank`. */
import type { Verdict } from '../model/verdict.ts';

export const ranksOf: Readonly<Record<Verdict, number>> = {
  'not-applicable': 0,
  pass: 1,
  waived: 2,
  undetermined: 3,
  fail: 4,
};
