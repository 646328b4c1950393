/**
 * What is resolved in an era, as a graph: a node for each name that is declared or asked for, with its result, what it was made
 * from, and what was made from it. When a declaration changes, its node is made anew, and only where the result then differs
 * also what was made from it.
 */

import type { Fact } from '../../model/fact.ts';
import type { Literal, Parameter, Rule, Standard } from '../../model/policy.ts';
import type { Sink } from '../sink.ts';
import type { Declaration } from '../syntax.ts';
import type { Owned } from './declarations.ts';

/** `null`: nothing has that name; `broken`: something has, but it is wrong and has been reported. */
export type Resolved<T> = T | null | 'broken';

/** `cite`: the clause that a citation leads to. */
export type NodeKind = Declaration['kind'] | 'cite';

export interface Node {
  readonly kind: NodeKind;
  /** Of a fact its entity, of a shared condition the entity that it is read for, of a citation the folder that it stands in. */
  readonly entity: string;
  readonly name: string;
  owned: Owned<Declaration> | null;
  value: unknown;
  /** How many declarations stand one on another below this one. */
  depth: number;
  /** To be made (again) before it is read. */
  stale: boolean;
  /** Being made. */
  open: boolean;
  /** Null: nothing was told. */
  sink: Sink | null;
  dependencies: Node[];
  readonly dependants: Set<Node>;
}

export interface Graph {
  /** By kind, entity (or '') and name. */
  readonly tables: Readonly<Record<NodeKind, Map<string, Map<string, Node>>>>;
  readonly stack: Node[];
  readonly queue: Set<Node>;
  /** Nodes that nothing stands on any more. */
  readonly orphans: Set<Node>;
  /** Nodes with something to tell. */
  readonly telling: Set<Node>;
  /** Nodes whose result is another since the model was last made. */
  readonly changed: Set<Node>;
  /** Facts and parameters that nothing stands on. */
  readonly idle: Set<Node>;
  /** Shared conditions that something has begun or ceased to stand on since it was last asked which are used. */
  readonly reused: Set<Owned<Declaration>>;
  /** A circle, or a chain that is too long: what is then told depends on where one enters it. */
  tangled: boolean;
}

/** Declarations that stand one on another; more is no policy that a person can follow, and would exhaust the stack. */
export const chainBound = 100;

export function makeGraph(): Graph {
  return {
    tables: {
      parameter: new Map(),
      fact: new Map(),
      condition: new Map(),
      rule: new Map(),
      standard: new Map(),
      rollup: new Map(),
      procedure: new Map(),
      ladder: new Map(),
      cite: new Map(),
    },
    stack: [],
    queue: new Set(),
    orphans: new Set(),
    telling: new Set(),
    changed: new Set(),
    idle: new Set(),
    reused: new Set(),
    tangled: false,
  };
}

/** The result of a node that was never made. */
const unmade: unique symbol = Symbol('unmade');

/** The node of a name; where there is none yet, one is made. */
export function nodeOf(
  { tables, idle }: Graph,
  kind: NodeKind,
  entity: string,
  name: string,
  ownedNow: () => Owned<Declaration> | null,
): Node {
  const table = tables[kind];
  const known = table.get(entity)?.get(name);
  if (known !== undefined) return known;
  const node: Node = {
    kind,
    entity,
    name,
    owned: ownedNow(),
    value: unmade,
    depth: 0,
    stale: true,
    open: false,
    sink: null,
    dependencies: [],
    dependants: new Set(),
  };
  const byName = table.get(entity) ?? new Map<string, Node>();
  table.set(entity, byName);
  byName.set(name, node);
  if (mayBeIdle(kind)) idle.add(node);
  return node;
}

function mayBeIdle(kind: NodeKind): boolean {
  return kind === 'fact' || kind === 'parameter';
}

export function isMade({ value, stale }: Node): boolean {
  return value !== unmade && !stale;
}

/** To be made again: it, or what it was made from, has changed. */
export function markStale(graph: Graph, node: Node): void {
  node.stale = true;
  graph.queue.add(node);
}

