/**
 * The 2021 figures as a clerk would count them: plain code over the files, written from guide.md. It shares nothing with the
 * engine, so that a mistake in one is not made in the other.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { parse as parseYaml } from 'yaml';

type Row = Readonly<Record<string, string>>;

export interface District {
  readonly units: readonly RosterLine[];
  readonly petitions: readonly Row[];
  readonly opinions: readonly Row[];
  readonly accidents: readonly Row[];
  readonly cases: readonly Row[];
  readonly reports: readonly Row[];
  readonly disputes: readonly Row[];
  /** `RULE SUBJECT`, with the days from and until which it holds. */
  readonly waivers: readonly { readonly about: string; readonly from: string; readonly until: string }[];
}

interface RosterLine {
  readonly code: string;
  readonly sector: string;
  readonly kind: string;
  readonly street: string;
  readonly from: string;
  readonly to: string;
}

export async function readDistrict(folder: string): Promise<District> {
  const roster = await sheet(join(folder, 'units.xlsx'));
  const waivers: { rule: string; subject: string; from: string; until: string }[] = parseYaml(
    readFileSync(join(folder, '../waivers.yaml'), 'utf8'),
  );
  return {
    units: roster.map((line) => ({
      code: line['单位代码'] ?? '',
      sector: line['单位大类'] ?? '',
      kind: line['单位类别'] ?? '',
      street: line['所属街道'] ?? '',
      from: line['生效日期'] ?? '',
      to: line['失效日期'] ?? '',
    })),
    petitions: csv(new TextDecoder('gb18030').decode(readFileSync(join(folder, 'petitions.csv')))),
    opinions: JSON.parse(readFileSync(join(folder, 'opinions.json'), 'utf8')),
    accidents: csv(readFileSync(join(folder, 'accidents.csv'), 'utf8')),
    cases: csv(readFileSync(join(folder, 'legal-cases.csv'), 'utf8')),
    reports: csv(readFileSync(join(folder, 'monthly-reports.csv'), 'utf8')),
    disputes: await sheet(join(folder, 'disputes.xlsx')),
    waivers: waivers.map(({ rule, subject, from, until }) => ({ about: `${rule} ${subject}`, from, until })),
  };
}

export interface Count {
  readonly assessed: readonly string[];
  readonly passed: readonly string[];
  /** Why a unit is not up to standard, by its code. */
  readonly reasons: ReadonlyMap<string, readonly string[]>;
}

export function countByHand(district: District, year: string): { residential: Count; organisation: Count } {
  const end = `${year}-12-31`;
  const standing = district.units.filter(({ from, to }) => from <= end && (to === '' || to >= end));
  const count = (sector: string): Count => {
    const assessed = standing.filter((unit) => unit.sector === sector).map(({ code }) => code);
    const reasons = new Map(
      assessed
        .map((code) => [code, shortcomings(district, code, sector, year)] as const)
        .filter(([, why]) => why.length > 0),
    );
    return { assessed, passed: assessed.filter((code) => !reasons.has(code)), reasons };
  };
  return { residential: count('村（社区）'), organisation: count('企事业单位') };
}

function shortcomings(district: District, code: string, sector: string, year: string): string[] {
  const end = `${year}-12-31`;
  const residential = sector === '村（社区）';
  const waived = (about: string): boolean =>
    district.waivers.some((waiver) => waiver.about === about && waiver.from <= end && waiver.until >= end);
  const of = (rows: readonly Row[], unit: string, day: string): Row[] =>
    rows.filter((row) => row[unit] === code && date(row[day] ?? '').startsWith(year));

  const petitions = of(district.petitions, '涉事单位代码', '收到日期');
  const accidents = of(district.accidents, 'unit', 'happened-on');
  const cases = of(district.cases, 'unit', 'filed-on');
  const late = petitions.filter((petition) => {
    const replied = date(petition['答复日期'] ?? '');
    const until = replied === '' || replied > end ? end : replied;
    return (
      days(date(petition['收到日期'] ?? ''), until) > 7 && !waived(`replied-in-time petition:${petition['信访编号']}`)
    );
  });
  const people = (rows: readonly Row[], ...columns: string[]): number =>
    rows.reduce((sum, row) => sum + columns.reduce((each, column) => each + Number(row[column]), 0), 0);
  const traffic = accidents.filter(({ category }) => category === 'traffic');
  const safety = accidents.length - traffic.length;

  const found: readonly (readonly [string, boolean])[] = [
    ['skip-level', petitions.some((petition) => petition['信访级别'] === '越级')],
    ['collective', petitions.some((petition) => petition['信访级别'] === '集体')],
    ['wages', !residential && petitions.some((petition) => petition['事项类别'] === '劳资和社保')],
    ['opinion', of(district.opinions, 'unit', 'found-on').some(({ nature }) => nature === 'negative')],
    ['late-reply', residential && late.length > 0],
    ['accident', safety > 0 && !waived(`no-safety-accident unit:${code}`)],
    ['road-death', residential && people(traffic, 'deaths') > 0],
    ['casualty', !residential && people(accidents, 'deaths', 'injured') > 0],
    ['criminal', cases.some(({ category }) => category === 'criminal')],
    ['public-security', cases.some(({ category }) => category === 'public-security')],
    ['penalty', !residential && cases.some(({ category }) => category === 'administrative-penalty')],
    ['missing-report', monthsOf(district, code, year).some((month) => !reported(district, code, month))],
  ];
  return found.filter(([, is]) => is).map(([reason]) => reason);
}

/** The months of the year with a day on which the unit existed. */
function monthsOf({ units }: District, code: string, year: string): string[] {
  const versions = units.filter((unit) => unit.code === code);
  return Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`).filter((month) =>
    versions.some(({ from, to }) => from.slice(0, 7) <= month && (to === '' || to.slice(0, 7) >= month)),
  );
}

function reported({ reports }: District, code: string, month: string): boolean {
  return reports.some((report) => report['单位代码'] === code && report['报告月份'] === month);
}

function csv(text: string): Row[] {
  return parse(text, { columns: true, bom: true, skip_records_with_empty_values: true });
}

/** Under a title row and a header row. */
async function sheet(file: string): Promise<Row[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const [worksheet] = workbook.worksheets;
  const rows: string[][] = [];
  worksheet?.eachRow((row, number) => {
    if (number === 1) return;
    rows.push(
      Array.from({ length: worksheet.columnCount }, (_, index) => {
        const { value } = row.getCell(index + 1);
        return value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? '');
      }),
    );
  });
  const [header = [], ...lines] = rows;
  return lines.map((line) => Object.fromEntries(header.map((name, index) => [name, line[index] ?? ''])));
}

/** `2021年3月5日`, `２０２１－０３－０５` and `2021/3/5` are 2021-03-05; a day that no calendar has is none. */
function date(text: string): string {
  const [year = 0, month = 0, day = 0] = (text.normalize('NFKC').match(/\d+/g) ?? []).map(Number);
  const read = new Date(Date.UTC(year, month - 1, day));
  return year > 0 && read.getUTCMonth() === month - 1 ? read.toISOString().slice(0, 10) : '';
}

function days(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
