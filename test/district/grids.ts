/** The grids of each village: their members, what was found in them, and where it was resolved. */
import { addDays } from '../../engine/calendar/civil-date.ts';
import { firstDay, lastDay } from './events.ts';
import type { Chance } from './random.ts';
import type { Sheet, TableCell } from './tables.ts';
import type { Unit } from './units.ts';

const roles = ['head', 'party-member', 'police', 'mediator', 'volunteer'] as const;

export function makeGrids(units: readonly Unit[], chance: Chance): { grids: Sheet; members: Sheet; events: Sheet } {
  const grids = units
    .filter(({ sector }) => sector === 'residential')
    .flatMap(({ code, name }) =>
      [1, 2].map((number) => ({ id: `${code}-${number}`, unit: code, name: `${name}第${number}网格` })),
    );
  const members = grids.flatMap(({ id }, index) =>
    roles.flatMap((role): TableCell[][] => {
      // One grid has never had a mediator; in one the head left and nobody followed; in one somebody did.
      if (index === 13 && role === 'mediator') return [];
      if (index === 40 && role === 'head') return [[`${id}-${role}-1`, id, role, '2020-07-01', '2021-10-31']];
      if (index === 57 && role === 'police')
        return [
          [`${id}-${role}-1`, id, role, '2020-07-01', '2021-02-28'],
          [`${id}-${role}-2`, id, role, '2021-03-01', null],
        ];
      return [[`${id}-${role}-1`, id, role, '2020-07-01', null]];
    }),
  );
  const events = grids.flatMap(({ id }, index) =>
    Array.from({ length: chance.between(3, 6) }, (): (string | null)[] => {
      const found = addDays(firstDay, chance.between(0, 620));
      const resolved = addDays(found, chance.between(1, 20));
      // In one village nearly everything is passed on.
      const inside = Math.floor(index / 2) === 12 ? chance.percent(20) : chance.percent(93);
      return [
        found,
        id,
        chance.pick(['hazard', 'dispute']),
        resolved > lastDay || chance.percent(2) ? null : resolved,
        inside ? 'grid' : chance.pick(['village', 'street']),
      ];
    }),
  );
  return {
    grids: { header: ['id', 'unit', 'name'], rows: grids.map(({ id, unit, name }) => [id, unit, name]) },
    members: { header: ['id', 'grid', 'role', 'valid-from', 'valid-to'], rows: members },
    events: {
      header: ['id', 'grid', 'kind', 'found-on', 'resolved-on', 'resolved-at'],
      rows: events
        .sort(([a = '', b = ''], [c = '', d = '']) => (`${a} ${b}` < `${c} ${d}` ? -1 : 1))
        .map(([found, grid, kind, resolved, at], index): TableCell[] => [
          `SJ${String(index + 1).padStart(4, '0')}`,
          grid ?? null,
          kind ?? null,
          found ?? null,
          resolved ?? null,
          resolved === null ? null : (at ?? null),
        ]),
    },
  };
}
