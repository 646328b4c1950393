/** The units of the district: real villages and communities, invented enterprises and institutions. */
import type { CivilDate } from '../../engine/calendar/civil-date.ts';
import type { Divisions } from './divisions.ts';
import type { Chance } from './random.ts';

/** One row of the roster: a unit as it was from one day to another. */
export interface Unit {
  readonly code: string;
  readonly name: string;
  readonly sector: 'residential' | 'organisation';
  readonly kind: 'village' | 'community' | 'enterprise' | 'institution';
  readonly industry: string;
  readonly street: string;
  readonly department: string;
  readonly headcount: number;
  readonly from: CivilDate;
  readonly to: CivilDate | null;
  /** The unit that took it over, where it ended by a merger. */
  readonly mergedInto: string | null;
}

export const departments = [
  { code: 'D01', name: '教育局', trade: '教育' },
  { code: 'D02', name: '卫生健康委员会', trade: '卫生和社会工作' },
  { code: 'D03', name: '工业和信息化局', trade: '制造业' },
  { code: 'D04', name: '住房和城乡建设局', trade: '建筑业、房地产业' },
  { code: 'D05', name: '商务局', trade: '批发和零售业' },
  { code: 'D06', name: '交通运输局', trade: '交通运输、仓储和邮政业' },
  { code: 'D07', name: '市场监督管理局', trade: '住宿和餐饮业' },
  { code: 'D08', name: '文化广电和旅游局', trade: '文化、体育和娱乐业' },
  { code: 'D09', name: '应急管理局', trade: '安全生产' },
  { code: 'D10', name: '民政局', trade: '基层群众自治' },
  { code: 'D11', name: '公安分局', trade: '社会治安' },
  { code: 'D12', name: '信访局', trade: '信访' },
  { code: 'D13', name: '人力资源和社会保障局', trade: '劳动和社会保障' },
  { code: 'D14', name: '自然资源局', trade: '土地和规划' },
  { code: 'D15', name: '生态环境分局', trade: '环境' },
] as const;

/** 40 residential units and, at the end of 2021, 56 organisations; before that one closed, one merged, one opened, one moved. */
export function makeUnits(divisions: Divisions, chance: Chance): Unit[] {
  const residential = divisions.villages.map(
    ({ code, name, kind, street }): Unit => ({
      code,
      name,
      sector: 'residential',
      kind,
      industry: 'self-government',
      street,
      department: 'D10',
      headcount: kind === 'village' ? chance.between(600, 3200) : chance.between(2400, 9800),
      from: '2018-01-01',
      to: null,
      mergedInto: null,
    }),
  );
  const streets = chance.shuffled(divisions.streets.map(({ code }) => code));
  const organisations = trades
    .flatMap((trade) => trade.names.map((noun) => ({ ...trade, noun })))
    .map(
      ({ kind, industry, department, noun }, index): Unit => ({
        code: `${kind === 'enterprise' ? 'Q' : 'S'}${String(index + 1).padStart(4, '0')}`,
        name: `${sexagenary(index)}${noun}`,
        sector: 'organisation',
        kind,
        industry,
        street: streets[index % streets.length] as string,
        department,
        headcount: chance.between(18, 860),
        from: index === openedLater ? '2021-04-12' : '2018-01-01',
        to: index === closedEarly ? '2021-09-30' : index === merged ? '2021-06-30' : null,
        mergedInto: null,
      }),
    );
  organisations[merged] = { ...(organisations[merged] as Unit), mergedInto: (organisations[merged - 1] as Unit).code };
  const mover = organisations[moved] as Unit;
  const later = { ...mover, street: streets[(moved + 1) % streets.length] as string, from: '2021-05-16' };
  organisations.splice(moved, 1, { ...mover, to: '2021-05-15' }, later);
  return [...residential, ...organisations];
}

export function inForce(unit: Unit, day: CivilDate): boolean {
  return unit.from <= day && (unit.to === null || unit.to >= day);
}

const enterprise = 'enterprise';
const institution = 'institution';
const trades = [
  {
    kind: enterprise,
    industry: 'manufacturing',
    department: 'D03',
    names: words('机械厂 轴承厂 化工厂 纺织厂 食品厂 建材厂 电子厂 制药厂 造纸厂 橡胶厂 陶瓷厂 电缆厂'),
  },
  {
    kind: enterprise,
    industry: 'construction',
    department: 'D04',
    names: words('建筑公司 安装公司 装饰公司 路桥公司 园林公司'),
  },
  {
    kind: enterprise,
    industry: 'trade',
    department: 'D05',
    names: words('超市 商场 建材市场 农贸市场 百货店 汽贸公司 粮油公司 家具城 旧货市场'),
  },
  { kind: enterprise, industry: 'transport', department: 'D06', names: words('客运公司 货运公司 物流园 仓储公司') },
  { kind: enterprise, industry: 'hospitality', department: 'D07', names: words('酒店 宾馆 饭店 餐厅') },
  { kind: enterprise, industry: 'property', department: 'D04', names: words('物业公司 房产公司 物业公司 物业公司') },
  { kind: enterprise, industry: 'culture', department: 'D08', names: words('影城') },
  {
    kind: institution,
    industry: 'education',
    department: 'D01',
    names: words('小学 小学 小学 小学 中学 中学 中学 幼儿园 幼儿园 职业学校'),
  },
  {
    kind: institution,
    industry: 'health',
    department: 'D02',
    names: words('医院 医院 卫生服务中心 卫生服务中心 卫生服务中心'),
  },
  { kind: institution, industry: 'culture', department: 'D08', names: words('图书馆 文化馆 体育馆 少年宫') },
] as const;

/** Indexes into the organisations in order: a market closed, a grain dealer opened, a forwarder moved, a property firm merged. */
const closedEarly = 25;
const openedLater = 23;
const moved = 27;
const merged = 37;

function words(text: string): readonly string[] {
  return text.split(' ');
}

/** The old sixty-year count gives 60 names that belong to nobody. */
function sexagenary(index: number): string {
  const stem = Array.from('甲乙丙丁戊己庚辛壬癸')[index % 10] ?? '';
  const branch = Array.from('子丑寅卯辰巳午未申酉戌亥')[index % 12] ?? '';
  return stem + branch;
}
