/** What the reference says of the dictionary: our own properties, and projects that build on others. */
import type { Language, Localized } from '../diagnostics/diagnostic.ts';
import { code, fence, table, text } from './markdown.ts';

export function dictionarySection(language: Language): readonly string[] {
  return [
    `## ${text(words.title, language)}`,
    text(words.intro, language),
    table(
      [words.property, words.stands, words.means].map((word) => text(word, language)),
      properties.map(([name, stands, means]) => [code(name), text(stands, language), text(means, language)]),
    ),
    `## ${text(words.packs, language)}`,
    text(words.packsIntro, language),
    fence('yaml', example),
    text(words.packsMeaning, language),
    fence('yaml', override),
    text(words.packsBounds, language),
  ];
}

const words = {
  title: { zh: '数据字典的自有属性', en: 'Our own properties of the dictionary' },
  intro: {
    zh: '`datapackage.yaml` 按 [Data Package v2](https://datapackage.org) 书写；标准允许的自有属性以 `zhunsheng:` 开头：',
    en: '`datapackage.yaml` is a [Data Package v2](https://datapackage.org) descriptor; what is ours begins with `zhunsheng:`, as the standard allows:',
  },
  property: { zh: '属性', en: 'property' },
  stands: { zh: '写在哪里', en: 'stands in' },
  means: { zh: '含义', en: 'means' },
  packs: { zh: '建立在别的项目之上', en: 'Building on another project' },
  packsIntro: {
    zh: '一个项目可以用另一个项目的字典、政策和指引，再加上自己的，写在 `datapackage.yaml` 里：',
    en: 'A project may take the dictionary, policies and guide of another one and add its own, by its `datapackage.yaml`:',
  },
  packsMeaning: {
    zh: '版本是钉住的：那边的 `version`（npm 包没有写时看 package.json）不同就是错误。那边的表在这里同名列出，只写数据在哪里、怎么写的（`path`、`format`、`encoding`、`dialect`、`data`），还可以在 `schema` 的 `fields`、`foreignKeys` 下加字段；没有列出的表，数据按那边的路径到本项目的文件夹里找。那边的规则、标准、条件、事实可以直接用，同名的不能再写；参数可以换值，写明 `overrides`：',
    en: 'The version is pinned: another `version` there (of an npm package without one that of package.json) is an error. A table of the pack may be listed here by its name, to say where and how its data is written (`path`, `format`, `encoding`, `dialect`, `data`) and to add `fields` and `foreignKeys` under `schema`; the data of tables that are not listed is looked for by the pack’s paths in the project’s own folder. Rules, standards, conditions and facts of the pack are used by name and cannot be said anew; a parameter may have other values, where it says `overrides`:',
  },
  packsBounds: {
    zh: '从那边只读 datapackage.yaml、*.policy.yaml 和 guide.md，不读测试、豁免和数据，也不读那个文件夹之外的任何文件；它须在同一个仓库里（没有仓库时在旁边），或由 npm 装在 node_modules 里。它的文件按到那里的路径列出（`../district/policies/…`），和自己的文件一起写进 manifest。那边的错误显示在用它的地方；它的测试和 `trace` 缺口在它自己那里看。',
    en: 'Of a pack datapackage.yaml, *.policy.yaml and guide.md are read: not its tests, waivers and data, and nothing outside its folder, which lies in the same repository (without one: beside the project) or is installed by npm in node_modules. Its files are named by the way to them (`../district/policies/…`) and stand in the manifest with the project’s own. Errors in it are shown at the place that uses it; its tests and its gaps in `trace` are its own.',
  },
} as const;

const inField: Localized = { zh: '字段', en: 'a field' };
const inResource: Localized = { zh: '资源', en: 'a resource' };

const properties: readonly (readonly [string, Localized, Localized])[] = [
  [
    'zhunsheng:sensitive',
    inField,
    { zh: '`true`：敏感，从不显示、记录、写出', en: '`true`: sensitive, never shown, logged or written' },
  ],
  [
    'zhunsheng:planned',
    inField,
    {
      zh: '`true`：计划中的日期，不是已发生的事，还没到也读得出来',
      en: '`true`: a date that is planned, not one on which something has happened; known ahead of its day',
    },
  ],
  [
    'zhunsheng:descriptive',
    inField,
    {
      zh: '`true`：只供查阅，没有规则用它也不算 `trace` 的缺口',
      en: '`true`: there for people to read; that no rule reads it is no gap in `trace`',
    },
  ],
  ['zhunsheng:unit', inField, { zh: '计量单位，如 `元`', en: 'the unit of measure, such as `元`' }],
  [
    'zhunsheng:valid',
    inResource,
    {
      zh: '`{ from, to }`：各行在哪两个日期之间有效（含首尾）',
      en: '`{ from, to }`: the dates between which a row is in force, both inclusive',
    },
  ],
  [
    'zhunsheng:reports',
    inResource,
    {
      zh: '`{ for, month }`：每行是哪个对象哪个月的报告',
      en: '`{ for, month }`: each row is the report of a record for a month',
    },
  ],
  [
    'zhunsheng:lines',
    inResource,
    {
      zh: '`{ territory, department }`：属地（块）和行业部门（条）是哪两个引用；`report` 的挂图按 territory 分片，没有写时取第一个按它汇总的引用',
      en: '`{ territory, department }`: the references to the two lines that a record answers to; the wall chart of `report` stands by the territory. Without it: the first reference that a roll-up groups by, then the next',
    },
  ],
  [
    'zhunsheng:publication',
    { zh: '字典', en: 'the descriptor' },
    {
      zh: '`{ title, smallest-cell }`：`report` 的播报叫什么；公开版里小于几的数不公布（默认 3）',
      en: '`{ title, smallest-cell }`: what the bulletin of `report` is called; in the public one counts below this are suppressed (default: 3)',
    },
  ],
  ['zhunsheng:name', { zh: '外键', en: 'a foreign key' }, { zh: '引用的名称', en: 'what the reference is called' }],
  [
    'zhunsheng:uses',
    { zh: '字典', en: 'the descriptor' },
    { zh: '建立在哪些项目之上，见下', en: 'the projects that this one builds on, see below' },
  ],
];

const example = `name: our-town
zhunsheng:uses:
  - { path: ../district, version: 2021.1.0 }
  - { package: '@district/letters', version: 1.4.0 }
resources:
  - { name: unit, path: data/our-units.csv }`;

const override = `parameters:
  reply-days:
    title: { zh: 答复时限, en: Days to reply }
    overrides: three-zero-district
    values: [{ from: 2021-07-01, value: 5, cites: guide.md#reply }]`;
