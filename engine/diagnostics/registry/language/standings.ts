/** ZS17xx: facts that say where a record stands, scores, and amounts. */
import type { Example } from '../../define.ts';
import { define } from '../../define.ts';
import { otherwise, policyWith, sampleRule } from './example.ts';

const standards =
  'standards:\n  sample-standard: { title: { zh: 标准, en: Standard }, for: unit, requires: [sample-rule] }\n';

/** A standard that is scored, with a parameter to speak of. */
function scored(score: string, parameter = '40'): Example {
  return policyWith(`parameters:
  points: { title: { zh: 分, en: Points }, values: [{ from: 2021-01-01, value: ${parameter} }] }
${sampleRule}standards:
  sample-standard:
    title: { zh: 标准, en: Standard }
    for: unit
    requires: [sample-rule]
    score: ${score}
  other-standard:
    title: { zh: 另一标准, en: Other }
    for: unit
    requires: [sample-rule]
    score: { full: $points, less: { sample-rule: 1 } }
`);
}

/** A fact about units, and a rule that reads it. */
function factOf(definition: string, require: string, more = ''): Example {
  return policyWith(`facts:
  sample-fact: { of: unit, title: { zh: 事实, en: Fact }, ${definition} }
${sampleRule}  reading-rule:
    title: { zh: 读取, en: Reading }
    for: unit
    require: ${require}
    ${otherwise}
${more}`);
}

export const noAmount = define({
  code: 'ZS1701',
  severity: 'error',
  title: { zh: '不是数量', en: 'Not an amount' },
  message: { zh: '“{text}”不是不小于 0 的数字', en: '"{text}" is no number of at least 0' },
  remedy: { zh: '请写数字，如 3，或 $参数', en: 'Write a number, such as 3, or a $parameter' },
  example: scored('{ full: 100, less: { sample-rule: -40 } }'),
});

export const parameterNoAmount = define({
  code: 'ZS1703',
  severity: 'error',
  title: { zh: '参数的值不是数量', en: 'A parameter that is no amount' },
  message: {
    zh: '参数“{name}”的值不都是不小于 0 的数字',
    en: 'The values of the parameter "{name}" are not all numbers of at least 0',
  },
  remedy: { zh: '请改正参数的值，或用另一个参数', en: 'Correct its values, or use another parameter' },
  example: scored('{ full: 100, less: { sample-rule: 40 } }', 'many'),
});

export const pointsOfOther = define({
  code: 'ZS1705',
  severity: 'error',
  title: { zh: '扣分的不是这里的要求', en: 'Points for what is not required' },
  message: { zh: '标准没有要求“{name}”{near}', en: 'The standard does not require "{name}"{near}' },
  remedy: { zh: '请改正名称，或把它写进 requires', en: 'Correct the name, or add it to `requires`' },
  example: scored('{ full: 100, less: { sample-rul: 40 } }'),
});

export const noScore = define({
  code: 'ZS1707',
  severity: 'error',
  title: { zh: '标准不打分', en: 'A standard without a score' },
  message: { zh: '标准“{name}”不打分', en: 'The standard "{name}" has no score' },
  remedy: { zh: '请给标准加上 score', en: 'Give the standard a `score`' },
  example: factOf('score: sample-standard', 'sample-fact > 0', standards),
});

export const standingOfOther = define({
  code: 'ZS1708',
  severity: 'error',
  title: { zh: '结论属于另一个实体', en: 'A standing of another entity' },
  message: {
    zh: '“{name}”针对“{other}”，而事实属于“{entity}”',
    en: '"{name}" is about "{other}", and the fact is one of "{entity}"',
  },
  remedy: {
    zh: '请把事实改为属于“{other}”，再经由引用或汇总读取',
    en: 'Make it a fact of "{other}", and reach that through a reference or count it',
  },
  example: policyWith(`facts:
  sample-fact: { of: street, title: { zh: 事实, en: Fact }, verdict: sample-rule }
${sampleRule}`),
});

export const noDateField = define({
  code: 'ZS1710',
  severity: 'error',
  title: { zh: '不是日期字段', en: 'Not a date field' },
  message: {
    zh: '“{name}”是{found}，这里需要日期字段',
    en: '"{name}" is {found}; a field that is a date is needed here',
  },
  remedy: { zh: '请写一个日期字段', en: 'Name a field that is a date' },
  example: factOf('stock: petition, entered: level, left: replied-on', 'sample-fact = 0'),
});

export const stockNeedsDates = define({
  code: 'ZS1711',
  severity: 'error',
  title: { zh: '存量缺少日期', en: 'A stock without its dates' },
  message: { zh: '存量“{name}”缺少 {key}：{title}', en: 'The stock "{name}" lacks `{key}`: {title}' },
  remedy: { zh: '请加上 {key}：一个日期字段', en: 'Add `{key}`: a field that is a date' },
  example: policyWith(
    'facts:\n  open: { of: unit, title: { zh: 未结, en: Open }, stock: petition, entered: received-on }\n',
  ),
});
