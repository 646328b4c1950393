/** ZS11xx: keys and shapes of what the files hold. */
import { define } from '../../define.ts';
import { policyOnly, policyWith } from './example.ts';

export const unknownKey = define({
  code: 'ZS1101',
  severity: 'error',
  title: { zh: '没有这个键', en: 'No such key' },
  message: { zh: '{construct}没有“{key}”这个键{near}', en: 'A {construct} has no key "{key}"{near}' },
  remedy: { zh: '请改正拼写或删除', en: 'Correct the spelling, or delete it' },
  example: policyWith('titel: { zh: 甲, en: A }\n'),
});

export const missingKey = define({
  code: 'ZS1102',
  severity: 'error',
  title: { zh: '缺少必需的键', en: 'A required key is missing' },
  message: { zh: '{construct}缺少“{key}”（{title}）', en: 'The {construct} lacks "{key}" ({title})' },
  remedy: { zh: '请加上 {key}：{expected}', en: 'Add {key}: {expected}' },
  example: policyOnly('policy: sample\ntitle: { zh: 甲, en: A }\neffective: { from: 2021-01-01 }\n'),
});

export const wrongShape = define({
  code: 'ZS1103',
  severity: 'error',
  title: { zh: '值的形状不对', en: 'A value of the wrong shape' },
  message: { zh: '这里需要{expected}，而不是{found}', en: 'Here {expected} is expected, not {found}' },
  remedy: { zh: '请改写成{expected}', en: 'Write {expected}' },
  example: policyWith('rules: [one, two]\n'),
});

export const badName = define({
  code: 'ZS1105',
  severity: 'error',
  title: { zh: '名称不合规', en: 'Not a proper name' },
  message: { zh: '“{name}”不能作名称', en: '"{name}" cannot be a name' },
  remedy: {
    zh: '名称由字母或汉字、数字、- 和 _ 组成，以字母或汉字开头，不含点和空格',
    en: 'A name has letters, digits, - and _, begins with a letter, and has no dot or blank',
  },
  example: policyWith('conditions:\n  7-days: kind = village\n'),
});

export const badDate = define({
  code: 'ZS1106',
  severity: 'error',
  title: { zh: '不是日期', en: 'Not a date' },
  message: { zh: '“{text}”不是日期', en: '"{text}" is no date' },
  remedy: { zh: '请写成 2021-03-05 这样', en: 'Write it like 2021-03-05' },
  example: policyOnly('policy: sample\ntitle: { zh: 甲, en: A }\nversion: 1\neffective: { from: 2021-02-29 }\n'),
});

export const unknownChoice = define({
  code: 'ZS1107',
  severity: 'error',
  title: { zh: '没有这个选项', en: 'No such choice' },
  message: { zh: '“{key}”没有“{text}”这个选项{near}', en: '"{key}" cannot be "{text}"{near}' },
  remedy: { zh: '请选用：{choices}', en: 'Choose one of: {choices}' },
  example: policyWith(`rules:
  sample-rule:
    title: { zh: 甲, en: A }
    for: unit
    require: model
    otherwise: { severity: fatal, message: { zh: 甲, en: A }, remedy: { zh: 乙, en: B } }
`),
});

export const missingTranslation = define({
  code: 'ZS1108',
  severity: 'warning',
  title: { zh: '缺少另一种语言', en: 'A translation is missing' },
  message: { zh: '只有一种语言的文字，两种语言都会显示它', en: 'The text is in one language; both will show it' },
  remedy: { zh: '请写成 zh 和 en 两项', en: 'Write it with zh and en' },
  example: policyOnly('policy: sample\ntitle: 样例\nversion: 1\neffective: { from: 2021-01-01 }\n'),
});

export const emptyFile = define({
  code: 'ZS1109',
  severity: 'error',
  title: { zh: '文件是空的', en: 'An empty file' },
  message: { zh: '文件里没有内容', en: 'The file holds nothing' },
  remedy: { zh: '请写入内容，或删除文件', en: 'Write its content, or delete it' },
  example: policyOnly('# only a comment\n'),
});

export const fullWidthColon = define({
  code: 'ZS1110',
  severity: 'error',
  title: { zh: '全角冒号', en: 'A full-width colon' },
  message: {
    zh: '这里的冒号是全角的“：”，YAML 不认',
    en: 'The colon here is the full-width "：", which YAML does not know',
  },
  remedy: { zh: '请改为半角冒号加空格', en: 'Write a half-width colon and a blank' },
  example: policyOnly('policy：sample\n'),
});

export const emptyText = define({
  code: 'ZS1111',
  severity: 'error',
  title: { zh: '文字是空的', en: 'An empty text' },
  message: { zh: '“{key}”没有内容', en: '"{key}" is empty' },
  remedy: { zh: '请写出：{title}', en: 'Write it: {title}' },
  example: policyOnly('policy: sample\ntitle: { zh: "", en: A }\nversion: 1\neffective: { from: 2021-01-01 }\n'),
});

export const endsBeforeItBegins = define({
  code: 'ZS1112',
  severity: 'error',
  title: { zh: '结束早于开始', en: 'It ends before it begins' },
  message: { zh: '最后一天 {until} 早于第一天 {from}', en: 'The last day {until} is before the first day {from}' },
  remedy: { zh: '请改正其中一个日期', en: 'Correct one of the dates' },
  example: policyOnly(
    'policy: sample\ntitle: { zh: 甲, en: A }\nversion: 1\neffective: { from: 2021-01-01, until: 2020-12-31 }\n',
  ),
});
