/**
 * What the files of a project say under a key, such as where a name is declared. It is kept from one state of the project to the
 * next, so that after an edit only the file that has changed is looked at, and a question costs nothing for the thousand others.
 */
import type { Document } from '../document.ts';
import type { Snapshot } from '../snapshot.ts';

export interface Gathered<T> {
  /** In the order of the files. */
  of(snapshot: Snapshot, key: string): readonly T[];
  /** Reads a file ahead of the questions. */
  readAhead(snapshot: Snapshot, document: Document): void;
}

interface State<T> {
  /** Those that are spoken for, read or not. */
  documents: ReadonlyMap<string, Document>;
  /** By file; read once a question may concern them. */
  readonly unread: Map<string, Document>;
  readonly byKey: Map<string, Of<T>>;
}

/** Under one key. */
interface Of<T> {
  readonly byFile: Map<string, readonly T[]>;
  /** All of it, in order; null where it must be put together anew. */
  all: readonly T[] | null;
}

/** Files that change together, as when another branch is checked out, are read only when they are asked for. */
const few = 20;

/** `mayHold` tells, sooner than reading a file does, where it says nothing under a key. */
export function gathered<T>(
  read: (document: Document) => ReadonlyMap<string, readonly T[]>,
  mayHold: (document: Document, key: string) => boolean,
): Gathered<T> {
  const states = new WeakMap<object, State<T>>();

  function stateOf({ project, documents }: Snapshot): State<T> {
    const state = states.get(project) ?? { documents: new Map(), unread: new Map(), byKey: new Map() };
    states.set(project, state);
    if (state.documents !== documents) bring(state, documents);
    return state;
  }

  function bring(state: State<T>, documents: ReadonlyMap<string, Document>): void {
    const changed: Document[] = [];
    for (const [file, document] of documents) {
      const before = state.documents.get(file);
      if (before === document) continue;
      if (before !== undefined && forget(state, before)) changed.push(document);
      state.unread.set(file, document);
    }
    for (const [file, before] of state.documents) if (!documents.has(file)) forget(state, before);
    state.documents = documents;
    if (changed.length <= few) for (const document of changed) take(state, document);
  }

  /** Whether it had been read. */
  function forget({ byKey, unread }: State<T>, document: Document): boolean {
    if (unread.delete(document.file)) return false;
    for (const key of read(document).keys()) {
      const of = byKey.get(key);
      if (of === undefined) continue;
      of.byFile.delete(document.file);
      of.all = null;
    }
    return true;
  }

  function take({ byKey, unread }: State<T>, document: Document): void {
    unread.delete(document.file);
    for (const [key, parts] of read(document)) {
      const of = byKey.get(key) ?? { byFile: new Map(), all: null };
      byKey.set(key, of);
      of.byFile.set(document.file, parts);
      of.all = null;
    }
  }

  return {
    of(snapshot, key) {
      const state = stateOf(snapshot);
      for (const document of state.unread.values()) if (mayHold(document, key)) take(state, document);
      const of = state.byKey.get(key);
      if (of === undefined) return [];
      of.all ??= together(of.byFile);
      return of.all;
    },
    readAhead(snapshot, document) {
      const state = stateOf(snapshot);
      if (state.unread.get(document.file) === document) take(state, document);
    },
  };
}

function together<T>(byFile: ReadonlyMap<string, readonly T[]>): readonly T[] {
  return [...byFile].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, parts]) => parts);
}

/** By key, for `gathered`. */
export function grouped<T>(items: Iterable<T>, keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const byKey = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const all = byKey.get(key);
    if (all === undefined) byKey.set(key, [item]);
    else all.push(item);
  }
  return byKey;
}
