/** ZS17xx: procedures, their steps and deadlines. */
import type { Example } from '../../define.ts';
import { define } from '../../define.ts';
import { exampleDictionary, policyWith, sampleRule } from './example.ts';

const twoSteps = ['{ step: receive, on: received-on }', '{ step: reply, on: replied-on }'];

function procedure(
  steps: readonly string[],
  more = '',
  name = 'answering',
  others: Readonly<Record<string, string>> = {},
): Example {
  return policyWith(
    `procedures:
  ${name}:
    title: { zh: 答复, en: Answering }
    for: petition
    steps:
${steps.map((step) => `      - ${step}\n`).join('')}${more}`,
    others,
  );
}

const sensitiveReply = exampleDictionary.replace(
  'name: replied-on, type: date',
  "name: replied-on, type: date, 'zhunsheng:sensitive': true",
);

export const noWholeAmount = define({
  code: 'ZS1702',
  severity: 'error',
  title: { zh: '期限不是整数', en: 'A deadline that is no whole number' },
  message: { zh: '期限“{text}”不是整数', en: 'The deadline {text} is no whole number' },
  remedy: { zh: '请写整数', en: 'Write a whole number' },
  example: procedure([twoSteps[0] ?? '', '{ step: reply, on: replied-on, within: { days: 2.5 } }']),
});

export const parameterNoWhole = define({
  code: 'ZS1704',
  severity: 'error',
  title: { zh: '参数的值不是整数', en: 'A parameter that is no whole number' },
  message: {
    zh: '参数“{name}”的值不都是不小于 0 的整数',
    en: 'The values of the parameter "{name}" are not all whole numbers of at least 0',
  },
  remedy: { zh: '请改正参数的值，或用另一个参数', en: 'Correct its values, or use another parameter' },
  example: procedure(
    [twoSteps[0] ?? '', '{ step: reply, on: replied-on, within: { days: $limit } }'],
    'parameters:\n  limit: { title: { zh: 期限, en: Limit }, values: [{ from: 2021-01-01, value: 2.5 }] }\n',
  ),
});

export const pointsOfProcedure = define({
  code: 'ZS1706',
  severity: 'error',
  title: { zh: '给整个程序扣分', en: 'Points for a whole procedure' },
  message: {
    zh: '“{name}”是程序，扣分须写明它的哪条规则',
    en: '"{name}" is a procedure: points are for one of its rules',
  },
  remedy: { zh: '请写其中的规则：{rules}', en: 'Name rules of it: {rules}' },
  example: procedure(
    twoSteps,
    `standards:
  sample-standard:
    title: { zh: 标准, en: Standard }
    for: petition
    requires: [answering]
    score: { full: 100, less: { answering: 40 } }
`,
  ),
});

export const verdictOfProcedure = define({
  code: 'ZS1709',
  severity: 'error',
  title: { zh: '程序没有单一的结论', en: 'A verdict of a whole procedure' },
  message: {
    zh: '“{name}”是程序，它的每条规则各有结论',
    en: '"{name}" is a procedure: each of its rules has a verdict',
  },
  remedy: {
    zh: '请写其中的规则（{rules}），或写一个要求它的标准',
    en: 'Name one of its rules ({rules}), or a standard that requires it',
  },
  example: procedure(
    twoSteps,
    'facts:\n  sample-fact: { of: petition, title: { zh: 事实, en: Fact }, verdict: answering }\n',
  ),
});

export const stepName = define({
  code: 'ZS1712',
  severity: 'error',
  title: { zh: '步骤的名称另有含义', en: 'The name of a step has another meaning' },
  message: { zh: '步骤不能叫“{name}”：它另有含义', en: 'No step can be called "{name}": it means something else' },
  remedy: { zh: '请给步骤另取名称', en: 'Give the step another name' },
  example: procedure(['{ step: complete, on: received-on }', twoSteps[1] ?? '']),
});

export const oneStep = define({
  code: 'ZS1714',
  severity: 'error',
  title: { zh: '程序只有一步', en: 'A procedure of one step' },
  message: { zh: '程序“{name}”只有一步', en: 'The procedure "{name}" has only one step' },
  remedy: { zh: '请写至少两步；只有一步的，请写规则', en: 'Write at least two steps; for one a rule will do' },
  example: procedure(twoSteps.slice(0, 1)),
});

