/**
 * The 2021 figures as a clerk would count them: plain code over the files, written from guide.md. It shares nothing with the
 * engine, so that a mistake in one is not made in the other.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { csv, dataFolder, date, days, json, type Row, sheet } from './reading.ts';

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

export interface RosterLine {
  readonly code: string;
  readonly sector: string;
  readonly kind: string;
  readonly street: string;
  readonly from: string;
  readonly to: string;
  readonly mergedInto: string;
}

export async function readDistrict(): Promise<District> {
  const roster = await sheet('units.xlsx');
  const waivers: { rule: string; subject: string; from: string; until: string }[] = parseYaml(
    readFileSync(join(dataFolder, '../waivers.yaml'), 'utf8'),
  );
  return {
    units: roster.map((line) => ({
      code: line['单位代码'] ?? '',
      sector: line['单位大类'] ?? '',
      kind: line['单位类别'] ?? '',
      street: line['所属街道'] ?? '',
      from: line['生效日期'] ?? '',
      to: line['失效日期'] ?? '',
      mergedInto: line['并入单位代码'] ?? '',
    })),
    petitions: csv('petitions.csv', 'gb18030'),
    opinions: json('opinions.json'),
    accidents: csv('accidents.csv'),
    cases: csv('legal-cases.csv'),
    reports: csv('monthly-reports.csv'),
    disputes: await sheet('disputes.xlsx'),
    waivers: waivers.map(({ rule, subject, from, until }) => ({ about: `${rule} ${subject}`, from, until })),
  };
}

/** Some months, judged as it was on the last day. */
export interface Span {
  readonly months: readonly string[];
  readonly end: string;
}

export function yearSpan(year: string): Span {
  return {
    months: Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`),
    end: `${year}-12-31`,
  };
}

export function standingOn({ units }: District, day: string): RosterLine[] {
  return units.filter(({ from, to }) => from <= day && (to === '' || to >= day));
}

export interface Count {
  readonly assessed: readonly string[];
  readonly passed: readonly string[];
  /** Why a unit is not up to standard, by its code. */
  readonly reasons: ReadonlyMap<string, readonly string[]>;
}

export function countByHand(district: District, year: string): { residential: Count; organisation: Count } {
  const span = yearSpan(year);
  const standing = standingOn(district, span.end);
  const count = (sector: string): Count => {
    const assessed = standing.filter((unit) => unit.sector === sector).map(({ code }) => code);
    const reasons = new Map(
      assessed
        .map((code) => [code, shortcomings(district, code, sector, span)] as const)
        .filter(([, why]) => why.length > 0),
    );
    return { assessed, passed: assessed.filter((code) => !reasons.has(code)), reasons };
  };
  return { residential: count('村（社区）'), organisation: count('企事业单位') };
}

/** Why a unit is not up to standard in the span; `missing-report` alone leaves it undetermined. */
export function shortcomings(district: District, code: string, sector: string, span: Span): string[] {
  const { months, end } = span;
  const residential = sector === '村（社区）';
  const waived = (about: string): boolean =>
    district.waivers.some((waiver) => waiver.about === about && waiver.from <= end && waiver.until >= end);
  const of = (rows: readonly Row[], unit: string, day: string): Row[] =>
    rows.filter((row) => row[unit] === code && months.includes(date(row[day]).slice(0, 7)));

  const petitions = of(district.petitions, '涉事单位代码', '收到日期');
  const accidents = of(district.accidents, 'unit', 'happened-on');
  const cases = of(district.cases, 'unit', 'filed-on');
  const late = lateReplies(district, code, span);
  const people = (rows: readonly Row[], ...columns: string[]): number =>
    rows.reduce((sum, row) => sum + columns.reduce((each, column) => each + Number(row[column]), 0), 0);
  const traffic = accidents.filter(({ category }) => category === 'traffic');
  const safety = accidents.length - traffic.length;

  const found: readonly (readonly [string, boolean])[] = [
    ['skip-level', petitions.some((petition) => petition['信访级别'] === '越级')],
    ['collective', petitions.some((petition) => petition['信访级别'] === '集体')],
    ['wages', !residential && petitions.some((petition) => petition['事项类别'] === '劳资和社保')],
    ['opinion', of(district.opinions, 'unit', 'found-on').some(({ nature }) => nature === 'negative')],
    ['late-reply', residential && late > 0],
    ['accident', safety > 0 && !waived(`no-safety-accident unit:${code}`)],
    ['road-death', residential && people(traffic, 'deaths') > 0],
    ['casualty', !residential && people(accidents, 'deaths', 'injured') > 0],
    ['criminal', cases.some(({ category }) => category === 'criminal')],
    ['public-security', cases.some(({ category }) => category === 'public-security')],
    ['penalty', !residential && cases.some(({ category }) => category === 'administrative-penalty')],
    ['missing-report', monthsOf(district, code, months).some((month) => !reported(district, code, month))],
  ];
  return found.filter(([, is]) => is).map(([reason]) => reason);
}

/** Petitions of the span not answered within seven days, as far as is known on its last day; those excused are left out. */
export function lateReplies({ petitions, waivers }: District, code: string, { months, end }: Span): number {
  return petitions.filter((petition) => {
    const received = date(petition['收到日期']);
    if (petition['涉事单位代码'] !== code || !months.includes(received.slice(0, 7))) return false;
    const replied = date(petition['答复日期']);
    const about = `replied-in-time petition:${petition['信访编号']}`;
    return (
      days(received, replied === '' || replied > end ? end : replied) > 7 &&
      !waivers.some((waiver) => waiver.about === about && waiver.from <= end && waiver.until >= end)
    );
  }).length;
}

/** Those of the months with a day on which the unit existed. */
function monthsOf({ units }: District, code: string, months: readonly string[]): string[] {
  const versions = units.filter((unit) => unit.code === code);
  return months.filter((month) =>
    versions.some(({ from, to }) => from.slice(0, 7) <= month && (to === '' || to.slice(0, 7) >= month)),
  );
}

function reported({ reports }: District, code: string, month: string): boolean {
  return reports.some((report) => report['单位代码'] === code && report['报告月份'] === month);
}
