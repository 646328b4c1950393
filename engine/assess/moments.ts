/** Which moments an assessment judges, and by which model each. */
import type { CivilDate } from '../calendar/civil-date.ts';
import { type Moment, moment, momentOf, parsePeriods, periodBefore } from '../calendar/period.ts';
import { stop } from '../diagnostics/error.ts';
import { suggestion } from '../diagnostics/nearest.ts';
import { invalidPeriod, noSuchStandard, nothingInForce } from '../diagnostics/registry/run.ts';
import { modelOn } from '../language/analysis.ts';
import type { Model } from '../model/policy.ts';
import type { Project } from '../project/open.ts';
import { refuseAsOf } from './as-of.ts';
import { limitTo } from './limit.ts';
import { type AskedTable, withoutUnasked } from './only.ts';

export interface Asked {
  /** `2021`, `2021-Q4`, `2021-11`, or a range of months `2021-01..2021-12`. */
  readonly period: string;
  /** Default: each period's last day. */
  readonly asOf?: CivilDate | null;
}

/** The moments of the periods asked for. Throws where it names none (ZS9007) or the as-of date can't be (ZS9008, ZS9012). */
export function momentsOf({ period, asOf }: Asked): readonly Moment[] {
  const periods = parsePeriods(period);
  if (periods === null || periods.length > MOST_PERIODS) stop(invalidPeriod, '--period', { value: period, range: '' });
  const [first] = periods;
  if (first !== undefined) refuseAsOf(asOf, first);
  return periods.map((each) => moment(each, asOf ?? undefined));
}

/** The periods of the same length before one, the last of them last. */
export function momentsBefore(project: Project, first: Moment, count: number): readonly Moment[] {
  const before = periodBefore(first.period);
  if (count <= 0 || before === null) return [];
  const found = momentOf(before, first.asOf);
  const earlier = momentsBefore(project, found, count - 1);
  return modelOn(project.analysis, found.judged) === null ? earlier : [...earlier, found];
}

/** What the period ranges over is bounded: fifty years of months are a slip of the finger. */
const MOST_PERIODS = 600;

export type ModelOf = (day: CivilDate) => Model;

/** The model of each day judged, limited to the standards. Throws where none is in force (ZS5008) or known (ZS5012). */
export function modelsOf(
  project: Project,
  standards: readonly string[] | null,
  moments: readonly Moment[],
  only: readonly AskedTable[] | null = null,
): ModelOf {
  const known = new Set(project.analysis.eras.flatMap(({ model }) => [...model.standards.keys()]));
  for (const name of standards ?? []) {
    if (known.has(name)) continue;
    const list = known.size === 0 ? '-' : [...known].sort().join(', ');
    stop(noSuchStandard, '--standard', { name, suggestion: suggestion(name, known), known: list });
  }
  const limited = new Map<Model, Model>();
  const modelOf = (day: CivilDate): Model => {
    const whole = modelOn(project.analysis, day) ?? stop(nothingInForce, '--period', { day });
    const model = limited.get(whole) ?? withoutUnasked(standards === null ? whole : limitTo(whole, standards), only);
    limited.set(whole, model);
    return model;
  };
  for (const { judged } of moments) modelOf(judged);
  return modelOf;
}
