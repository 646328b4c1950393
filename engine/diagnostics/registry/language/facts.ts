/** ZS13xx: computed facts, and the paths that lead to facts. */

import type { Example } from '../../define.ts';
import { define } from '../../define.ts';
import { exampleDictionary, policyWith } from './example.ts';

/** A rule that reads what the facts define, so that nothing is unused. */
function factsAnd(facts: string, require: string, dictionary = exampleDictionary): Example {
  const text = `facts:
${facts}rules:
  sample-rule:
    title: { zh: 样例, en: Sample }
    for: unit
    require: ${require}
    otherwise: { severity: minor, message: { zh: 甲, en: A }, remedy: { zh: 乙, en: B } }
`;
  return policyWith(text, { 'datapackage.yaml': dictionary });
}

export const unknownFact = define({
  code: 'ZS1301',
  severity: 'error',
  title: { zh: '没有这个事实', en: 'No such fact' },
  message: { zh: '“{entity}”没有事实“{name}”{near}', en: '"{entity}" has no fact "{name}"{near}' },
  remedy: { zh: '请改正拼写，或在 facts 中定义它', en: 'Correct the spelling, or define it under facts' },
  example: factsAnd('  petitions: { of: unit, count: petition }\n', '[petitions = 0, nam is known]'),
});

export const factOfOther = define({
  code: 'ZS1302',
  severity: 'error',
  title: { zh: '事实属于另一个实体', en: 'A fact of another entity' },
  message: {
    zh: '事实“{name}”属于“{owner}”，不属于“{entity}”',
    en: 'The fact "{name}" is one of "{owner}", not of "{entity}"',
  },
  remedy: {
    zh: '请经由引用写出（如 unit.name），或先用 count、sum 等汇总成“{entity}”的事实',
    en: 'Reach it through a reference (such as unit.name), or first make a fact of "{entity}" of it with count, sum and the like',
  },
  example: factsAnd('  petitions: { of: unit, count: petition }\n', '[petitions = 0, level = skip]'),
});

export const unknownReference = define({
  code: 'ZS1303',
  severity: 'error',
  title: { zh: '没有这个引用', en: 'No such reference' },
  message: { zh: '“{entity}”没有通往“{name}”的引用{near}', en: '"{entity}" has no reference "{name}"{near}' },
  remedy: {
    zh: '点之前须是数据字典中外键字段的名称',
    en: 'Before the dot stands the name of a field that is a foreign key in the dictionary',
  },
  example: factsAnd('  petitions: { of: unit, count: petition }\n', '[petitions = 0, district.name is known]'),
});

export const noFactKind = define({
  code: 'ZS1304',
  severity: 'error',
  title: { zh: '没有说明怎样计算', en: 'A fact that is not computed' },
  message: { zh: '事实“{name}”没有说明怎样计算', en: 'The fact "{name}" does not say how it is computed' },
  remedy: { zh: '请加上其中一个键：{kinds}', en: 'Add one of the keys: {kinds}' },
  example: policyWith('facts:\n  petitions: { of: unit }\n'),
});

export const severalFactKinds = define({
  code: 'ZS1305',
  severity: 'error',
  title: { zh: '有两种计算方式', en: 'A fact computed in two ways' },
  message: { zh: '事实既有“{first}”又有“{second}”', en: 'The fact has both "{first}" and "{second}"' },
  remedy: { zh: '请分成两个事实', en: 'Make two facts of it' },
  example: policyWith('facts:\n  petitions: { of: unit, count: petition, sum: petition.persons }\n'),
});

export const keyOfOtherKind = define({
  code: 'ZS1306',
  severity: 'error',
  title: { zh: '键不适用于这种事实', en: 'A key that does not go with the kind of fact' },
  message: { zh: '“{key}”不能与“{kind}”一起用', en: '"{key}" does not go with "{kind}"' },
  remedy: { zh: '请删除“{key}”', en: 'Delete "{key}"' },
  example: policyWith('facts:\n  petitions: { of: unit, count: petition, that: level = skip }\n'),
});

