/** ZS125x and on: the types of conditions. */
import { define } from '../../define.ts';
import { policyWith } from './example.ts';

function requiring(line: string): ReturnType<typeof policyWith> {
  return policyWith(`facts:
  petitions: { of: unit, title: { zh: 上访, en: Petitions }, count: petition, during: received-on }
rules:
  sample-rule:
    title: { zh: 样例, en: Sample }
    for: unit
    when: petitions > 1
    require: ${line}
    otherwise: { severity: minor, message: { zh: 甲, en: A }, remedy: { zh: 乙, en: B } }
`);
}

/** The same with a parameter that the line reads. */
function withParameter(value: string, line: string): ReturnType<typeof policyWith> {
  return policyWith(`parameters:
  limit: { title: { zh: 限额, en: Limit }, values: [{ from: 2020-01-01, value: ${value} }] }
rules:
  sample-rule:
    title: { zh: 样例, en: Sample }
    for: unit
    require: ${line}
    otherwise: { severity: minor, message: { zh: 甲, en: A }, remedy: { zh: 乙, en: B } }
`);
}

export const typeMismatch = define({
  code: 'ZS1251',
  severity: 'error',
  title: { zh: '类型不同，不能比较', en: 'Types that cannot be compared' },
  message: { zh: '“{fact}”是{type}，不能与{found}比较', en: '"{fact}" is {type}; it cannot be compared with {found}' },
  remedy: { zh: '{hint}', en: '{hint}' },
  example: requiring('petitions = 2021-03-05'),
});

export const unknownCode = define({
  code: 'ZS1252',
  severity: 'error',
  title: { zh: '没有这个代码', en: 'No such code' },
  message: { zh: '“{fact}”没有代码“{text}”{near}', en: '"{fact}" has no code "{text}"{near}' },
  remedy: { zh: '请写数据字典中列出的代码', en: 'Write one of the codes that the dictionary lists' },
  example: requiring('kind = vilage'),
});

export const unquotedText = define({
  code: 'ZS1253',
  severity: 'error',
  title: { zh: '文字没有引号', en: 'A text without quotes' },
  message: {
    zh: '没有名为“{text}”的事实；如果是文字，须加引号',
    en: 'There is no fact "{text}"; a text stands in quotes',
  },
  remedy: { zh: '请写成 "{text}"', en: 'Write "{text}" with its quotes' },
  example: requiring('name = Riverside'),
});

export const truthWord = define({
  code: 'ZS1254',
  severity: 'error',
  title: { zh: '真假值写作 true 和 false', en: 'Yes and no are true and false' },
  message: { zh: '“{text}”在这里写作 {truth}', en: '"{text}" is written {truth} here' },
  remedy: { zh: '请写 {truth}', en: 'Write {truth}' },
  example: requiring('model = yes'),
});

export const operatorNotOn = define({
  code: 'ZS1255',
  severity: 'error',
  title: { zh: '运算符不适用于该类型', en: 'An operator that the type does not have' },
  message: { zh: '“{fact}”是{type}，不能用“{operator}”', en: '"{fact}" is {type}: "{operator}" does not apply' },
  remedy: { zh: '可以用：{usable}', en: 'What applies: {usable}' },
  example: requiring('kind > village'),
});

export const notBoolean = define({
  code: 'ZS1256',
  severity: 'error',
  title: { zh: '事实不能单独成条件', en: 'A fact that is no condition by itself' },
  message: { zh: '“{fact}”是{type}，不能单独作条件', en: '"{fact}" is {type}; alone it is no condition' },
  remedy: { zh: '请写出与什么比较，如 {fact} is known', en: 'Say what it is compared with, as in {fact} is known' },
  example: requiring('petitions'),
});

export const badPattern = define({
  code: 'ZS1257',
  severity: 'error',
  title: { zh: '模式写法不对', en: 'A pattern that is not RE2' },
  message: { zh: '模式不是正确的 RE2：{reason}', en: 'The pattern is no proper RE2: {reason}' },
  remedy: {
    zh: '请改正模式；不能用反向引用和环视',
    en: 'Correct the pattern; there are no back-references and no look-around',
  },
  example: requiring('name matches /(a)\\1/'),
});

