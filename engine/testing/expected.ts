/** What a test expects as one text, and what comes out in the same form: `fail`, `fail veto`, `fail 60`, `notice`. */
import { noStep } from '../language/read-steps.ts';
import type { Expectation } from '../language/test-file.ts';
import { isKnown } from '../model/number.ts';
import type { Rule } from '../model/policy.ts';
import type { Value } from '../model/value.ts';

export function expectedText(expectation: Expectation): string {
  if (!('verdict' in expectation)) return expectation.step ?? noStep;
  return [expectation.verdict, ...(expectation.detail === null ? [] : [expectation.detail])].join(' ');
}

/** With the points of a standard, where they are expected and known. */
export function inFull(expectation: Expectation, outcome: string, points: string | null): string {
  if (expectation.kind !== 'standard' || expectation.detail === null || points === null) return outcome;
  return `${outcome} ${points}`;
}

/** With the severity of the rule, where it fails and its severity is expected: what is said of a failure is no evaluator's matter. */
export function withSeverity(
  expectation: Expectation,
  outcome: string,
  rule: Pick<Rule, 'severity'> | undefined,
): string {
  if (expectation.kind !== 'rule' || expectation.detail === null || outcome !== 'fail' || rule === undefined)
    return outcome;
  return `${outcome} ${rule.severity}`;
}

/** As an exact decimal; null: not known, or there are none. */
export function pointsText(score: Value | null): string | null {
  return score?.kind === 'number' && isKnown(score.range) ? score.range.low.toString() : null;
}
