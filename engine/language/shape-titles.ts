import type { Localized } from '../diagnostics/diagnostic.ts';

/** The shapes of the values that keys have. */
export type Shape =
  | 'name'
  | 'names'
  | 'text'
  | 'localized'
  | 'version'
  | 'date'
  | 'period'
  | 'literal'
  | 'path'
  | 'paths'
  | 'condition'
  | 'cites'
  | 'choice'
  | 'choices'
  | 'construct'
  | 'constructs'
  | 'list'
  | 'rows'
  | 'verdicts'
  | 'amount'
  | 'amounts'
  | 'whole'
  | 'deadline'
  | 'window'
  | 'letters';

/** What a shape looks like, for "expected …". */
export const shapeTitles: Readonly<Record<Shape, Localized>> = {
  name: { zh: '一个名称', en: 'a name' },
  names: { zh: '名称的列表，如 [unit, street]', en: 'a list of names, such as [unit, street]' },
  text: { zh: '一段文字', en: 'a text' },
  localized: {
    zh: '中英文文字，如 { zh: 标题, en: Title }',
    en: 'a text in both languages, such as { zh: 标题, en: Title }',
  },
  version: { zh: '版本号，如 2021.1', en: 'a version, such as 2021.1' },
  date: { zh: '日期，如 2021-01-01', en: 'a date, such as 2021-01-01' },
  period: { zh: '期间，如 2021、2021-Q4、2021-11', en: 'a period, such as 2021, 2021-Q4 or 2021-11' },
  literal: { zh: '一个值：数字、95%、日期或文字', en: 'a value: a number, 95%, a date or a text' },
  path: { zh: '事实的名称，如 received-on 或 unit.name', en: 'the name of a fact, such as received-on or unit.name' },
  paths: { zh: '事实名称的列表，如 [accidents, cases]', en: 'a list of names of facts, such as [accidents, cases]' },
  condition: {
    zh: '条件：一行文字、列表，或 all、any、not、condition',
    en: 'a condition: a line, a list, or one of all, any, not, condition',
  },
  cites: { zh: '指引的条款，如 guide.md#reply', en: 'a clause of the guide, such as guide.md#reply' },
  choice: { zh: '其中一个词', en: 'one of its words' },
  choices: { zh: '其中几个词的列表', en: 'a list of its words' },
  construct: { zh: '“键: 值”的组合', en: 'keys with their values' },
  constructs: { zh: '“名称: 内容”的组合', en: 'names, each with its content' },
  list: { zh: '列表', en: 'a list' },
  rows: { zh: '各实体的记录，如 unit: [{ code: u1 }]', en: 'records by entity, such as unit: [{ code: u1 }]' },
  verdicts: {
    zh: '各规则的结论，如 my-rule: { u1: fail }，也可以写明严重程度 { u1: fail veto } 或标准的得分 { u1: fail 60 }；阶梯和程序的一步，如 my-ladder: { u1: notice, u2: none }',
    en: 'verdicts by rule, such as my-rule: { u1: fail }, with the severity where wanted, { u1: fail veto }, or a standard’s points, { u1: fail 60 }; a step of a ladder or procedure, such as my-ladder: { u1: notice, u2: none }',
  },
  amount: { zh: '不小于 0 的数字，或 $参数', en: 'a number of at least 0, or a $parameter' },
  amounts: {
    zh: '各要求扣的分，如 { my-rule: 40, other-rule: $points }',
    en: 'points by requirement, such as { my-rule: 40, other-rule: $points }',
  },
  whole: { zh: '1 以上的整数', en: 'a whole number from 1 on' },
  deadline: {
    zh: '期限，如 { workdays: 3 } 或 { months: $months, from: apply }',
    en: 'a deadline, such as { workdays: 3 } or { months: $months, from: apply }',
  },
  window: {
    zh: 'year、quarter，或月数，如 { months: 12 }',
    en: 'year, quarter, or so many months, such as { months: 12 }',
  },
  letters: {
    zh: '函件的实体，如 letter，或 { entity, step, on, about, via }',
    en: 'the entity of the letters, such as letter, or { entity, step, on, about, via }',
  },
};
