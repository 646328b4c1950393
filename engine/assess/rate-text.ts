/** A share of subjects as people read it; semantics.md, "Texts of values". */

/** Whole percents where few were assessed, else one digit after the point; a dash where nobody was. */
export function rateText(passed: number, assessed: number): string {
  if (assessed === 0) return '–';
  return assessed < MANY_ASSESSED
    ? `${roundedShare(passed, assessed, 100)}%`
    : `${(roundedShare(passed, assessed, 1000) / 10).toFixed(1)}%`;
}

/** With fewer, a digit after the point would say more than the figures do. */
const MANY_ASSESSED = 10;

/** Of integers, so that half is exactly half; rounded up from there. */
function roundedShare(passed: number, assessed: number, of: number): number {
  return Math.floor((2 * of * passed + assessed) / (2 * assessed));
}
