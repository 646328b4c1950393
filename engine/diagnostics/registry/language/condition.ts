/** ZS12xx: conditions, their grammar and their types. */
import { define } from '../../define.ts';
import { policyWith } from './example.ts';

/** A rule about units that requires a line, with a fact and a parameter to speak of. */
function requiring(line: string): ReturnType<typeof policyWith> {
  return policyWith(`parameters:
  days: { values: [{ from: 2020-01-01, value: 7 }] }
facts:
  petitions: { of: unit, title: { zh: 上访, en: Petitions }, count: petition, during: received-on }
conditions:
  busy: petitions > $days
rules:
  sample-rule:
    title: { zh: 样例, en: Sample }
    for: unit
    when: { condition: busy }
    require: ${line}
    otherwise: { severity: minor, message: { zh: 甲, en: A }, remedy: { zh: 乙, en: B } }
`);
}

export const emptyCondition = define({
  code: 'ZS1201',
  severity: 'error',
  title: { zh: '条件是空的', en: 'An empty condition' },
  message: { zh: '这里缺少条件', en: 'A condition is missing here' },
  remedy: { zh: '请写一行条件，如 level = skip', en: 'Write a condition, such as level = skip' },
  example: requiring('""'),
});

export const factExpected = define({
  code: 'ZS1202',
  severity: 'error',
  title: { zh: '条件须以事实开头', en: 'A condition begins with a fact' },
  message: {
    zh: '条件须以事实的名称开头，这里是“{text}”',
    en: 'A condition begins with the name of a fact, not with "{text}"',
  },
  remedy: {
    zh: '请把事实写在左边，值写在右边，如 petitions ≤ 7',
    en: 'Write the fact on the left and the value on the right, as in petitions ≤ 7',
  },
  example: requiring('7 ≥ petitions'),
});

export const operatorExpected = define({
  code: 'ZS1203',
  severity: 'error',
  title: { zh: '缺少运算符', en: 'An operator is missing' },
  message: { zh: '事实之后须是运算符，这里是“{text}”', en: 'After the fact an operator is expected, not "{text}"' },
  remedy: {
    zh: '请写 = ≠ < ≤ > ≥ in between matches contains before after is known 之一',
    en: 'Write one of = ≠ < ≤ > ≥ in between matches contains before after is known',
  },
  example: requiring('petitions 7'),
});

export const unknownOperator = define({
  code: 'ZS1204',
  severity: 'error',
  title: { zh: '没有这个运算符', en: 'No such operator' },
  message: { zh: '没有运算符“{text}”{near}', en: 'There is no operator "{text}"{near}' },
  remedy: {
    zh: '请写 = ≠ < ≤ > ≥ in between matches contains before after is known 之一',
    en: 'Write one of = ≠ < ≤ > ≥ in between matches contains before after is known',
  },
  example: requiring('petitions betwen 1 and 2'),
});

export const foreignOperator = define({
  code: 'ZS1205',
  severity: 'error',
  title: { zh: '其他语言的运算符', en: 'An operator of another language' },
  message: { zh: '“{written}”在这里写作“{spelling}”', en: '"{written}" is written "{spelling}" here' },
  remedy: { zh: '请改为“{spelling}”', en: 'Write "{spelling}"' },
  example: requiring('petitions == 7'),
});

export const operandExpected = define({
  code: 'ZS1206',
  severity: 'error',
  title: { zh: '缺少比较的值', en: 'A value is missing' },
  message: { zh: '运算符之后缺少值', en: 'After the operator a value is missing' },
  remedy: {
    zh: '请写数字、95%、日期、代码、带引号的文字、$参数或另一个事实',
    en: 'Write a number, 95%, a date, a code, a quoted text, a $parameter or another fact',
  },
  example: requiring('petitions ≤'),
});

export const listExpected = define({
  code: 'ZS1207',
  severity: 'error',
  title: { zh: '列表缺少方括号', en: 'A list without brackets' },
  message: { zh: 'in 之后的列表须用方括号', en: 'The list after "in" stands in brackets' },
  remedy: { zh: '请写成 in [甲, 乙]', en: 'Write in [a, b]' },
  example: requiring('kind in village, community'),
});

export const listNotClosed = define({
  code: 'ZS1208',
  severity: 'error',
  title: { zh: '方括号没有闭合', en: 'A bracket that is not closed' },
  message: { zh: '这个方括号没有闭合', en: 'This bracket is not closed' },
  remedy: { zh: '请在列表末尾加上“]”', en: 'Add "]" at the end of the list' },
  example: requiring('kind in [village, community'),
});

