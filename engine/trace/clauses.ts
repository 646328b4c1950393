/** The clauses of the guide and what carries them out. */
import type { Analysis } from '../language/analysis.ts';
import { clauseOf } from './items.ts';
import type { TracedClause, TracedRule } from './matrix.ts';

/** A heading with an anchor of its own is a clause, and one that is cited all the same. Several anchors lead to one clause. */
export function traceClauses(
  { clauses, policies }: Pick<Analysis, 'clauses' | 'policies'>,
  rules: readonly TracedRule[],
): readonly TracedClause[] {
  const byPlace = new Map<
    string,
    { readonly cites: string[]; readonly clause: Omit<TracedClause, 'cites' | 'rules' | 'policies'> }
  >();
  const cited = new Set(rules.flatMap(({ cites }) => cites));
  const whole = policies.map((policy) => ({
    name: policy.name.text,
    cite: clauseOf(policy.cites, policy.file, clauses),
  }));
  const isCited = (cite: string): boolean => cited.has(cite) || whole.some((each) => each.cite === cite);
  for (const { cite, title, place, general, anchored } of clauses.values()) {
    if (!anchored && !isCited(cite)) continue;
    const key = `${place.file} ${place.range.start.line}`;
    const known = byPlace.get(key);
    if (known === undefined) byPlace.set(key, { cites: [cite], clause: { cite, title, place, general } });
    else known.cites.push(cite);
  }
  return [...byPlace.values()].map(({ cites, clause }) => ({
    ...clause,
    cites,
    rules: distinct(rules.filter((rule) => rule.cites.some((cite) => cites.includes(cite))).map(({ name }) => name)),
    policies: distinct(whole.flatMap(({ name, cite }) => (cite !== null && cites.includes(cite) ? [name] : []))),
  }));
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