export const betweenReversed = define({
  code: 'ZS1258',
  severity: 'error',
  title: { zh: '区间的两端颠倒', en: 'A range whose ends are reversed' },
  message: { zh: '后一个值小于前一个，条件永远不成立', en: 'The second value is below the first: it is never true' },
  remedy: { zh: '请把较小的值写在前面', en: 'Write the smaller value first' },
  example: requiring('petitions between 7 and 1'),
});

export const neverTrue = define({
  code: 'ZS1259',
  severity: 'warning',
  title: { zh: '永远不成立', en: 'Never true' },
  message: { zh: '“{fact}”不会是负数，条件永远不成立', en: '"{fact}" is never negative: the condition is never true' },
  remedy: { zh: '请检查这个值', en: 'Check the value' },
  example: requiring('petitions < 0'),
});

export const alwaysTrue = define({
  code: 'ZS1260',
  severity: 'warning',
  title: { zh: '永远成立', en: 'Always true' },
  message: { zh: '“{fact}”不会是负数，条件永远成立', en: '"{fact}" is never negative: the condition is always true' },
  remedy: { zh: '请检查这个值', en: 'Check the value' },
  example: requiring('petitions > -1'),
});

export const neverWhole = define({
  code: 'ZS1261',
  severity: 'warning',
  title: { zh: '整数不会等于小数', en: 'A whole number that equals a fraction' },
  message: { zh: '“{fact}”是整数，不会等于 {value}', en: '"{fact}" is a whole number: it never equals {value}' },
  remedy: { zh: '请检查这个值', en: 'Check the value' },
  example: requiring('petitions = 1.5'),
});

export const percentOfCount = define({
  code: 'ZS1262',
  severity: 'warning',
  title: { zh: '整数与百分数比较', en: 'A whole number compared with a percentage' },
  message: {
    zh: '“{fact}”是整数，而这个百分数是 {value}',
    en: '"{fact}" is a whole number, and this percentage is {value}',
  },
  remedy: {
    zh: '请用 share 或 ratio 的事实，或写数字',
    en: 'Use a fact that is a share or a ratio, or write a number',
  },
  example: requiring('petitions ≥ 95%'),
});

export const valueTwice = define({
  code: 'ZS1263',
  severity: 'warning',
  title: { zh: '列表里有重复的值', en: 'A value that stands twice in a list' },
  message: { zh: '这个值在列表里写了两次', en: 'This value stands twice in the list' },
  remedy: { zh: '请删除其中一个', en: 'Delete one of them' },
  example: requiring('kind in [village, village]'),
});

export const parameterNoCode = define({
  code: 'ZS1264',
  severity: 'error',
  title: { zh: '参数的值不是代码', en: 'A parameter whose value is no code' },
  message: {
    zh: '参数“{name}”从 {from} 起是“{text}”，而“{fact}”没有这个代码',
    en: 'The parameter "{name}" is "{text}" from {from} on, and "{fact}" has no such code',
  },
  remedy: { zh: '请改正参数的值', en: 'Correct the value of the parameter' },
  example: withParameter('hamlet', 'kind = $limit'),
});

export const shareBeyondAll = define({
  code: 'ZS1265',
  severity: 'warning',
  title: { zh: '占比与大于 100% 的数比较', en: 'A share compared with more than all' },
  message: {
    zh: '“{fact}”是占比，最多 100%，而这里的 {value} 是 {percent}%',
    en: '"{fact}" is a share, at most 100%, and {value} here is {percent}%',
  },
  remedy: { zh: '百分之几请带上百分号，如 95%', en: 'Write a percentage with its sign, such as 95%' },
  example: policyWith(`facts:
  read: { of: unit, share: petition, that: received-on is known }
rules:
  sample-rule:
    title: { zh: 样例, en: Sample }
    for: unit
    require: read ≥ 95
    otherwise: { severity: minor, message: { zh: 甲, en: A }, remedy: { zh: 乙, en: B } }
`),
});
