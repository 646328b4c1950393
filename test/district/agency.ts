/**
 * The cases that the petition agency has taken on. In 2021 there are nine: eight are closed, and those eight are satisfied. One was
 * named over the National Day holiday with its make-up Saturday, one a day late, one registered late over the Spring Festival, one has
 * its steps out of order, one was none of the agency's business.
 */
import type { Sheet, TableCell } from './tables.ts';
import { inForce, type Unit } from './units.ts';

type Flag = '跨区域' | '跨部门' | '跨行业' | '人户分离' | '人事分离' | '人责分离' | '超出区级权限';
const flags: readonly Flag[] = ['跨区域', '跨部门', '跨行业', '人户分离', '人事分离', '人责分离', '超出区级权限'];

type Case = readonly [why: readonly Flag[], days: string, satisfaction: string];

const none = '未评价';
const pleased = '满意';

/** Applied, agent named, registered, handled, result reported back, closed; and called upon afterwards, which is no step yet. */
const cases: readonly Case[] = [
  [['跨区域'], '2020-09-07 2020-09-09 2020-09-11 2020-10-20 2020-10-22 2020-10-26 2020-11-10', pleased],
  [['超出区级权限'], '2020-11-16 2020-11-18 2020-11-20 2020-12-30 2021-01-05 2021-01-08 2021-02-03', '不满意'],
  [['跨区域', '人户分离'], '2021-01-18 2021-01-20 2021-01-25 2021-03-02 2021-03-04 2021-03-08 2021-03-25', pleased],
  // Sunday 7 February was worked, so that an agent came in time; over the Spring Festival the seven days to register ran out.
  [['跨部门'], '2021-02-05 2021-02-09 2021-02-19 2021-04-12 2021-04-14 2021-04-19 2021-05-19', pleased],
  [['超出区级权限'], '2021-03-15 2021-03-18 2021-03-22 2021-05-07 2021-05-10 2021-05-13 2021-06-13', pleased],
  // Registered before an agent was named.
  [['跨行业', '跨部门'], '2021-04-26 2021-04-29 2021-04-28 2021-06-07 2021-06-09 2021-06-11 2021-07-01', pleased],
  [['人事分离'], '2021-06-01 2021-06-03 2021-06-08 2021-07-20 2021-07-23 2021-07-28 2021-08-16', pleased],
  // Nothing that the district could not have settled itself.
  [[], '2021-07-12 2021-07-14 2021-07-19 2021-08-02 2021-08-04 2021-08-06 2021-08-20', pleased],
  // 8 October, Saturday 9 October (a make-up workday) and 11 October are the three workdays after 30 September.
  [['跨区域'], '2021-09-30 2021-10-11 2021-10-14 2021-11-15 2021-11-17 2021-11-22 2021-12-08', pleased],
  // A day late; and nobody has called upon the petitioner since.
  [['人责分离'], '2021-09-30 2021-10-12 2021-10-15 2021-11-22 2021-11-24 2021-11-29', pleased],
  [['超出区级权限', '跨部门'], '2021-11-08 2021-11-10 2021-11-15', none],
  [['跨行业'], '2022-01-10 2022-01-13 2022-01-18 2022-02-28 2022-03-02 2022-03-07', pleased],
  [['人户分离'], '2022-03-14 2022-03-17 2022-03-21', none],
];

export function makeAgencyCases(units: readonly Unit[]): Sheet {
  const villages = units.filter((unit) => unit.sector === 'residential' && inForce(unit, '2020-07-01'));
  return {
    header: [
      '代理编号',
      '涉事单位代码',
      ...flags,
      '申请日期',
      '确定代理员日期',
      '登记日期',
      '办理日期',
      '反馈日期',
      '办结日期',
      '回访日期',
      '满意度',
    ],
    rows: cases.map(([why, days, satisfaction], index): TableCell[] => [
      `DL${days.slice(0, 4)}${String(index + 1).padStart(3, '0')}`,
      villages[(index * 7) % villages.length]?.code ?? null,
      ...flags.map((flag) => (why.includes(flag) ? '是' : '否')),
      ...Array.from({ length: 7 }, (_, step) => {
        const day = days.split(' ')[step];
        return day === undefined ? null : new Date(`${day}T00:00:00Z`);
      }),
      satisfaction,
    ]),
  };
}
