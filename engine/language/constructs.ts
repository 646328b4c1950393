/**
 * The keys of the language, as data: what each construct may and must have, and of what shape. The readers check by it, an
 * editor completes by it, and the reference page is made from it.
 */
import type { Localized } from '../diagnostics/diagnostic.ts';
import type { Shape } from './shape-titles.ts';
import type { FactKind } from './syntax.ts';

export interface Key {
  readonly name: string;
  readonly shape: Shape;
  readonly required?: boolean;
  readonly title: Localized;
  /** Of the shapes `choice` and `choices`. */
  readonly choices?: readonly string[];
  /** Of the shapes `construct`, `constructs` (by name) and `list`: what stands there. */
  readonly construct?: ConstructName;
}

export interface Construct {
  readonly title: Localized;
  readonly keys: readonly Key[];
}

export type ConstructName =
  | 'policy'
  | 'effective'
  | 'parameter'
  | 'parameterValue'
  | 'fact'
  | 'span'
  | 'ratio'
  | 'difference'
  | 'rule'
  | 'otherwise'
  | 'standard'
  | 'requirement'
  | 'score'
  | 'rollup'
  | 'rank'
  | 'procedure'
  | 'procedureStep'
  | 'deadline'
  | 'ladder'
  | 'occasion'
  | 'window'
  | 'letters'
  | 'ladderStep'
  | 'condition'
  | 'waiver'
  | 'testFile'
  | 'testCase';

const title = key('title', 'localized', '标题', 'Title');
const description = key('description', 'localized', '说明', 'Description');
const cites = key('cites', 'cites', '依据（指引条款）', 'The clause of the guide it rests on');

/** What every fact may have besides its kind. */
const factCommon: readonly Key[] = [
  must(key('of', 'name', '所属实体', 'The entity it belongs to')),
  title,
  description,
  key('unit', 'text', '计量单位', 'The unit of measure'),
];

const selection: readonly Key[] = [
  key('where', 'condition', '哪些记录', 'Which of the records'),
  key('during', 'path', '以哪个日期归入期间', 'The date that places a record in the period'),
  key('reported-by', 'name', '须有哪种报告', 'The entity that reports: zero counts only where a report was filed'),
  key('via', 'path', '经由哪些引用', 'Which references lead from the record to its owner'),
];

