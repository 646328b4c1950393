/** A town of any size in a folder of its own: streets, departments, units, their petitions, accidents and monthly reports. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openProject, type Project } from '../../engine/project/open.ts';

export interface Town {
  readonly streets: readonly (readonly [code: string, name: string])[];
  readonly departments: readonly (readonly [code: string, name: string])[];
  readonly units: readonly Unit[];
  readonly petitions: readonly Petition[];
  /** `month` of units that filed no report. */
  readonly unreported?: readonly (readonly [unit: string, month: string])[];
  /** Of the descriptor, the guide and the policy, where it matters what they say. */
  readonly title?: string;
  readonly smallestCell?: number;
  readonly publication?: string;
  readonly ruleTitle?: string;
  readonly clause?: string;
  readonly message?: string;
  /** Rules alone: no standard, roll-up or ladder. */
  readonly rulesAlone?: true;
}

export interface Unit {
  readonly code: string;
  readonly name: string;
  readonly kind: 'village' | 'enterprise';
  readonly street: string;
  readonly department: string;
}

export interface Petition {
  readonly id: string;
  readonly unit: string;
  readonly level: 'ordinary' | 'skip-level';
  readonly receivedOn: string;
  readonly petitioner?: string;
}

const months = ['2021-07', '2021-08', '2021-09', '2021-10', '2021-11'] as const;

/** What no page may ever show. */
export const secret = 'SECRET-ZhaoQianSun';

