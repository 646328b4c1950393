/** What the cases have shown, from the ledger of what there was to show. */

import { type Verdict, verdicts } from '../../model/verdict.ts';
import type { Cell, Ledger, PairCell } from './ledger.ts';
import { pairNeeds } from './needs.ts';
import { type Coverage, type Goal, measures, type Owner, type RuleCoverage, type Totals } from './result.ts';

export function coverageOf({ cells, rules }: Ledger): Coverage {
  const goals = cells.map(goalOf).sort(byPlace);
  const byOwner = new Map<string, Goal[]>();
  for (const goal of goals) {
    const key = ownerKey(goal.of);
    const own = byOwner.get(key);
    if (own === undefined) byOwner.set(key, [goal]);
    else own.push(goal);
  }
  const inOrder = (found: ReadonlySet<Verdict>): readonly Verdict[] => verdicts.filter((verdict) => found.has(verdict));
  return {
    totals: totalsOf(goals),
    rules: [...rules.values()]
      .map(
        ({ judged: { of, place }, title, expected, reached }): RuleCoverage => ({
          rule: of.name,
          policy: of.policy,
          version: of.version,
          place,
          title,
          expected: inOrder(expected),
          reached: inOrder(reached),
          totals: totalsOf(byOwner.get(ownerKey(of)) ?? []),
        }),
      )
      .sort((a, b) => (a.rule === b.rule ? (a.version < b.version ? -1 : 1) : a.rule < b.rule ? -1 : 1)),
    goals,
  };
}

function totalsOf(goals: readonly Goal[]): Totals {
  const share = (measure: Goal['measure']) => {
    const own = goals.filter((goal) => goal.measure === measure);
    return { met: own.filter(({ met }) => met).length, of: own.length };
  };
  return Object.fromEntries(measures.map((measure) => [measure, share(measure)])) as Record<
    Goal['measure'],
    Totals[Goal['measure']]
  >;
}

function goalOf(cell: Cell | PairCell): Goal {
  const { measure, which, of, place, text, by } = cell;
  const needs = 'halves' in cell ? pairNeeds(cell) : cell.needs;
  return { measure, which, of, place, text, met: by.length > 0, by, needs };
}

function byPlace(a: Goal, b: Goal): number {
  if (a.place.file !== b.place.file) return a.place.file < b.place.file ? -1 : 1;
  const [from, to] = [a.place.range.start, b.place.range.start];
  return from.line - to.line || from.column - to.column;
}

function ownerKey({ kind, name, policy, version }: Owner): string {
  return JSON.stringify([kind, name, policy, version]);
}
