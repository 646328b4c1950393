/** A table of a model as it was before, and what has changed since. */

/** Put together only when all of it is asked for: most edits change one of thousands of entries, and ask for none of the others. */
export interface KeptTable<T> {
  readonly get: (name: string) => T | undefined;
  readonly map: ReadonlyMap<string, T>;
  /** With these in place of those before, null for what is none any more; null where a name has no place in the order. */
  readonly change: (changes: ReadonlyMap<string, T | null>) => KeptTable<T> | null;
}

export function keptTable<T>(map: ReadonlyMap<string, T>): KeptTable<T> {
  return changedTable(map, new Map());
}

/** With more changes than these, none of which took something away, the table is put together at once and they are forgotten. */
const many = 200;

/** What has gone keeps its place in the base, for when it comes back. */
function changedTable<T>(base: ReadonlyMap<string, T>, changes: ReadonlyMap<string, T | null>): KeptTable<T> {
  let map = changes.size === 0 ? base : null;
  return {
    get(name) {
      const changed = changes.get(name);
      return changed === undefined ? base.get(name) : (changed ?? undefined);
    },
    get map() {
      map ??= together(base, changes);
      return map;
    },
    change(more) {
      for (const name of more.keys()) if (!base.has(name)) return null;
      const all = new Map([...changes, ...more]);
      if (all.size <= many || [...all.values()].includes(null)) return changedTable(base, all);
      return keptTable(together(base, all));
    },
  };
}

function together<T>(base: ReadonlyMap<string, T>, changes: ReadonlyMap<string, T | null>): ReadonlyMap<string, T> {
  const all = new Map<string, T>();
  // Several times as fast as the constructor.
  base.forEach((value, name) => {
    const changed = changes.get(name);
    if (changed === undefined) all.set(name, value);
    else if (changed !== null) all.set(name, changed);
  });
  return all;
}
