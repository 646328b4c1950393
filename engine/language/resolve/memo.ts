/**
 * Resolves each declaration once for all eras in which what it names stays the same: a result is kept with the results it was
 * made from, and made anew only where one of these has changed. Finds circles on the way.
 */

/** `null`: nothing has that name; `broken`: something has, but it is wrong and has been reported. */
export type Resolved<T> = T | null | 'broken';

export interface Memo {
  /** Results of this era by node. */
  readonly done: Map<string, Result>;
  /** Results of all eras by what they are results of, then by node. */
  readonly kept: Map<object, Map<string, Kept[]>>;
  readonly stack: Frame[];
  readonly open: Set<string>;
}

/** How a chain of declarations that stand one on another went wrong. */
export type ChainProblem =
  | { readonly kind: 'circle'; readonly nodes: readonly Node[] }
  | { readonly kind: 'long'; readonly node: Node };

/** A declaration as a chain's message shows it. */
export interface Node {
  /** What tells it from all others. */
  readonly key: string;
  readonly owner: object;
}

interface Result {
  readonly value: unknown;
  readonly depth: number;
}

interface Kept extends Result {
  readonly from: readonly Dependency[];
}

interface Dependency {
  readonly value: unknown;
  readonly again: () => unknown;
}

interface Frame {
  readonly node: Node;
  readonly from: Dependency[];
  depth: number;
}

/** Declarations that stand one on another; more is no policy that a person can follow, and would exhaust the stack. */
export const chainBound = 100;

export function makeMemo(): Memo {
  return { done: new Map(), kept: new Map(), stack: [], open: new Set() };
}

export function beginEra(memo: Memo): void {
  memo.done.clear();
}

/** The result of a node; `owner` is what declares it (null: nothing), `again` demands the same node anew in a later era. */
export function demand<T>(
  memo: Memo,
  key: string,
  owner: object | null,
  again: () => Resolved<T>,
  compute: () => Resolved<T>,
  problem: (problem: ChainProblem) => void,
): Resolved<T> {
  const result = owner === null ? { value: null, depth: 0 } : resultOf(memo, { key, owner }, compute, problem);
  const parent = memo.stack.at(-1);
  if (parent !== undefined) {
    parent.from.push({ value: result.value, again });
    parent.depth = Math.max(parent.depth, result.depth + 1);
  }
  return result.value as Resolved<T>;
}

const broken: Result = { value: 'broken', depth: 0 };

function resultOf<T>(
  memo: Memo,
  node: Node,
  compute: () => Resolved<T>,
  problem: (problem: ChainProblem) => void,
): Result {
  const { key, owner } = node;
  const known = memo.done.get(key);
  if (known !== undefined) return known;
  if (memo.open.has(key)) {
    const start = memo.stack.findIndex((frame) => frame.node.key === key);
    problem({ kind: 'circle', nodes: memo.stack.slice(start).map((frame) => frame.node) });
    return broken;
  }
  if (memo.stack.length >= chainBound) {
    problem({ kind: 'long', node });
    return broken;
  }
  const frame: Frame = { node, from: [], depth: 0 };
  memo.open.add(key);
  memo.stack.push(frame);
  let result: Result | null = keptResult(memo, node);
  if (result === null) {
    // What the search among the kept has demanded is no dependency of the new result.
    frame.from.length = 0;
    frame.depth = 0;
    const value = compute();
    result = { value, depth: frame.depth };
    if (frame.depth >= chainBound) {
      problem({ kind: 'long', node });
      result = broken;
    }
    keep(memo, owner, key, { ...result, from: [...frame.from] });
  }
  memo.stack.pop();
  memo.open.delete(key);
  memo.done.set(key, result);
  return result;
}

function keptResult(memo: Memo, { key, owner }: Node): Result | null {
  const candidates = memo.kept.get(owner)?.get(key) ?? [];
  return candidates.find(({ from }) => from.every(({ value, again }) => again() === value)) ?? null;
}

function keep(memo: Memo, owner: object, key: string, kept: Kept): void {
  const ofOwner = memo.kept.get(owner) ?? new Map<string, Kept[]>();
  memo.kept.set(owner, ofOwner);
  const all = ofOwner.get(key) ?? [];
  ofOwner.set(key, all);
  all.push(kept);
}
