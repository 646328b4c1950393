/** The reference page of the language, from the tables that the readers themselves go by: constructs, kinds of facts, operators. */
import type { Language, Localized } from '../diagnostics/diagnostic.ts';
import { type Operator, operators } from '../language/condition/operators.ts';
import type { ConstructName, Key } from '../language/construct-keys.ts';
import { constructs } from '../language/constructs.ts';
import { factKinds } from '../language/fact-keys.ts';
import { shapeTitles } from '../language/shape-titles.ts';
import type { FactType } from '../model/fact.ts';
import { dictionarySection } from './dictionary.ts';
import { lettersSection } from './letters.ts';
import { code, table, text, type Words } from './markdown.ts';

export function languagePage(language: Language): string {
  return [
    `# ${text(words.title, language)}`,
    text(words.intro, language),
    `## ${text(words.files, language)}`,
    table(
      [text(words.file, language), text(words.holds, language)],
      files.map(([name, holds]) => [code(name), text(holds, language)]),
    ),
    text(words.general, language),
    ...dictionarySection(language),
    `## ${text(words.constructs, language)}`,
    ...(Object.keys(constructs) as ConstructName[])
      .filter((name) => name !== 'fact')
      .flatMap((name) => construct(name, language)),
    `## ${text(words.made, language)}`,
    text(words.madeIntro, language),
    table(
      [words.madeName, words.madeWhat, words.madeWhen].map((word) => text(word, language)),
      made.map(([name, what, when]) => [code(name), text(what, language), text(when, language)]),
    ),
    text(words.madeUse, language),
    ...lettersSection(language),
    `## ${text(words.facts, language)}`,
    text(words.factIntro, language),
    keysTable(
      constructs.fact.keys.filter((key) => !isKind(key) && !isOfAKind(key)),
      language,
    ),
    table(
      [
        text(words.kind, language),
        text(words.gives, language),
        text(words.shape, language),
        text(words.beside, language),
      ],
      Object.values(factKinds).map(({ kind, keys }) => [
        code(kind.name),
        text(kind.title, language),
        shapeOf(kind, language),
        keys.map((key) => code(key.name) + (key.required === true ? '*' : '')).join(' '),
      ]),
    ),
    text(words.star, language),
    keysTable(constructs.fact.keys.filter(isOfAKind), language),
    `## ${text(words.operators, language)}`,
    text(words.operatorIntro, language),
    table(
      [words.operator, words.means, words.example, words.on, words.also, words.json].map((word) =>
        text(word, language),
      ),
      operators.map((operator) => operatorRow(operator, language)),
    ),
    text(words.foreign, language),
  ]
    .join('\n\n')
    .concat('\n');
}

