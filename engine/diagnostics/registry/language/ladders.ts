/** ZS17xx: ladders, their occasions, windows and letters. */
import type { Example } from '../../define.ts';
import { define } from '../../define.ts';
import { exampleDictionary, policyWith, sampleRule } from './example.ts';

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
  const text = `${sampleRule}ladders:
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

export const stepTwice = define({
  code: 'ZS1713',
  severity: 'error',
  title: { zh: '步骤同名', en: 'Two steps of one name' },
  message: { zh: '“{owner}”有两个步骤“{name}”', en: '"{owner}" has two steps "{name}"' },
  remedy: { zh: '请给其中一个另取名称', en: 'Give one of them another name' },
  example: ladder({ steps: '[{ letter: reminder }, { letter: reminder }]' }),
});
