/** Resolves the eras of a project, with what was resolved of it before. */
import type { Dictionary } from '../../model/dictionary.ts';
import type { EraOf } from '../eras.ts';
import type { Clause } from '../guide.ts';
import { makeShared, type Shared } from './context.ts';
import type { OwnedPolicy } from './declarations.ts';
import { beginEra, continueEra, type EraState } from './era-state.ts';
import { resolvers } from './resolvers.ts';

export interface Resolution {
  readonly shared: Shared;
  readonly clauses: ReadonlyMap<string, Clause>;
  /** In order of time. */
  readonly eras: readonly EraState[];
  /** The eras are those of the resolution before, each brought up to date. */
  readonly continued: boolean;
}

/** Patterns kept while they are typed; each is a compiled expression's verdict only. */
const patternBound = 1000;

export function resolveEras(
  before: Resolution | null,
  dictionary: Dictionary,
  allClauses: ReadonlyMap<string, Clause>,
  spans: readonly EraOf<OwnedPolicy>[],
): Resolution {
  const usable =
    before !== null &&
    before.shared.dictionary === dictionary &&
    !before.eras.some(({ context }) => context.graph.tangled);
  if (usable) {
    const resolution = continueFrom(before, allClauses, spans);
    // What a circle breaks depends on where it is entered: all anew, as if nothing had been known.
    if (!resolution.eras.some(({ context }) => context.graph.tangled)) return resolution;
  }
  const shared = makeShared(resolvers, dictionary);
  const eras: EraState[] = [];
  for (const span of spans) {
    eras.push(beginEra(shared, allClauses, span, eras.at(-1) ?? null));
  }
  return { shared, clauses: allClauses, eras, continued: false };
}

function continueFrom(
  before: Resolution,
  allClauses: ReadonlyMap<string, Clause>,
  spans: readonly EraOf<OwnedPolicy>[],
): Resolution {
  const { shared } = before;
  if (shared.patterns.size > patternBound) shared.patterns.clear();
  // Only whether there is such a clause matters here.
  const clauses = sameKeys(before.clauses, allClauses) ? before.clauses : allClauses;
  const eras: EraState[] = [];
  for (const span of spans) {
    const known = before.eras.find(({ context }) => context.era.from === span.from);
    const previous = eras.at(-1) ?? null;
    if (known !== undefined) eras.push(continueEra(known, clauses, span, previous));
    else {
      const earlier = before.eras.findLast(({ context }) => context.era.from <= span.from) ?? null;
      eras.push(beginEra(shared, clauses, span, previous ?? earlier));
    }
  }
  // An era that is over is not held on to.
  for (const [index, { context }] of eras.entries()) context.like = eras[index - 1]?.context ?? null;
  const continued =
    eras.length === before.eras.length && eras.every((era, index) => era.context === before.eras[index]?.context);
  return { shared, clauses, eras, continued };
}

/** Whether every name of a rule or standard stands for what it stood for before. */
export function hasSameNames({ continued, eras }: Resolution): boolean {
  return continued && eras.every(({ sameNames }) => sameNames);
}

function sameKeys(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): boolean {
  if (one === other) return true;
  return one.size === other.size && [...one.keys()].every((key) => other.has(key));
}
