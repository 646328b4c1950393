/** The leaves that decide a condition, and the records behind the facts that they read; semantics.md, "Evidence of a failure". */
import type { Trace } from '../model/explanation.ts';
import { compareKeys } from '../model/key.ts';

export type LeafTrace = Extract<Trace, { kind: 'leaf' }>;

/** Of a condition that is true or false; one that is neither is decided by none. */
export function decidingLeaves(trace: Trace): readonly LeafTrace[] {
  const leaves = new Set<LeafTrace>();
  const seen = new Set<Trace>();
  const visit = (part: Trace): void => {
    if (seen.has(part) || (part.truth !== 'true' && part.truth !== 'false')) return;
    seen.add(part);
    switch (part.kind) {
      case 'all':
      case 'any':
        // A false `all` is decided by its false members, a true one by all of them; an `any` the other way round.
        part.of.filter(({ truth }) => truth === part.truth).forEach(visit);
        return;
      case 'not':
      case 'shared':
        visit(part.of);
        return;
      case 'leaf':
        leaves.add(part);
    }
  };
  visit(trace);
  return [...leaves];
}

/** The leaves that leave a condition undecided. */
export function undecidedLeaves(trace: Trace): readonly LeafTrace[] {
  const leaves = new Set<LeafTrace>();
  const seen = new Set<Trace>();
  const visit = (part: Trace): void => {
    if (seen.has(part) || part.truth === 'true' || part.truth === 'false') return;
    seen.add(part);
    switch (part.kind) {
      case 'all':
      case 'any':
        part.of.forEach(visit);
        return;
      case 'not':
      case 'shared':
        visit(part.of);
        return;
      case 'leaf':
        leaves.add(part);
    }
  };
  visit(trace);
  return [...leaves];
}

/** The keys of the records behind what a false requirement's deciding leaves read; the subject's own where there are none. */
export function evidenceOf(require: Trace, subject: string): readonly string[] {
  const keys = decidingLeaves(require).flatMap(({ facts }) =>
    facts.flatMap(({ records }) => records.flatMap((behind) => behind.keys)),
  );
  return keys.length === 0 ? [subject] : [...new Set(keys)].sort(compareKeys);
}
