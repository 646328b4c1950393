/** What was found in the units, and the tasks that street and department each got from it: to go there and look. */
import { addDays, type CivilDate } from '../../engine/calendar/civil-date.ts';
import { type Events, lastDay } from './events.ts';
import type { Chance } from './random.ts';
import type { Sheet, TableCell } from './tables.ts';

export function makeSupervision(events: Events, chance: Chance): { problems: Sheet; tasks: Sheet } {
  const problems = shortfalls(events).map(([on, unit, source], index) => ({
    id: `WT${on.slice(0, 4)}${String(index + 1).padStart(3, '0')}`,
    unit,
    source,
    raised: addDays(on, 1),
  }));
  const tasks = problems.flatMap(({ id, raised }, index) =>
    (['territory', 'trade'] as const).flatMap((line): TableCell[][] => {
      // Among those of 2021 one never went to the department, one was inspected late, one not at all.
      if (index === 13 && line === 'trade') return [];
      const days = index === 11 && line === 'territory' ? 9 : chance.between(1, 5);
      const inspected = index === 14 && line === 'trade' ? null : addDays(raised, days);
      return [
        [`DC${id.slice(2)}-${line}`, id, line, raised, inspected === null || inspected > lastDay ? null : inspected],
      ];
    }),
  );
  return {
    problems: {
      header: ['id', 'unit', 'source', 'raised-on'],
      rows: problems.map(({ id, unit, source, raised }) => [id, unit, source, raised]),
    },
    tasks: { header: ['id', 'problem', 'line', 'assigned-on', 'inspected-on'], rows: tasks },
  };
}

/** Every event that costs a unit a zero, in order of date. */
export function shortfalls(events: Events): readonly (readonly [on: CivilDate, unit: string, source: string])[] {
  return [
    ...events.petitions
      .filter(({ level }) => level !== 'ordinary')
      .map(({ received, unit }) => [received, unit, 'petition'] as const),
    ...events.opinions
      .filter(({ nature }) => nature === 'negative')
      .map(({ on, unit }) => [on, unit, 'opinion'] as const),
    ...events.accidents
      .filter(({ category, deaths }) => category !== 'traffic' || deaths > 0)
      .map(({ on, unit }) => [on, unit, 'accident'] as const),
    ...events.cases
      .filter(({ category }) => category === 'criminal' || category === 'public-security')
      .map(({ on, unit }) => [on, unit, 'case'] as const),
  ].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : 1));
}