export const factNeedsThat = define({
  code: 'ZS1307',
  severity: 'error',
  title: { zh: '缺少须满足的条件', en: 'The condition to satisfy is missing' },
  message: { zh: '事实“{name}”（{kind}）缺少 that', en: 'The fact "{name}" ({kind}) lacks `that`' },
  remedy: { zh: '请加上 that：记录须满足的条件', en: 'Add `that`: the condition that the records satisfy' },
  example: policyWith('facts:\n  skip-share: { of: unit, share: petition }\n'),
});

export const latestNeedsDuring = define({
  code: 'ZS1308',
  severity: 'error',
  title: { zh: 'latest 缺少 during', en: '"latest" without "during"' },
  message: {
    zh: '事实“{name}”没有说明按哪个日期取最近一次',
    en: 'The fact "{name}" does not say by which date the latest is meant',
  },
  remedy: { zh: '请加上 during：一个日期字段', en: 'Add `during`: a date field' },
  example: policyWith('facts:\n  last-level: { of: unit, latest: petition.level }\n'),
});

export const elementExpected = define({
  code: 'ZS1309',
  severity: 'error',
  title: { zh: '没有说明取哪个事实', en: 'It does not say of what' },
  message: { zh: '“{kind}”须写出记录的哪个事实', en: '"{kind}" must say which fact of the records it takes' },
  remedy: { zh: '请写成 {source}.字段名', en: 'Write {source}. and the name of a field' },
  example: policyWith('facts:\n  persons-in-all: { of: unit, sum: petition }\n'),
});

export const noWay = define({
  code: 'ZS1310',
  severity: 'error',
  title: { zh: '记录不属于该实体', en: 'Records that do not belong to the entity' },
  message: {
    zh: '没有从“{source}”到“{owner}”的引用，无法知道记录属于谁',
    en: 'No reference leads from "{source}" to "{owner}", so that it is not known whose the records are',
  },
  remedy: { zh: '请在数据字典中为“{source}”加上外键', en: 'Add a foreign key to "{source}" in the dictionary' },
  example: factsAnd('  streets: { of: unit, count: street }\n', 'streets = 0'),
});

/** Petitions with two references to units: where they live and whom they concern. */
const twoWays = exampleDictionary
  .replace(
    '        - { name: level, type: string',
    '        - { name: about, type: string }\n        - { name: level, type: string',
  )
  .replace(
    `      primaryKey: id
      foreignKeys:
`,
    `      primaryKey: id
      foreignKeys:
        - { fields: about, reference: { resource: unit, fields: code } }
`,
  );

export const severalWays = define({
  code: 'ZS1311',
  severity: 'error',
  title: { zh: '记录可以属于多个对象', en: 'Several ways from the records to their owner' },
  message: {
    zh: '从“{source}”到“{owner}”有几条同样短的路：{ways}',
    en: 'Several ways of the same length lead from "{source}" to "{owner}": {ways}',
  },
  remedy: { zh: '请用 via 写明其中一条', en: 'Say which one with `via`' },
  example: factsAnd('  petitions: { of: unit, count: petition }\n', 'petitions = 0', twoWays),
});

export const viaElsewhere = define({
  code: 'ZS1312',
  severity: 'error',
  title: { zh: 'via 通往别处', en: '"via" leads elsewhere' },
  message: { zh: '这条路通往“{end}”，不是“{owner}”', en: 'This way leads to "{end}", not to "{owner}"' },
  remedy: { zh: '请写出到“{owner}”为止的各个引用', en: 'Write the references up to "{owner}"' },
  example: factsAnd('  petitions: { of: unit, count: petition, via: unit.street }\n', 'petitions = 0'),
});

