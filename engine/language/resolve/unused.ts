/** Which declarations nothing uses, from one state of a project to the next. */
import type { Declaration, PolicySyntax } from '../syntax.ts';
import { type Owned, type OwnedPolicy, ownerOf } from './declarations.ts';
import type { EraState } from './era-state.ts';
import type { Graph } from './graph.ts';

/** The facts, conditions and parameters that nothing in any era stands on. */
export function makeUnused(): (
  eras: readonly EraState[],
  policies: readonly OwnedPolicy[],
) => ReadonlySet<Owned<Declaration>> {
  let known: Known = { graphs: [], policies: [], conditions: new Set() };
  return (eras, policies) => {
    const graphs = eras.map(({ context }) => context.graph);
    const isSame =
      graphs.length === known.graphs.length && graphs.every((graph, index) => graph === known.graphs[index]);
    const conditions = (isSame ? unusedSince(known, eras, policies) : null) ?? unusedAmong(eras, policies);
    for (const { reused } of graphs) reused.clear();
    known = { graphs, policies, conditions };
    return withOthers(eras, conditions);
  };
}

interface Known {
  readonly graphs: readonly Graph[];
  readonly policies: readonly OwnedPolicy[];
  readonly conditions: Set<Owned<Declaration>>;
}

function unusedAmong(eras: readonly EraState[], policies: readonly OwnedPolicy[]): Set<Owned<Declaration>> {
  return new Set(policies.flatMap(({ conditions }) => conditions.filter((each) => !isUsedIn(eras, each))));
}

/** Of a thousand policies only those that are others are asked; null where some have come or gone. */
function unusedSince(
  { graphs, policies: before, conditions }: Known,
  eras: readonly EraState[],
  policies: readonly OwnedPolicy[],
): Set<Owned<Declaration>> | null {
  if (before.length !== policies.length) return null;
  const unsure = new Set(graphs.flatMap(({ reused }) => [...reused]));
  const gone = new Set<PolicySyntax>();
  for (let place = 0; place < policies.length; place++) {
    const [other, policy] = [before[place] as OwnedPolicy, policies[place] as OwnedPolicy];
    if (other === policy) continue;
    gone.add(other.policy);
    for (const condition of policy.conditions) unsure.add(condition);
  }
  const now = new Set([...conditions].filter(({ policy }) => !gone.has(policy)));
  const unused = [...unsure].filter((condition) => !isUsedIn(eras, condition));
  for (const condition of unsure) now.delete(condition);
  // What came and went since it was last asked is none of the project's.
  const there = unused.length === 0 ? null : new Set(policies.map(({ policy }) => policy));
  for (const condition of unused) if (there?.has(condition.policy)) now.add(condition);
  return now;
}

/** With the facts and parameters. */
function withOthers(
  eras: readonly EraState[],
  conditions: ReadonlySet<Owned<Declaration>>,
): ReadonlySet<Owned<Declaration>> {
  const unused = new Set<Owned<Declaration>>();
  for (const { context } of eras) {
    for (const { owned } of context.graph.idle) {
      if (owned !== null && isWritten(owned.declaration) && !isUsedIn(eras, owned)) unused.add(owned);
    }
  }
  for (const condition of conditions) unused.add(condition);
  return unused;
}

function isWritten(declaration: Declaration): boolean {
  return declaration.kind !== 'fact' || declaration.madeBy === null;
}

function isUsedIn(eras: readonly EraState[], owned: Owned<Declaration>): boolean {
  return eras.some((era) => isUsed(era, owned));
}

function isUsed({ context }: EraState, owned: Owned<Declaration>): boolean {
  const { kind, name } = owned.declaration;
  if (kind === 'condition') {
    for (const byName of context.graph.tables.condition.values()) {
      const use = byName.get(name.text);
      if (use !== undefined && use.owned === owned && use.dependants.size > 0) return true;
    }
    return false;
  }
  const node = context.graph.tables[kind].get(ownerOf(owned.declaration))?.get(name.text);
  return node !== undefined && node.owned === owned && node.dependants.size > 0;
}
