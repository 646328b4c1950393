/** ZS15xx: names across the project, versions of policies, parameters, citations. */
import type { Example } from '../../define.ts';
import { define } from '../../define.ts';
import { policyWith } from './example.ts';

const otherwise = '    otherwise: { severity: minor, message: { zh: 甲, en: A }, remedy: { zh: 乙, en: B } }\n';

function requiring(before: string, line: string, cites = ''): string {
  return `${before}rules:
  sample-rule:
    title: { zh: 样例, en: Sample }
    for: unit
    require: ${line}
${cites}${otherwise}`;
}

const rule = requiring('', 'model');

function otherPolicy(text: string, effective = '{ from: 2021-01-01 }'): Readonly<Record<string, string>> {
  return {
    'other.policy.yaml': `policy: other\ntitle: { zh: 其他, en: Other }\nversion: 1\neffective: ${effective}\n${text}`,
  };
}

function cited(cites: string): Example {
  return policyWith(requiring('', 'model', `    cites: ${cites}\n`), {
    'guide.md': '# 指引\n\n## 答复 {#reply}\n\n七日内答复。\n',
  });
}

export const unknownEntity = define({
  code: 'ZS1501',
  severity: 'error',
  title: { zh: '没有这个实体', en: 'No such entity' },
  message: { zh: '数据字典没有实体“{name}”{near}', en: 'The dictionary has no entity "{name}"{near}' },
  remedy: {
    zh: '请改正拼写，或在 datapackage.yaml 中加上它',
    en: 'Correct the spelling, or add it to datapackage.yaml',
  },
  example: policyWith(`rules:
  sample-rule:
    title: { zh: 样例, en: Sample }
    for: unti
    require: model
${otherwise}`),
});

export const unknownName = define({
  code: 'ZS1502',
  severity: 'error',
  title: { zh: '没有这个名称', en: 'No such name' },
  message: { zh: '没有{kind}“{name}”{near}', en: 'There is no {kind} "{name}"{near}' },
  remedy: { zh: '请改正拼写，或定义它', en: 'Correct the spelling, or define it' },
  example: policyWith(requiring('', '{ condition: residential }')),
});

export const notInForce = define({
  code: 'ZS1503',
  severity: 'error',
  title: { zh: '名称此时尚未或不再施行', en: 'A name that is not in force then' },
  message: {
    zh: '{kind}“{name}”在此规定施行的日子（{days}）没有施行：它{others}施行',
    en: 'The {kind} "{name}" is not in force on days on which this is ({days}): it is {others}',
  },
  remedy: {
    zh: '请调整两个政策的 effective，或在同一政策中定义它',
    en: "Bring the two policies' `effective` together, or define it in the same policy",
  },
  example: policyWith(
    requiring('', 'busy'),
    otherPolicy('facts:\n  busy: { of: unit, any: petition, that: level = skip }\n', '{ from: 2022-01-01 }'),
  ),
});

export const nameTwice = define({
  code: 'ZS1504',
  severity: 'error',
  title: { zh: '名称重复', en: 'A name that stands twice' },
  message: { zh: '{kind}“{name}”在同一时期有两个', en: 'There are two {kind}s "{name}" at one time' },
  remedy: { zh: '请给其中一个另取名称', en: 'Give one of them another name' },
  example: policyWith(rule, otherPolicy(rule)),
});

export const ruleAndStandard = define({
  code: 'ZS1505',
  severity: 'error',
  title: { zh: '规则与标准同名', en: 'A rule and a standard of one name' },
  message: { zh: '“{name}”既是规则又是标准', en: '"{name}" is both a rule and a standard' },
  remedy: { zh: '请给其中一个另取名称', en: 'Give one of them another name' },
  example: policyWith(`${rule}standards:\n  sample-rule: { for: unit, requires: [sample-rule] }\n`),
});

export const factIsField = define({
  code: 'ZS1506',
  severity: 'error',
  title: { zh: '事实与字段同名', en: 'A fact named like a field' },
  message: { zh: '“{entity}”已有字段“{name}”', en: '"{entity}" has a field "{name}" already' },
  remedy: { zh: '请给事实另取名称', en: 'Give the fact another name' },
  example: policyWith('facts:\n  households: { of: unit, count: petition }\n'),
});

export const circle = define({
  code: 'ZS1507',
  severity: 'error',
  title: { zh: '定义绕成了圈', en: 'Definitions in a circle' },
  message: { zh: '定义绕成了圈：{circle}', en: 'The definitions form a circle: {circle}' },
  remedy: { zh: '请让其中一个不再依赖下一个', en: 'Let one of them no longer rest on the next' },
  example: policyWith(requiring('facts:\n  a: { of: unit, total: [b] }\n  b: { of: unit, total: [a] }\n', 'a = 0')),
});

