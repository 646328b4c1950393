/** What resolving works with, and how one declaration asks for another. */
import * as problems from '../../diagnostics/registry/language/names.ts';
import type { Condition } from '../../model/condition.ts';
import type { Dictionary, Entity, Field } from '../../model/dictionary.ts';
import type { Fact } from '../../model/fact.ts';
import type { Ladder, Parameter, Procedure, Rollup, Rule, Standard } from '../../model/policy.ts';
import { type Clause, clausesMeant } from '../guide.ts';
import { makeSink, type Sink, tell } from '../sink.ts';
import type {
  Declaration,
  FactSyntax,
  LadderSyntax,
  MadeRuleSyntax,
  ParameterSyntax,
  ProcedureSyntax,
  RollupSyntax,
  RuleSyntax,
  SharedConditionSyntax,
  StandardSyntax,
} from '../syntax.ts';
import { type Declarations, declared, kindTitles, type Owned } from './declarations.ts';
import { fieldFact } from './field-fact.ts';
import {
  chainBound,
  depend,
  forgetOrphans,
  type Graph,
  isMade,
  isWanted,
  makeGraph,
  type Node,
  type NodeKind,
  nodeOf,
  type Resolved,
  release,
  settle,
} from './graph.ts';

/** How each kind of declaration is resolved: given from outside, since resolving one kind demands others. */
export interface Resolvers {
  readonly fact: (context: Context, owned: Owned<FactSyntax>, entity: Entity) => Resolved<Fact>;
  readonly shared: (context: Context, owned: Owned<SharedConditionSyntax>, entity: Entity) => Resolved<Condition>;
  readonly parameter: (context: Context, owned: Owned<ParameterSyntax>) => Resolved<Parameter>;
  readonly rule: (context: Context, owned: Owned<RuleSyntax | MadeRuleSyntax>) => Resolved<Rule>;
  readonly standard: (context: Context, owned: Owned<StandardSyntax>) => Resolved<Standard>;
  readonly rollup: (context: Context, owned: Owned<RollupSyntax>) => Resolved<Rollup>;
  readonly procedure: (context: Context, owned: Owned<ProcedureSyntax>) => Resolved<Procedure>;
  readonly ladder: (context: Context, owned: Owned<LadderSyntax>) => Resolved<Ladder>;
}

/** What follows from the dictionary alone; the same for all eras. */
export interface Shared {
  readonly resolvers: Resolvers;
  readonly dictionary: Dictionary;
  readonly fieldFacts: Map<Field, Fact>;
  readonly links: Map<string, readonly (readonly string[])[]>;
  readonly patterns: Map<string, string | null>;
  /** How many leaves conditions have. */
  readonly sizes: WeakMap<Condition, number>;
}

/** One era's. */
export interface Context extends Shared {
  readonly graph: Graph;
  clauses: ReadonlyMap<string, Clause>;
  era: Declarations;
  /** Of the declaration that is being resolved; else of the era as a whole. */
  sink: Sink;
  /** Another era, none later than this one, whose results are taken over where they stand on the same. */
  like: Context | null;
}

export function makeShared(resolvers: Resolvers, dictionary: Dictionary): Shared {
  return { resolvers, dictionary, fieldFacts: new Map(), links: new Map(), patterns: new Map(), sizes: new WeakMap() };
}

export function makeContext(
  shared: Shared,
  clauses: ReadonlyMap<string, Clause>,
  era: Declarations,
  sink: Sink,
  like: Context | null,
): Context {
  return { ...shared, graph: makeGraph(), clauses, era, sink, like };
}

/** A fact of an entity: a field, or a computed one. */
export function factOf(context: Context, entity: Entity, name: string): Resolved<Fact> {
  const field = entity.fields.get(name);
  if (field !== undefined) return fieldFact(context.fieldFacts, entity, field);
  return demand(context, nodeFor(context, 'fact', entity.name, name)) as Resolved<Fact>;
}

/** A shared condition, as a condition about an entity. */
export function sharedOf(context: Context, name: string, entity: Entity): Resolved<Condition> {
  return demand(context, nodeFor(context, 'condition', entity.name, name)) as Resolved<Condition>;
}

export function parameterOf(context: Context, name: string): Resolved<Parameter> {
  return demand(context, nodeFor(context, 'parameter', '', name)) as Resolved<Parameter>;
}

export function ruleOf(context: Context, name: string): Resolved<Rule> {
  return demand(context, nodeFor(context, 'rule', '', name)) as Resolved<Rule>;
}

export function standardOf(context: Context, name: string): Resolved<Standard> {
  return demand(context, nodeFor(context, 'standard', '', name)) as Resolved<Standard>;
}

export function rollupOf(context: Context, name: string): Resolved<Rollup> {
  return demand(context, nodeFor(context, 'rollup', '', name)) as Resolved<Rollup>;
}

export function procedureOf(context: Context, name: string): Resolved<Procedure> {
  return demand(context, nodeFor(context, 'procedure', '', name)) as Resolved<Procedure>;
}

export function ladderOf(context: Context, name: string): Resolved<Ladder> {
  return demand(context, nodeFor(context, 'ladder', '', name)) as Resolved<Ladder>;
}

/** The clause that a citation in a folder leads to, by its key. */
export function clauseOf(context: Context, folder: string, cite: string): string | null {
  return demand(context, nodeFor(context, 'cite', folder, cite)) as string | null;
}

