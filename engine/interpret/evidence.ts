/** The leaves that decide a condition, and the records behind the facts that they read; semantics.md, "Evidence of a failure". */
import type { Trace } from '../model/explanation.ts';
import { compareKeys } from '../model/key.ts';

export type LeafTrace = Extract<Trace, { kind: 'leaf' }>;

/** Of a condition that is true or false; one that is neither is decided by none. */
export function decidingLeaves(trace: Trace): readonly LeafTrace[] {
  // A false `all` is decided by its false members, a true one by all of them; an `any` the other way round.
  return leavesAmong(trace, isDecided, ({ of, truth }) => of.filter((member) => member.truth === truth));
}

/** The leaves that leave a condition undecided. */
export function undecidedLeaves(trace: Trace): readonly LeafTrace[] {
  return leavesAmong(
    trace,
    (part) => !isDecided(part),
    ({ of }) => of,
  );
}

/** The keys of the records behind what a false requirement's deciding leaves read; the subject's own where there are none. */
export function evidenceOf(require: Trace, subject: string): readonly string[] {
  const keys = decidingLeaves(require).flatMap(({ facts }) =>
    facts.flatMap(({ records }) => records.flatMap((behind) => behind.keys)),
  );
  return keys.length === 0 ? [subject] : [...new Set(keys)].sort(compareKeys);
}

/** Each once: of the parts that matter, through those members of a group that do. */
function leavesAmong(
  trace: Trace,
  matters: (part: Trace) => boolean,
  membersOf: (group: Extract<Trace, { kind: 'all' | 'any' }>) => readonly Trace[],
): readonly LeafTrace[] {
  const leaves = new Set<LeafTrace>();
  const seen = new Set<Trace>();
  const visit = (part: Trace): void => {
    if (seen.has(part) || !matters(part)) return;
    seen.add(part);
    switch (part.kind) {
      case 'all':
      case 'any':
        membersOf(part).forEach(visit);
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

function isDecided({ truth }: Trace): boolean {
  return truth === 'true' || truth === 'false';
}
