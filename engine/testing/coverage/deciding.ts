/**
 * Which parts of a condition decide what comes of it: the unmasked ones of masking MC/DC, in four-valued truth. A part decides
 * where what comes of the whole would be another thing if this part alone had the opposite truth.
 */
import type { Condition } from '../../model/condition.ts';
import type { Trace } from '../../model/explanation.ts';
import { and, not, or, type Truth } from '../../model/truth.ts';

/** What comes of the whole for each truth of a part: a verdict, or the truth of a fact's condition. */
export type Outcomes = Readonly<Record<Truth, string>>;

export type Visit = (condition: Condition, trace: Trace, outcomes: Outcomes) => void;

/** Visits the condition and every part of it. The trace is that of the condition. */
export function visitParts(condition: Condition, trace: Trace, outcomes: Outcomes, visit: Visit): void {
  visit(condition, trace, outcomes);
  switch (condition.kind) {
    case 'all':
    case 'any': {
      if (trace.kind !== condition.kind) throw new Error('a trace of another condition');
      const join = condition.kind === 'all' ? and : or;
      const others = othersOf(
        trace.of.map(({ truth }) => truth),
        join,
      );
      for (const [index, part] of condition.of.entries()) {
        const beside = others[index] as Truth;
        visitParts(
          part,
          trace.of[index] as Trace,
          outcomesOf((truth) => outcomes[join([truth, beside])]),
          visit,
        );
      }
      return;
    }
    case 'not':
      if (trace.kind !== 'not') throw new Error('a trace of another condition');
      visitParts(
        condition.of,
        trace.of,
        outcomesOf((truth) => outcomes[not(truth)]),
        visit,
      );
      return;
    case 'shared':
      if (trace.kind !== 'shared') throw new Error('a trace of another condition');
      visitParts(condition.of, trace.of, outcomes, visit);
      return;
    default:
  }
}

export function outcomesOf(outcome: (truth: Truth) => string): Outcomes {
  return { true: outcome('true'), false: outcome('false'), unknown: outcome('unknown'), empty: outcome('empty') };
}

export function decides(outcomes: Outcomes): boolean {
  return outcomes.true !== outcomes.false;
}

/** For each member the truth of all others together. */
function othersOf(truths: readonly Truth[], join: (truths: readonly Truth[]) => Truth): readonly Truth[] {
  /** From the last member on, the truth of those after it. */
  const after: Truth[] = [];
  let joined = join([]);
  for (const truth of truths.toReversed()) {
    after.push(joined);
    joined = join([joined, truth]);
  }
  let before = join([]);
  return truths.map((truth) => {
    const beside = join([before, after.pop() as Truth]);
    before = join([before, truth]);
    return beside;
  });
}
