/** The model that is meant where a project is given: the one in force on a day, else the last. */
import type { CivilDate } from '../calendar/civil-date.ts';
import { moment, parsePeriods } from '../calendar/period.ts';
import { stop } from '../diagnostics/error.ts';
import { invalidPeriod, nothingInForce } from '../diagnostics/registry/run.ts';
import { type Analysis, modelOn } from '../language/analysis.ts';
import type { Model } from '../model/policy.ts';

/** A project, opened. */
export interface Analysed {
  readonly analysis: Analysis;
}

/** Throws ZS5008 where no policy is in force. */
export function modelOf(source: Model | Analysed, day: CivilDate | null): Model {
  if (!('analysis' in source)) return source;
  const { eras } = source.analysis;
  const model = day === null ? eras.at(-1)?.model : modelOn(source.analysis, day);
  return model ?? stop(nothingInForce, '--period', { day: day ?? '' });
}

/** The day judged of a period, or of the last month of a range; null without one. Throws ZS9007 for what is none. */
export function dayOf(period: string | undefined, asOf: CivilDate | undefined): CivilDate | null {
  if (period === undefined) return asOf ?? null;
  const last = parsePeriods(period)?.at(-1) ?? stop(invalidPeriod, '--period', { value: period, range: '' });
  return moment(last, asOf).judged;
}
