/** The events as the tables that offices keep: headers, numbers, posts, the spellings and the slips of real files. */
import { addDays, type CivilDate, daysBetween } from '../../engine/calendar/civil-date.ts';
import { monthsFrom } from '../../engine/calendar/period.ts';
import type { Divisions } from './divisions.ts';
import { type Events, firstDay, lastDay } from './events.ts';
import type { Chance } from './random.ts';
import { departments, type Unit } from './units.ts';

export type TableCell = string | number | Date | null;

export interface Sheet {
  readonly header: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
}

export interface Tables {
  readonly streets: Sheet;
  readonly departments: Sheet;
  readonly units: Sheet;
  readonly reports: Sheet;
  readonly petitions: Sheet;
  readonly complaints: Sheet;
  readonly opinions: readonly Readonly<Record<string, string>>[];
  readonly accidents: Sheet;
  readonly cases: Sheet;
  readonly inspections: Sheet;
  readonly disputes: Sheet;
  readonly stock: Sheet;
}

export function makeTables(divisions: Divisions, units: readonly Unit[], events: Events, chance: Chance): Tables {
  const petitions = numbered(events.petitions, 'XF', ({ received }) => received);
  const inspections = numbered(events.inspections, 'PC', ({ on }) => on);
  return {
    streets: {
      header: ['code', 'name', 'county'],
      rows: divisions.streets.map(({ code, name, county }) => [code, name, county]),
    },
    departments: {
      header: ['code', 'name', 'trade'],
      rows: departments.map(({ code, name, trade }) => [code, name, trade]),
    },
    units: roster(units),
    reports: reports(events),
    petitions: petitionLedger(petitions, chance),
    complaints: {
      header: ['id', 'petition', 'made-on', 'cause'],
      rows: [
        ...petitions.flatMap(([id, { complaint }]) =>
          complaint === null ? [] : [[id, complaint, 'late-answer'] as const],
        ),
        ...petitions.flatMap(([id, { outcome }], index) =>
          outcome !== null && index % 37 === 5
            ? [[id, addDays(outcome, 2), index % 2 === 0 ? 'outcome' : 'manner'] as const]
            : [],
        ),
      ]
        .filter(([, day]) => day <= lastDay)
        .sort(([, a], [, b]) => (a < b ? -1 : 1))
        .map(([petition, day, cause], index) => [`TS${String(index + 1).padStart(4, '0')}`, petition, day, cause]),
    },
    opinions: numbered(events.opinions, 'YQ', ({ on }) => on).map(([id, { unit, on, nature }]) => ({
      id,
      unit,
      'found-on': on,
      nature,
    })),
    accidents: {
      header: ['id', 'unit', 'happened-on', 'category', 'deaths', 'injured', 'loss'],
      rows: numbered(events.accidents, 'SG', ({ on }) => on).map(
        ([id, { unit, on, category, deaths, injured, loss }]) => [id, unit, on, category, deaths, injured, loss],
      ),
    },
    cases: {
      header: ['id', 'unit', 'filed-on', 'category'],
      rows: numbered(events.cases, 'AJ', ({ on }) => on).map(([id, { unit, on, category }]) => [
        id,
        unit,
        on,
        category,
      ]),
    },
    inspections: {
      header: ['id', 'unit', 'inspected-on', 'previous-on', 'found'],
      rows: inspections.map(([id, { unit, on, previous, found }]) => [id, unit, on, previous, found]),
    },
    disputes: disputeLedger(events, inspections),
    stock: stock(divisions, units, events),
  };
}

const titles = {
  sector: { residential: '村（社区）', organisation: '企事业单位' },
  kind: { village: '村', community: '社区', enterprise: '企业', institution: '事业单位' },
  level: { ordinary: '一般', 'skip-level': '越级', collective: '集体' },
} as const;

const words: Readonly<Record<string, string>> = {
  manufacturing: '制造业',
  construction: '建筑业',
  trade: '批发和零售业',
  transport: '交通运输、仓储和邮政业',
  hospitality: '住宿和餐饮业',
  property: '房地产业',
  education: '教育',
  health: '卫生和社会工作',
  culture: '文化、体育和娱乐业',
  'self-government': '基层群众自治组织',
  visit: '来访',
  letter: '来信',
  phone: '来电',
  online: '网上',
  housing: '住房和物业',
  land: '土地和拆迁',
  environment: '环境',
  'public-service': '公共服务',
  other: '其他',
};

const disputeWords: Readonly<Record<string, string>> = {
  neighbours: '邻里',
  family: '婚姻家庭',
  property: '物业',
  labour: '劳动',
  land: '土地',
  consumer: '消费',
};

type Numbered<Event> = readonly [id: string, event: Event];

/** Numbers run through the year in order of date. */
function numbered<Event>(
  events: readonly Event[],
  prefix: string,
  day: (event: Event) => CivilDate,
): Numbered<Event>[] {
  const used = new Map<string, number>();
  return events.map((event) => {
    const year = day(event).slice(0, 4);
    const next = (used.get(year) ?? 0) + 1;
    used.set(year, next);
    return [`${prefix}${year}${String(next).padStart(4, '0')}`, event];
  });
}

