/** The resolved declarations of an era, brought from one state of the project to the next. */
import type { Fact } from '../../model/fact.ts';
import type { Ladder, Model, Parameter, Procedure, Rollup, Rule, Standard } from '../../model/policy.ts';
import type { EraOf } from '../eras.ts';
import type { Clause } from '../guide.ts';
import { keptList } from '../kept-list.ts';
import { makeSink } from '../sink.ts';
import type { Declaration, PolicySyntax } from '../syntax.ts';
import {
  bringUpToDate,
  type Context,
  factOf,
  ladderOf,
  makeContext,
  nodeFor,
  parameterOf,
  procedureOf,
  rollupOf,
  ruleOf,
  type Shared,
  standardOf,
} from './context.ts';
import { declared, type Kind, kinds, type OwnedPolicy, ownerOf, sections } from './declarations.ts';
import { changesBetween, declare, redeclare } from './declare.ts';
import { markStale, type Node, noteUse, sameData } from './graph.ts';
import type { KeptTable } from './kept-table.ts';
import { entityOf } from './names.ts';

export interface EraState {
  readonly context: Context;
  readonly policies: readonly OwnedPolicy[];
  /** The model last made; none before the first time. */
  model: Model | null;
  /** Those of that model. */
  tables: ModelTables | null;
  /** The kinds of which names have come, gone or changed places since then. */
  reordered: ReadonlySet<Kind>;
  /** The same list where nothing in it has changed. */
  readonly namedPolicies: (policies: readonly PolicySyntax[]) => Model['policies'];
  /** Rules and standards are the same by name, and about the same entities, as in the model before the last. */
  sameNames: boolean;
}

export interface ModelTables {
  readonly parameters: KeptTable<Parameter>;
  /** By entity. */
  readonly facts: ReadonlyMap<string, KeptTable<Fact>>;
  readonly rules: KeptTable<Rule>;
  readonly standards: KeptTable<Standard>;
  readonly rollups: KeptTable<Rollup>;
  readonly procedures: KeptTable<Procedure>;
  readonly ladders: KeptTable<Ladder>;
}

/** Resolves all of an era's declarations; what `like` has resolved is taken over where it stands on the same. */
export function beginEra(
  shared: Shared,
  clauses: ReadonlyMap<string, Clause>,
  { from, until, policies }: EraOf<OwnedPolicy>,
  like: EraState | null,
): EraState {
  const sink = makeSink();
  const era = declare(sink, shared.dictionary, policies, from, until);
  const context = makeContext(shared, clauses, era, sink, like?.context ?? null);
  for (const name of era.parameters.keys()) parameterOf(context, name);
  for (const name of era.rules.keys()) ruleOf(context, name);
  for (const name of era.standards.keys()) standardOf(context, name);
  for (const name of era.rollups.keys()) rollupOf(context, name);
  for (const name of era.procedures.keys()) procedureOf(context, name);
  for (const name of era.ladders.keys()) ladderOf(context, name);
  for (const entity of shared.dictionary.entities.values()) {
    for (const name of era.facts.get(entity.name)?.keys() ?? []) factOf(context, entity, name);
  }
  bringUpToDate(context);
  checkUnknownOwners(context);
  const namedPolicies = keptList(namedPolicy, sameData);
  return { context, policies, model: null, tables: null, reordered: allKinds, namedPolicies, sameNames: false };
}

function namedPolicy({ name, title, version, from, until }: PolicySyntax): Model['policies'][number] {
  return { name: name.text, title, version, from, until };
}

const allKinds: ReadonlySet<Kind> = new Set(kinds);

/** The era in its next state: only what has changed is resolved anew. */
export function continueEra(
  { context, policies: before, model, tables, reordered, namedPolicies }: EraState,
  clauses: ReadonlyMap<string, Clause>,
  { from, until, policies }: EraOf<OwnedPolicy>,
  like: EraState | null,
): EraState {
  const citesChanged = context.clauses !== clauses;
  context.clauses = clauses;
  context.like = like?.context ?? null;
  const sameDays = context.era.until === until;
  const changes = changesBetween(before, policies);
  const silent = context.sink.diagnostics.length === 0;
  context.sink = makeSink();
  const { sink, dictionary } = context;
  context.era =
    changes !== null && silent
      ? redeclare(sink, dictionary, { ...context.era, from, until }, policies, changes)
      : declare(sink, dictionary, policies, from, until);
  const touched =
    changes === null
      ? [...without(before, policies), ...without(policies, before)]
      : [...changes.pairs.values()].flat();
  for (const policy of touched) {
    for (const { declaration } of sections(policy).flat()) takeOver(context, declaration);
  }
  if (citesChanged) {
    for (const folder of context.graph.tables.cite.values()) {
      for (const node of folder.values()) markStale(context.graph, node);
    }
  }
  bringUpToDate(context, () => context.graph.tangled);
  checkUnknownOwners(context);
  const renamed = sameDays ? (changes?.renamed ?? allKinds) : allKinds;
  const all = new Set([...reordered, ...renamed]);
  return { context, policies, model, tables, reordered: all, namedPolicies, sameNames: false };
}

function without(all: readonly OwnedPolicy[], others: readonly OwnedPolicy[]): readonly OwnedPolicy[] {
  const known = new Set(others);
  return all.filter((policy) => !known.has(policy));
}

/** What a policy that has come or gone declares may now be declared by another, or by none. */
function takeOver(context: Context, declaration: Declaration): void {
  const { kind, name } = declaration;
  const nodes = kind === 'condition' ? usesOf(context, name.text) : nodeOfDeclaration(context, declaration);
  for (const node of nodes) {
    const owned = declared(context.era, kind, node.entity, name.text);
    if (node.owned === owned && !node.stale) continue;
    noteUse(context.graph, node);
    node.owned = owned;
    noteUse(context.graph, node);
    markStale(context.graph, node);
  }
}

function nodeOfDeclaration(context: Context, declaration: Declaration): readonly Node[] {
  const { kind, name } = declaration;
  const entity = ownerOf(declaration);
  // Facts of what the dictionary does not have, or has as a field, are never asked for.
  const about = kind === 'fact' ? context.dictionary.entities.get(entity) : null;
  return about === undefined || about?.fields.has(name.text) ? [] : [nodeFor(context, kind, entity, name.text)];
}

function usesOf({ graph }: Context, name: string): readonly Node[] {
  return [...graph.tables.condition.values()].map((byName) => byName.get(name)).filter((node) => node !== undefined);
}

/** Facts of entities that the dictionary does not have: nothing else would come upon them. */
function checkUnknownOwners(context: Context): void {
  context.sink.later.length = 0;
  for (const [entity, facts] of context.era.facts) {
    if (context.dictionary.entities.has(entity)) continue;
    for (const { declaration } of facts.values()) entityOf(context, declaration.of);
  }
}