/** Beside a rank's number. */
const rankKeys: readonly Key[] = [
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

const stockKeys: readonly Key[] = [
  must(key('entered', 'path', '进入的日期', 'The date on which a record came')),
  must(key('left', 'path', '离开的日期', 'The date on which it left')),
  {
    ...key('at', 'choice', '期初还是期末（默认）', 'Before the period begins, or at its end (the default)'),
    choices: ['start', 'end'],
  },
];

const that = must(key('that', 'condition', '须满足的条件', 'The condition that they satisfy'));

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

export const constructs: Readonly<Record<ConstructName, Construct>> = {
  policy: {
    title: { zh: '政策', en: 'policy' },
    keys: [
      must(key('policy', 'name', '政策的名称', 'The name of the policy')),
      title,
      description,
      must(key('version', 'version', '版本', 'The version')),
      must(construct('effective', 'effective', '施行期间', 'When it is in force')),
      cites,
      many('parameters', 'parameter', '参数', 'Parameters'),
      many('facts', 'fact', '事实', 'Computed facts'),
      many('conditions', 'condition', '共用条件', 'Shared conditions'),
      many('rules', 'rule', '规则', 'Rules'),
      many('standards', 'standard', '标准', 'Standards'),
      many('rollups', 'rollup', '汇总', 'Roll-ups'),
      many('procedures', 'procedure', '程序', 'Procedures'),
      many('ladders', 'ladder', '问责阶梯', 'Ladders'),
    ],
  },
  effective: {
    title: { zh: '施行期间', en: 'effective' },
    keys: [must(key('from', 'date', '第一天', 'The first day')), key('until', 'date', '最后一天', 'The last day')],
  },
  parameter: {
    title: { zh: '参数', en: 'parameter' },
    keys: [
      title,
      description,
      must({ ...key('values', 'list', '各时期的值', 'The values in force'), construct: 'parameterValue' }),
    ],
  },
  parameterValue: {
    title: { zh: '参数的值', en: 'value of a parameter' },
    keys: [
      must(key('from', 'date', '从哪天起', 'In force from')),
      must(key('value', 'literal', '值', 'The value')),
      cites,
    ],
  },
  fact: {
    title: { zh: '事实', en: 'fact' },
    keys: [
      ...factCommon,
      ...Object.values(factKinds).map(({ kind }) => kind),
      { ...that, required: false },
      ...stockKeys.map((each) => ({ ...each, required: false })),
      ...selection,
    ],
  },
  span: {
    title: { zh: '时间间隔', en: 'span of time' },
    keys: [
      must(key('from', 'path', '起始日期', 'The first day')),
      must(key('to', 'path', '结束日期', 'The last day')),
      { ...key('open', 'choice', '未结束时算到', 'Where it has not ended, count to'), choices: ['as-of'] },
    ],
  },
  ratio: {
    title: { zh: '比', en: 'ratio' },
    keys: [must(key('of', 'path', '分子', 'The dividend')), must(key('to', 'path', '分母', 'The divisor'))],
  },
  difference: {
    title: { zh: '差', en: 'difference' },
    keys: [
      must(key('of', 'path', '被减数', 'What is subtracted from')),
      must(key('less', 'path', '减数', 'What is subtracted')),
    ],
  },
  rule: {
    title: { zh: '规则', en: 'rule' },
    keys: [
      title,
      description,
      must(key('for', 'name', '针对哪个实体', 'The entity it is about')),
      key('during', 'path', '以哪个日期归入期间', 'The date that places a record in the period'),
      key('when', 'condition', '何时适用', 'When it applies'),
      must(key('require', 'condition', '要求', 'What it requires')),
      cites,
      construct('otherwise', 'otherwise', '不符合时', 'What follows a failure'),
    ],
  },
  otherwise: {
    title: { zh: '不符合时', en: 'otherwise' },
    keys: [
      { ...key('severity', 'choice', '严重程度', 'Severity'), choices: ['veto', 'major', 'minor'] },
      key('message', 'localized', '说明问题的话', 'What is said of it'),
      key('remedy', 'localized', '怎么办', 'What to do'),
      key('responsible', 'names', '由谁负责', 'Who is responsible'),
    ],
  },
  standard: {
    title: { zh: '标准', en: 'standard' },
    keys: [
      title,
      description,
      must(key('for', 'name', '针对哪个实体', 'The entity it is about')),
      must({
        ...key('requires', 'list', '要求哪些规则和标准', 'The rules and standards that it requires'),
        construct: 'requirement',
      }),
      construct('score', 'score', '打分', 'How it is scored'),
      cites,
    ],
  },
  score: {
    title: { zh: '打分', en: 'score' },
    keys: [
      must(key('full', 'amount', '满分', 'The full number of points')),
      must(key('less', 'amounts', '各要求不符合时扣的分', 'The points that each requirement costs when it fails')),
    ],
  },
  requirement: {
    title: { zh: '要求', en: 'requirement' },
    keys: [
      key('rule', 'name', '规则', 'A rule'),
      key('standard', 'name', '标准', 'A standard'),
      key('procedure', 'name', '程序（它的全部规则）', 'A procedure: all its rules'),
      key('via', 'path', '经由哪些引用', 'Which references lead from the record to its owner'),
    ],
  },
  rollup: {
    title: { zh: '汇总', en: 'roll-up' },
    keys: [
      title,
      description,
      must(key('of', 'name', '哪个标准', 'The standard')),
      must(key('by', 'path', '按什么分组', 'What it is grouped by')),
      { ...key('show', 'choices', '显示什么', 'What it shows'), choices: ['rate', 'rank', 'change'] },
    ],
  },
  rank: {
    title: { zh: '名次', en: 'rank' },
    keys: [must(key('by', 'path', '按哪个数', 'The number that it goes by')), ...rankKeys],
  },
  procedure: {
    title: { zh: '程序', en: 'procedure' },
    keys: [
      title,
      description,
      must(key('for', 'name', '针对哪个实体', 'The entity it is about')),
      key('during', 'path', '以哪个日期归入期间', 'The date that places a record in the period'),
      key('admit-when', 'condition', '何时可以进入', 'When a record may enter it'),
      cites,
      must({
        ...key('steps', 'list', '依次的步骤，至少两步', 'The steps in order, at least two'),
        construct: 'procedureStep',
      }),
      construct('otherwise', 'otherwise', '不符合时', 'What follows a failure'),
    ],
  },
  procedureStep: {
    title: { zh: '程序的步骤', en: 'step of a procedure' },
    keys: [
      must(key('step', 'name', '步骤的名称', 'The name of the step')),
      title,
      must(key('on', 'path', '哪一天办的', 'The date on which it is taken')),
      { ...key('within', 'deadline', '办理期限', 'The deadline for it'), construct: 'deadline' },
    ],
  },
  deadline: {
    title: { zh: '期限', en: 'deadline' },
    keys: [
      key('days', 'amount', '日历天数', 'So many calendar days'),
      key('workdays', 'amount', '工作日数', 'So many working days'),
      key('months', 'amount', '月数', 'So many months'),
      key('from', 'path', '从哪一步或哪个日期算起', 'From which earlier step, or which date; else the step before'),
    ],
  },
  ladder: {
    title: { zh: '问责阶梯', en: 'ladder' },
    keys: [
      title,
      description,
      must(key('for', 'name', '针对哪个实体', 'The entity it is about')),
      must({ ...key('occasion', 'list', '何事启动', 'What is an occasion'), construct: 'occasion' }),
      must({
        ...key('each', 'choice', '每月还是每季度计一次', 'Whether months or quarters count once'),
        choices: ['month', 'quarter'],
      }),
      must({
        ...key('counted-over', 'window', '在多长时间里累计', 'The time over which occasions add up'),
        choices: ['year', 'quarter'],
        construct: 'window',
      }),
      key(
        'clears-after',
        'whole',
        '连续几期没有则重新计数',
        'After so many clear periods in a row the count begins anew',
      ),
      { ...key('sent', 'letters', '已发的函件', 'The letters that were sent'), construct: 'letters' },
      must({ ...key('steps', 'list', '由轻到重的函件', 'The letters, from the mildest on'), construct: 'ladderStep' }),
      cites,
    ],
  },
  occasion: {
    title: { zh: '启动情形', en: 'occasion' },
    keys: [
      key('standard', 'name', '不达到的标准', 'A standard that fails'),
      key('rule', 'name', '不符合的规则', 'A rule that fails'),
      key('procedure', 'name', '违反的程序', 'A procedure of which a rule fails'),
      key('via', 'path', '经由哪些引用', 'Which references lead from the record to its owner'),
      key('rank', 'path', '按哪个数排名', 'A number by which it is among the worst'),
      key('worst', 'whole', '最差的几名', 'How many of the worst'),
      ...rankKeys,
    ],
  },
  window: {
    title: { zh: '累计时间', en: 'window' },
    keys: [must(key('months', 'whole', '最近几个月', 'So many months up to the day judged'))],
  },
  letters: {
    title: { zh: '函件', en: 'letters' },
    keys: [
      must(key('entity', 'name', '哪个实体', 'The entity')),
      must(key('step', 'path', '哪一级', 'Which of the steps it is')),
      must(key('on', 'path', '哪天发出', 'The date on which it was sent')),
      key('about', 'path', '针对哪个月份或日期', 'The month or date that it answers'),
      key('via', 'path', '经由哪些引用', 'Which references lead from the letter to its addressee'),
    ],
  },
  ladderStep: {
    title: { zh: '阶梯的一级', en: 'step of a ladder' },
    keys: [
      must(key('letter', 'name', '函件的名称', 'The name of the letter')),
      title,
      key('to', 'names', '发给谁', 'To whom it goes'),
    ],
  },
  condition: {
    title: { zh: '条件', en: 'condition' },
    keys: [
      { ...key('all', 'list', '全部成立', 'All of them'), construct: 'condition' },
      { ...key('any', 'list', '任一成立', 'Any of them'), construct: 'condition' },
      key('not', 'condition', '不成立', 'Not this one'),
      key('condition', 'name', '共用条件', 'A shared condition'),
      key('fact', 'path', '事实', 'A fact'),
      key('operator', 'text', '运算符', 'An operator'),
      key('value', 'literal', '值', 'What it is compared with'),
      key('name', 'text', '名称（json-rules-engine）', 'A name, as json-rules-engine allows'),
      key(
        'priority',
        'literal',
        '优先级（json-rules-engine，不影响结果）',
        'A priority, as json-rules-engine allows; without effect',
      ),
    ],
  },
  waiver: {
    title: { zh: '豁免', en: 'waiver' },
    keys: [
      must(key('rule', 'name', '规则', 'The rule')),
      must(key('subject', 'text', '对象，如 unit:u1', 'The subject, such as unit:u1')),
      must(key('reason', 'text', '理由', 'The reason')),
      must(key('approved-by', 'text', '批准人', 'Who approved it')),
      must(key('from', 'date', '第一天', 'The first day')),
      must(key('until', 'date', '最后一天', 'The last day')),
    ],
  },
  testFile: {
    title: { zh: '测试文件', en: 'file of tests' },
    keys: [
      must(key('tests', 'name', '测试哪个政策', 'The policy under test')),
      key('as-of', 'date', '截至日', 'The as-of date'),
      must(key('period', 'period', '期间', 'The period')),
      must({ ...key('cases', 'list', '用例', 'The cases'), construct: 'testCase' }),
    ],
  },
  testCase: {
    title: { zh: '用例', en: 'case' },
    keys: [
      must(key('name', 'text', '用例的名称', 'What the case shows')),
      must(key('given', 'rows', '已知的记录', 'The records that are given')),
      must(key('expect', 'verdicts', '预期的结论和步骤', 'The verdicts and steps that are expected')),
    ],
  },
};

function key(name: string, shape: Shape, zh: string, en: string): Key {
  return { name, shape, title: { zh, en } };
}

function must(each: Key): Key {
  return { ...each, required: true };
}

function construct(name: string, of: ConstructName, zh: string, en: string): Key {
  return { ...key(name, 'construct', zh, en), construct: of };
}

function many(name: string, of: ConstructName, zh: string, en: string): Key {
  return { ...key(name, 'constructs', zh, en), construct: of };
}