export const emptyList = define({
  code: 'ZS1209',
  severity: 'error',
  title: { zh: '列表是空的', en: 'An empty list' },
  message: { zh: '列表里没有值，条件永远不成立', en: 'The list holds nothing: the condition could never be true' },
  remedy: { zh: '请写出至少一个值', en: 'Write at least one value' },
  example: requiring('kind in []'),
});

export const commaExpected = define({
  code: 'ZS1210',
  severity: 'error',
  title: { zh: '列表缺少逗号', en: 'A comma is missing' },
  message: { zh: '“{text}”之前缺少逗号', en: 'A comma is missing before "{text}"' },
  remedy: { zh: '请用逗号隔开列表中的值', en: 'Put commas between the values of a list' },
  example: requiring('kind in [village community]'),
});

export const andExpected = define({
  code: 'ZS1211',
  severity: 'error',
  title: { zh: 'between 缺少 and', en: '"and" is missing after between' },
  message: { zh: 'between 的两个值之间须写 and', en: 'Between the two values of "between" stands "and"' },
  remedy: { zh: '请写成 between 1 and 7', en: 'Write between 1 and 7' },
  example: requiring('petitions between 1, 7'),
});

export const patternExpected = define({
  code: 'ZS1212',
  severity: 'error',
  title: { zh: '缺少模式', en: 'A pattern is missing' },
  message: { zh: 'matches 之后须是模式', en: 'After "matches" a pattern is expected' },
  remedy: {
    zh: '请把模式写在斜线之间，如 matches /^A\\d+$/',
    en: 'Write the pattern between slashes, as in matches /^A\\d+$/',
  },
  example: requiring('name matches abc'),
});

export const notClosed = define({
  code: 'ZS1213',
  severity: 'error',
  title: { zh: '引号或斜线没有闭合', en: 'A quote or slash that is not closed' },
  message: { zh: '缺少结尾的 {sign}', en: 'The closing {sign} is missing' },
  remedy: { zh: '请在末尾加上 {sign}', en: 'Add {sign} at the end' },
  example: requiring('name = “abc'),
});

export const tooManyDigits = define({
  code: 'ZS1214',
  severity: 'error',
  title: { zh: '数字位数太多', en: 'Too many digits' },
  message: {
    zh: '“{text}”位数太多：小数点前最多 18 位，后最多 9 位',
    en: '"{text}" has too many digits: at most 18 before and 9 after the point',
  },
  remedy: { zh: '请减少位数', en: 'Use fewer digits' },
  example: requiring('petitions ≤ 7.0123456789'),
});

export const noSuchDay = define({
  code: 'ZS1215',
  severity: 'error',
  title: { zh: '没有这一天', en: 'No such day' },
  message: { zh: '日历上没有“{text}”', en: 'The calendar has no "{text}"' },
  remedy: { zh: '请写存在的日期，如 2021-02-28', en: 'Write a date that exists, such as 2021-02-28' },
  example: requiring('petitions = 2021-02-30'),
});

export const parameterNameExpected = define({
  code: 'ZS1216',
  severity: 'error',
  title: { zh: '缺少参数名', en: 'The name of a parameter is missing' },
  message: { zh: '$ 之后须是参数的名称', en: 'After $ the name of a parameter is expected' },
  remedy: { zh: '请写成 $reply-days 这样', en: 'Write it like $reply-days' },
  example: requiring('petitions ≤ $'),
});

export const joined = define({
  code: 'ZS1217',
  severity: 'error',
  title: { zh: '一行里连了两个条件', en: 'Two conditions joined in one line' },
  message: { zh: '一行只写一个条件，不能用“{word}”连接', en: 'One line holds one condition: "{word}" cannot join two' },
  remedy: {
    zh: '请把条件分成几行放进列表，写在 {key}: 之下',
    en: 'Write the conditions as a list of lines under {key}:',
  },
  example: requiring('petitions = 1 and kind = village'),
});

export const leftOver = define({
  code: 'ZS1218',
  severity: 'error',
  title: { zh: '条件之后有多余的文字', en: 'Text after the condition' },
  message: { zh: '条件到此已经完整，“{text}”是多余的', en: 'The condition is complete before "{text}"' },
  remedy: { zh: '请删除它；含空格的文字请加引号', en: 'Delete it, or quote a text that has blanks' },
  example: requiring('petitions = 1 2'),
});

