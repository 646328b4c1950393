/**
 * The nodes of a tree as objects that work their place out when it is asked for. Four of five are never asked: places made
 * beforehand were half of the memory of a large project's analysis. (A getter needs a prototype, hence classes.)
 */
import type { Place } from '../diagnostics/diagnostic.ts';
import { type Lines, placeBetween } from './lines.ts';
import type { Entry, ListTree, MapTree, ScalarTree, Tree } from './tree.ts';

class Node {
  readonly lines: Lines;
  readonly start: number;
  readonly end: number;

  constructor(lines: Lines, start: number, end: number) {
    this.lines = lines;
    this.start = start;
    this.end = end;
  }

  get place(): Place {
    return placeBetween(this.lines, this.start, this.end);
  }
}

class Scalar extends Node implements ScalarTree {
  readonly kind = 'scalar';
  readonly value: ScalarTree['value'];
  readonly source: string;
  readonly quoted: boolean;

  constructor(lines: Lines, start: number, end: number, value: ScalarTree['value'], source: string, quoted: boolean) {
    super(lines, start, end);
    this.value = value;
    this.source = source;
    this.quoted = quoted;
  }

  get raw(): string {
    return this.lines.text.slice(this.start, this.end);
  }
}

class MapNode extends Node implements MapTree {
  readonly kind = 'map';
  readonly flow: boolean;
  readonly entries: readonly Entry[];

  constructor(lines: Lines, start: number, end: number, flow: boolean, entries: readonly Entry[]) {
    super(lines, start, end);
    this.flow = flow;
    this.entries = entries;
  }
}

class ListNode extends Node implements ListTree {
  readonly kind = 'list';
  readonly flow: boolean;
  readonly items: readonly Tree[];

  constructor(lines: Lines, start: number, end: number, flow: boolean, items: readonly Tree[]) {
    super(lines, start, end);
    this.flow = flow;
    this.items = items;
  }
}

/** From `start` to `end` (exclusive) of the file's text. */
export function scalarNode(
  lines: Lines,
  start: number,
  end: number,
  value: ScalarTree['value'],
  source: string,
  quoted: boolean,
): ScalarTree {
  return new Scalar(lines, start, end, value, source, quoted);
}

/** A block map reaches from its first key to the end of its last value; one in braces from brace to brace. */
export function mapNode(
  lines: Lines,
  flow: readonly [number, number] | null,
  entries: readonly Entry[],
  start = 0,
): MapTree {
  const first = entries[0]?.key;
  const last = entries.at(-1)?.value;
  const from = flow?.[0] ?? (first === undefined ? start : startOf(first));
  return new MapNode(lines, from, flow?.[1] ?? (last === undefined ? from : endOf(last)), flow !== null, entries);
}

/** A block list reaches from its first dash, at `start`, to the end of its last item. */
export function listNode(
  lines: Lines,
  flow: readonly [number, number] | null,
  items: readonly Tree[],
  start = 0,
): ListTree {
  const from = flow?.[0] ?? start;
  const last = items.at(-1);
  return new ListNode(lines, from, flow?.[1] ?? (last === undefined ? from : endOf(last)), flow !== null, items);
}

function startOf(tree: Tree): number {
  return tree instanceof Node ? tree.start : 0;
}

function endOf(tree: Tree): number {
  return tree instanceof Node ? tree.end : 0;
}

/** The place of a part of what a scalar takes in the file. */
export function placeInRaw(scalar: ScalarTree, from: number, to: number): Place {
  return scalar instanceof Node ? placeBetween(scalar.lines, scalar.start + from, scalar.start + to) : scalar.place;
}
