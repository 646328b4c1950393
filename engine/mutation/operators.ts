/** The operators of mutation: every way in which one thing of a policy is changed, to see whether a test notices. */
import type { Localized } from '../diagnostics/diagnostic.ts';

export interface MutationOperator {
  readonly id: OperatorId;
  readonly title: Localized;
  /** What it does, for the reference. */
  readonly does: Localized;
  /** A line of a policy before and after. */
  readonly example: readonly [before: string, after: string];
}

export type OperatorId =
  | 'comparison-boundary'
  | 'comparison-negated'
  | 'constant'
  | 'member-dropped'
  | 'condition-negated'
  | 'all-any'
  | 'part-dropped'
  | 'when-dropped'
  | 'where-dropped'
  | 'parameter-value'
  | 'parameter-value-dropped'
  | 'aggregate'
  | 'quantifier'
  | 'window-dropped'
  | 'report-dropped'
  | 'span-unit'
  | 'open-dropped'
  | 'operands-swapped'
  | 'summand-dropped'
  | 'stock-end'
  | 'rank-order'
  | 'rank-group-dropped'
  | 'severity'
  | 'requirement-dropped'
  | 'points'
  | 'deadline-amount'
  | 'deadline-unit'
  | 'deadline-from'
  | 'deadline-dropped'
  | 'step-dropped'
  | 'steps-swapped'
  | 'occasion-dropped'
  | 'worst'
  | 'each'
  | 'counted-over'
  | 'clears-after'
  | 'clears-after-dropped';

