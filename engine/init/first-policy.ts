/**
 * A first policy with its test and its clauses: how many records a subject may have in a period, and that what is known of it is filled in.
 * Small, and meant to be changed.
 */
import type { Keyed } from './keys.ts';
import { fresh, isHan } from './names.ts';
import type { Column, Table } from './table.ts';
import { yamlText } from './yaml-text.ts';

export interface Basis {
  readonly subject: Keyed;
  /** Records that belong to the subject, counted by a date; null: there are none. */
  readonly counted: Counted | null;
  /** Fields of the subject that should be filled in; none: its key. */
  readonly wanted: readonly Column[];
  /** What the subjects are grouped by. */
  readonly group: string | null;
  /** The year in which the rules begin, and that of the latest data. */
  readonly from: number;
  readonly year: number;
  /** At most so many records. */
  readonly limit: number;
}

export interface Counted {
  readonly keyed: Keyed;
  /** The field that refers to the subject. */
  readonly link: string;
  /** It says which, where several do. */
  readonly via: boolean;
  readonly during: Column;
  /** A figure that reports give each month, summed; null: the records are counted. */
  readonly sum: Column | null;
}

export function firstPolicy(basis: Basis): ReadonlyMap<string, string> {
  const names = namesOf(basis);
  return new Map([
    ['basics.policy.yaml', policyText(basis, names)],
    ['basics.test.yaml', testText(basis, names)],
    ['guide.md', guideText(basis)],
  ]);
}

/** Whether the policy reads a table's column; the name of a subject is shown, which is a use too. */
export function readBy({ subject, counted, wanted, group }: Basis): (keyed: Keyed, column: Column) => boolean {
  const ofSubject = new Set([...wanted.map(({ name }) => name), group]);
  const ofCounted = new Set([counted?.during.name, counted?.link, counted?.sum?.name]);
  return (keyed, { name, type, sensitive }) =>
    (name === 'name' && type.kind === 'text' && !sensitive) ||
    (keyed.table.name === subject.table.name && ofSubject.has(name)) ||
    (keyed.table.name === counted?.keyed.table.name && ofCounted.has(name));
}

interface Names {
  readonly count: string;
  readonly limit: string;
  readonly within: string;
  readonly complete: string;
  readonly standard: string;
  readonly group: string;
}

function namesOf({ subject, counted, group }: Basis): Names {
  const own = subject.table.columns.map(({ name }) => name);
  const { keyed, sum } = counted ?? { keyed: null, sum: null };
  const records = sum?.name ?? keyed?.table.name ?? '';
  const about = subject.table.name;
  const say = (zh: string, en: string, of: string): string => (isHan(of) ? zh : en);
  return {
    count: fresh(
      sum === null
        ? say(`${records}数`, `${records}-count`, records)
        : say(`${records}合计`, `${records}-total`, records),
      own,
    ),
    limit: say(`${records}上限`, `${records}-limit`, records),
    within: say(`${records}不超上限`, `${records}-within-limit`, records),
    complete: say(`${about}资料齐全`, `${about}-complete`, about),
    standard: say(`${about}达标`, `${about}-up-to-standard`, about),
    group: say(`按${group}`, `by-${group}`, group ?? ''),
  };
}

const comment = `# 由 init 写的第一份政策，照着改、照着加。
# A first policy, written by init: change it and add to it.
`;

