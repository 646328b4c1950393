/**
 * Which changes made a flip. A set of changes is *sufficient* where the base with these changes alone gives the verdict of the
 * head. Each change is tried alone; where none is sufficient alone, a set is made smaller by delta debugging (Zeller and
 * Hildebrandt, "Simplifying and isolating failure-inducing input", 2002) until none of it can be left out. The head without all
 * the changes named gives the verdict of the base: where what was found so far does not bring that about, the changes that must
 * go besides are found in the same way.
 */

/** A flip's verdict under the base with some of the changes; null: these changes cannot stand alone. */
export type Trial = (applied: readonly string[]) => Promise<string | null>;

export interface CauseSearch {
  /** The changes that can have made the flip, in a fixed order. */
  readonly candidates: readonly string[];
  readonly before: string;
  readonly after: string;
  readonly trial: Trial;
}

/** Each set is sufficient alone, or must go too for the verdict of the base to come back; in the order in which they were found. */
export async function causesOf({
  candidates,
  before,
  after,
  trial,
}: CauseSearch): Promise<readonly (readonly string[])[]> {
  if (candidates.length <= 1) return candidates.length === 0 ? [] : [candidates];
  const found = await sufficient(candidates, async (set) => (await trial(set)) === after);
  const named = new Set(found.flat());
  const others = candidates.filter((one) => !named.has(one));
  if (others.length === 0 || (await trial(others)) === before) return found;
  const back = async (gone: readonly string[]): Promise<boolean> =>
    (await trial(others.filter((one) => !gone.includes(one)))) === before;
  return [...found, await smallest(others, back)];
}

async function sufficient(
  candidates: readonly string[],
  suffices: (set: readonly string[]) => Promise<boolean>,
): Promise<readonly (readonly string[])[]> {
  const alone: (readonly string[])[] = [];
  if (candidates.length <= mostAlone) {
    for (const one of candidates) if (await suffices([one])) alone.push([one]);
  }
  return alone.length > 0 ? alone : [await smallest(candidates, suffices)];
}

/** More changes than this are not tried one by one. */
const mostAlone = 60;

/** A part of `whole`, which has the property, that has it too, and of which nothing can be left out. */
async function smallest(
  whole: readonly string[],
  has: (set: readonly string[]) => Promise<boolean>,
): Promise<readonly string[]> {
  let set = whole;
  let pieces = 2;
  while (set.length >= 2) {
    const size = Math.ceil(set.length / pieces);
    const parts: (readonly string[])[] = [];
    for (let at = 0; at < set.length; at += size) parts.push(set.slice(at, at + size));
    const part = await first(parts, has);
    if (part !== null) {
      set = part;
      pieces = 2;
      continue;
    }
    const current = set;
    const rest = await first(
      parts.length === 2 ? [] : parts.map((one) => current.filter((each) => !one.includes(each))),
      has,
    );
    if (rest !== null) {
      set = rest;
      pieces = Math.max(pieces - 1, 2);
    } else if (pieces >= set.length) return set;
    else pieces = Math.min(set.length, pieces * 2);
  }
  return set;
}

async function first(
  sets: readonly (readonly string[])[],
  has: (set: readonly string[]) => Promise<boolean>,
): Promise<readonly string[] | null> {
  for (const set of sets) if (await has(set)) return set;
  return null;
}
