/** ZS18xx: files of policy tests. */
import { define } from '../../define.ts';
import { policyWith } from './example.ts';

const policy = `rules:
  sample-rule:
    title: { zh: 样例, en: Sample }
    for: unit
    require: model
    otherwise: { severity: minor, message: { zh: 甲, en: A }, remedy: { zh: 乙, en: B } }
procedures:
  answering:
    title: { zh: 答复, en: Answering }
    for: petition
    steps: [{ step: receive, on: received-on }, { step: reply, on: replied-on }]
`;

interface Parts {
  readonly tests?: string;
  readonly period?: string;
  readonly head?: string;
  readonly given?: string;
  readonly expect?: string;
  readonly more?: string;
}

function testing(parts: Parts): ReturnType<typeof policyWith> {
  const { tests = 'sample', period = '2021', head = '', more = '' } = parts;
  const { given = '{ unit: [{ code: u1, model: true }] }', expect = '{ sample-rule: { u1: pass } }' } = parts;
  return policyWith(policy, {
    'sample.test.yaml': `tests: ${tests}\nperiod: ${period}\n${head}cases:\n  - name: one\n    given: ${given}\n    expect: ${expect}\n${more}`,
  });
}

export const unknownPolicy = define({
  code: 'ZS1801',
  severity: 'error',
  title: { zh: '测试的政策不存在', en: 'Tests of no policy' },
  message: { zh: '没有政策“{name}”{near}', en: 'There is no policy "{name}"{near}' },
  remedy: { zh: '请写所测政策的名称', en: 'Name the policy under test' },
  example: testing({ tests: 'simple' }),
});

export const badPeriod = define({
  code: 'ZS1802',
  severity: 'error',
  title: { zh: '不是期间', en: 'Not a period' },
  message: { zh: '“{text}”不是一个期间', en: '"{text}" is not one period' },
  remedy: { zh: '请写 2021、2021-Q4 或 2021-11', en: 'Write 2021, 2021-Q4 or 2021-11' },
  example: testing({ period: '2021-13' }),
});

export const asOfBeforePeriod = define({
  code: 'ZS1803',
  severity: 'error',
  title: { zh: '截至日早于期间', en: 'An as-of date before the period' },
  message: {
    zh: '截至日 {asOf} 早于期间的第一天 {first}',
    en: 'The as-of date {asOf} is before the first day {first} of the period',
  },
  remedy: { zh: '请改正截至日或期间', en: 'Correct the as-of date or the period' },
  example: testing({ head: 'as-of: 2020-12-31\n' }),
});

export const noPolicyThen = define({
  code: 'ZS1804',
  severity: 'error',
  title: { zh: '该日没有施行的政策', en: 'No policy in force then' },
  message: { zh: '{day} 没有任何政策施行', en: 'No policy is in force on {day}' },
  remedy: { zh: '请改正期间，或政策的 effective', en: "Correct the period, or the policy's `effective`" },
  example: testing({ period: '2020' }),
});

export const givenUnknownEntity = define({
  code: 'ZS1805',
  severity: 'error',
  title: { zh: '给出的实体不存在', en: 'Records of no entity' },
  message: { zh: '数据字典没有实体“{name}”{near}', en: 'The dictionary has no entity "{name}"{near}' },
  remedy: { zh: '请改正拼写', en: 'Correct the spelling' },
  example: testing({ given: '{ unit: [{ code: u1, model: true }], petitoin: [] }' }),
});

export const givenUnknownField = define({
  code: 'ZS1806',
  severity: 'error',
  title: { zh: '给出的字段不存在', en: 'No such field' },
  message: { zh: '“{entity}”没有字段“{name}”{near}', en: '"{entity}" has no field "{name}"{near}' },
  remedy: { zh: '请改正拼写', en: 'Correct the spelling' },
  example: testing({ given: '{ unit: [{ code: u1, modle: true }] }' }),
});

export const givenBadCell = define({
  code: 'ZS1807',
  severity: 'error',
  title: { zh: '给出的值不合字段', en: 'A value that the field cannot have' },
  message: { zh: '字段“{field}”：{problem}', en: 'Field "{field}": {problem}' },
  remedy: { zh: '{remedy}', en: '{remedy}' },
  example: testing({ given: '{ unit: [{ code: u1, model: true, households: many }] }' }),
});

