/** The summaries, analyses, bulletins and wall charts that were due, when each came out, and to whom it went. */
import { addDays, type CivilDate } from '../../engine/calendar/civil-date.ts';
import { monthsFrom } from '../../engine/calendar/period.ts';
import { firstDay, lastDay } from './events.ts';
import type { Chance } from './random.ts';
import type { Sheet, TableCell } from './tables.ts';

export function makePublications(county: string, chance: Chance): Sheet {
  const rows = [...monthsFrom(firstDay, '2022-02-28')].flatMap(({ name, last }): TableCell[][] => {
    const kinds: readonly [string, number][] = [
      ['monthly-summary', 5],
      ['bulletin', 8],
      ['wall-chart', 10],
      ...(['03', '06', '09', '12'].includes(name.slice(5)) ? [['quarterly-analysis', 15] as [string, number]] : []),
    ];
    return kinds.map(([kind, days]) => row(kind, name, addDays(last, days)));
  });
  return {
    header: ['id', 'county', 'kind', 'month', 'due-on', 'published-on', 'to-leaders', 'to-departments', 'to-streets'],
    rows,
  };

  function row(kind: string, month: string, due: CivilDate): TableCell[] {
    const id = `${prefixes[kind]}${month.replace('-', '')}`;
    const late = id === 'ZJ202105' ? 3 : id === 'FX202109' ? 1 : 0;
    const published = late > 0 ? addDays(due, late) : addDays(due, -chance.between(0, 3));
    // One bulletin never reached the streets; one wall chart was not made.
    const streets = id === 'BB202107' ? 'false' : 'true';
    const made = id !== 'GT202110' && published <= lastDay;
    return [id, county, kind, month, due, made ? published : null, 'true', 'true', streets];
  }
}

const prefixes: Readonly<Record<string, string>> = {
  'monthly-summary': 'ZJ',
  'quarterly-analysis': 'FX',
  bulletin: 'BB',
  'wall-chart': 'GT',
};