export async function withTown<T>(town: Town, use: (project: Project, folder: string) => Promise<T>): Promise<T> {
  const base = mkdtempSync(join(tmpdir(), 'town-'));
  const folder = join(base, 'rules');
  try {
    mkdirSync(join(folder, 'data'), { recursive: true });
    for (const [path, text] of Object.entries(filesOf(town))) writeFileSync(join(folder, path), text);
    return await use(await openProject(folder, { tests: false }), base);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

/** Two streets of five units; one petition over two levels' heads. */
export const smallTown: Town = {
  streets: [
    ['S1', '东街'],
    ['S2', '西街'],
  ],
  departments: [
    ['D1', '民政局'],
    ['D2', '工信局'],
  ],
  units: Array.from({ length: 10 }, (_, i) => ({
    code: `U${String(i + 1).padStart(2, '0')}`,
    name: `单位${'甲乙丙丁戊己庚辛壬癸'[i]}`,
    kind: i % 3 === 0 ? ('enterprise' as const) : ('village' as const),
    street: i < 5 ? 'S1' : 'S2',
    department: i % 3 === 0 ? 'D2' : 'D1',
  })),
  petitions: [
    { id: 'P1', unit: 'U02', level: 'skip-level', receivedOn: '2021-11-03' },
    { id: 'P2', unit: 'U02', level: 'skip-level', receivedOn: '2021-10-03' },
    { id: 'P3', unit: 'U07', level: 'skip-level', receivedOn: '2021-10-08' },
    { id: 'P4', unit: 'U05', level: 'ordinary', receivedOn: '2021-11-20' },
  ],
  unreported: [['U09', '2021-11']],
};

export function largeTown(units: number): Town {
  const streets = Array.from(
    { length: 24 },
    (_, i) => [`S${String(i).padStart(2, '0')}`, `第${'一二三四五六七八九十'[i % 10]}街道${i}`] as const,
  );
  const departments = Array.from({ length: 8 }, (_, i) => [`D${i}`, `主管局${i}`] as const);
  return {
    streets,
    departments,
    units: Array.from({ length: units }, (_, i) => ({
      code: `U${String(i).padStart(5, '0')}`,
      name: `${'新华东风和平解放建设'[i % 10]}${'新华东风和平解放建设'[(i * 7) % 10]}村第${i}社区`,
      kind: i % 4 === 0 ? 'enterprise' : 'village',
      street: streets[(i * 5 + Math.floor(i / 24)) % 24]?.[0] ?? '',
      department: departments[i % 8]?.[0] ?? '',
    })),
    petitions: Array.from({ length: units }, (_, i) => ({
      id: `P${String(i).padStart(6, '0')}`,
      unit: `U${String((i * 37) % units).padStart(5, '0')}`,
      level: i % 3 === 0 ? 'skip-level' : 'ordinary',
      receivedOn: `${months[i % 5]}-${String((i % 27) + 1).padStart(2, '0')}`,
    })),
    unreported: Array.from(
      { length: Math.floor(units / 50) },
      (_, i) => [`U${String(i * 49).padStart(5, '0')}`, '2021-11'] as const,
    ),
  };
}

function filesOf(town: Town): Readonly<Record<string, string>> {
  const reports = months.flatMap((month) =>
    town.units
      .filter(({ code }) => town.unreported?.some(([unit, missing]) => unit === code && missing === month) !== true)
      .map(({ code }) => [code, month]),
  );
  return {
    'datapackage.yaml': descriptor(town),
    'guide.md': `# Guide\n## ${town.clause ?? '二、越级上访'} {#skip}\n越级即不达标。\n## 总则 {#all .general}\n三零。\n`,
    'town.policy.yaml': town.rulesAlone === true ? policy(town).replace(/^standards:[\s\S]*$/m, '') : policy(town),
    'data/streets.csv': csv(['code', 'name'], town.streets),
    'data/departments.csv': csv(['code', 'name'], town.departments),
    'data/units.csv': csv(
      ['code', 'name', 'kind', 'street', 'supervised-by'],
      town.units.map(({ code, name, kind, street, department }) => [code, name, kind, street, department]),
    ),
    'data/petitions.csv': csv(
      ['id', 'unit', 'level', 'petitioner', 'received-on'],
      town.petitions.map(({ id, unit, level, petitioner, receivedOn }) => [
        id,
        unit,
        level,
        petitioner ?? secret,
        receivedOn,
      ]),
    ),
    'data/reports.csv': csv(['unit', 'month'], reports),
  };
}

function csv(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `${[head, ...rows].map((row) => row.map(cell).join(',')).join('\n')}\n`;
}

function descriptor({ title = '示例镇', smallestCell, publication }: Town): string {
  const cell = smallestCell === undefined ? '' : `, smallest-cell: ${smallestCell}`;
  return `title: ${JSON.stringify(title)}
zhunsheng:publication: { title: ${JSON.stringify(publication ?? '三零播报')}${cell} }
resources:
  - { name: street, title: { zh: 街道, en: Street }, path: data/streets.csv, schema: { primaryKey: code, fields: [{ name: code }, { name: name }] } }
  - { name: department, title: { zh: 部门, en: Department }, path: data/departments.csv, schema: { primaryKey: code, fields: [{ name: code }, { name: name }] } }
  - name: unit
    title: { zh: 单位, en: Unit }
    path: data/units.csv
    zhunsheng:lines: { territory: street, department: supervised-by }
    schema:
      primaryKey: code
      fields:
        - { name: code }
        - { name: name }
        - { name: kind, title: { zh: 类别, en: Kind }, categories: [{ value: village, label: { zh: 村, en: Village } }, { value: enterprise, label: { zh: 企业, en: Enterprise } }] }
        - { name: street }
        - { name: supervised-by }
      foreignKeys:
        - { fields: street, reference: { resource: street, fields: code } }
        - { fields: supervised-by, reference: { resource: department, fields: code } }
  - name: petition
    title: { zh: 信访件, en: Petition }
    path: data/petitions.csv
    schema:
      primaryKey: id
      fields:
        - { name: id }
        - { name: unit }
        - { name: level, constraints: { enum: [ordinary, skip-level] } }
        - { name: petitioner, zhunsheng:sensitive: true }
        - { name: received-on, type: date }
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
  - name: monthly-report
    title: { zh: 月报, en: Report }
    path: data/reports.csv
    zhunsheng:reports: { for: unit, month: month }
    schema:
      primaryKey: [unit, month]
      fields: [{ name: unit }, { name: month, type: yearmonth }]
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
`;
}

function policy({ ruleTitle = '无越级上访', message = '本期越级上访 {skip-level-petitions} 起' }: Town): string {
  return `policy: town
title: { zh: 三零, en: Three zeros }
version: 2021.1
effective: { from: 2021-07-01 }
cites: guide.md#all
facts:
  skip-level-petitions:
    of: unit
    title: { zh: 越级上访起数, en: Skip-level petitions }
    count: petition
    where: level = skip-level
    during: received-on
    reported-by: monthly-report
  all-petitions: { of: unit, count: petition, during: received-on }
  all-again: { of: unit, count: petition, during: received-on }
rules:
  no-skip-level:
    title: ${JSON.stringify(ruleTitle)}
    for: unit
    require: skip-level-petitions = 0
    cites: guide.md#skip
    otherwise:
      severity: veto
      message: ${JSON.stringify(message)}
      remedy: { zh: 约见信访人, en: Meet the petitioner }
      responsible: [unit, street]
  figures-agree:
    title: { zh: 两数相等, en: Figures agree }
    for: unit
    require: all-petitions = all-again
    cites: guide.md#all
    otherwise: { severity: minor, message: { zh: 不等, en: Unequal }, remedy: { zh: 核对, en: Check }, responsible: [unit] }
standards:
  zero-petition: { title: { zh: 零上访, en: Zero petitions }, for: unit, requires: [no-skip-level] }
  three-zero: { title: { zh: 三零创建达标, en: Three-zero unit }, for: unit, requires: [zero-petition] }
  tidy: { title: { zh: 账目, en: Books }, for: unit, requires: [figures-agree] }
rollups:
  by-street: { title: { zh: 按街道, en: By street }, of: three-zero, by: street.name, show: [rate, rank, change] }
  by-kind: { title: { zh: 按类别, en: By kind }, of: three-zero, by: kind, show: [rate, change] }
  tidy-by-street: { title: { zh: 账目按街道, en: Books by street }, of: tidy, by: street.name, show: [rate, rank] }
ladders:
  letters:
    title: { zh: 四函, en: Four letters }
    for: unit
    occasion: [{ standard: three-zero }]
    each: month
    counted-over: year
    steps:
      - { letter: reminder, title: { zh: 提醒函, en: Reminder }, to: [unit] }
      - { letter: notice, title: { zh: 通报函, en: Notice }, to: [unit, street] }
    cites: guide.md#all
`;
}
