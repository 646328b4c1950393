/** Proposes the keys of a construct that are not there yet, each with the beginning of its value; and whole new constructs. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Language, Localized } from '../../../engine/diagnostics/diagnostic.ts';
import type { ConstructName, Key } from '../../../engine/language/construct-keys.ts';
import { constructs } from '../../../engine/language/constructs.ts';
import { factKinds } from '../../../engine/language/fact-keys.ts';
import type { MapTree } from '../../../engine/yaml/tree.ts';
import type { Proposal } from './item.ts';
import { probe, type Typed } from './probe.ts';

export function keyProposals(
  construct: ConstructName,
  map: MapTree,
  typed: Typed,
  language: Language,
): readonly Proposal[] {
  const present = map.entries.map(({ key }) => key.source).filter((name) => !name.includes(probe));
  const renaming = typed.after.trimStart().startsWith(':');
  const flow = map.flow || /[{,]\s*$/.test(typed.before);
  const whole = present.length === 0 && !flow && !renaming ? wholeProposals(construct, language) : [];
  const keys = keysFor(construct, present).map((key, index) => ({
    label: key.name,
    title: key.title[language],
    kind: CompletionItemKind.Property,
    rank: index / 100 + (key.required ? 0 : 1),
    snippet: renaming ? key.name : snippetOf(key, flow),
  }));
  return [...whole, ...keys];
}

/** All that a file or an item begins with, where nothing of it is there yet. */
function wholeProposals(construct: ConstructName, language: Language): readonly Proposal[] {
  const whole = wholes[construct];
  if (whole === undefined) return [];
  const { label, title, body } = whole;
  return [{ label, title: title[language], kind: CompletionItemKind.Snippet, snippet: body, rank: -0.05 }];
}

/** A new declaration, whole, under the name that is being typed. */
export function declarationProposals(construct: ConstructName, typed: Typed, language: Language): readonly Proposal[] {
  if (typed.after.trimStart().startsWith(':')) return [];
  const name = typed.word === '' ? `\${1:${defaultNames[construct] ?? 'name'}}` : typed.word;
  return (templates[construct] ?? []).map(({ label, title, body }, index) => ({
    label,
    title: title[language],
    kind: CompletionItemKind.Snippet,
    snippet: `${name}:${body}`,
    anyWord: true,
    rank: index / 100,
  }));
}

/** A fact has one kind, and beside it the keys that this kind knows. */
function keysFor(construct: ConstructName, present: readonly string[]): readonly Key[] {
  const kind = Object.values(factKinds).find((each) => present.includes(each.kind.name));
  const kinds = new Set(Object.values(factKinds).map((each) => each.kind.name));
  const beside = new Set(Object.values(factKinds).flatMap(({ keys }) => keys.map(({ name }) => name)));
  const ofKind = new Set(kind?.keys.map(({ name }) => name));
  const forms = ['all', 'any', 'not', 'condition', 'fact'];
  const form = forms.find((name) => present.includes(name));
  return constructs[construct].keys.filter(({ name }) => {
    if (present.includes(name) || !goesWith(construct, present, name)) return false;
    if (construct === 'fact' && kinds.has(name)) return kind === undefined;
    if (construct === 'fact' && beside.has(name)) return kind === undefined ? false : ofKind.has(name);
    if (construct !== 'condition') return true;
    // Of json-rules-engine's leaf only where one is begun: a line says the same.
    if (form === 'fact') return name === 'operator' || name === 'value';
    return form === undefined && forms.includes(name);
  });
}

/** Of an occasion, a requirement and a deadline: one way to say it, and what belongs to that one. */
function goesWith(construct: ConstructName, present: readonly string[], name: string): boolean {
  const ways = waysOf[construct];
  if (ways === undefined) return true;
  const chosen = Object.keys(ways).find((way) => present.includes(way));
  const isBeside = Object.values(ways).some((beside) => beside.includes(name));
  if (chosen === undefined) return !isBeside;
  return !Object.hasOwn(ways, name) && (!isBeside || (ways[chosen]?.includes(name) ?? false));
}

const named: Readonly<Record<string, readonly string[]>> = { standard: [], rule: ['via'], procedure: ['via'] };
const waysOf: Readonly<Partial<Record<ConstructName, Readonly<Record<string, readonly string[]>>>>> = {
  occasion: { ...named, rank: ['worst', 'among', 'order'] },
  requirement: named,
  deadline: { days: [], workdays: [], months: [] },
};