export const stepsOfOneDate = define({
  code: 'ZS1715',
  severity: 'error',
  title: { zh: '两步用同一个日期', en: 'Two steps of one date' },
  message: { zh: '步骤“{second}”与“{first}”用同一个日期', en: 'The steps "{second}" and "{first}" have the same date' },
  remedy: { zh: '请给每一步写它自己的日期', en: 'Give each step a date of its own' },
  example: procedure([twoSteps[0] ?? '', '{ step: reply, on: received-on }']),
});

export const deadlineWithoutUnit = define({
  code: 'ZS1716',
  severity: 'error',
  title: { zh: '期限没有写多久', en: 'A deadline that does not say how long' },
  message: { zh: '期限没有写多少天、工作日或月', en: 'The deadline does not say how many days, workdays or months' },
  remedy: { zh: '请写 days、workdays 或 months', en: 'Add `days`, `workdays` or `months`' },
  example: procedure([twoSteps[0] ?? '', '{ step: reply, on: replied-on, within: { from: receive } }']),
});

export const deadlineOfTwoUnits = define({
  code: 'ZS1717',
  severity: 'error',
  title: { zh: '期限有两种单位', en: 'A deadline of two units' },
  message: { zh: '期限既有“{first}”又有“{second}”', en: 'The deadline has both "{first}" and "{second}"' },
  remedy: { zh: '请只留一个', en: 'Leave one of them' },
  example: procedure([twoSteps[0] ?? '', '{ step: reply, on: replied-on, within: { days: 3, months: 1 } }']),
});

export const deadlineWithoutStart = define({
  code: 'ZS1718',
  severity: 'error',
  title: { zh: '第一步的期限没有起点', en: 'A deadline of the first step without a start' },
  message: {
    zh: '“{step}”是第一步，期限不知从何时算起',
    en: '"{step}" is the first step: it is not said from when its deadline counts',
  },
  remedy: { zh: '请写 from：一个日期', en: 'Add `from`: a date' },
  example: procedure(['{ step: receive, on: received-on, within: { days: 3 } }', twoSteps[1] ?? '']),
});

export const deadlineFromLater = define({
  code: 'ZS1719',
  severity: 'error',
  title: { zh: '期限从后面的步骤算起', en: 'A deadline from a later step' },
  message: {
    zh: '“{step}”的期限从“{from}”算起，而它不在前面',
    en: 'The deadline of "{step}" counts from "{from}", which does not come before it',
  },
  remedy: { zh: '请写前面的一步，或一个日期', en: 'Name an earlier step, or a date' },
  example: procedure([twoSteps[0] ?? '', '{ step: reply, on: replied-on, within: { days: 3, from: reply } }']),
});

export const madeNameTaken = define({
  code: 'ZS1720',
  severity: 'error',
  title: { zh: '程序的步骤事实重名', en: 'The fact of a procedure has the name of another' },
  message: {
    zh: '程序“{name}”的当前步骤也叫“{name}”，而“{entity}”已有这个名称',
    en: 'The current step of the procedure "{name}" is a fact "{name}", and "{entity}" has one already',
  },
  remedy: { zh: '请给程序或那个事实另取名称', en: 'Give the procedure or the other fact another name' },
  example: procedure(twoSteps, '', 'level'),
});

export const nameOfTwoKinds = define({
  code: 'ZS1721',
  severity: 'error',
  title: { zh: '不同的声明同名', en: 'Declarations of two kinds of one name' },
  message: { zh: '“{name}”既是{first}又是{second}', en: '"{name}" is both a {first} and a {second}' },
  remedy: { zh: '请给其中一个另取名称', en: 'Give one of them another name' },
  example: procedure(twoSteps, sampleRule, 'sample-rule'),
});

export const sensitiveStep = define({
  code: 'ZS1733',
  severity: 'error',
  title: { zh: '用敏感字段记步骤或函件', en: 'A sensitive field as a step or letter' },
  message: {
    zh: '“{name}”是敏感的，不能记步骤或函件：它们会写进结果和解释',
    en: '"{name}" is sensitive and can\'t tell of a step or letter: these are shown in results and explanations',
  },
  remedy: {
    zh: '请改用不敏感的字段，或者在数据字典中去掉 zhunsheng:sensitive',
    en: 'Use a field that is not sensitive, or take `zhunsheng:sensitive` from it in the dictionary',
  },
  example: procedure(twoSteps, '', 'answering', { 'datapackage.yaml': sensitiveReply }),
});