export const notBeforeFact = define({
  code: 'ZS1219',
  severity: 'error',
  title: { zh: 'not 写在了事实之前', en: '"not" before a fact' },
  message: { zh: '否定整个条件时不能在行首写 not', en: 'A line cannot begin with "not"' },
  remedy: {
    zh: '请写成 not: {fact} 一键，或用 ≠、not in、not contains',
    en: 'Write the key not: with {fact} under it, or use ≠, not in, not contains',
  },
  example: requiring('not model'),
});

export const lineTooLong = define({
  code: 'ZS1220',
  severity: 'error',
  title: { zh: '条件太长', en: 'A condition that is too long' },
  message: { zh: '一行条件超过 {bound} 个字符', en: 'A line of more than {bound} characters' },
  remedy: { zh: '请拆成几个条件', en: 'Cut it into several conditions' },
  example: requiring(`name = "${'x'.repeat(4001)}"`),
});

export const emptyMembers = define({
  code: 'ZS1221',
  severity: 'error',
  title: { zh: '组合里没有条件', en: 'A combination without conditions' },
  message: { zh: '“{key}”里没有条件', en: '"{key}" holds no condition' },
  remedy: { zh: '请至少写一个条件', en: 'Write at least one condition' },
  example: requiring('{ any: [] }'),
});

export const noForm = define({
  code: 'ZS1222',
  severity: 'error',
  title: { zh: '不是条件', en: 'Not a condition' },
  message: {
    zh: '条件须有 all、any、not、condition 或 fact 之一',
    en: 'A condition has one of all, any, not, condition or fact',
  },
  remedy: { zh: '请写一行条件，或加上其中一个键', en: 'Write a line, or add one of these keys' },
  example: requiring('{ value: 7 }'),
});

export const severalForms = define({
  code: 'ZS1223',
  severity: 'error',
  title: { zh: '条件有两种形式', en: 'A condition of two forms' },
  message: { zh: '条件里既有“{first}”又有“{second}”', en: 'The condition has both "{first}" and "{second}"' },
  remedy: { zh: '请用列表把它们分开', en: 'Put them into a list, each by itself' },
  example: requiring('{ all: [model], any: [model] }'),
});

export const foreignFeature = define({
  code: 'ZS1224',
  severity: 'error',
  title: { zh: '不支持的 json-rules-engine 功能', en: 'A feature of json-rules-engine that is not supported' },
  message: { zh: '这里不支持“{key}”', en: '"{key}" is not supported here' },
  remedy: {
    zh: '请改用经由引用的事实（如 unit.name）或参数',
    en: 'Use a fact through a reference (such as unit.name), or a parameter',
  },
  example: requiring('{ fact: name, operator: equal, value: x, path: $.a }'),
});

export const leafWithoutOperator = define({
  code: 'ZS1225',
  severity: 'error',
  title: { zh: '缺少运算符', en: 'A leaf without an operator' },
  message: { zh: '事实“{fact}”缺少运算符（operator）', en: 'The fact "{fact}" lacks an operator' },
  remedy: { zh: '请加上 operator 和 value，或写成一行', en: 'Add operator and value, or write it as a line' },
  example: requiring('{ fact: petitions, value: 7 }'),
});

export const tooManyLeaves = define({
  code: 'ZS1227',
  severity: 'error',
  title: { zh: '条件过大', en: 'A condition too large' },
  message: {
    zh: '从这里起，条件展开后超过 {limit} 个比较：条件引用条件，一层层翻倍',
    en: 'From here on the condition, written out, has more than {limit} comparisons: conditions of conditions multiply',
  },
  remedy: {
    zh: '请减少条件之间的层层引用，每个条件只引用一次',
    en: 'Let fewer conditions use other conditions, each once',
  },
  example: policyWith(
    `conditions:\n  c0: kind = village\n${Array.from({ length: 15 }, (_, i) => `  c${i + 1}: { any: [{ condition: c${i} }, { condition: c${i} }] }\n`).join('')}` +
      `rules:\n  sample-rule:\n    title: { zh: 样例, en: Sample }\n    for: unit\n    require: { condition: c15 }\n` +
      `    otherwise: { severity: minor, message: { zh: 甲, en: A }, remedy: { zh: 乙, en: B } }\n`,
  ),
});

export const betweenNeedsTwo = define({
  code: 'ZS1226',
  severity: 'error',
  title: { zh: '区间须有两个值', en: 'A range of other than two values' },
  message: { zh: '“{operator}”须有两个值', en: '"{operator}" takes two values' },
  remedy: { zh: '请写最小值和最大值', en: 'Write the least and the greatest value' },
  example: requiring('{ fact: petitions, operator: between, value: [1, 2, 3] }'),
});
