/** ZS14xx: rules, standards, roll-ups, messages and the guide. */
import { define } from '../../define.ts';
import { policyWith } from './example.ts';

function rule(extra: string, others: Readonly<Record<string, string>> = {}): ReturnType<typeof policyWith> {
  return policyWith(
    `rules:
  sample-rule:
    title: { zh: 样例, en: Sample }
    for: unit
    require: model
${extra}`,
    others,
  );
}

const said = '    otherwise: { severity: minor, message: { zh: 甲, en: A }, remedy: { zh: 乙, en: B } }\n';

function saying(message: string): ReturnType<typeof policyWith> {
  return policyWith(`rules:
  sample-rule:
    title: { zh: 样例, en: Sample }
    for: petition
    require: level = plain
    otherwise: { severity: minor, message: { zh: 甲, en: "${message}" }, remedy: { zh: 乙, en: B } }
`);
}

export const saysNothing = define({
  code: 'ZS1401',
  severity: 'information',
  title: { zh: '规则没有说明怎么办', en: 'A rule that does not say what to do' },
  message: {
    zh: '规则“{name}”没有写全 otherwise 的 message 和 remedy',
    en: 'The rule "{name}" lacks the message or the remedy of its `otherwise`',
  },
  remedy: { zh: '请写出不符合时说什么、怎么办', en: 'Write what is said of a failure and what to do' },
  example: rule(''),
});

export const templateBrace = define({
  code: 'ZS1402',
  severity: 'error',
  title: { zh: '花括号用法不对', en: 'A brace that stands for nothing' },
  message: {
    zh: '花括号里须是一个事实或 $参数的名称',
    en: 'Between braces stands the name of a fact or of a $parameter',
  },
  remedy: { zh: '请改正；花括号本身写两遍', en: 'Correct it; a brace itself is written twice' },
  example: saying('{level'),
});

export const sensitiveInMessage = define({
  code: 'ZS1403',
  severity: 'error',
  title: { zh: '消息里有敏感字段', en: 'A sensitive field in a message' },
  message: { zh: '“{name}”是敏感的，不能出现在消息里', en: '"{name}" is sensitive: no message can show it' },
  remedy: { zh: '请从消息中去掉它', en: 'Leave it out of the message' },
  example: saying('by {petitioner}'),
});

export const unknownRequirement = define({
  code: 'ZS1404',
  severity: 'error',
  title: { zh: '没有这条规则、标准或程序', en: 'No such rule, standard or procedure' },
  message: {
    zh: '没有规则、标准或程序“{name}”{near}',
    en: 'There is no rule, standard or procedure "{name}"{near}',
  },
  remedy: { zh: '请改正拼写，或定义它', en: 'Correct the spelling, or define it' },
  example: rule(`${said}standards:\n  sample-standard: { for: unit, requires: [sample-rul] }\n`),
});

export const standardOfOther = define({
  code: 'ZS1405',
  severity: 'error',
  title: { zh: '要求了另一个实体的标准', en: 'A standard about another entity' },
  message: {
    zh: '标准“{name}”针对“{other}”，而这里针对“{entity}”',
    en: 'The standard "{name}" is about "{other}", and this one about "{entity}"',
  },
  remedy: {
    zh: '请要求它的各条规则，或改为同一实体',
    en: 'Require its rules one by one, or make both about one entity',
  },
  example: rule(
    `${said}standards:
  unit-standard: { for: unit, requires: [sample-rule] }
  street-standard: { for: street, requires: [unit-standard] }
`,
  ),
});

export const requiredTwice = define({
  code: 'ZS1406',
  severity: 'warning',
  title: { zh: '要求写了两次', en: 'Required twice' },
  message: { zh: '“{name}”要求了两次', en: '"{name}" is required twice' },
  remedy: { zh: '请删除其中一个', en: 'Delete one of them' },
  example: rule(`${said}standards:\n  sample-standard: { for: unit, requires: [sample-rule, sample-rule] }\n`),
});

export const requirementWithoutName = define({
  code: 'ZS1407',
  severity: 'error',
  title: { zh: '没有说明要求什么', en: 'A requirement without a name' },
  message: { zh: '这里没有写规则、标准或程序的名称', en: 'No rule, standard or procedure is named here' },
  remedy: { zh: '请写 rule、standard 或 procedure', en: 'Add `rule`, `standard` or `procedure`' },
  example: rule(`${said}standards:\n  sample-standard: { for: unit, requires: [sample-rule, { via: unit }] }\n`),
});

export const sensitiveGroup = define({
  code: 'ZS1408',
  severity: 'error',
  title: { zh: '按敏感字段汇总', en: 'A roll-up by a sensitive field' },
  message: { zh: '“{name}”是敏感的，不能按它汇总', en: '"{name}" is sensitive: nothing can be grouped by it' },
  remedy: { zh: '请按别的字段汇总', en: 'Group by another field' },
  example: policyWith(`rules:
  sample-rule:
    title: { zh: 样例, en: Sample }
    for: petition
    require: level = plain
${said}standards:
  sample-standard: { for: petition, requires: [sample-rule] }
rollups:
  by-petitioner: { of: sample-standard, by: petitioner }
`),
});

export const duplicateAnchor = define({
  code: 'ZS1409',
  severity: 'error',
  title: { zh: '指引的锚点重复', en: 'An anchor that stands twice in the guide' },
  message: { zh: '锚点“{anchor}”写了两次', en: 'The anchor "{anchor}" stands twice' },
  remedy: { zh: '请给其中一条另起锚点', en: 'Give one of the clauses another anchor' },
  example: rule(said, { 'guide.md': '# 指引\n\n## 一 {#one}\n\n## 二 {#one}\n' }),
});
