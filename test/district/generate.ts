/**
 * Writes the shipped project's data: `npx tsx test/district/generate.ts [FOLDER]` (default `rules/data`). The streets, villages and
 * communities are real statistical divisions; everything else comes from a seed. The same seed writes the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withDefects } from './defects.ts';
import { readDivisions } from './divisions.ts';
import { makeEvents } from './events.ts';
import { chance } from './random.ts';
import { makeTables } from './tables.ts';
import { makeUnits } from './units.ts';
import { csvFile, jsonFile, xlsxFile } from './write.ts';

const seed = 20210630;
const residentialUnits = 40;
/** 焦作市山阳区, a district with both villages and communities in nine streets. */
const county = '410811';

/** The files by name. */
export async function generate(): Promise<ReadonlyMap<string, Buffer>> {
  const divisions = readDivisions(county, residentialUnits);
  const units = makeUnits(divisions, chance(seed));
  const events = makeEvents(units, chance(seed + 1));
  const tables = withDefects(makeTables(divisions, units, events, chance(seed + 2)));
  return new Map([
    ['county.json', jsonFile([{ ...divisions.county }])],
    ['streets.csv', csvFile(tables.streets, 'utf-8')],
    ['departments.csv', csvFile(tables.departments, 'utf-8')],
    ['units.xlsx', await xlsxFile(tables.units, '单位花名册', '三零创建单位花名册（2020 年 7 月—2022 年 1 月）')],
    ['monthly-reports.csv', csvFile(tables.reports, 'utf-8')],
    ['petitions.csv', csvFile(tables.petitions, 'gb18030')],
    ['complaints.csv', csvFile(tables.complaints, 'utf-8')],
    ['opinions.json', jsonFile(tables.opinions)],
    ['accidents.csv', csvFile(tables.accidents, 'utf-8')],
    ['legal-cases.csv', csvFile(tables.cases, 'utf-8')],
    ['inspections.csv', csvFile(tables.inspections, 'utf-8')],
    [
      'disputes.xlsx',
      await xlsxFile(tables.disputes, '矛盾纠纷台账', '矛盾纠纷排查化解台账（2020 年 7 月—2022 年 1 月）'),
    ],
    ['stock-reports.csv', csvFile(tables.stock, 'utf-8')],
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../../rules/data'));
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of await generate()) writeFileSync(join(folder, name), bytes);
}
