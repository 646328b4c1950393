/** ZS51xx: projects that build on others (`zhunsheng:uses`). */
import { define, type Example } from '../define.ts';

export const usesMalformed = define({
  code: 'ZS5101',
  severity: 'error',
  title: { zh: 'zhunsheng:uses 的写法不对', en: 'Malformed zhunsheng:uses' },
  message: { zh: '{what}', en: '{what}' },
  remedy: {
    zh: '每一项写 path（../ 开头的相对路径）或 package（npm 包名），并写 version',
    en: 'Each item has a path (relative, such as ../base) or a package (of npm), and a version',
  },
  example: using('- { path: ../base }'),
});

export const packNotFound = define({
  code: 'ZS5102',
  severity: 'error',
  title: { zh: '找不到所依据的项目', en: 'No such pack' },
  message: { zh: '“{pack}”那里没有政策项目：{reason}', en: 'There is no policy project at "{pack}": {reason}' },
  remedy: {
    zh: '请核对路径；npm 包要先安装（npm install {pack}）',
    en: 'Check the path; an npm package must be installed first (npm install {pack})',
  },
});

export const packOutside = define({
  code: 'ZS5103',
  severity: 'error',
  title: { zh: '所依据的项目在范围之外', en: 'A pack out of bounds' },
  message: {
    zh: '“{pack}”在可用范围之外：只能用同一个仓库里的项目，没有仓库时用旁边的文件夹',
    en: '"{pack}" is out of bounds: a pack lies in the same repository, or where there is none beside the project',
  },
  remedy: { zh: '请把它放到旁边，或安装成 npm 包', en: 'Put it beside the project, or install it as an npm package' },
});

export const packWithin = define({
  code: 'ZS5104',
  severity: 'error',
  title: { zh: '项目套着项目', en: 'A project within a project' },
  message: {
    zh: '“{pack}”和用它的项目一个在另一个里面',
    en: '"{pack}" lies within the project that uses it, or the other way round',
  },
  remedy: { zh: '请把两个项目并排放', en: 'Put the two beside each other' },
});

export const packVersion = define({
  code: 'ZS5105',
  severity: 'error',
  title: { zh: '版本不符', en: 'Another version' },
  message: {
    zh: '这里钉住“{pack}”的版本 {wanted}，那里是 {found}',
    en: 'This is pinned to version {wanted} of "{pack}", which is at {found}',
  },
  remedy: {
    zh: '看过两版的差别后，把这里的 version 改为 {found}，或换回 {wanted} 的文件',
    en: 'Look at what has changed and write version: {found} here, or put the files of {wanted} back',
  },
});

export const packCircle = define({
  code: 'ZS5106',
  severity: 'error',
  title: { zh: '项目互相依据，绕成了圈', en: 'A circle of packs' },
  message: { zh: '绕成了圈：{circle}', en: 'A circle: {circle}' },
  remedy: { zh: '请去掉其中一处 zhunsheng:uses', en: 'Take one of these zhunsheng:uses away' },
});

export const packBroken = define({
  code: 'ZS5107',
  severity: 'error',
  title: { zh: '所依据的项目有错误', en: 'Errors in a pack' },
  message: {
    zh: '“{pack}”里有 {count} 处错误，第一处在 {place}：{first}',
    en: 'Errors in "{pack}": {count}, the first at {place}: {first}',
  },
  remedy: {
    zh: '请在那个项目里改正（zhunsheng check）；与本项目重名的，改本项目的名称',
    en: 'Mend it there (zhunsheng check); where a name of this project is in its way, change that name',
  },
  example: using("- { path: ../base, version: '1' }", { '../base/broken.policy.yaml': 'policy: broken\n' }),
});