function snippetOf({ name, shape, construct, choices }: Key, flow: boolean): string {
  switch (shape) {
    case 'localized':
      return `${name}: { zh: \${1}, en: \${2} }`;
    case 'choice':
      return `${name}: \${1|${choices?.join(',') ?? ''}|}`;
    case 'names':
    case 'paths':
    case 'choices':
      return `${name}: [\${1}]`;
    case 'list':
      return flow || construct === undefined ? `${name}: [\${1}]` : `${name}:\n  - \${1}`;
    case 'construct': {
      const inner = construct === undefined ? [] : constructs[construct].keys.filter((key) => key.required);
      const fields = inner.map((key, index) => `${key.name}: \${${index + 1}}`).join(', ');
      if (construct === 'otherwise' && !flow) return `${name}:${otherwise(2)}`;
      return `${name}: { ${fields === '' ? `\${1}` : fields} }`;
    }
    case 'window':
      return `${name}: \${1|${choices?.join(',') ?? ''}|}`;
    case 'deadline':
      return `${name}: { \${1|days,workdays,months|}: \${2} }`;
    case 'amounts':
      return `${name}: { \${1}: \${2} }`;
    case 'constructs':
    case 'rows':
    case 'verdicts':
      return flow ? `${name}: { \${1} }` : `${name}:\n  \${1}`;
    default:
      return `${name}: \${1}`;
  }
}

interface Template {
  readonly label: string;
  readonly title: Localized;
  readonly body: string;
}

const wholes: Readonly<Partial<Record<ConstructName, Template>>> = {
  policy: {
    label: 'policy file',
    title: { zh: '新政策', en: 'A new policy' },
    body: [
      `policy: \${1:my-policy}`,
      `title: { zh: \${2}, en: \${3} }`,
      'version: 1',
      `effective: { from: \${4:2021-01-01} }`,
      '',
      'rules:',
      `  \${5:my-rule}:`,
      `    title: { zh: \${6}, en: \${7} }`,
      `    for: \${8:unit}`,
      `    require: \${9}`,
      `    otherwise:${otherwise(6)}`,
      '',
    ].join('\n'),
  },
  testFile: {
    label: 'test file',
    title: { zh: '新测试', en: 'New tests' },
    body: [
      `tests: \${1}`,
      `period: \${2:2021}`,
      'cases:',
      `  - name: \${3}`,
      '    given:',
      `      \${4:unit}: [{ \${5} }]`,
      '    expect:',
      `      \${6}: { \${7}: \${8|pass,fail,undetermined,not-applicable,waived|} }`,
      '',
    ].join('\n'),
  },
  testCase: {
    label: 'case',
    title: { zh: '新用例', en: 'A new case' },
    body: [
      `name: \${1}`,
      'given:',
      `  \${2:unit}: [{ \${3} }]`,
      'expect:',
      `  \${4}: { \${5}: \${6|pass,fail,undetermined,not-applicable,waived|} }`,
    ].join('\n'),
  },
  waiver: {
    label: 'waiver',
    title: { zh: '新豁免', en: 'A new waiver' },
    body: [
      `rule: \${1}`,
      `subject: \${2:unit}:\${3}`,
      `reason: \${4}`,
      `approved-by: \${5}`,
      `from: \${6:2021-01-01}`,
      `until: \${7:2021-12-31}`,
    ].join('\n'),
  },
};

const defaultNames: Readonly<Partial<Record<ConstructName, string>>> = {
  parameter: 'my-parameter',
  fact: 'my-fact',
  condition: 'my-condition',
  rule: 'my-rule',
  standard: 'my-standard',
  rollup: 'by-street',
  procedure: 'my-procedure',
  ladder: 'my-ladder',
};

function otherwise(indent: number): string {
  const blank = ' '.repeat(indent);
  return [
    '',
    `${blank}severity: \${10|veto,major,minor|}`,
    `${blank}message: { zh: \${11}, en: \${12} }`,
    `${blank}remedy: { zh: \${13}, en: \${14} }`,
  ].join('\n');
}

const title = `\n  title: { zh: \${2}, en: \${3} }`;

