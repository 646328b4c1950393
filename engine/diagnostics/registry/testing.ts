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

export const survivingMutant = define({
  code: 'ZS6104',
  severity: 'warning',
  title: { zh: '没有用例查得出的改动', en: 'A change that no test notices' },
  message: {
    zh: '“{declaration}”：{title}，{change}，没有用例查得出',
    en: '"{declaration}": {title}, {change}: no test notices',
  },
  remedy: {
    zh: '请在 {file} 里加上 zhunsheng test --mutate 给出的用例：{name} 对 {subject} 应为 {expected}，改动后是 {mutant}',
    en: 'Add to {file} the case that zhunsheng test --mutate gives: {name} on {subject} is {expected}, and {mutant} when changed',
  },
});

/** A project of one rule with a test. */
function staffed(test: string): Example {
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
      'staffed.policy.yaml': `policy: staffed
title: { zh: 人员, en: Staff }
version: 1
effective: { from: 2021-01-01 }
rules:
  staffed:
    title: { zh: 有人员, en: Has staff }
    for: unit
    require: staff ≥ 1
    otherwise:
      severity: major
      message: { zh: 人员不足, en: Too few staff }
      remedy: { zh: 请配人员, en: Appoint staff }
`,
      'staffed.test.yaml': `tests: staffed${test}`,
    },
  };
}
