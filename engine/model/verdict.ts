/** Verdicts on subjects, and how verdicts combine. */
import type { Truth } from './truth.ts';

export type Verdict = 'pass' | 'fail' | 'waived' | 'undetermined' | 'not-applicable';

export const verdicts: readonly Verdict[] = ['pass', 'fail', 'waived', 'undetermined', 'not-applicable'];

/** A rule's verdict from the truth of `applies` (its place in the period and its `when`) and of what it requires. */
export function verdictOf(applies: Truth, required: Truth): Verdict {
  if (applies === 'false' || applies === 'empty' || required === 'empty') return 'not-applicable';
  if (applies === 'unknown') return 'undetermined';
  return required === 'true' ? 'pass' : required === 'false' ? 'fail' : 'undetermined';
}

/** A waiver in force turns only a failure or an undetermined verdict. */
export function waive(verdict: Verdict): Verdict {
  return verdict === 'fail' || verdict === 'undetermined' ? 'waived' : verdict;
}

/**
 * What a standard makes of its requirements' verdicts, and what a rule about records makes of a unit's records: fails if one
 * fails, else is undetermined if one is, else passes if one passes or is waived, else (nothing applicable) is not applicable.
 */
export function combine(members: Iterable<Verdict>): Verdict {
  let combined: Verdict = 'not-applicable';
  for (const verdict of members) {
    if (verdict === 'fail') return 'fail';
    if (verdict === 'undetermined') combined = 'undetermined';
    else if (verdict !== 'not-applicable' && combined === 'not-applicable') combined = 'pass';
  }
  return combined;
}