export const givenWithoutKey = define({
  code: 'ZS1808',
  severity: 'error',
  title: { zh: '记录没有主键', en: 'A record without its key' },
  message: { zh: '“{entity}”的记录缺少主键“{field}”', en: 'The record of "{entity}" lacks its key "{field}"' },
  remedy: { zh: '请写出主键的值', en: 'Write the key' },
  example: testing({ given: '{ unit: [{ code: u1, model: true }, { model: false }] }' }),
});

export const givenKeyTwice = define({
  code: 'ZS1809',
  severity: 'error',
  title: { zh: '记录的主键重复', en: 'Two records of one key' },
  message: {
    zh: '“{entity}”有两条同时有效的记录“{key}”',
    en: 'Two records of "{entity}" with the key {key} are in force at one time',
  },
  remedy: { zh: '请删除一条，或改正主键', en: 'Delete one of them, or correct its key' },
  example: testing({ given: '{ unit: [{ code: u1, model: true }, { code: u1, model: false }] }' }),
});

export const expectUnknown = define({
  code: 'ZS1810',
  severity: 'error',
  title: { zh: '预期的规则不存在', en: 'Verdicts of no rule' },
  message: {
    zh: '{day} 没有规则、标准、问责阶梯或程序“{name}”{near}',
    en: 'On {day} there is no rule, standard, ladder or procedure "{name}"{near}',
  },
  remedy: { zh: '请改正名称，或期间', en: 'Correct the name, or the period' },
  example: testing({ expect: '{ sample-rul: { u1: pass } }' }),
});

export const unknownVerdict = define({
  code: 'ZS1811',
  severity: 'error',
  title: { zh: '没有这种结论', en: 'No such verdict' },
  message: { zh: '没有结论“{text}”{near}', en: 'There is no verdict "{text}"{near}' },
  remedy: {
    zh: '请写 pass、fail、waived、undetermined 或 not-applicable',
    en: 'Write pass, fail, waived, undetermined or not-applicable',
  },
  example: testing({ expect: '{ sample-rule: { u1: passed } }' }),
});

export const verdictDetail = define({
  code: 'ZS1816',
  severity: 'error',
  title: { zh: '结论后面写错了', en: 'Something else after a verdict' },
  message: {
    zh: '结论 {verdict} 后面不能写“{text}”',
    en: '"{text}" cannot stand after the verdict {verdict}',
  },
  remedy: {
    zh: '规则的 fail 后面可以写严重程度，如 fail veto；标准的结论后面可以写得分，如 fail 60',
    en: 'After fail of a rule may stand its severity, as in fail veto; after a verdict of a standard its points, as in fail 60',
  },
  example: testing({ expect: '{ sample-rule: { u1: pass veto } }' }),
});

export const unknownStep = define({
  code: 'ZS1815',
  severity: 'error',
  title: { zh: '没有这一步', en: 'No such step' },
  message: { zh: '“{name}”没有步骤“{text}”{near}', en: '"{name}" has no step "{text}"{near}' },
  remedy: { zh: '请写其中之一：{steps}', en: 'Write one of: {steps}' },
  example: testing({
    more: `  - name: two
    given: { petition: [{ id: p1 }] }
    expect: { answering: { p1: recieve } }
`,
  }),
});

export const danglingSubject = define({
  code: 'ZS1812',
  severity: 'error',
  title: { zh: '预期的对象没有给出', en: 'A subject that is not given' },
  message: {
    zh: '给出的“{entity}”里没有“{subject}”{near}',
    en: 'No "{entity}" with the key "{subject}" is given{near}',
  },
  remedy: { zh: '请在 given 中给出它，或改正编号', en: 'Give it under `given`, or correct the key' },
  example: testing({ expect: '{ sample-rule: { u1: pass, v9: pass } }' }),
});

export const caseTwice = define({
  code: 'ZS1813',
  severity: 'warning',
  title: { zh: '用例同名', en: 'Two cases of one name' },
  message: { zh: '用例“{name}”有两个', en: 'There are two cases "{name}"' },
  remedy: { zh: '请给其中一个另取名称', en: 'Give one of them another name' },
  example: testing({
    more: '  - { name: one, given: { unit: [{ code: u2, model: true }] }, expect: { sample-rule: { u2: pass } } }\n',
  }),
});

export const expectsNothing = define({
  code: 'ZS1814',
  severity: 'error',
  title: { zh: '用例没有预期', en: 'A case that expects nothing' },
  message: { zh: '用例没有写预期的结论', en: 'The case expects no verdict' },
  remedy: { zh: '请写出各规则的结论', en: 'Write the verdicts that are expected' },
  example: testing({ expect: '{}' }),
});
