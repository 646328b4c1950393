/**
 * The matrix clause ↔ rule ↔ test ↔ data field of a project, and its gaps: clauses that no rule carries out, rules without a clause or
 * a test, fields that nothing reads. All of it comes from the analysis.
 */
import type { Analysis } from '../language/analysis.ts';
import { traceClauses } from './clauses.ts';
import { traceFields } from './fields.ts';
import { gapsOf } from './gaps.ts';
import { itemsOf } from './items.ts';
import type { Trace, TracedRule } from './matrix.ts';
import { testsByItem } from './tests.ts';

/** Of an analysis without errors. */
export function traceOf(analysis: Analysis): Trace {
  const items = itemsOf(analysis);
  const tests = testsByItem(analysis);
  const rules = items.map(
    ({ item, place, cites, reads }): TracedRule => ({
      ...item,
      place,
      cites,
      tests: tests.get(`${item.policy} ${item.version} ${item.name}`) ?? [],
      fields: [...reads.fields].sort(),
    }),
  );
  const clauses = traceClauses(analysis, rules);
  const fields = traceFields(analysis, rules);
  return { clauses, rules, fields, gaps: gapsOf(clauses, rules, fields) };
}