function roster(units: readonly Unit[]): Sheet {
  return {
    header: [
      '单位代码',
      '单位名称',
      '单位大类',
      '单位类别',
      '行业门类',
      '所属街道',
      '行业主管部门',
      '常住（从业）人数',
      '生效日期',
      '失效日期',
      '并入单位代码',
    ],
    rows: units.map((unit) => [
      unit.code,
      unit.name,
      titles.sector[unit.sector],
      titles.kind[unit.kind],
      words[unit.industry] ?? null,
      unit.street,
      unit.department,
      unit.headcount,
      dateCell(unit.from),
      unit.to === null ? null : dateCell(unit.to),
      unit.mergedInto,
    ]),
  };
}

function reports({ reports, petitions, accidents, cases }: Events): Sheet {
  const tally = new Map<string, number>();
  const count = (kind: string, unit: string, day: CivilDate): void => {
    const key = `${kind} ${unit} ${day.slice(0, 7)}`;
    tally.set(key, (tally.get(key) ?? 0) + 1);
  };
  for (const { unit, received } of petitions) count('petition', unit, received);
  for (const { unit, on } of accidents) count('accident', unit, on);
  for (const { unit, on } of cases) count('case', unit, on);
  return {
    header: ['单位代码', '报告月份', '应报日期', '报送日期', '信访件数', '事故起数', '案件起数'],
    rows: reports.map(({ unit, month, due, filed }) => [
      unit,
      month,
      due,
      filed,
      ...['petition', 'accident', 'case'].map((kind) => tally.get(`${kind} ${unit} ${month}`) ?? 0),
    ]),
  };
}

/** Petitioners are numbers and their telephones zeros: nobody stands behind them. Posts, never names. */
function petitionLedger(petitions: readonly Numbered<Events['petitions'][number]>[], chance: Chance): Sheet {
  return {
    header: [
      '信访编号',
      '涉事单位代码',
      '信访级别',
      '来访方式',
      '事项类别',
      '是否积案',
      '信访人',
      '联系电话',
      '收到日期',
      '包案领导职务',
      '责任部门代码',
      '责任人职务',
      '办结时限',
      '四定日期',
      '掌握情况日期',
      '解决困难日期',
      '教育疏导日期',
      '依法处理日期',
      '答复日期',
      '办结日期',
    ],
    rows: petitions.map(([id, petition], index) => {
      const fixed = petition.fixed !== null;
      return [
        id,
        petition.unit,
        titles.level[petition.level],
        words[petition.channel] ?? null,
        words[petition.matter] ?? null,
        petition.backlog ? '是' : '否',
        `信访人${String(index + 1).padStart(4, '0')}`,
        `000-0000-${String(index + 1).padStart(4, '0')}`,
        spelled(petition.received, chance),
        fixed && chance.percent(97)
          ? chance.pick(['分管副区长', '街道党工委书记', '街道办事处主任', '部门分管负责人'])
          : null,
        petition.department,
        fixed && chance.percent(98) ? chance.pick(['信访专干', '业务科负责人', '网格长']) : null,
        petition.deadline,
        petition.fixed,
        ...petition.guarantees,
        petition.replied === null ? null : spelled(petition.replied, chance),
        petition.outcome,
      ];
    }),
  };
}

/** Most dates are written one way; some as people write them. */
function spelled(day: CivilDate, chance: Chance): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const style = chance.between(1, 20);
  if (style === 1) return `${year}年${Number(month)}月${Number(date)}日`;
  if (style === 2) return `${year}/${Number(month)}/${Number(date)}`;
  if (style === 3)
    return day.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).replaceAll('-', '－');
  return day;
}

function disputeLedger(events: Events, inspections: readonly Numbered<Events['inspections'][number]>[]): Sheet {
  const found = new Map(inspections.map(([id, { unit, on }]) => [`${unit} ${on}`, id]));
  return {
    header: [
      '纠纷编号',
      '所在单位代码',
      '排查编号',
      '发现日期',
      '纠纷类别',
      '责任单位',
      '责任人职务',
      '化解时限',
      '化解日期',
    ],
    rows: numbered(events.disputes, 'JF', (dispute) => dispute.found).map(([id, dispute]) => [
      id,
      dispute.unit,
      found.get(`${dispute.unit} ${dispute.found}`) ?? null,
      dateCell(dispute.found),
      disputeWords[dispute.category] ?? null,
      dispute.responsible,
      dispute.person,
      dispute.deadline === null ? null : dateCell(dispute.deadline),
      dispute.resolved === null ? null : dateCell(dispute.resolved),
    ]),
  };
}

/** A spreadsheet's own date: midnight, as the writer of the workbook reads it in UTC. */
function dateCell(day: CivilDate): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** What each street reports of its stock, month by month, counted from the ledger. */
function stock(divisions: Divisions, units: readonly Unit[], { disputes }: Events): Sheet {
  const streetOf = (code: string): string => units.findLast((unit) => unit.code === code)?.street ?? '';
  const rows: TableCell[][] = [];
  for (const { code } of divisions.streets) {
    const own = disputes.filter(({ unit }) => streetOf(unit) === code);
    let opening = own.filter(({ found }) => found < firstDay).length;
    for (const { name, first, last } of monthsFrom(firstDay, lastDay)) {
      const within = (day: CivilDate | null): boolean =>
        day !== null && daysBetween(first, day) >= 0 && daysBetween(day, last) >= 0;
      const added = own.filter(({ found }) => within(found)).length;
      const resolved = own.filter((dispute) => within(dispute.resolved)).length;
      rows.push([code, name, opening, added, resolved, opening + added - resolved]);
      opening += added - resolved;
    }
  }
  return { header: ['街道代码', '月份', '期初存量', '本月新增', '本月化解', '期末存量'], rows };
}
