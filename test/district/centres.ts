/** The nine streets' governance centres: what stands on their checklist, and how many of their places have video. */
import type { Divisions } from './divisions.ts';
import type { Chance } from './random.ts';
import type { Sheet, TableCell } from './tables.ts';

const parts = {
  link: ['street', 'village', 'grid'],
  function: ['organising', 'security', 'disputes', 'grid-service', 'counselling'],
  system: ['regular-meeting', 'first-asked', 'cooperation', 'reporting', 'emergency', 'grid-management'],
} as const;

/** Items not in place, and one never entered, by the centre's place in the order of streets. */
const gaps: Readonly<Record<string, 'absent' | 'unlisted'>> = {
  '3 counselling': 'absent',
  '3 emergency': 'absent',
  '6 grid': 'absent',
  '7 first-asked': 'unlisted',
};

export function makeCentres(
  { streets }: Divisions,
  chance: Chance,
): { centres: readonly Readonly<Record<string, string | number>>[]; items: Sheet } {
  const centres = streets.map(({ code, name }, index) => {
    const places = chance.between(24, 60);
    return {
      code: centreCode(code),
      name: `${name}综治中心`,
      street: code,
      'video-places': places,
      // One centre is two cameras short.
      'video-online': index === 5 ? places - 2 : places,
    };
  });
  const items = streets.flatMap(({ code }, index) =>
    Object.entries(parts).flatMap(([part, names]) =>
      names.flatMap((name): TableCell[][] => {
        const gap = gaps[`${index} ${name}`];
        return gap === 'unlisted'
          ? []
          : [
              [
                `${centreCode(code)}-${part}-${name}`,
                centreCode(code),
                part,
                name,
                gap === undefined ? 'true' : 'false',
              ],
            ];
      }),
    ),
  );
  return { centres, items: { header: ['id', 'centre', 'part', 'item', 'in-place'], rows: items } };
}

function centreCode(street: string): string {
  return `ZZ${street.slice(-3)}`;
}
