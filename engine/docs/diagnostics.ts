/** The reference page of the diagnostics, from their registry: each with its example and what the product says of it. */
import type { Definition, Example } from '../diagnostics/define.ts';
import type { Diagnostic, Language, Localized } from '../diagnostics/diagnostic.ts';
import { registry } from '../diagnostics/registry/index.ts';
import { analyze } from '../language/analyze.ts';
import { fence, text, type Words } from './markdown.ts';

type Area = keyof typeof registry;

export function diagnosticsPage(language: Language): string {
  const areas = (Object.keys(registry) as readonly Area[]).toSorted((a, b) => (firstCode(a) < firstCode(b) ? -1 : 1));
  const shared = sharedFiles(areas.flatMap(definitionsOf));
  return [
    `# ${text(words.title, language)}`,
    text(words.intro, language),
    [
      `| ${text(words.columns, language)} |`,
      '|---|---|---|',
      ...areas.flatMap(definitionsOf).map((one) => row(one, language)),
    ].join('\n'),
    ...(shared === null
      ? []
      : [
          text(words.dictionary, language),
          `<details><summary><code>${shared.name}</code></summary>\n\n${fence('yaml', shared.content)}\n\n</details>`,
        ]),
    ...areas.flatMap((area) => [
      `## ${text(areaTitles[area], language)}`,
      ...definitionsOf(area).map((definition) => entry(definition, language, shared)),
    ]),
  ]
    .join('\n\n')
    .concat('\n');
}

/** A file that most examples share. */
interface Shared {
  readonly name: string;
  readonly content: string;
}

const words = {
  title: { zh: '诊断一览', en: 'Diagnostics' },
  intro: {
    zh: '产品对输入所说的每一句话：稳定的代码、严重程度、说明、怎么办，以及能看到它的例子。本页由登记表生成（`npm run docs`），请勿手改。',
    en: 'All that the product says of an input: a stable code, a severity, the message, what to do, and an example that shows it. This page is made from the registry (`npm run docs`); do not edit it.',
  },
  columns: { zh: '代码 | 严重程度 | 是什么', en: 'code | severity | what' },
  dictionary: {
    zh: '没有写出字典的例子都用这份字典：',
    en: 'Examples without a dictionary of their own stand in this one:',
  },
  message: { zh: '说明', en: 'Message' },
  remedy: { zh: '怎么办', en: 'What to do' },
  example: { zh: '例子', en: 'Example' },
  said: { zh: '产品说', en: 'The product says' },
} satisfies Words;

const areaTitles: Readonly<Record<Area, Localized>> = {
  dictionary: { zh: '数据字典', en: 'The data dictionary' },
  language: { zh: '政策、豁免、测试和指引', en: 'Policies, waivers, tests and the guide' },
  interop: { zh: '与 json-rules-engine 互通', en: 'To and from json-rules-engine' },
  data: { zh: '数据文件', en: 'Data files' },
  testing: { zh: '政策测试的运行', en: 'Running policy tests' },
  trace: { zh: '条款、规则、测试、数据的对应', en: 'Clauses, rules, tests and data' },
  impact: { zh: '两个版本的规则之比较', en: 'Comparing two versions of the rules' },
  history: { zh: '规则的历史', en: 'The history of a rule' },
  journal: { zh: '考核日志', en: 'The log of assessments' },
  signature: { zh: '密钥和签名', en: 'Keys and signatures' },
  report: { zh: '发布：播报和文书', en: 'Publishing: bulletins and papers' },
  letters: { zh: '函件和模板', en: 'Letters and their templates' },
  init: { zh: '新建项目', en: 'Beginning a project' },
  packs: { zh: '建立在别的项目之上', en: 'Building on other projects' },
  run: { zh: '命令的运行和用法', en: 'Running and using the commands' },
};

const severities: Readonly<Record<Diagnostic['severity'], Localized>> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
  information: { zh: '提示', en: 'information' },
};

function definitionsOf(area: Area): readonly Definition<unknown>[] {
  const all = Object.values(registry[area]) as readonly (Definition<unknown> | undefined)[];
  const definitions = all.filter((one) => typeof one?.code === 'string') as readonly Definition<unknown>[];
  return definitions.toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

function firstCode(area: Area): string {
  return definitionsOf(area)[0]?.code ?? '';
}

function row({ code, severity, title }: Definition<unknown>, language: Language): string {
  return `| [${code}](#${code.toLowerCase()}) | ${text(severities[severity], language)} | ${text(title, language)} |`;
}

function entry(definition: Definition<unknown>, language: Language, shared: Shared | null): string {
  const { code, severity, title, message, remedy, example } = definition;
  return [
    `### <a id="${code.toLowerCase()}"></a>${code} ${text(title, language)}`,
    `*${text(severities[severity], language)}*`,
    `- ${text(words.message, language)}${colon(language)}${text(message, language)}\n- ${text(words.remedy, language)}${colon(language)}${text(remedy, language)}`,
    ...(example === undefined ? [] : exampleText(example, definition, language, shared)),
  ].join('\n\n');
}

function exampleText(
  example: Example,
  { code }: Definition<unknown>,
  language: Language,
  shared: Shared | null,
): string[] {
  const files = Object.entries(example.files).filter(([, content]) => content !== shared?.content);
  const shown = files.map(([name, content]) => `\`${name}\`\n\n${fence(kindOf(name), content)}`);
  const said = analyze(new Map(Object.entries(example.files))).diagnostics.filter((one) => one.code === code);
  const lines = said.map(({ place, message }) => {
    const { line, column } = place.range.start;
    return `${place.file}:${line + 1}:${column + 1} ${text(message, language)}`;
  });
  return [
    `${text(words.example, language)}${colon(language).trimEnd()}`,
    ...shown,
    ...(lines.length === 0
      ? []
      : [`${text(words.said, language)}${colon(language).trimEnd()}\n\n${fence('text', lines.join('\n'))}`]),
  ];
}

function kindOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function colon(language: Language): string {
  return language === 'zh' ? '：' : ': ';
}

function sharedFiles(definitions: readonly Definition<unknown>[]): Shared | null {
  const counts = new Map<string, number>();
  for (const { example } of definitions) {
    const content = example?.files['datapackage.yaml'];
    if (content !== undefined) counts.set(content, (counts.get(content) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most === undefined ? null : { name: 'datapackage.yaml', content: most[0] };
}