export const duringNoDate = define({
  code: 'ZS1313',
  severity: 'error',
  title: { zh: 'during 不是日期字段', en: '"during" is no date field' },
  message: {
    zh: '“{name}”是{found}，不能把记录归入期间',
    en: '"{name}" is {found}: it cannot place a record in a period',
  },
  remedy: { zh: '请写一个日期或月份字段', en: 'Name a field that is a date or a month' },
  example: factsAnd('  petitions: { of: unit, count: petition, during: level }\n', 'petitions = 0'),
});

export const reportsNothing = define({
  code: 'ZS1314',
  severity: 'error',
  title: { zh: '实体不是报告', en: 'An entity that reports nothing' },
  message: { zh: '数据字典没有说明“{name}”报告什么', en: 'The dictionary does not say what "{name}" reports' },
  remedy: {
    zh: '请在数据字典中为它加上 zhunsheng:reports（for、month）',
    en: 'Give it zhunsheng:reports (for, month) in the dictionary',
  },
  example: factsAnd('  petitions: { of: unit, count: petition, reported-by: street }\n', 'petitions = 0'),
});

export const reportsOther = define({
  code: 'ZS1315',
  severity: 'error',
  title: { zh: '报告的是另一个实体', en: 'Reports of another entity' },
  message: {
    zh: '“{name}”报告的是“{target}”，不是“{owner}”',
    en: '"{name}" reports for "{target}", not for "{owner}"',
  },
  remedy: {
    zh: '请用“{owner}”的报告，或把事实改为属于“{target}”',
    en: 'Use reports of "{owner}", or make it a fact of "{target}"',
  },
  example: policyWith(`facts:
  petitions: { of: street, count: petition, reported-by: report }
rules:
  sample-rule:
    title: { zh: 样例, en: Sample }
    for: street
    require: petitions = 0
    otherwise: { severity: minor, message: { zh: 甲, en: A }, remedy: { zh: 乙, en: B } }
`),
});

export const elementNoNumber = define({
  code: 'ZS1316',
  severity: 'error',
  title: { zh: '不能合计的事实', en: 'A fact that cannot be summed' },
  message: { zh: '“{name}”是{found}，不能用于“{kind}”', en: '"{name}" is {found}: there is no {kind} of it' },
  remedy: { zh: '请用整数或小数', en: 'Take an integer or a decimal' },
  example: factsAnd('  levels: { of: unit, sum: petition.level }\n', 'levels = 0'),
});

export const operandNoDate = define({
  code: 'ZS1317',
  severity: 'error',
  title: { zh: '不是日期', en: 'Not a date' },
  message: { zh: '“{name}”是{found}，这里需要日期', en: '"{name}" is {found}; a date is needed here' },
  remedy: { zh: '请写一个日期事实', en: 'Name a fact that is a date' },
  example: factsAnd(
    '  wait: { of: petition, days: { from: received-on, to: level } }\n  waits: { of: unit, sum: petition.wait }\n',
    'waits = 0',
  ),
});

export const operandNoNumber = define({
  code: 'ZS1318',
  severity: 'error',
  title: { zh: '不是数字', en: 'Not a number' },
  message: { zh: '“{name}”是{found}，这里需要数字', en: '"{name}" is {found}; a number is needed here' },
  remedy: { zh: '请写一个数字事实', en: 'Name a fact that is a number' },
  example: factsAnd('  size: { of: unit, total: [households, kind] }\n', 'size = 0'),
});

export const addedTwice = define({
  code: 'ZS1319',
  severity: 'warning',
  title: { zh: '同一事实加了两次', en: 'A fact added twice' },
  message: { zh: '“{name}”把“{fact}”加了两次', en: '"{name}" adds "{fact}" twice' },
  remedy: { zh: '请删除其中一个', en: 'Delete one of them' },
  example: factsAnd('  size: { of: unit, total: [households, households] }\n', 'size > 0'),
});
