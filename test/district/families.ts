/** Awards for safe families and visits to the home, per village and year; a few villages fall short. */
import { addDays, type CivilDate } from '../../engine/calendar/civil-date.ts';
import { lastDay } from './events.ts';
import type { Chance } from './random.ts';
import type { Sheet, TableCell } from './tables.ts';
import type { Unit } from './units.ts';

const awards = ['peaceful', 'harmonious', 'law-abiding', 'helpful'] as const;
const visits = ['safety', 'law', 'mediation'] as const;

/** `YEAR KIND`, by the village's place in the roster: given one fewer than is asked for. */
const short: Readonly<Record<number, readonly string[]>> = {
  4: ['2021 helpful'],
  11: ['2021 law'],
  19: ['2021 mediation', '2021 harmonious'],
  30: ['2020 safety'],
};

export function makeFamilies(units: readonly Unit[], chance: Chance): { awards: Sheet; visits: Sheet } {
  const villages = units.filter(({ sector }) => sector === 'residential');
  const given: [CivilDate, string, string, number][] = [];
  const made: [CivilDate, string, string, number][] = [];
  for (const [index, { code }] of villages.entries()) {
    for (const year of ['2020', '2021', '2022']) {
      const less = (kind: string): number => (short[index]?.includes(`${year} ${kind}`) === true ? 1 : 0);
      for (const kind of awards) {
        for (let left = 1 - less(kind); left > 0; left--)
          given.push([day(year, chance), code, kind, chance.between(2, 12)]);
      }
      for (const kind of visits) {
        for (let left = 2 - less(kind); left > 0; left--)
          made.push([day(year, chance), code, kind, chance.between(5, 60)]);
      }
    }
  }
  return {
    awards: { header: ['id', 'unit', 'awarded-on', 'kind', 'households'], rows: rows(given, 'JT') },
    visits: { header: ['id', 'unit', 'visited-on', 'kind', 'households'], rows: rows(made, 'RH') },
  };
}

/** A day of the year that lies within the data: from July in 2020, until March in 2022. */
function day(year: string, chance: Chance): CivilDate {
  if (year === '2020') return addDays('2020-07-01', chance.between(0, 183));
  return addDays(`${year}-01-01`, chance.between(0, year === '2021' ? 364 : 89));
}

function rows(events: readonly (readonly [CivilDate, string, string, number])[], prefix: string): TableCell[][] {
  return events
    .filter(([on]) => on <= lastDay)
    .sort(([a, b, c], [d, e, f]) => (`${a} ${b} ${c}` < `${d} ${e} ${f}` ? -1 : 1))
    .map(([on, unit, kind, households], index) => [
      `${prefix}${on.slice(0, 4)}${String(index + 1).padStart(4, '0')}`,
      unit,
      on,
      kind,
      households,
    ]);
}
