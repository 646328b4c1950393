/** The as-of date that a caller gives. */
import { type CivilDate, isCivilDate } from '../calendar/civil-date.ts';
import type { Period } from '../calendar/period.ts';
import { stop } from '../diagnostics/error.ts';
import { asOfBeforePeriod, invalidDate } from '../diagnostics/registry/run.ts';

/** Throws where it is no date (ZS9008), or lies before anything of the first period could have happened (ZS9012). */
export function refuseAsOf(asOf: CivilDate | null | undefined, { first }: Period): void {
  if (asOf == null) return;
  if (!isCivilDate(asOf)) stop(invalidDate, '--as-of', { value: asOf });
  if (asOf < first) stop(asOfBeforePeriod, '--as-of', { day: asOf, first });
}