function policyText({ subject, counted, wanted, group, from, limit }: Basis, names: Names): string {
  const about = subject.table.name;
  const aboutTitle = plain(subject.table);
  const value = {
    policy: 'basics',
    title: { zh: '基本要求', en: 'Basic requirements' },
    version: Number(`${from}.1`),
    effective: { from: `${from}-01-01` },
    cites: 'guide.md#standard',
    ...(counted === null
      ? {}
      : {
          parameters: {
            [names.limit]: {
              title: { zh: `${whatOf(counted)}上限`, en: `Most ${whatOf(counted)} allowed` },
              values: [{ from: `${from}-01-01`, value: limit, cites: 'guide.md#limit' }],
            },
          },
          facts: {
            [names.count]: factOf(about, counted),
          },
        }),
    rules: {
      ...(counted === null ? {} : { [names.within]: withinRule(about, counted, names) }),
      [names.complete]: {
        title: { zh: `${aboutTitle}资料齐全`, en: `${aboutTitle} filled in` },
        for: about,
        require: conditionsOf(wanted, subject),
        cites: 'guide.md#complete',
        otherwise: {
          severity: 'minor',
          message: {
            zh: `资料不全：${listed(wanted, subject, '、')}`,
            en: `Not all filled in: ${listed(wanted, subject, ', ')}`,
          },
          remedy: { zh: '请补齐台账', en: 'Complete the ledger' },
          responsible: [about],
        },
      },
    },
    standards: {
      [names.standard]: {
        title: { zh: `${aboutTitle}达标`, en: `${aboutTitle} up to standard` },
        for: about,
        requires: counted === null ? [names.complete] : [names.within, names.complete],
        cites: 'guide.md#standard',
      },
    },
    ...(group === null
      ? {}
      : {
          rollups: {
            [names.group]: {
              title: { zh: `按${headingOf(subject.table, group)}`, en: `By ${headingOf(subject.table, group)}` },
              of: names.standard,
              by: group,
            },
          },
        }),
  };
  return yamlText(
    'basics.policy.yaml',
    value,
    ['title', 'effective', 'values', 'message', 'remedy', 'requires', 'responsible'],
    comment,
  );
}

function factOf(about: string, counted: Counted): object {
  const { keyed, during, via, link, sum } = counted;
  const what = whatOf(counted);
  const records = keyed.table.name;
  return {
    of: about,
    title: sum === null ? { zh: `${what}数`, en: `Number of ${what}` } : { zh: `${what}合计`, en: `Total of ${what}` },
    ...(sum === null ? { count: records } : { sum: `${records}.${sum.name}` }),
    during: during.name,
    ...(sum === null ? {} : { 'reported-by': records }),
    ...(via ? { via: link } : {}),
  };
}

function withinRule(about: string, counted: Counted, names: Names): object {
  const what = whatOf(counted);
  return {
    title: { zh: `${what}不超上限`, en: `${what} within the limit` },
    for: about,
    require: `${names.count} ≤ $${names.limit}`,
    cites: 'guide.md#limit',
    otherwise: {
      severity: 'major',
      message: {
        zh: `本期${what} {${names.count}}，上限 {$${names.limit}}`,
        en: `${what}: {${names.count}} in the period, {$${names.limit}} allowed`,
      },
      remedy: { zh: '请逐条整改', en: 'Deal with each of them' },
      responsible: [about],
    },
  };
}

/** What is counted or summed, as a text says it. */
function whatOf({ keyed, sum }: Counted): string {
  return sum === null ? plain(keyed.table) : plainText(sum.heading);
}

function conditionsOf(wanted: readonly Column[], { key }: Keyed): string | readonly string[] {
  const fields = wanted.length === 0 ? [key[0] ?? ''] : wanted.map(({ name }) => name);
  const lines = fields.map((name) => `${name} is known`);
  return lines.length === 1 ? (lines[0] ?? '') : lines;
}

function listed(wanted: readonly Column[], { table, key }: Keyed, between: string): string {
  const fields = wanted.length === 0 ? table.columns.filter(({ name }) => name === key[0]) : wanted;
  return fields.map(({ heading }) => plainText(heading)).join(between);
}

function headingOf({ columns }: Table, field: string): string {
  return plainText(columns.find(({ name }) => name === field)?.heading ?? field);
}

/** A title in a text: without what is a mark there. */
function plain({ title }: Table): string {
  return plainText(title);
}

function plainText(text: string): string {
  return text.replace(/[{}]/g, '').trim();
}