export const unknownPack = define({
  code: 'ZS5108',
  severity: 'error',
  title: { zh: '没有用这个项目', en: 'Not a pack of this project' },
  message: { zh: '没有用名为“{name}”的项目{suggestion}', en: 'No pack named "{name}" is used{suggestion}' },
  remedy: {
    zh: 'overrides 写那个项目字典里的 name；它要列在 zhunsheng:uses 里',
    en: 'overrides gives the name in the pack’s dictionary; the pack must stand under zhunsheng:uses',
  },
  example: using("- { path: ../base, version: '1' }", { 'own.policy.yaml': overriding('bass', 'limit', 5) }),
});

export const overridesNothing = define({
  code: 'ZS5109',
  severity: 'error',
  title: { zh: '没有可改的参数', en: 'Nothing to override' },
  message: {
    zh: '项目“{pack}”没有参数“{name}”{suggestion}',
    en: 'The pack "{pack}" has no parameter "{name}"{suggestion}',
  },
  remedy: {
    zh: '请写那个项目的参数名；新参数不写 overrides',
    en: 'Name a parameter of the pack; a new one has no overrides',
  },
  example: using("- { path: ../base, version: '1' }", { 'own.policy.yaml': overriding('base', 'limits', 5) }),
});

export const overrideOfOtherKind = define({
  code: 'ZS5110',
  severity: 'error',
  title: { zh: '参数的值换了种类', en: 'A value of another kind' },
  message: {
    zh: '参数“{name}”在项目“{pack}”里是另一种值',
    en: 'The values of the parameter "{name}" are of another kind in the pack "{pack}"',
  },
  remedy: {
    zh: '数换数，日期换日期，文本换文本',
    en: 'Give a number for a number, a date for a date, a text for a text',
  },
  example: using("- { path: ../base, version: '1' }", { 'own.policy.yaml': overriding('base', 'limit', 'true') }),
});

export const fieldOfPack = define({
  code: 'ZS5111',
  severity: 'error',
  title: { zh: '改了所依据的字典', en: 'Another meaning for a pack’s table' },
  message: {
    zh: '表“{entity}”是所依据的项目定义的，这里不能再写 {property}',
    en: 'The table "{entity}" is a pack’s; {property} cannot be said anew here',
  },
  remedy: {
    zh: '这里只写数据在哪里、怎么写的（path、format、encoding、dialect、data），要加字段写在 schema 的 fields 下',
    en: 'Say here only where and how the data is written (path, format, encoding, dialect, data); further fields go under the fields of its schema',
  },
  example: using("- { path: ../base, version: '1' }", {}, '\n    zhunsheng:valid: { from: code }'),
});

/** A project that uses another one, `base`, with the parameter `limit`. */
function using(uses: string, more: Readonly<Record<string, string>> = {}, resource = ''): Example {
  return {
    files: {
      '../base/datapackage.yaml': `name: base
version: '1'
resources:
  - name: unit
    path: data/unit.csv
    schema: { primaryKey: code, fields: [{ name: code, type: string }, { name: staff, type: integer }] }
`,
      '../base/staff.policy.yaml': `policy: staff
version: 1
effective: { from: 2021-01-01 }
parameters:
  limit: { title: { zh: 下限, en: Least }, values: [{ from: 2021-01-01, value: 1 }] }
rules:
  staffed:
    title: { zh: 有人员, en: Has staff }
    for: unit
    require: staff ≥ $limit
    otherwise: { message: { zh: 人员不足, en: Too few staff }, remedy: { zh: 请配人员, en: Appoint staff } }
`,
      'datapackage.yaml': `name: own
zhunsheng:uses:
  ${uses}
resources:
  - name: unit
    path: data/our-units.csv${resource}
`,
      ...more,
    },
  };
}

function overriding(pack: string, parameter: string, value: number | string): string {
  return `policy: own
version: 1
effective: { from: 2021-01-01 }
parameters:
  ${parameter}:
    title: { zh: 下限, en: Least }
    overrides: ${pack}
    values: [{ from: 2021-01-01, value: ${value} }]
`;
}