/**
 * Makes anew what is stale, and what stands on it, and forgets what nothing asks for any more. `isLost`: nothing of it will be
 * used. A circle that an edit has closed is not seen as one where its members are made one by one, each from what the last was
 * before: it shows by growing too long, and would be gone round for ever.
 */
export function bringUpToDate(context: Context, isLost: () => boolean = () => false): void {
  const { graph } = context;
  for (const node of graph.queue) {
    if (isLost()) break;
    graph.queue.delete(node);
    if (node.stale && isWanted(node)) make(context, node);
    else if (node.stale) graph.orphans.add(node);
  }
  forgetOrphans(graph);
}

export function nodeFor(context: Context, kind: NodeKind, entity: string, name: string): Node {
  return nodeOf(context.graph, kind, entity, name, () =>
    kind === 'cite' ? null : declared(context.era, kind, entity, name),
  );
}

function demand(context: Context, node: Node): unknown {
  const { graph } = context;
  if (node.open) {
    graph.tangled = true;
    tellCircle(context, graph.stack.slice(graph.stack.indexOf(node)));
    return 'broken';
  }
  if (node.stale) {
    if (graph.stack.length >= chainBound) {
      tellLong(context, node);
      return 'broken';
    }
    make(context, node);
  }
  depend(graph, node);
  return node.value;
}

function make(context: Context, node: Node): void {
  const { graph, sink: outer } = context;
  const depthBefore = node.depth;
  release(graph, node);
  node.stale = false;
  node.open = true;
  graph.stack.push(node);
  context.sink = makeSink();
  let value = adopt(context, node);
  if (value === null) {
    value = { made: resolve(context, node), sink: context.sink };
  }
  if (node.depth >= chainBound) {
    tellLong(context, node);
    node.depth = 0;
    value = { made: 'broken', sink: context.sink };
  }
  context.sink = outer;
  graph.stack.pop();
  node.open = false;
  settle(graph, node, value.made, value.sink, depthBefore);
}

interface Made {
  readonly made: unknown;
  readonly sink: Sink;
}

/** The result of the same declaration in another era, where all that it was made from is the same in this one. */
function adopt(context: Context, node: Node): Made | null {
  const { graph, like } = context;
  const other = like?.graph.tables[node.kind].get(node.entity)?.get(node.name);
  if (node.owned === null || other === undefined || other.owned !== node.owned || !isMade(other)) return null;
  for (const { kind, entity, name, value } of other.dependencies) {
    if (demand(context, nodeFor(context, kind, entity, name)) === value) continue;
    release(graph, node);
    return null;
  }
  return { made: other.value, sink: other.sink ?? context.sink };
}

function resolve(context: Context, { kind, entity, name, owned }: Node): unknown {
  const { resolvers, dictionary, clauses } = context;
  if (kind === 'cite') return clausesMeant(entity, name).find((cite) => clauses.has(cite)) ?? null;
  if (owned === null) return null;
  const about = dictionary.entities.get(entity);
  switch (kind) {
    case 'fact':
      return about === undefined ? null : resolvers.fact(context, owned as Owned<FactSyntax>, about);
    case 'condition':
      return about === undefined ? null : resolvers.shared(context, owned as Owned<SharedConditionSyntax>, about);
    case 'parameter':
      return resolvers.parameter(context, owned as Owned<ParameterSyntax>);
    case 'rule':
      return resolvers.rule(context, owned as Owned<RuleSyntax | MadeRuleSyntax>);
    case 'standard':
      return resolvers.standard(context, owned as Owned<StandardSyntax>);
    case 'rollup':
      return resolvers.rollup(context, owned as Owned<RollupSyntax>);
    case 'procedure':
      return resolvers.procedure(context, owned as Owned<ProcedureSyntax>);
    case 'ladder':
      return resolvers.ladder(context, owned as Owned<LadderSyntax>);
  }
}

function tellLong(context: Context, { owned }: Node): void {
  context.graph.tangled = true;
  if (owned === null) return;
  const { name } = owned.declaration;
  tell(context.sink, problems.chainTooLong, name.place, { name: name.text, bound: chainBound });
}

/** The same circle is entered at another of its members elsewhere: it is told of from its first one. */
function tellCircle(context: Context, nodes: readonly Node[]): void {
  const members = nodes.map(({ owned }) => owned?.declaration).filter((each) => each !== undefined);
  const [first] = members;
  if (first === undefined) return;
  const least = members.reduce((one, each) => (comesBefore(each, one) ? each : one), first);
  const start = members.indexOf(least);
  const turned = [...members.slice(start), ...members.slice(0, start), least];
  const circle = turned.map(({ name }) => name.text).join(' → ');
  const related = turned.slice(1, -1).map(({ name, kind }) => ({
    place: name.place,
    message: {
      zh: `经过${kindTitles[kind].zh}“${name.text}”`,
      en: `by way of the ${kindTitles[kind].en} "${name.text}"`,
    },
  }));
  tell(context.sink, problems.circle, least.name.place, { circle }, { related });
}

function comesBefore(a: Declaration, b: Declaration): boolean {
  const one = a.name.place;
  const other = b.name.place;
  if (one.file !== other.file) return one.file < other.file;
  return one.range.start.line < other.range.start.line;
}
