/**
 * Resolves each declaration once for all eras in which what it names stays the same: a result is kept with the results it was
 * made from, and made anew only where one of these has changed. Finds circles on the way.
 */

/** `null`: nothing has that name; `broken`: something has, but it is wrong and has been reported. */
export type Resolved<T> = T | null | 'broken';

export interface Memo {
  /** Results of this era by node: the declaration, or what stands for its use. */
  readonly done: Map<object, Result>;
  /** Results of all eras. */
  readonly kept: Map<object, Kept[]>;
  readonly stack: Frame[];
  readonly open: Set<object>;
  /** Whether there is more than one era: else nothing need be kept. */
  readonly keeping: boolean;
}

/** How a chain of declarations that stand one on another went wrong. */
export type ChainProblem =
  | { readonly kind: 'circle'; readonly nodes: readonly object[] }
  | { readonly kind: 'long'; readonly node: object };

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
  readonly node: object;
  readonly from: Dependency[];
  depth: number;
}

/** Declarations that stand one on another; more is no policy that a person can follow, and would exhaust the stack. */
export const chainBound = 100;

export function makeMemo(keeping: boolean): Memo {
  return { done: new Map(), kept: new Map(), stack: [], open: new Set(), keeping };
}

export function beginEra(memo: Memo): void {
  memo.done.clear();
}

/** The result of a node (null: nothing has the name); `again` demands the same anew in a later era. */
export function demand<T>(
  memo: Memo,
  node: object | null,
  again: () => Resolved<T>,
  compute: () => Resolved<T>,
  problem: (problem: ChainProblem) => void,
): Resolved<T> {
  const result = node === null ? nothing : (memo.done.get(node) ?? resultOf(memo, node, compute, problem));
  const parent = memo.stack.at(-1);
  if (parent !== undefined) {
    if (memo.keeping) parent.from.push({ value: result.value, again });
    parent.depth = Math.max(parent.depth, result.depth + 1);
  }
  return result.value as Resolved<T>;
}

const nothing: Result = { value: null, depth: 0 };
const broken: Result = { value: 'broken', depth: 0 };

function resultOf<T>(
  memo: Memo,
  node: object,
  compute: () => Resolved<T>,
  problem: (problem: ChainProblem) => void,
): Result {
  if (memo.open.has(node)) {
    const start = memo.stack.findIndex((frame) => frame.node === node);
    problem({ kind: 'circle', nodes: memo.stack.slice(start).map((frame) => frame.node) });
    return broken;
  }
  if (memo.stack.length >= chainBound) {
    problem({ kind: 'long', node });
    return broken;
  }
  const frame: Frame = { node, from: [], depth: 0 };
  memo.open.add(node);
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
    if (memo.keeping) keep(memo, node, { ...result, from: [...frame.from] });
  }
  memo.stack.pop();
  memo.open.delete(node);
  memo.done.set(node, result);
  return result;
}

function keptResult(memo: Memo, node: object): Result | null {
  const candidates = memo.kept.get(node);
  return candidates?.find(({ from }) => from.every(({ value, again }) => again() === value)) ?? null;
}

function keep(memo: Memo, node: object, kept: Kept): void {
  const all = memo.kept.get(node);
  if (all === undefined) memo.kept.set(node, [kept]);
  else all.push(kept);
}
