/**
 * The keys of the language, as data: what each construct may and must have, and of what shape. The readers check by it, an
 * editor completes by it, and the reference page is made from it.
 */
import {
  type Construct,
  type ConstructName,
  cites,
  construct,
  description,
  during,
  key,
  many,
  must,
  otherwise,
  subjects,
  title,
  via,
} from './construct-keys.ts';
import { factCommon, factKinds, rankKeys, selection, stockKeys, that } from './fact-keys.ts';
import { programmeConstructs } from './programme-constructs.ts';

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
      key(
        'overrides',
        'name',
        '改哪个项目的同名参数（见 zhunsheng:uses）',
        'The pack whose parameter of that name it replaces (see zhunsheng:uses)',
      ),
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
      subjects,
      during,
      key('when', 'condition', '何时适用', 'When it applies'),
      must(key('require', 'condition', '要求', 'What it requires')),
      cites,
      otherwise,
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
      subjects,
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
      via,
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
  ...programmeConstructs,
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