const words = {
  title: { zh: '政策语言一览', en: 'The policy language' },
  intro: {
    zh: '本页由语言自己的表生成（`npm run docs`），请勿手改。含义见 `engine/model/semantics.md`，诊断见 `engine/diagnostics/REFERENCE.zh.md`。',
    en: 'This page is made from the tables of the language itself (`npm run docs`); do not edit it. What everything means stands in `engine/model/semantics.md`, the diagnostics in `engine/diagnostics/REFERENCE.md`.',
  },
  files: { zh: '项目里的文件', en: 'The files of a project' },
  file: { zh: '文件', en: 'file' },
  holds: { zh: '内容', en: 'holds' },
  general: {
    zh: '指引的每条写作一个标题，锚点写在后面：`## 2.4 答复时限 {#reply}`。总则一类不需要规则落实的条款标 `{#purpose .general}`，`trace` 便不算缺口。',
    en: 'A clause of the guide is a heading with its anchor after it: `## 2.4 Days to reply {#reply}`. One from which no rule follows is marked `{#purpose .general}`, so that it is no gap in `trace`.',
  },
  constructs: { zh: '结构和键', en: 'Constructs and their keys' },
  key: { zh: '键', en: 'key' },
  required: { zh: '必填', en: 'required' },
  yes: { zh: '是', en: 'yes' },
  shape: { zh: '写法', en: 'written as' },
  what: { zh: '是什么', en: 'what it is' },
  made: { zh: '程序生成的规则和事实', en: 'The rules and the fact that a procedure makes' },
  madeIntro: {
    zh: '程序 `P` 自己生成下列名称，不必写出，也不能另作他用：',
    en: 'A procedure `P` makes the following names; they need not be written and cannot be taken for anything else:',
  },
  madeName: { zh: '名称', en: 'name' },
  madeWhat: { zh: '是什么', en: 'what it is' },
  madeWhen: { zh: '何时有', en: 'made when' },
  madeUse: {
    zh: '这些规则与写出的规则一样用于标准、豁免、测试、`failures`、`verdict` 和 `--rule`；标准的 `requires` 写 `P` 即要求全部。规则、标准、程序和问责阶梯不能同名。政策测试可以写出程序走到的一步和问责阶梯应发的函件，没有时写 `none`：`expect: { P: { c1: assign }, my-ladder: { u1: notice, u2: none } }`。',
    en: 'These rules are used like written ones in standards, waivers, tests, `failures`, `verdict` and `--rule`; a standard that requires `P` requires all of them. Rules, standards, procedures and ladders share no names. A policy test may also say how far a procedure has come and which letter a ladder calls for, `none` where there is none: `expect: { P: { c1: assign }, my-ladder: { u1: notice, u2: none } }`.',
  },
  facts: { zh: '计算事实', en: 'Computed facts' },
  factIntro: {
    zh: '实体的字段本身就是事实，经引用也可到达（`street.name`）。另外可在 `facts` 下定义计算事实：除下列各键外，恰有一个键说明它是哪一种。',
    en: 'The fields of an entity are facts already, also by way of references (`street.name`). Others are computed, under `facts`: beside the keys below exactly one key says of what kind a fact is.',
  },
  kind: { zh: '种类', en: 'kind' },
  gives: { zh: '得出', en: 'gives' },
  beside: { zh: '可带的键', en: 'keys beside it' },
  star: { zh: '带 * 的必填。这些键是：', en: 'Those with * are required. These keys are:' },
  operators: { zh: '条件的运算符', en: 'Operators of conditions' },
  operatorIntro: {
    zh: '条件写成一行：事实、运算符、操作数；或只写一个是否型事实。操作数是数字、百分数、日期、月份、带引号的文字、该事实的代码、`$参数` 或另一个事实。列表表示全部成立；`all`、`any`、`not`、`{ condition: 名称 }` 把条件组合起来。json-rules-engine 的 `{ fact, operator, value }` 处处可用。全角符号和数字按半角读。',
    en: "A condition is a line: a fact, an operator, its operands; or a yes-or-no fact alone. An operand is a number, a percent, a date, a month, a quoted text, a code of the fact, a `$parameter` or another fact. A list means all of them; `all`, `any`, `not` and `{ condition: name }` combine conditions. json-rules-engine's `{ fact, operator, value }` may stand anywhere. Full-width signs and digits are read as half-width ones.",
  },
  operator: { zh: '运算符', en: 'operator' },
  means: { zh: '含义', en: 'means' },
  example: { zh: '例', en: 'example' },
  on: { zh: '适用类型', en: 'on' },
  also: { zh: '也可写', en: 'also written' },
  json: { zh: 'JSON 中的名称', en: 'name in JSON' },
  foreign: {
    zh: '`zhunsheng fmt` 把每个条件改成表中第一列的写法。其他语言的写法（如 `==`、`<>`、`等于`）能被认出，并提示改正。',
    en: '`zhunsheng fmt` writes every condition with the spelling of the first column. Spellings of other languages (such as `==`, `<>`) are understood and reported with the right one.',
  },
} satisfies Words;

const always: Localized = { zh: '总有', en: 'always' };

