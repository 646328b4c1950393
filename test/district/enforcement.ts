/**
 * The posts that keep fireworks out of the district on festive nights. In 2021 they found twelve offenders, seven of whom were
 * penalised and five admonished; in 2022 one post's figures do not add up.
 */
import type { Divisions } from './divisions.ts';
import type { Chance } from './random.ts';
import type { Sheet, TableCell } from './tables.ts';

const nights = ['2021-02-11', '2021-02-12', '2021-02-26', '2022-01-31', '2022-02-01', '2022-02-15'];

/** `NIGHT POST`: found, penalised, admonished. */
const caught: Readonly<Record<string, readonly [number, number, number]>> = {
  '2021-02-11 0': [3, 2, 1],
  '2021-02-11 3': [2, 1, 1],
  '2021-02-11 7': [1, 1, 0],
  '2021-02-12 2': [2, 1, 1],
  '2021-02-26 0': [1, 1, 0],
  '2021-02-26 5': [3, 1, 2],
  '2022-01-31 1': [2, 1, 1],
  '2022-01-31 4': [4, 2, 1],
  '2022-02-15 6': [1, 0, 1],
};

export function makePosts({ streets }: Divisions, chance: Chance): Sheet {
  return {
    header: ['id', 'street', 'night', 'officers', 'vehicles', 'found', 'penalised', 'admonished'],
    rows: nights.flatMap((night) =>
      streets.map(({ code }, index): TableCell[] => [
        `ZQ${night.replaceAll('-', '')}-${index + 1}`,
        code,
        night,
        // One post stood one officer short one night.
        night === '2021-02-12' && index === 8 ? 3 : chance.between(4, 8),
        chance.between(1, 3),
        ...(caught[`${night} ${index}`] ?? [0, 0, 0]),
      ]),
    ),
  };
}
