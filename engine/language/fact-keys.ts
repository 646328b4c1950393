/** The kinds of computed facts: the key that makes a fact of each, and what may stand beside it. */
import { construct, description, during, type Key, key, must, title, via } from './construct-keys.ts';
import type { FactKind } from './syntax.ts';

/** What every fact may have besides its kind. */
export const factCommon: readonly Key[] = [
  must(key('of', 'name', '所属实体', 'The entity it belongs to')),
  title,
  description,
  key('unit', 'text', '计量单位', 'The unit of measure'),
];

export const selection: readonly Key[] = [
  key('where', 'condition', '哪些记录', 'Which of the records'),
  during,
  key('reported-by', 'name', '须有哪种报告', 'The entity that reports: zero counts only where a report was filed'),
  via,
];

/** Beside a rank's number. */
export const rankKeys: readonly Key[] = [
  key('among', 'path', '在哪个范围内', 'Only among those with the same value here'),
  {
    ...key(
      'order',
      'choice',
      '大的在前（descending，默认）或小的在前',
      'The greatest first (descending, the default) or the least',
    ),
    choices: ['descending', 'ascending'],
  },
];

interface FactKindKeys {
  readonly kind: Key;
  /** The other keys that the kind knows. */
  readonly keys: readonly Key[];
}

export const stockKeys: readonly Key[] = [
  must(key('entered', 'path', '进入的日期', 'The date on which a record came')),
  must(key('left', 'path', '离开的日期', 'The date on which it left')),
  {
    ...key('at', 'choice', '期初还是期末（默认）', 'Before the period begins, or at its end (the default)'),
    choices: ['start', 'end'],
  },
];

export const that = must(key('that', 'condition', '须满足的条件', 'The condition that they satisfy'));

/** The kinds of computed facts: the key that makes a fact of that kind, and what may stand beside it. */
export const factKinds: Readonly<Record<FactKind, FactKindKeys>> = {
  count: { kind: key('count', 'name', '记录数', 'How many records'), keys: selection },
  sum: { kind: key('sum', 'path', '合计', 'The sum over the records'), keys: selection },
  average: { kind: key('average', 'path', '平均', 'The average over the records'), keys: selection },
  minimum: { kind: key('minimum', 'path', '最小值', 'The least among the records'), keys: selection },
  maximum: { kind: key('maximum', 'path', '最大值', 'The greatest among the records'), keys: selection },
  latest: {
    kind: key('latest', 'path', '最近一次的值', 'The value of the latest record'),
    keys: selection.map((each) => (each.name === 'during' ? must(each) : each)),
  },
  share: { kind: key('share', 'name', '占比', 'The share of the records'), keys: [that, ...selection] },
  every: { kind: key('every', 'name', '每条都满足', 'Whether every record does'), keys: [that, ...selection] },
  any: { kind: key('any', 'name', '有一条满足', 'Whether any record does'), keys: [that, ...selection] },
  failures: {
    kind: key('failures', 'name', '不符合某条规则的记录数', 'How many records fail a rule about them'),
    keys: selection,
  },
  days: { kind: construct('days', 'span', '日历天数', 'Calendar days between two dates'), keys: [] },
  workdays: { kind: construct('workdays', 'span', '工作日数', 'Working days between two dates'), keys: [] },
  months: { kind: construct('months', 'span', '月数', 'Months between two dates'), keys: [] },
  ratio: { kind: construct('ratio', 'ratio', '两数之比', 'One number to another, exact'), keys: [] },
  difference: { kind: construct('difference', 'difference', '两数之差', 'One number less another'), keys: [] },
  total: { kind: key('total', 'paths', '几个数之和', 'The sum of several facts'), keys: [] },
  stock: {
    kind: key('stock', 'name', '某时的存量', 'How many records are there at a time'),
    keys: [...stockKeys, ...selection.filter(({ name }) => name !== 'during')],
  },
  verdict: { kind: key('verdict', 'name', '规则或标准的结论', 'The verdict of a rule or standard'), keys: [] },
  score: { kind: key('score', 'name', '标准的得分', 'The points that a standard leaves'), keys: [] },
  rank: { kind: construct('rank', 'rank', '名次', 'The place among others'), keys: [] },
  previous: {
    kind: key('previous', 'name', '上一期间的同一事实', 'The same fact in the period before'),
    keys: [],
  },
};
