/** ZS17xx: procedures, ladders, and facts that say where a record stands. */
import type { Example } from '../../define.ts';
import { define } from '../../define.ts';
import { exampleDictionary, policyWith } from './example.ts';

const otherwise = 'otherwise: { severity: minor, message: { zh: 甲, en: A }, remedy: { zh: 乙, en: B } }';

const rules = `rules:
  sample-rule:
    title: { zh: 样例, en: Sample }
    for: unit
    require: model
    ${otherwise}
`;

const standards =
  'standards:\n  sample-standard: { title: { zh: 标准, en: Standard }, for: unit, requires: [sample-rule] }\n';

/** A standard that is scored, with a parameter to speak of. */
function scored(score: string, parameter = '40'): Example {
  return policyWith(`parameters:
  points: { title: { zh: 分, en: Points }, values: [{ from: 2021-01-01, value: ${parameter} }] }
${rules}standards:
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
${rules}  reading-rule:
    title: { zh: 读取, en: Reading }
    for: unit
    require: ${require}
    ${otherwise}
${more}`);
}

const twoSteps = ['{ step: receive, on: received-on }', '{ step: reply, on: replied-on }'];

function procedure(steps: readonly string[], more = '', name = 'answering'): Example {
  return policyWith(`procedures:
  ${name}:
    title: { zh: 答复, en: Answering }
    for: petition
    steps:
${steps.map((step) => `      - ${step}\n`).join('')}${more}`);
}

/** Letters to units: which step, sent on which day, about which month. */
const letters = `${exampleDictionary}  - name: letter
    path: letter.csv
    schema:
      fields:
        - { name: id, type: string }
        - { name: unit, type: string }
        - { name: step, type: string, constraints: { enum: [reminder, notice] } }
        - { name: sent-on, type: date }
      primaryKey: id
      foreignKeys:
        - { fields: unit, reference: { resource: unit, fields: code } }
`;

interface LadderParts {
  readonly occasion?: string;
  readonly each?: string;
  readonly over?: string;
  readonly steps?: string;
  readonly more?: string;
  readonly dictionary?: string;
}

function ladder(parts: LadderParts): Example {
  const { occasion = '{ rule: sample-rule }', each = 'month', over = 'year' } = parts;
  const { steps = '[{ letter: reminder }, { letter: notice }]', more = '', dictionary = letters } = parts;
  const text = `${rules}ladders:
  sample-ladder:
    title: { zh: 阶梯, en: Ladder }
    for: unit
    occasion: [${occasion}]
    each: ${each}
    counted-over: ${over}
    steps: ${steps}
${more}`;
  return policyWith(text, { 'datapackage.yaml': dictionary });
}

export const noAmount = define({
  code: 'ZS1701',
  severity: 'error',
  title: { zh: '不是数量', en: 'Not an amount' },
  message: { zh: '“{text}”不是不小于 0 的数字', en: '"{text}" is no number of at least 0' },
  remedy: { zh: '请写数字，如 3，或 $参数', en: 'Write a number, such as 3, or a $parameter' },
  example: scored('{ full: 100, less: { sample-rule: -40 } }'),
});

