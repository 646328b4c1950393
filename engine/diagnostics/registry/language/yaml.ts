/** ZS10xx: files that are not proper YAML. */
import { define } from '../../define.ts';
import { policyOnly } from './example.ts';

export const yamlSyntax = define({
  code: 'ZS1001',
  severity: 'error',
  title: { zh: 'YAML 写法不对', en: 'Not proper YAML' },
  message: { zh: 'YAML 写法不对：{reason}', en: 'Not proper YAML: {reason}' },
  remedy: {
    zh: '请检查此处的缩进、冒号后的空格、引号和括号；含有特殊符号的文字请加引号',
    en: 'Check the indentation, the blank after colons, quotes and brackets here; quote texts with special signs',
  },
  example: policyOnly('policy: "broken\n'),
});

export const controlCharacter = define({
  code: 'ZS1002',
  severity: 'error',
  title: { zh: '文件里有控制字符', en: 'A control character in the file' },
  message: { zh: '文件里有控制字符 U+{code}，它不是文本文件', en: 'Control character U+{code}: this is no text file' },
  remedy: { zh: '请以 UTF-8 文本另存，并删除该字符', en: 'Save the file as UTF-8 text and delete the character' },
  example: policyOnly('policy: a\u0000b\n'),
});

export const duplicateKey = define({
  code: 'ZS1003',
  severity: 'error',
  title: { zh: '键重复', en: 'A key stands twice' },
  message: { zh: '“{key}”写了两次', en: '"{key}" stands twice' },
  remedy: { zh: '请合并两处，或改用另一个名称', en: 'Merge the two, or give one another name' },
  example: policyOnly('policy: sample\npolicy: sample\nversion: 1\neffective: { from: 2021-01-01 }\n'),
});

export const aliasBomb = define({
  code: 'ZS1004',
  severity: 'error',
  title: { zh: '别名展开过多', en: 'Aliases grow too large' },
  message: { zh: '别名展开后超过 {bound} 个节点', en: 'Its aliases grow to more than {bound} nodes' },
  remedy: { zh: '请写出内容，不要层层引用别名', en: 'Write the content out instead of aliases of aliases' },
  example: policyOnly(
    [
      'policy: sample',
      'version: 1',
      'effective: { from: 2021-01-01 }',
      'title:',
      '  zh: &a [x, x, x, x, x, x, x, x, x, x]',
      '  b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]',
      '  c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]',
      '  d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]',
      '  e: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]',
      '',
    ].join('\n'),
  ),
});

export const aliasCircle = define({
  code: 'ZS1005',
  severity: 'error',
  title: { zh: '别名包含自己', en: 'An alias contains itself' },
  message: { zh: '别名“{name}”包含它自己', en: 'The alias "{name}" contains itself' },
  remedy: { zh: '请写出内容，去掉别名', en: 'Write the content out without the alias' },
  example: policyOnly('policy: sample\nversion: 1\neffective: { from: 2021-01-01 }\ntitle: &t { zh: 甲, en: *t }\n'),
});

export const severalDocuments = define({
  code: 'ZS1006',
  severity: 'error',
  title: { zh: '一个文件里有多个文档', en: 'Several documents in one file' },
  message: {
    zh: '“---”之后又是一个文档，它不会被读取',
    en: 'Another document begins after "---"; it would not be read',
  },
  remedy: { zh: '请把它放进另一个文件', en: 'Put it into a file of its own' },
  example: policyOnly('policy: sample\nversion: 1\neffective: { from: 2021-01-01 }\n---\npolicy: other\n'),
});

export const tooDeep = define({
  code: 'ZS1007',
  severity: 'error',
  title: { zh: '嵌套太深', en: 'Nested too deeply' },
  message: { zh: '嵌套超过 {bound} 层', en: 'Nested more than {bound} levels deep' },
  remedy: {
    zh: '请把里层的条件写成共用条件（conditions）再引用',
    en: 'Move inner conditions into shared ones (`conditions`) and name them',
  },
  example: policyOnly(`policy: ${'['.repeat(70)}${']'.repeat(70)}\n`),
});

export const keyNotText = define({
  code: 'ZS1008',
  severity: 'error',
  title: { zh: '键不是文字', en: 'A key that is no text' },
  message: { zh: '冒号前须是一个名称', en: 'Before the colon there must be a name' },
  remedy: { zh: '请写成“名称: 值”', en: 'Write "name: value"' },
  example: policyOnly('policy: sample\nversion: 1\neffective: { from: 2021-01-01 }\n? [a, b]\n: c\n'),
});

export const conditionSplitInBraces = define({
  code: 'ZS1009',
  severity: 'error',
  title: { zh: '花括号里的条件被 YAML 拆开', en: 'A condition in braces that YAML splits' },
  message: {
    zh: '在花括号里，YAML 会把条件中的方括号和逗号当成自己的符号',
    en: 'Within braces YAML takes the brackets and commas of a condition for its own',
  },
  remedy: {
    zh: '请给整行条件加上引号（如 where: "kind in [a, b]"），或把各键分行写',
    en: 'Quote the whole condition (as in where: "kind in [a, b]"), or write the keys on lines of their own',
  },
  example: policyOnly(
    [
      'policy: sample',
      'version: 1',
      'effective: { from: 2021-01-01 }',
      'facts:',
      '  many: { of: unit, count: petition, where: level in [skip, plain], during: received-on }',
      '',
    ].join('\n'),
  ),
});
