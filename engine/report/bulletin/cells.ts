/** Figures of standards and roll-ups as cells of tables, withheld where they are not for the reader. */
import type { Language } from '../../diagnostics/diagnostic.ts';
import { isStated } from '../lines.ts';
import { change, count, dash, rateOf, type Source, share, source, withheld } from '../page/figures.ts';
import type { Html } from '../page/html.ts';
import type { State } from '../page/states.ts';
import type { StandardFigures } from './bulletin.ts';
import { assessedOf, type Tally, tallyOf } from './tally.ts';

/** Which subjects: all, or those of a group. */
export interface Group {
  readonly rollup: string;
  readonly group: string;
}

/** The tally of a group, and what of it may be shown. */
export interface Counted {
  readonly figures: StandardFigures;
  readonly at: Group | null;
  readonly tally: Tally;
}

export function counted(figures: StandardFigures, at: Group | null = null): Counted {
  if (at === null) return { figures, at, tally: figures.tally };
  const index = figures.rollups.findIndex(({ name }) => name === at.rollup);
  return { figures, at, tally: tallyOf(figures.members, index, at.group) };
}

export function countCell(one: Counted, of: State | 'assessed', language: Language): Html {
  if (!isShown(one, of)) return withheld(language);
  const value = of === 'assessed' ? assessedOf(one.tally) : one.tally[of];
  return count(value, sourceOf(one, of));
}

export function rateCell(one: Counted, language: Language): Html {
  if (!showsRate(one)) return withheld(language);
  return share(one.tally.pass, assessedOf(one.tally), sourceOf(one, 'rate'));
}

/** Against the same group in another period. */
export function rateChangeCell(one: Counted, before: Counted | null, language: Language): Html {
  if (before === null || assessedOf(one.tally) === 0 || assessedOf(before.tally) === 0) return dash;
  if (!showsRate(one) || !showsRate(before)) return withheld(language);
  const difference = rate(one) - rate(before);
  return change(Math.round(difference * 1e6) / 1e6, 'rate', language, sourceOf(one, 'change'));
}

export function countChangeCell(one: Counted, before: Counted | null, of: State, language: Language): Html {
  if (before === null) return dash;
  if (!isShown(one, of) || !isShown(before, of)) return withheld(language);
  return change(one.tally[of] - before.tally[of], 'count', language, sourceOf(one, `${of}-change`));
}

export function showsRate(one: Counted): boolean {
  return isShown(one, 'pass') && isShown(one, 'assessed');
}

/** Of one that `showsRate` and of whom somebody was assessed. */
export function rate({ tally }: Counted): number {
  return rateOf(tally.pass, assessedOf(tally));
}

export function isShown({ figures, at }: Counted, of: State | 'assessed'): boolean {
  if (of === 'not-applicable') return true;
  return figures.disclosure.isShown({ rollup: at?.rollup ?? null, group: at?.group ?? '', of });
}

/** Where a column of the group stands in the tables of `assess`. */
export function sourceOf({ figures, at }: Counted, column: string): Source {
  const { period, standard } = figures;
  if (at === null) return source('standings', period, standard.name, column);
  return isStated(at.rollup)
    ? source('rollups', period, at.rollup, at.group, standard.name, column)
    : source('lines', period, at.rollup.slice(1), at.group, standard.name, column);
}
