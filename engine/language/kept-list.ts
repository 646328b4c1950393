/** Lists that are made again after each edit, when one of a thousand items has changed. */

/**
 * Makes something of each item of a list, again only where the item is another. The list is the same one as before where all that
 * was made is the same; what is the `same` as before stays what it was.
 */
export function keptList<A, B>(
  make: (item: A) => B,
  same: (one: B, other: B) => boolean = Object.is,
): (items: readonly A[]) => readonly B[] {
  let from: readonly A[] | null = null;
  let made: readonly B[] = [];
  return (items) => {
    if (from?.length === items.length) {
      const changed = new Map<number, B>();
      for (let place = 0; place < items.length; place++) {
        if (items[place] === from[place]) continue;
        const now = make(items[place] as A);
        if (!same(made[place] as B, now)) changed.set(place, now);
      }
      made = withChanges(made, changed);
    } else made = items.map((item) => make(item));
    from = items;
    return made;
  };
}

/** The list with others in some places; the same one where there are none. */
export function withChanges<T>(list: readonly T[], changed: ReadonlyMap<number, T>): readonly T[] {
  if (changed.size === 0) return list;
  const all = list.slice();
  for (const [place, item] of changed) all[place] = item;
  return all;
}
