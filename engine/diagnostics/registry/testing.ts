/** ZS6xxx: policy tests. ZS60xx are found when they are read, ZS61xx when they run. */
import { define, type Example } from '../define.ts';

export const wrongVerdict = define({
  code: 'ZS6101',
  severity: 'error',
  title: { zh: '结论与预期不同', en: 'Another verdict than expected' },
  message: {
    zh: '“{name}”对“{subject}”的结论应为 {expected}，实际是 {got}：{reason}',
    en: '"{name}" on "{subject}" should give {expected} and gives {got}: {reason}',
  },
  remedy: {
    zh: '请核对规则与用例，哪一个不合政策本意就改哪一个',
    en: 'Compare the rule and the case, and mend the one that is not what the policy means',
  },
  example: staffed(`
period: 2021
cases:
  - name: a unit without staff
    given: { unit: [{ code: u1, staff: 0 }] }
    expect: { staffed: { u1: pass } }
`),
});

export const evaluatorsDisagree = define({
  code: 'ZS6102',
  severity: 'error',
  title: { zh: '两个求值器不一致', en: 'The two evaluators disagree' },
  message: {
    zh: '“{name}”对“{subject}”：解释器得 {interpreted}，SQL 得 {compiled}',
    en: '"{name}" on "{subject}": the interpreter gives {interpreted}, the SQL {compiled}',
  },
  remedy: {
    zh: '这是本产品的缺陷，请把这个用例连同政策一起报告；在修好之前请不要采用此规则的结论',
    en: 'This is a fault of the product: report the case with its policy, and do not use the verdicts of this rule until it is mended',
  },
});

export const subjectNotThere = define({
  code: 'ZS6103',
  severity: 'error',
  title: { zh: '用例里没有这个对象', en: 'The case has no such subject' },
  message: {
    zh: '用例里没有在 {day} 有效的 {entity}“{subject}”',
    en: 'The case has no {entity} "{subject}" in force on {day}',
  },
  remedy: {
    zh: '请在 given 下写上这个对象；如果写了，请核对它的起止日期',
    en: 'Give the subject under given; if it is there, look at the dates between which it is in force',
  },
  example: staffed(`
period: 2021
cases:
  - name: a unit that has closed
    given: { unit: [{ code: u1, staff: 3, closed-on: 2021-06-30 }] }
    expect: { staffed: { u1: pass } }
`),
});

export const noPolicyInForce = define({
  code: 'ZS6104',
  severity: 'error',
  title: { zh: '当天没有政策生效', en: 'No policy is in force' },
  message: {
    zh: '在 {day} 没有政策生效，“{name}”无从判断',
    en: 'No policy is in force on {day}, so that "{name}" cannot be judged',
  },
  remedy: {
    zh: '请核对测试的 period 和 as-of，以及政策的 effective',
    en: 'Look at period and as-of of the test, and at effective of the policy',
  },
  example: staffed(`
period: 2020
cases:
  - name: before the policy
    given: { unit: [{ code: u1, staff: 3 }] }
    expect: { staffed: { u1: pass } }
`),
});

export const notInForce = define({
  code: 'ZS6105',
  severity: 'error',
  title: { zh: '当天没有这条规则', en: 'The rule is not in force' },
  message: {
    zh: '“{name}”在 {day} 没有生效的版本',
    en: '"{name}" has no version in force on {day}',
  },
  remedy: {
    zh: '请核对测试的 period 和 as-of，以及政策的 effective',
    en: 'Look at period and as-of of the test, and at effective of the policy',
  },
  example: staffed(
    `
period: 2021
cases:
  - name: before the rule
    given: { unit: [{ code: u1, staff: 3 }] }
    expect: { well-staffed: { u1: pass } }
`,
    { 'well.policy.yaml': policy('well-staffed', '2022-01-01', 'staff ≥ 3') },
  ),
});

/** A project of one rule with a test. */
function staffed(test: string, more: Example['files'] = {}): Example {
  return {
    files: {
      'datapackage.yaml': `name: district
resources:
  - name: unit
    path: data/unit.csv
    zhunsheng:valid: { from: opened-on, to: closed-on }
    schema:
      primaryKey: [code, opened-on]
      fields:
        - { name: code, type: string }
        - { name: staff, type: integer }
        - { name: opened-on, type: date }
        - { name: closed-on, type: date }
`,
      'staffed.policy.yaml': policy('staffed', '2021-01-01', 'staff ≥ 1'),
      ...more,
      'staffed.test.yaml': `tests: staffed${test}`,
    },
  };
}

function policy(name: string, from: string, require: string): string {
  return `policy: ${name}
title: { zh: 人员, en: Staff }
version: 1
effective: { from: ${from} }
rules:
  ${name}:
    title: { zh: 有人员, en: Has staff }
    for: unit
    require: ${require}
    otherwise:
      severity: major
      message: { zh: 人员不足, en: Too few staff }
      remedy: { zh: 请配人员, en: Appoint staff }
`;
}