/** What is being made stands on this node. */
export function depend(graph: Graph, node: Node): void {
  const parent = graph.stack.at(-1);
  if (parent === undefined) return;
  if (node.kind !== 'cite') parent.depth = Math.max(parent.depth, node.depth + 1);
  if (node.dependants.has(parent)) return;
  if (node.dependants.size === 0) {
    graph.idle.delete(node);
    noteUse(graph, node);
  }
  node.dependants.add(parent);
  parent.dependencies.push(node);
}

/** Whether its declaration is used may have changed. */
export function noteUse({ reused }: Graph, { kind, owned }: Node): void {
  if (kind === 'condition' && owned !== null) reused.add(owned);
}

/** It no longer stands on anything. */
export function release(graph: Graph, node: Node): void {
  for (const dependency of node.dependencies) {
    dependency.dependants.delete(node);
    if (dependency.dependants.size > 0) continue;
    graph.orphans.add(dependency);
    noteUse(graph, dependency);
    if (mayBeIdle(dependency.kind)) graph.idle.add(dependency);
  }
  node.dependencies = [];
  node.depth = 0;
}

/** Whether it is asked for: a shared condition or a name without a declaration only where something stands on it. */
export function isWanted({ kind, owned, dependants }: Node): boolean {
  return dependants.size > 0 || (owned !== null && kind !== 'condition');
}

/** Forgets what is not asked for any more, with what only that stood on. */
export function forgetOrphans(graph: Graph): void {
  for (const node of graph.orphans) {
    if (isWanted(node)) continue;
    release(graph, node);
    graph.telling.delete(node);
    graph.idle.delete(node);
    graph.tables[node.kind].get(node.entity)?.delete(node.name);
  }
  graph.orphans.clear();
}

/** Takes the result over; where it is the same as before, what was made from it stays. */
export function settle(graph: Graph, node: Node, value: unknown, sink: Sink, depthBefore: number): void {
  const silent = sink.diagnostics.length + sink.later.length === 0;
  node.sink = silent ? null : sink;
  if (silent) graph.telling.delete(node);
  else graph.telling.add(node);
  const before = node.value;
  const sameDepth = node.depth === depthBefore;
  if (before !== unmade && sameDepth && sameData(before, value)) return;
  node.value = value;
  graph.changed.add(node);
  if (before !== unmade && sameDepth && sameData(faceOf(node.kind, before), faceOf(node.kind, value))) return;
  for (const dependant of node.dependants) markStale(graph, dependant);
}

/**
 * What others see of a result, so that they stay as they are when the rest of it changes: of a parameter its type and first day
 * (its values where they are texts, which may have to be codes) and of what sort its numbers are, of a fact its type, of rules and
 * standards what they are about, of standards how they are scored.
 */
function faceOf(kind: NodeKind, value: unknown): unknown {
  if (value === null || value === 'broken') return value;
  switch (kind) {
    case 'parameter': {
      const { values } = value as Parameter;
      if (values.some((each) => each.value.kind === 'text')) return values;
      const face = [values[0]?.from, values[0]?.value.kind];
      return [...face, values.some((each) => isPart(each.value)), values.some((each) => isNegative(each.value))];
    }
    case 'fact': {
      const { type, sensitive } = value as Fact;
      return [type, sensitive];
    }
    case 'rule':
      return (value as Rule).entity;
    case 'standard': {
      const { entity, score } = value as Standard;
      return [entity, score];
    }
    case 'condition':
    case 'rollup':
    case 'procedure':
    case 'ladder':
    case 'cite':
      return value;
  }
}

/** What an amount asks of numbers. */
function isPart({ kind, value }: Literal): boolean {
  return kind === 'number' && value.includes('.');
}

function isNegative({ kind, value }: Literal): boolean {
  return kind === 'number' && value.startsWith('-');
}

/** Whether plain data is equal: a result is data without places. */
export function sameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameData(item, b[index]));
  }
  if (a instanceof Map) {
    if (!(b instanceof Map) || a.size !== b.size) return false;
    const others = [...b];
    return [...a].every((entry, index) => sameData(entry, others[index]));
  }
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => sameData((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