export const noWholeAmount = define({
  code: 'ZS1702',
  severity: 'error',
  title: { zh: '期限不是整数', en: 'A deadline that is no whole number' },
  message: { zh: '期限“{text}”不是整数', en: 'The deadline {text} is no whole number' },
  remedy: { zh: '请写整数', en: 'Write a whole number' },
  example: procedure([twoSteps[0] ?? '', '{ step: reply, on: replied-on, within: { days: 2.5 } }']),
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

export const pointsOfOther = define({
  code: 'ZS1705',
  severity: 'error',
  title: { zh: '扣分的不是这里的要求', en: 'Points for what is not required' },
  message: { zh: '标准没有要求“{name}”{near}', en: 'The standard does not require "{name}"{near}' },
  remedy: { zh: '请改正名称，或把它写进 requires', en: 'Correct the name, or add it to `requires`' },
  example: scored('{ full: 100, less: { sample-rul: 40 } }'),
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
${rules}`),
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

export const stepName = define({
  code: 'ZS1712',
  severity: 'error',
  title: { zh: '步骤的名称另有含义', en: 'The name of a step has another meaning' },
  message: { zh: '步骤不能叫“{name}”：它另有含义', en: 'No step can be called "{name}": it means something else' },
  remedy: { zh: '请给步骤另取名称', en: 'Give the step another name' },
  example: procedure(['{ step: complete, on: received-on }', twoSteps[1] ?? '']),
});

export const stepTwice = define({
  code: 'ZS1713',
  severity: 'error',
  title: { zh: '步骤同名', en: 'Two steps of one name' },
  message: { zh: '“{owner}”有两个步骤“{name}”', en: '"{owner}" has two steps "{name}"' },
  remedy: { zh: '请给其中一个另取名称', en: 'Give one of them another name' },
  example: ladder({ steps: '[{ letter: reminder }, { letter: reminder }]' }),
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
  example: procedure(twoSteps, rules, 'sample-rule'),
});

export const noOccasion = define({
  code: 'ZS1722',
  severity: 'error',
  title: { zh: '没有写何事启动', en: 'An occasion of nothing' },
  message: { zh: '这里没有写何事启动阶梯', en: 'It is not said what the occasion is' },
  remedy: { zh: '请写 standard、rule、procedure 或 rank', en: 'Add `standard`, `rule`, `procedure` or `rank`' },
  example: ladder({ occasion: '{ worst: 3 }' }),
});

export const severalOccasions = define({
  code: 'ZS1723',
  severity: 'error',
  title: { zh: '一处写了两种情形', en: 'Two occasions in one' },
  message: { zh: '既有“{first}”又有“{second}”', en: 'There is both "{first}" and "{second}"' },
  remedy: { zh: '请分成列表里的两项', en: 'Make two items of the list of them' },
  example: ladder({ occasion: '{ rule: sample-rule, rank: households, worst: 1 }' }),
});

export const keyOfOtherOccasion = define({
  code: 'ZS1724',
  severity: 'error',
  title: { zh: '键不适用于这种情形', en: 'A key that does not go with the occasion' },
  message: { zh: '“{key}”不能与“{form}”一起用', en: '"{key}" does not go with "{form}"' },
  remedy: { zh: '请删除“{key}”', en: 'Delete "{key}"' },
  example: ladder({ occasion: '{ rule: sample-rule, worst: 3 }' }),
});

export const rankWithoutWorst = define({
  code: 'ZS1725',
  severity: 'error',
  title: { zh: '没有写最差的几名', en: 'How many of the worst is not said' },
  message: { zh: '没有写最差的几名启动阶梯', en: 'It is not said how many of the worst are meant' },
  remedy: { zh: '请写 worst，如 worst: 3', en: 'Add `worst`, as in worst: 3' },
  example: ladder({ occasion: '{ rank: households }' }),
});

export const noWhole = define({
  code: 'ZS1726',
  severity: 'error',
  title: { zh: '不是 1 以上的整数', en: 'Not a whole number from 1 on' },
  message: { zh: '“{key}”须是 1 以上的整数，不能是“{text}”', en: '"{key}" is a whole number from 1 on, not "{text}"' },
  remedy: { zh: '请写整数，如 3', en: 'Write a whole number, such as 3' },
  example: ladder({ more: '    clears-after: 0\n' }),
});

export const noWholeQuarters = define({
  code: 'ZS1727',
  severity: 'error',
  title: { zh: '月数不成整季度', en: 'Months that make no whole quarters' },
  message: {
    zh: '按季度计次，而 {months} 个月不是整季度',
    en: 'Quarters count once, and {months} months are no whole quarters',
  },
  remedy: { zh: '请写 3 的倍数，或按月计次', en: 'Write a multiple of 3, or count months' },
  example: ladder({ each: 'quarter', over: '{ months: 7 }' }),
});

export const lettersLack = define({
  code: 'ZS1728',
  severity: 'error',
  title: { zh: '函件缺少需要的字段', en: 'Letters without a field that is needed' },
  message: {
    zh: '“{entity}”没有可作 {key} 的字段（各级：{steps}）',
    en: '"{entity}" has no field for `{key}` (the steps: {steps})',
  },
  remedy: {
    zh: '请在数据字典中加上，或在 sent 之下写 entity、step、on 指明字段',
    en: 'Add it to the dictionary, or write `entity`, `step` and `on` under `sent` to say which fields are meant',
  },
  example: ladder({
    steps: '[{ letter: reminder }, { letter: warning }]',
    more: '    sent: letter\n',
  }),
});

export const lettersUnclear = define({
  code: 'ZS1729',
  severity: 'error',
  title: { zh: '函件的字段不止一个', en: 'Several fields of letters that may be meant' },
  message: {
    zh: '“{entity}”可作 {key} 的字段不止一个：{fields}（各级：{steps}）',
    en: 'Several fields of "{entity}" may be its `{key}`: {fields} (the steps: {steps})',
  },
  remedy: {
    zh: '请在 sent 之下写 entity、step、on（和 about）指明字段',
    en: 'Write `entity`, `step`, `on` (and `about`) under `sent` to say which fields are meant',
  },
  example: ladder({
    more: '    sent: letter\n',
    dictionary: letters.replace(
      '        - { name: sent-on, type: date }\n',
      '        - { name: sent-on, type: date }\n        - { name: due-on, type: date }\n',
    ),
  }),
});

export const noLetterField = define({
  code: 'ZS1730',
  severity: 'error',
  title: { zh: '不是写明函件级别的字段', en: 'Not a field that says the step' },
  message: {
    zh: '“{name}”是{found}，不能写明是哪一级',
    en: '"{name}" is {found}: it cannot say which step a letter is',
  },
  remedy: { zh: '请写一个代码或文字字段', en: 'Name a field that is a code or a text' },
  example: ladder({ more: '    sent: { entity: letter, step: sent-on, on: sent-on }\n' }),
});

export const letterWithoutCode = define({
  code: 'ZS1731',
  severity: 'error',
  title: { zh: '字段没有这一级的代码', en: 'A step that the letters have no code for' },
  message: { zh: '“{name}”没有代码：{steps}', en: '"{name}" has no code for: {steps}' },
  remedy: {
    zh: '请在数据字典中加上代码，或改正级别的名称',
    en: 'Add the codes to the dictionary, or correct the steps',
  },
  example: ladder({
    steps: '[{ letter: reminder }, { letter: warning }]',
    more: '    sent: { entity: letter, step: step, on: sent-on }\n',
  }),
});

export const tooMany = define({
  code: 'ZS1732',
  severity: 'error',
  title: { zh: '数量过多', en: 'More than there may be' },
  message: { zh: '“{key}”有 {count}，最多 {bound}', en: '"{key}" has {count}; at most {bound} are possible' },
  remedy: { zh: '请减少到 {bound} 以内', en: 'Make it {bound} or less' },
  example: ladder({ over: '{ months: 1000 }' }),
});
