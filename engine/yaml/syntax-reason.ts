import type { ErrorCode } from 'yaml';
import type { Localized } from '../diagnostics/diagnostic.ts';

/** What the `yaml` package finds wrong with a text, by its code, for a person who does not know YAML's terms. */
export function syntaxReason(code: ErrorCode): Localized {
  return reasons[code];
}

const reasons: Readonly<Record<ErrorCode, Localized>> = {
  ALIAS_PROPS: { zh: '别名（*）上不能再写锚或标签', en: 'an alias (*) can have no anchor or tag' },
  BAD_ALIAS: { zh: '别名（*）没有对应的锚（&），或星号后不是名称', en: 'the alias (*) has no anchor (&) before it' },
  BAD_DIRECTIVE: { zh: '以 % 开头的行不是 YAML 指令', en: 'a line that begins with % is no YAML directive' },
  BAD_DQ_ESCAPE: { zh: '双引号里的反斜杠转义不对', en: 'a wrong escape with a backslash in double quotes' },
  BAD_INDENT: { zh: '缩进不对', en: 'wrong indentation' },
  BAD_PROP_ORDER: { zh: '锚和标签须写在值之前', en: 'an anchor or tag must stand before its value' },
  BAD_SCALAR_START: {
    zh: '文字不能以这个符号开头，需要加引号',
    en: 'a text cannot begin with this sign without quotes',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    zh: '一行里只能有一个“键: 值”；值里有冒号时请加引号',
    en: 'one line holds one "key: value"; quote a value with a colon in it',
  },
  BLOCK_IN_FLOW: { zh: '花括号或方括号里不能用缩进写法', en: 'indented lists and maps cannot stand within brackets' },
  DUPLICATE_KEY: { zh: '键重复', en: 'the key stands twice' },
  IMPOSSIBLE: { zh: '无法识别', en: 'it cannot be read' },
  KEY_OVER_1024_CHARS: { zh: '键超过 1024 个字符', en: 'a key is longer than 1024 characters' },
  MISSING_CHAR: {
    zh: '缺少符号（引号、括号、逗号，或冒号后的空格）',
    en: 'a sign is missing (a quote, a bracket, a comma, or the blank after a colon)',
  },
  MULTILINE_IMPLICIT_KEY: {
    zh: '键没有写在一行里，或者缺少冒号',
    en: 'a key must stand on one line, or its colon is missing',
  },
  MULTIPLE_ANCHORS: { zh: '一个值只能有一个锚', en: 'a value can have one anchor only' },
  MULTIPLE_DOCS: { zh: '文件里有多个文档', en: 'the file holds several documents' },
  MULTIPLE_TAGS: { zh: '一个值只能有一个标签', en: 'a value can have one tag only' },
  NON_STRING_KEY: { zh: '键必须是文字', en: 'a key must be a text' },
  RESOURCE_EXHAUSTION: { zh: '嵌套太深', en: 'it is nested too deeply' },
  TAB_AS_INDENT: { zh: '缩进不能用制表符，请用空格', en: 'indent with blanks, not with tabs' },
  TAG_RESOLVE_FAILED: { zh: '标签（!）不能识别', en: 'the tag (!) is not known' },
  UNEXPECTED_TOKEN: { zh: '此处不应出现这些字符', en: 'these characters cannot stand here' },
  BAD_COLLECTION_TYPE: { zh: '标签与值的形状不符', en: 'the tag does not fit the shape of its value' },
};
