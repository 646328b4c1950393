/**
 * Writes the shipped project's data: `npx tsx test/district/generate.ts [FOLDER]` (default `rules/data`). The streets, villages and
 * communities are real statistical divisions; everything else comes from a seed. The same seed writes the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { causeCatalogue, makeAnalyses, makeLapses } from './accountability.ts';
import { makeAgencyCases } from './agency.ts';
import { makeCentres } from './centres.ts';
import { withDefects } from './defects.ts';
import { readDivisions } from './divisions.ts';
import { bodies, makeDuties } from './duties.ts';
import { makePosts } from './enforcement.ts';
import { makeEvents } from './events.ts';
import { makeFamilies } from './families.ts';
import { makeGrids } from './grids.ts';
import { makeLetters } from './letters.ts';
import { makePublications } from './publications.ts';
import { makeActivities, makeLegalPublicity } from './publicity.ts';
import { chance } from './random.ts';
import { makeSupervision } from './supervision.ts';
import { makeTables } from './tables.ts';
import { makeUnits } from './units.ts';
import { csvFile, jsonFile, parquetFile, xlsxFile } from './write.ts';

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
  const centres = makeCentres(divisions, chance(seed + 3));
  const families = makeFamilies(units, chance(seed + 4));
  const duties = makeDuties(divisions, units, chance(seed + 5));
  const legal = makeLegalPublicity(chance(seed + 6));
  const supervision = makeSupervision(events, chance(seed + 7));
  const analyses = makeAnalyses(events, chance(seed + 8));
  const activities = makeActivities(divisions, chance(seed + 10));
  const grids = makeGrids(units, chance(seed + 9));
  return new Map([
    ['county.json', jsonFile([{ ...divisions.county }])],
    ['streets.csv', csvFile(tables.streets, 'utf-8')],
    ['departments.csv', csvFile(tables.departments, 'utf-8')],
    ['units.xlsx', await xlsxFile(tables.units, '单位花名册', '三零创建单位花名册（2020 年 7 月—2022 年 3 月）')],
    ['monthly-reports.csv', csvFile(tables.reports, 'utf-8')],
    ['petitions.csv', csvFile(tables.petitions, 'gb18030')],
    ['complaints.csv', csvFile(tables.complaints, 'utf-8')],
    ['opinions.json', jsonFile(tables.opinions)],
    ['accidents.csv', csvFile(tables.accidents, 'utf-8')],
    ['legal-cases.csv', csvFile(tables.cases, 'utf-8')],
    ['inspections.csv', csvFile(tables.inspections, 'utf-8')],
    [
      'disputes.xlsx',
      await xlsxFile(tables.disputes, '矛盾纠纷台账', '矛盾纠纷排查化解台账（2020 年 7 月—2022 年 3 月）'),
    ],
    ['stock-reports.csv', csvFile(tables.stock, 'utf-8')],
    ['street-activities.csv', csvFile(activities.streets, 'gb18030')],
    ['department-activities.csv', csvFile(activities.departments, 'gb18030')],
    ['lapses.csv', csvFile(makeLapses(events, chance(seed + 11)), 'utf-8')],
    [
      'agency-cases.xlsx',
      await xlsxFile(makeAgencyCases(units), '信访代理台账', '信访代理台账（2020 年 7 月—2022 年 3 月）'),
    ],
    ['centres.json', jsonFile(centres.centres)],
    ['centre-items.csv', csvFile(centres.items, 'utf-8')],
    ['family-awards.csv', csvFile(families.awards, 'utf-8')],
    ['home-visits.csv', csvFile(families.visits, 'utf-8')],
    ['bodies.csv', csvFile(bodies, 'utf-8')],
    ['duties.csv', csvFile(duties.duties, 'utf-8')],
    ['duty-evidence.parquet', await parquetFile(duties.evidence)],
    ['publications.csv', csvFile(makePublications(divisions.county.code, chance(seed + 12)), 'utf-8')],
    ['problems.csv', csvFile(supervision.problems, 'utf-8')],
    ['supervision-tasks.csv', csvFile(supervision.tasks, 'utf-8')],
    [
      'letters.xlsx',
      await xlsxFile(makeLetters(units, events), '发函台账', '三盯四函发函台账（2021 年 1 月—2022 年 3 月）'),
    ],
    ['grids.csv', csvFile(grids.grids, 'utf-8')],
    ['grid-members.csv', csvFile(grids.members, 'utf-8')],
    ['grid-events.csv', csvFile(grids.events, 'utf-8')],
    ['causes.csv', csvFile(causeCatalogue, 'utf-8')],
    ['lawsuits.csv', csvFile(analyses.lawsuits, 'utf-8')],
    ['lawsuit-analyses.csv', csvFile(analyses.ofLawsuits, 'utf-8')],
    ['unit-analyses.csv', csvFile(analyses.ofUnits, 'utf-8')],
    ['legal-targets.csv', csvFile(legal.targets, 'utf-8')],
    ['legal-publicity.csv', csvFile(legal.counts, 'utf-8')],
    ['enforcement-posts.csv', csvFile(makePosts(divisions, chance(seed + 13)), 'utf-8')],
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../../rules/data'));
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of await generate()) writeFileSync(join(folder, name), bytes);
}
