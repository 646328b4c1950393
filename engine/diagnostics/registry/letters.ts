/** ZS82xx: letters and their templates, as `check` and `report` find them. */
import { define } from '../define.ts';

export const templateMissing = define({
  code: 'ZS8201',
  severity: 'error',
  title: { zh: '没有函件模板', en: 'A letter’s template is missing' },
  message: {
    zh: '“{letter}”的模板“{path}”读不到：{reason}',
    en: 'The template "{path}" of the letter "{letter}" cannot be read: {reason}',
  },
  remedy: {
    zh: '请把 Word 文件（.docx）放到项目文件夹里的这个位置，或删除 template，用自带的模板',
    en: 'Put the Word file (.docx) there in the project’s folder, or leave `template` out for the one that comes with Zhunsheng',
  },
});

export const templateNotDocx = define({
  code: 'ZS8202',
  severity: 'error',
  title: { zh: '函件模板不是 Word 文件', en: 'A letter’s template is no Word file' },
  message: { zh: '模板“{path}”不能用：{reason}', en: 'The template "{path}" cannot be used: {reason}' },
  remedy: { zh: '请在 Word 里另存为 .docx', en: 'Save it from Word as .docx' },
});

export const unknownPlaceholder = define({
  code: 'ZS8203',
  severity: 'error',
  title: { zh: '函件模板里有不认识的占位符', en: 'An unknown placeholder in a letter’s template' },
  message: {
    zh: '{where}：不认识占位符“{name}”{suggestion}',
    en: '{where}: the placeholder "{name}" is not known{suggestion}',
  },
  remedy: {
    zh: '请改成语言说明里的占位符；序号、时间、事项、情况、条款、责任人、整改要求只能写在事由的循环里',
    en: 'Use one of the placeholders of the language’s reference; index, when, matter, text, clause-of, responsible-for and remedy stand within the loop over occasions',
  },
});

export const unclosedPlaceholder = define({
  code: 'ZS8204',
  severity: 'error',
  title: { zh: '函件模板里的占位符没有写完', en: 'An unclosed placeholder in a letter’s template' },
  message: {
    zh: '{where}：花括号不成对',
    en: '{where}: a brace has no counterpart',
  },
  remedy: {
    zh: '占位符写成 {sample}，在一段之内；其他地方请不要用花括号',
    en: 'Write a placeholder as {sample}, within one paragraph; use no braces for anything else',
  },
});

export const unclosedLoop = define({
  code: 'ZS8205',
  severity: 'error',
  title: { zh: '函件模板里的循环不成对', en: 'A loop that is not closed in a letter’s template' },
  message: {
    zh: '{where}：“{name}”没有对应的开头或结尾',
    en: '{where}: "{name}" has no counterpart',
  },
  remedy: {
    zh: '循环写成 {sample}，先开的后关',
    en: 'Write a loop as {sample}; the one opened last is closed first',
  },
});

export const templateUnusable = define({
  code: 'ZS8206',
  severity: 'error',
  title: { zh: '函件模板不能填写', en: 'A letter’s template that cannot be filled in' },
  message: { zh: '模板“{path}”不能填写：{reason}', en: 'The template "{path}" cannot be filled in: {reason}' },
  remedy: {
    zh: '请在 Word 里打开并重新保存；循环的开头和结尾要在同一个表格或都在表格之外',
    en: 'Open it in Word and save it again; both ends of a loop stand in one table, or both outside',
  },
});

export const onlyInternal = define({
  code: 'ZS8207',
  severity: 'error',
  title: { zh: '要做的不能公开', en: 'What was asked for is not for the public' },
  message: {
    zh: '“{parts}”只供内部使用，不能写给 public',
    en: '{parts}: only for internal use, not for the audience public',
  },
  remedy: { zh: '请用 --audience internal', en: 'Use --audience internal' },
});
