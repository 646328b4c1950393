/** ZS6xxx: policy tests. ZS60xx are found when they are read, ZS61xx when they run. */
import { define } from '../define.ts';

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
});