function testText(basis: Basis, names: Names): string {
  const { subject, counted, year, limit, wanted } = basis;
  const subjects = [record(subject, 'u', 1, year, wanted), record(subject, 'u', 2, year, [])];
  const [one, two] = subjects.map((each) => subject.key.map((field) => each[field]).join('/'));
  const keys = subjects.map((each) => each[subject.key[0] ?? '']);
  const tooMany = counted === null ? {} : { [counted.keyed.table.name]: tooManyOf(counted, keys, year, limit) };
  const filled = wanted.length > 0;
  const value = {
    tests: 'basics',
    period: counted?.sum == null ? year : `${year}-01`,
    cases: [
      {
        name:
          counted === null
            ? '资料齐全与不全 / filled in and not'
            : '超过上限的和资料不全的 / one over the limit, one not filled in',
        given: { [subject.table.name]: subjects, ...tooMany },
        expect: {
          ...(counted === null ? {} : { [names.within]: { [one ?? '']: 'fail', [two ?? '']: 'pass' } }),
          [names.complete]: { [one ?? '']: 'pass', [two ?? '']: filled ? 'fail' : 'pass' },
          [names.standard]: {
            [one ?? '']: counted === null ? 'pass' : 'fail',
            [two ?? '']: filled ? 'fail' : 'pass',
          },
        },
      },
    ],
  };
  const rows = [subject.table.name, ...(counted === null ? [] : [counted.keyed.table.name])];
  return yamlText(
    'basics.test.yaml',
    value,
    [...rows, ...Object.values(names)],
    comment.replace('第一份政策', '第一个测试').replace('A first policy', 'A first test'),
  );
}

/** Of the first subject one more than is allowed, of the second none: where figures are reported, both report. */
function tooManyOf(
  { keyed, during, link, sum }: Counted,
  keys: readonly unknown[],
  year: number,
  limit: number,
): readonly object[] {
  if (sum !== null) {
    const figures = [limit + 1, 0];
    return keys.map((key, at) => ({ [link]: key, [during.name]: dayOf(during, 0, year, []), [sum.name]: figures[at] }));
  }
  return Array.from({ length: limit + 1 }, (_, at) => ({
    ...record(keyed, 'r', at + 1, year, []),
    [during.name]: dayOf(during, at, year, keyed.key),
    [link]: keys[0],
  }));
}

/** Something that the type can hold, another for each number in what is the key. */
function record(
  keyed: Keyed,
  letter: string,
  number: number,
  year: number,
  filled: readonly Column[],
): Record<string, unknown> {
  const columns = keyed.table.columns.filter(
    ({ name }) => keyed.key.includes(name) || filled.some((each) => each.name === name),
  );
  return Object.fromEntries(columns.map((column) => [column.name, sampleValue(column, letter, number, year)]));
}

function sampleValue({ type }: Column, letter: string, number: number, year: number): unknown {
  switch (type.kind) {
    case 'text':
      return `${letter}${number}`;
    case 'code':
      return type.codes[(number - 1) % type.codes.length]?.value ?? '';
    case 'integer':
    case 'decimal':
      return number;
    case 'boolean':
      return true;
    case 'date':
      return dayText(year, 0, number - 1);
    case 'month':
      return dayText(year, number - 1, 0).slice(0, 7);
  }
}

/** Records of which the date is part of the key have each another. */
function dayOf(during: Column, at: number, year: number, key: readonly string[]): string {
  const step = key.includes(during.name) ? at : 0;
  return during.type.kind === 'month' ? dayText(year, step, 0).slice(0, 7) : dayText(year, 0, step);
}

function dayText(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, 1 + day)).toISOString().slice(0, 10);
}

function guideText({ subject, counted, wanted, limit }: Basis): string {
  const about = plain(subject.table);
  const records = counted === null ? '' : whatOf(counted);
  const clauses = [
    `# 考核指引 / Guide

规则用 \`cites\` 引用这里的条款；改规则先改条款。
Rules cite these clauses; a rule is changed together with its clause.`,
    `## 1 总则 / Purpose {#purpose .general}

按期考核${about}，找出问题，督促整改。
${about}: assessed period by period, so that what is wrong is found and mended.`,
    `## 2 达标 / Up to standard {#standard}

本期下列各条都符合的，为达标。
Up to standard is what meets all of the following in the period.`,
    ...(counted === null
      ? []
      : [
          `## 3 ${records}上限 / Limit {#limit}

一个考核期内，${records}不超过 ${limit}。
${records}: at most ${limit} in a period.`,
        ]),
    `## ${counted === null ? 3 : 4} 资料齐全 / Filled in {#complete}

以下各项应当填写：${listed(wanted, subject, '、')}。
To be filled in: ${listed(wanted, subject, ', ')}.`,
  ];
  return `${clauses.join('\n\n')}\n`;
}
