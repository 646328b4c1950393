/**
 * A YAML file as an immutable tree in which every node knows its place, so that whatever is wrong with it can be shown at the
 * character. JSON files read the same way (YAML 1.2 contains JSON).
 */
import type { Place } from '../diagnostics/diagnostic.ts';
import { placeInRaw } from './node.ts';

export { readYaml } from './read.ts';

export type Tree = MapTree | ListTree | ScalarTree;

export interface MapTree {
  readonly kind: 'map';
  readonly place: Place;
  /** Written with braces. */
  readonly flow: boolean;
  /** In the order of the file; a key that stands twice is reported and its first entry kept. */
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly key: ScalarTree;
  /** A key without a value has the scalar null. */
  readonly value: Tree;
}

export interface ListTree {
  readonly kind: 'list';
  readonly place: Place;
  readonly flow: boolean;
  readonly items: readonly Tree[];
}

export interface ScalarTree {
  readonly kind: 'scalar';
  readonly place: Place;
  /** By the core schema of YAML 1.2: dates are texts. For exact numbers read `source`. */
  readonly value: string | number | boolean | null;
  /** The text of the scalar: what stands in the file without quotes, escapes and folding. `2021.10` stays `2021.10`. */
  readonly source: string;
  /** Written with quotes, so meant as a text. */
  readonly quoted: boolean;
  /** The characters of the file that the scalar takes, and where they start, for `placeWithin`. */
  readonly raw: string;
}

/** The value under a key, or undefined. */
export function get(map: MapTree, name: string): Tree | undefined {
  return map.entries.find((entry) => entry.key.source === name)?.value;
}

/** The entry with a key, or undefined. */
function entry(map: MapTree, name: string): Entry | undefined {
  return map.entries.find((candidate) => candidate.key.source === name);
}

/** A scalar that is written but empty (`key:`), or `null`. */
export function isNull(tree: Tree): boolean {
  return tree.kind === 'scalar' && tree.value === null;
}

/** Plain data, as `ajv` and other libraries want it. */
export function toPlain(tree: Tree): unknown {
  switch (tree.kind) {
    case 'scalar':
      return tree.value;
    case 'list':
      return tree.items.map(toPlain);
    case 'map':
      return Object.fromEntries(tree.entries.map(({ key, value }) => [key.source, toPlain(value)]));
  }
}

/**
 * The node that a JSON pointer (`/resources/0/name`, ajv's `instancePath`) leads to, or the deepest on the way there.
 * With `key` the key of the last step instead of its value, where it has one.
 */
export function nodeAt(root: Tree, pointer: string, key = false): Tree {
  let node = root;
  let name: Tree | undefined;
  for (const step of pointer.split('/').slice(1)) {
    const wanted = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const found = node.kind === 'map' ? entry(node, wanted) : undefined;
    const next = node.kind === 'list' ? node.items[Number(wanted)] : found?.value;
    if (next === undefined) return node;
    node = next;
    name = found?.key;
  }
  return key && name !== undefined ? name : node;
}

/**
 * The place in the file of the characters from `start` to `end` (exclusive) of a scalar's `source`: past quotes, escapes and
 * line folding, so that an error in a sentence is shown at the character.
 */
export function placeWithin(scalar: ScalarTree, start: number, end: number): Place {
  const shift = simpleShift(scalar);
  if (shift !== -1) {
    const most = scalar.source.length;
    const from = shift + Math.min(start, most);
    return placeInRaw(scalar, from, Math.max(from, shift + Math.min(end, most)));
  }
  const offsets = offsetsOf(scalar);
  const last = offsets.length - 1;
  const from = offsets[Math.min(start, last)] ?? 0;
  // One past the last character, not the first of the next: between them there may be an escape or a line break.
  const to = end <= start ? from : (offsets[Math.min(end, last + 1) - 1] ?? 0) + (end > last ? 0 : 1);
  return placeInRaw(scalar, from, Math.max(from, to));
}

/** How far the text of a scalar of one line without escapes stands from its start; -1 for the others. */
function simpleShift({ raw, source }: ScalarTree): number {
  if (raw === source) return raw.includes('\n') ? -1 : 0;
  return raw.length === source.length + 2 && raw.startsWith(source, 1) && !raw.includes('\n') ? 1 : -1;
}

/** For each character of `source`, and its end, where it stands in `raw`. */
function offsetsOf({ raw, source }: ScalarTree): number[] {
  const style = raw[0] === '"' || raw[0] === "'" ? raw[0] : '';
  const offsets: number[] = [];
  // A block scalar (`|`, `>`) begins after its header line; no plain scalar begins with these.
  let at = style !== '' ? 1 : raw[0] === '|' || raw[0] === '>' ? raw.indexOf('\n') + 1 : 0;
  for (let i = 0; i < source.length; i++) {
    at = next(raw, at, source[i] as string, style);
    offsets.push(at);
    at += step(raw, at, style);
  }
  offsets.push(Math.min(at, style === '' ? raw.length : raw.length - 1));
  return offsets;
}

/** Where the character stands, from `at` on: indentation, folded line breaks and a block's header are passed over. */
function next(raw: string, at: number, character: string, style: string): number {
  if (raw[at] === character || (style === '"' && raw[at] === '\\' && raw[at + 1] !== '\n')) return at;
  let here = at;
  while (here < raw.length && raw[here] !== character) {
    // A folded line break stands for the blank.
    if (character === ' ' && raw[here] === '\n') return here;
    here++;
  }
  return here < raw.length ? here : at;
}

function step(raw: string, at: number, style: string): number {
  if (style === '"' && raw[at] === '\\') return { x: 4, u: 6, U: 10 }[raw[at + 1] as 'x' | 'u' | 'U'] ?? 2;
  if (style === "'" && raw[at] === "'") return 2;
  return 1;
}