/** A construct's beginnings, as a person would write them. Placeholder 1 is the name. */
const templates: Readonly<Partial<Record<ConstructName, readonly Template[]>>> = {
  parameter: [
    {
      label: 'parameter',
      title: { zh: '新参数', en: 'A new parameter' },
      body: `${title}\n  values:\n    - { from: \${4:2021-01-01}, value: \${5:7} }`,
    },
  ],
  fact: [
    {
      label: 'count',
      title: { zh: '新事实：记录数', en: 'A new fact: how many records' },
      body: `\n  of: \${4:unit}${title}\n  count: \${5}\n  where: \${6}\n  during: \${7}`,
    },
    {
      label: 'sum',
      title: { zh: '新事实：合计', en: 'A new fact: a sum over records' },
      body: `\n  of: \${4:unit}${title}\n  sum: \${5}\n  during: \${6}`,
    },
    {
      label: 'share',
      title: { zh: '新事实：占比', en: 'A new fact: the share of records' },
      body: `\n  of: \${4:unit}${title}\n  share: \${5}\n  that: \${6}\n  during: \${7}`,
    },
    {
      label: 'days',
      title: { zh: '新事实：天数', en: 'A new fact: days between two dates' },
      body: `\n  of: \${4}${title}\n  days: { from: \${5}, to: \${6}, open: as-of }`,
    },
    {
      label: 'failures',
      title: { zh: '新事实：不符合某条规则的记录数', en: 'A new fact: how many records fail a rule' },
      body: `\n  of: \${4:unit}${title}\n  failures: \${5}\n  during: \${6}`,
    },
    {
      label: 'ratio',
      title: { zh: '新事实：两数之比', en: 'A new fact: one number to another' },
      body: `\n  of: \${4:unit}${title}\n  ratio: { of: \${5}, to: \${6} }`,
    },
    {
      label: 'stock',
      title: { zh: '新事实：存量', en: 'A new fact: how many records are there at a time' },
      body: `\n  of: \${4:unit}${title}\n  stock: \${5}\n  entered: \${6}\n  left: \${7}\n  at: \${8|end,start|}`,
    },
    {
      label: 'rank',
      title: { zh: '新事实：名次', en: 'A new fact: the place among others' },
      body: `\n  of: \${4:unit}${title}\n  rank: { by: \${5}, among: \${6} }`,
    },
    {
      label: 'score',
      title: { zh: '新事实：标准的得分', en: 'A new fact: the points of a standard' },
      body: `\n  of: \${4:unit}${title}\n  score: \${5}`,
    },
    {
      label: 'verdict',
      title: { zh: '新事实：规则或标准的结论', en: 'A new fact: the verdict of a rule or standard' },
      body: `\n  of: \${4:unit}${title}\n  verdict: \${5}`,
    },
    {
      label: 'previous',
      title: { zh: '新事实：上一期的值', en: 'A new fact: the value in the period before' },
      body: `\n  of: \${4:unit}${title}\n  previous: \${5}`,
    },
  ],
  condition: [{ label: 'condition', title: { zh: '新共用条件', en: 'A new shared condition' }, body: ` \${2}` }],
  rule: [
    {
      label: 'rule',
      title: { zh: '新规则', en: 'A new rule' },
      body: `${title}\n  for: \${4:unit}\n  require: \${5}\n  cites: guide.md#\${6}\n  otherwise:${otherwise(4)}`,
    },
    {
      label: 'rule about records',
      title: { zh: '新规则：针对记录', en: 'A new rule about records' },
      body: `${title}\n  for: \${4}\n  during: \${5}\n  require: \${6}\n  cites: guide.md#\${7}\n  otherwise:${otherwise(4)}`,
    },
  ],
  standard: [
    {
      label: 'standard',
      title: { zh: '新标准', en: 'A new standard' },
      body: `${title}\n  for: \${4:unit}\n  requires:\n    - \${5}`,
    },
  ],
  rollup: [
    {
      label: 'rollup',
      title: { zh: '新汇总', en: 'A new roll-up' },
      body: `${title}\n  of: \${4}\n  by: \${5}\n  show: [rate, rank]`,
    },
  ],
  procedure: [
    {
      label: 'procedure',
      title: { zh: '新程序', en: 'A new procedure' },
      body: [
        `${title}\n  for: \${4}\n  during: \${5}\n  cites: guide.md#\${6}\n  steps:`,
        `    - { step: \${7:apply}, title: { zh: \${8}, en: \${9} }, on: \${10} }`,
        `    - { step: \${11:close}, title: { zh: \${12}, en: \${13} }, on: \${14}, within: { \${15|days,workdays,months|}: \${16:7} } }`,
      ].join('\n'),
    },
  ],
  ladder: [
    {
      label: 'ladder',
      title: { zh: '新阶梯', en: 'A new ladder' },
      body: [
        `${title}\n  for: \${4:unit}\n  occasion:\n    - { standard: \${5} }\n  each: \${6|month,quarter|}`,
        `  counted-over: \${7|year,quarter|}\n  clears-after: \${8:3}\n  steps:`,
        `    - { letter: \${9:reminder}, title: { zh: \${10:提醒函}, en: \${11:Reminder} }, to: [\${12:unit}] }`,
        `    - { letter: \${13:notice}, title: { zh: \${14:通报函}, en: \${15:Notice} }, to: [\${12:unit}] }`,
        `  cites: guide.md#\${16}`,
      ].join('\n'),
    },
  ],
};