const made: readonly (readonly [string, Localized, Localized])[] = [
  [
    'P.admitted',
    { zh: '规则：办了步骤的，须符合进入条件', en: 'rule: what has a step recorded may enter' },
    { zh: '写了 `admit-when`', en: 'with `admit-when`' },
  ],
  ['P.in-order', { zh: '规则：各步骤不颠倒', en: 'rule: no step is before an earlier one' }, always],
  ['P.complete', { zh: '规则：不缺前面的步骤', en: 'rule: no earlier step is missing' }, always],
  [
    'P.STEP',
    { zh: '规则：步骤 STEP 不超期', en: 'rule: the step STEP is not late' },
    { zh: '步骤写了 `within`', en: 'for each step with `within`' },
  ],
  ['P', { zh: '事实：已办的最后一步，是代码', en: 'fact, a code: the last step that is recorded' }, always],
];

const files: readonly (readonly [string, Localized])[] = [
  ['datapackage.yaml', { zh: '数据字典：实体、字段、引用', en: 'the data dictionary: entities, fields, references' }],
  ['*.policy.yaml', { zh: '政策', en: 'policies' }],
  ['*.test.yaml', { zh: '政策测试', en: 'policy tests' }],
  ['waivers.yaml', { zh: '豁免', en: 'waivers' }],
  [
    'guide.md',
    { zh: '指引：带锚点的条款，规则以 `cites` 引用', en: 'the guide: clauses with anchors, which rules cite' },
  ],
];

/** An example of each operator, by its spelling. */
const examples: Readonly<Record<string, string>> = {
  '=': 'kind = village',
  '≠': 'level ≠ ordinary',
  '<': 'days-to-reply < 7',
  '≤': 'days-to-reply ≤ $reply-days',
  '>': 'petitions > petitions-allowed',
  '≥': 'answered-share ≥ 95%',
  before: 'fixed-on before due-on',
  after: 'replied-on after 2021-03-01',
  in: 'kind in [village, community]',
  'not in': 'street.name not in ["甲街道", "乙街道"]',
  between: 'households between 100 and 500',
  matches: 'code matches /^41[0-9]{4}$/',
  contains: 'subject contains "占道"',
  'not contains': 'subject not contains "占道"',
  'is known': 'replied-on is known',
  'is unknown': 'replied-on is unknown',
};

const typeTitles: Readonly<Record<FactType['kind'], Localized>> = {
  number: { zh: '数', en: 'number' },
  text: { zh: '文本', en: 'text' },
  code: { zh: '代码', en: 'code' },
  boolean: { zh: '是否', en: 'yes or no' },
  date: { zh: '日期', en: 'date' },
  month: { zh: '月份', en: 'month' },
};

function construct(name: ConstructName, language: Language): readonly string[] {
  return [`### ${text(constructs[name].title, language)}`, keysTable(constructs[name].keys, language)];
}

function keysTable(keys: readonly Key[], language: Language): string {
  return table(
    [words.key, words.required, words.shape, words.what].map((word) => text(word, language)),
    keys.map((key) => [
      code(key.name),
      key.required === true ? text(words.yes, language) : '',
      shapeOf(key, language),
      text(key.title, language),
    ]),
  );
}

function shapeOf({ shape, choices, construct: of }: Key, language: Language): string {
  if (choices !== undefined) return choices.map(code).join(language === 'zh' ? '、' : ', ');
  const shown = text(shapeTitles[shape], language);
  return of === undefined || of === 'condition' ? shown : `${shown} (${text(constructs[of].title, language)})`;
}

function isKind(key: Key): boolean {
  return Object.hasOwn(factKinds, key.name);
}

/** A key that only some kinds know. */
function isOfAKind(key: Key): boolean {
  return Object.values(factKinds).some(({ keys }) => keys.some(({ name }) => name === key.name));
}

function operatorRow(operator: Operator, language: Language): readonly string[] {
  return [
    code(operator.spelling),
    text(operator.title, language),
    code(examples[operator.spelling] ?? ''),
    operator.on.map((kind) => text(typeTitles[kind], language)).join(language === 'zh' ? '、' : ', '),
    operator.also.map(code).join(' '),
    code(operator.json),
  ];
}