export const chainTooLong = define({
  code: 'ZS1508',
  severity: 'error',
  title: { zh: '层层依赖过深', en: 'A chain of definitions that is too long' },
  message: {
    zh: '“{name}”处在超过 {bound} 层的依赖链中',
    en: '"{name}" stands in a chain of more than {bound} definitions',
  },
  remedy: { zh: '请减少事实之间的层次', en: 'Let fewer facts rest on one another' },
  example: policyWith(
    requiring(
      `facts:\n${Array.from({ length: 101 }, (_, i) => `  f${i}: { of: unit, total: [${i === 0 ? 'households' : `f${i - 1}`}] }\n`).join('')}`,
      'f100 > 0',
    ),
  ),
});

export const versionsOverlap = define({
  code: 'ZS1509',
  severity: 'error',
  title: { zh: '政策的两个版本重叠', en: 'Two versions of a policy that overlap' },
  message: {
    zh: '政策“{name}”的版本 {version} 与 {other} 施行期间重叠',
    en: 'Versions {version} and {other} of the policy "{name}" are in force at one time',
  },
  remedy: { zh: '请给较早的版本加上 until', en: 'Give the earlier one an `until`' },
  example: policyWith(rule, {
    'next.policy.yaml':
      'policy: sample\ntitle: { zh: 样例, en: Sample }\nversion: 2\neffective: { from: 2022-01-01 }\n',
  }),
});

export const sameDayTwice = define({
  code: 'ZS1510',
  severity: 'error',
  title: { zh: '参数同一天有两个值', en: 'Two values of a parameter from one day' },
  message: { zh: '参数“{name}”从 {from} 起有两个值', en: 'The parameter "{name}" has two values from {from} on' },
  remedy: { zh: '请删除其中一个，或改正日期', en: 'Delete one of them, or correct its date' },
  example: policyWith(
    requiring(
      'parameters:\n  days: { title: { zh: 天, en: Days }, values: [{ from: 2020-01-01, value: 7 }, { from: 2020-01-01, value: 9 }] }\n',
      'households > $days',
    ),
  ),
});

export const mixedParameter = define({
  code: 'ZS1511',
  severity: 'error',
  title: { zh: '参数的值类型不一', en: 'Values of a parameter that differ in type' },
  message: { zh: '参数“{name}”的值类型不一', en: 'The values of the parameter "{name}" differ in type' },
  remedy: { zh: '请让各个值同为数字、日期或文字', en: 'Let all of them be numbers, or dates, or texts' },
  example: policyWith(
    'parameters:\n  days: { title: { zh: 天, en: Days }, values: [{ from: 2020-01-01, value: 7 }, { from: 2021-01-01, value: seven }] }\n',
  ),
});

export const noValueYet = define({
  code: 'ZS1512',
  severity: 'error',
  title: { zh: '参数此时还没有值', en: 'A parameter without a value at first' },
  message: {
    zh: '参数“{name}”从 {first} 起才有值，而这里从 {day} 起就要用它',
    en: 'The parameter "{name}" has a value only from {first} on, and is read here from {day} on',
  },
  remedy: { zh: '请给参数加上更早的值', en: 'Give the parameter an earlier value' },
  example: policyWith(
    requiring(
      'parameters:\n  days: { title: { zh: 天, en: Days }, values: [{ from: 2021-06-01, value: 7 }] }\n',
      'households > $days',
    ),
  ),
});

export const unused = define({
  code: 'ZS1513',
  severity: 'information',
  title: { zh: '定义了却没有用到', en: 'Defined and never used' },
  message: { zh: '{kind}“{name}”没有用到', en: 'The {kind} "{name}" is used nowhere' },
  remedy: { zh: '请用它，或删除它', en: 'Use it, or delete it' },
  example: policyWith('facts:\n  petitions: { of: unit, count: petition }\n'),
});

export const citesMalformed = define({
  code: 'ZS1514',
  severity: 'error',
  title: { zh: '依据没有指明条款', en: 'A citation without a clause' },
  message: { zh: '“{text}”没有指明条款', en: '"{text}" names no clause' },
  remedy: { zh: '请写成 guide.md#条款', en: 'Write guide.md#clause' },
  example: cited('guide.md'),
});

export const noGuide = define({
  code: 'ZS1515',
  severity: 'error',
  title: { zh: '没有所引的文件', en: 'A citation of a file that is not there' },
  message: { zh: '项目里没有指引“{path}”', en: 'The project has no guide "{path}"' },
  remedy: { zh: '请改正文件名，或加上该文件', en: 'Correct the name of the file, or add it' },
  example: cited('guid.md#reply'),
});

export const unknownClause = define({
  code: 'ZS1516',
  severity: 'error',
  title: { zh: '没有所引的条款', en: 'No such clause' },
  message: { zh: '“{path}”没有条款“{anchor}”{near}', en: '"{path}" has no clause "{anchor}"{near}' },
  remedy: { zh: '请改正，或在指引中加上该条款的锚点', en: 'Correct it, or add its anchor to the guide' },
  example: cited('guide.md#repy'),
});