export const mutationOperators: readonly MutationOperator[] = [
  operator(
    'comparison-boundary',
    '比较的边界',
    'Boundary of a comparison',
    '把 < 与 ≤、> 与 ≥ 互换；before、after 换成 ≤、≥',
    'Puts ≤ for < and the reverse, ≥ for >; ≤ and ≥ for before and after',
    ['days-to-reply ≤ 7', 'days-to-reply < 7'],
  ),
  operator(
    'comparison-negated',
    '比较取反',
    'Comparison turned round',
    '= 与 ≠、≤ 与 >、in 与 not in、is known 与 is unknown 等互换',
    'Puts ≠ for =, > for ≤, not in for in, is unknown for is known, and the reverse',
    ['level = skip-level', 'level ≠ skip-level'],
  ),
  operator(
    'constant',
    '条件里的常数',
    'Constant of a condition',
    '数加减末位的一个单位，日期前后移一天，月份前后移一个月',
    'Moves a number by one unit of its last place, a date by a day, a month by a month, both ways',
    ['accidents = 0', 'accidents = 1'],
  ),
  operator(
    'member-dropped',
    '清单少一项',
    'Member of a list dropped',
    '从 in 或 not in 的清单里去掉一项',
    'Leaves a member out of the list of in or not in',
    ['kind in [village, community]', 'kind in [village]'],
  ),
  operator(
    'condition-negated',
    '条件取反',
    'Condition negated',
    '给布尔事实、共用条件、between、matches 加上 not，或者去掉已有的 not',
    'Puts not before a boolean fact, a shared condition, between and matches, or takes a not away',
    ['require: video-covered', 'require: { not: video-covered }'],
  ),
  operator(
    'all-any',
    '全部与任一',
    'All and any',
    '把 all 与 any 互换；条件的清单就是 all',
    'Puts any for all and the reverse; a list of conditions means all',
    ['any: [cross-region, cross-trade]', 'all: [cross-region, cross-trade]'],
  ),
  operator(
    'part-dropped',
    '少一个条件',
    'Part of a condition dropped',
    '从 all、any 或条件清单里去掉一条',
    'Leaves one out of all, any or a list of conditions',
    ['all: [filed, signed]', 'all: [filed]'],
  ),
  operator('when-dropped', '去掉适用条件', 'When dropped', '去掉 when 或 admit-when', 'Leaves when or admit-when out', [
    'when: { condition: residential }',
    '(nothing)',
  ]),
  operator('where-dropped', '去掉记录的筛选', 'Where dropped', '去掉事实的 where', "Leaves a fact's where out", [
    'where: level = skip-level',
    '(nothing)',
  ]),
  operator(
    'parameter-value',
    '参数的值',
    'Value of a parameter',
    '数加减末位的一个单位，日期前后移一天，是与否互换',
    'Moves a number by one unit of its last place, a date by a day; true and false change places',
    ['value: 7', 'value: 8'],
  ),
  operator(
    'parameter-value-dropped',
    '参数少一个值',
    'Value of a parameter dropped',
    '去掉一个时期的值，前一个值继续有效',
    'Leaves out the value of one time, so that the one before holds on',
    ['{ from: 2021-01-01, value: 7 }', '(nothing)'],
  ),
  operator(
    'aggregate',
    '汇总方式',
    'Way of aggregating',
    'sum、average、minimum、maximum、latest 换成另一种，sum 也换成 count',
    'Puts another for sum, average, minimum, maximum and latest, and count for sum',
    ['sum: accident.injured', 'count: accident'],
  ),
  operator(
    'quantifier',
    '每条与任一条',
    'Every and any record',
    '把事实的 every 与 any 互换',
    'Puts any for every and the reverse',
    ['every: hazard', 'any: hazard'],
  ),
  operator(
    'window-dropped',
    '去掉期间',
    'Window dropped',
    '去掉 during，期间以外的记录也算',
    'Leaves during out, so that records outside the period count too',
    ['during: received-on', '(nothing)'],
  ),
  operator(
    'report-dropped',
    '去掉报告要求',
    'Report dropped',
    '去掉 reported-by，没有报告的零也算零',
    'Leaves reported-by out, so that zero counts without a report',
    ['reported-by: monthly-report', '(nothing)'],
  ),
  operator(
    'span-unit',
    '日与工作日',
    'Days and workdays',
    '把事实的 days 与 workdays 互换',
    'Puts workdays for days and the reverse',
    ['days: { from: a, to: b }', 'workdays: { from: a, to: b }'],
  ),
  operator('open-dropped', '未结束的不算', 'Open end dropped', '去掉 open: as-of', 'Leaves open: as-of out', [
    'days: { from: a, to: b, open: as-of }',
    'days: { from: a, to: b }',
  ]),
  operator(
    'operands-swapped',
    '两数互换',
    'Operands swapped',
    '把 ratio 或 difference 的两个数互换',
    'Lets the two numbers of a ratio or difference change places',
    ['ratio: { of: settled, to: received }', 'ratio: { of: received, to: settled }'],
  ),
  operator(
    'summand-dropped',
    '少加一个数',
    'Summand dropped',
    '从 total 里去掉一个数',
    'Leaves one number out of a total',
    ['total: [accidents, cases]', 'total: [cases]'],
  ),
  operator(
    'stock-end',
    '期初与期末',
    'Start and end of the period',
    '把 at 的 start 与 end 互换',
    'Puts end for start and the reverse',
    ['at: start', 'at: end'],
  ),
  operator(
    'rank-order',
    '名次的方向',
    'Order of a rank',
    '大的在前与小的在前互换',
    'The greatest first and the least first change places',
    ['rank: { by: score }', 'rank: { by: score, order: ascending }'],
  ),
  operator(
    'rank-group-dropped',
    '去掉名次的范围',
    'Group of a rank dropped',
    '去掉 among，与全体比',
    'Leaves among out, so that all are ranked together',
    ['rank: { by: score, among: street }', 'rank: { by: score }'],
  ),
  operator(
    'severity',
    '严重程度',
    'Severity',
    '换成相邻的一级：veto、major、minor',
    'Puts the next of veto, major and minor',
    ['severity: veto', 'severity: major'],
  ),
  operator(
    'requirement-dropped',
    '标准少一项要求',
    'Requirement dropped',
    '从 requires 里去掉一项',
    'Leaves one out of requires',
    ['requires: [zero-petition, zero-case]', 'requires: [zero-case]'],
  ),
  operator(
    'points',
    '打分的分值',
    'Points of a score',
    '满分或扣分加减一个单位',
    'Moves the full number of points, or those that a requirement costs, by one',
    ['full: 100', 'full: 99'],
  ),
  operator('deadline-amount', '期限的长短', 'Length of a deadline', '加减一', 'Moves it by one, both ways', [
    'within: { days: 7 }',
    'within: { days: 8 }',
  ]),
  operator(
    'deadline-unit',
    '期限的单位',
    'Unit of a deadline',
    '把 days 与 workdays 互换',
    'Puts workdays for days and the reverse',
    ['within: { workdays: 3 }', 'within: { days: 3 }'],
  ),
  operator(
    'deadline-from',
    '期限的起点',
    'Start of a deadline',
    '去掉 from，从前一步算起',
    'Leaves from out, so that it counts from the step before',
    ['within: { months: 3, from: apply }', 'within: { months: 3 }'],
  ),
  operator('deadline-dropped', '去掉期限', 'Deadline dropped', '去掉一步的 within', "Leaves a step's within out", [
    'within: { days: 7 }',
    '(nothing)',
  ]),
  operator(
    'step-dropped',
    '少一步',
    'Step dropped',
    '从程序或阶梯里去掉一步',
    'Leaves a step of a procedure or ladder out',
    ['{ letter: notice }', '(nothing)'],
  ),
  operator(
    'steps-swapped',
    '两步互换',
    'Steps swapped',
    '把程序或阶梯里相邻的两步互换',
    'Lets two neighbouring steps of a procedure or ladder change places',
    ['[reminder, notice]', '[notice, reminder]'],
  ),
  operator(
    'occasion-dropped',
    '少一种启动情形',
    'Occasion dropped',
    '从阶梯的 occasion 里去掉一种',
    'Leaves one of the occasions of a ladder out',
    ['{ standard: three-zero }', '(nothing)'],
  ),
  operator('worst', '最差的几名', 'How many of the worst', '加减一', 'Moves it by one, both ways', [
    'worst: 3',
    'worst: 2',
  ]),
  operator(
    'each',
    '按月与按季',
    'Months and quarters',
    '把 each 的 month 与 quarter 互换',
    'Puts quarter for month and the reverse',
    ['each: month', 'each: quarter'],
  ),
  operator(
    'counted-over',
    '累计的时间',
    'Time over which it counts',
    '把 year 与 quarter 互换，月数加减一（按季的加减三）',
    'Puts quarter for year and the reverse; moves the months by one, of quarters by three',
    ['counted-over: year', 'counted-over: quarter'],
  ),
  operator('clears-after', '几期后重新计数', 'When the count begins anew', '加减一', 'Moves it by one, both ways', [
    'clears-after: 3',
    'clears-after: 2',
  ]),
  operator('clears-after-dropped', '不再重新计数', 'Clearing dropped', '去掉 clears-after', 'Leaves clears-after out', [
    'clears-after: 3',
    '(nothing)',
  ]),
];

export function operatorNamed(id: OperatorId): MutationOperator {
  const found = mutationOperators.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no operator ${id}`);
  return found;
}

function operator(
  id: OperatorId,
  zh: string,
  en: string,
  doesZh: string,
  doesEn: string,
  example: MutationOperator['example'],
): MutationOperator {
  return { id, title: { zh, en }, does: { zh: doesZh, en: doesEn }, example };
}
