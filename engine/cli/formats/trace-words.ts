/** The words of the matrix, shared by its two layouts for people. */
import type { Localized } from '../../diagnostics/diagnostic.ts';
import type { Trace } from '../../index.ts';
import { casesOf } from './trace-json.ts';

export { kindWords } from '../../trace/gaps.ts';

type Field = Trace['fields'][number];
type Rule = Trace['rules'][number];
type Clause = Trace['clauses'][number];

export const columns = {
  clause: { zh: '条款', en: 'clause' },
  rule: { zh: '由谁落实', en: 'carried out by' },
  tests: { zh: '用例', en: 'cases' },
  fields: { zh: '数据字段', en: 'data fields' },
  field: { zh: '字段', en: 'field' },
  title: { zh: '标题', en: 'title' },
  readBy: { zh: '谁用它', en: 'read by' },
} satisfies Readonly<Record<string, Localized>>;

const uses: Readonly<Record<Field['uses'][number], Localized>> = {
  key: { zh: '主键', en: 'key' },
  reference: { zh: '引用', en: 'reference' },
  valid: { zh: '有效期', en: 'in force' },
  report: { zh: '报告月份', en: 'report' },
  name: { zh: '对象名称', en: 'name shown' },
};

/** A line of the matrix: a clause with one rule that carries it out; null: nothing does, or no clause stands behind it. */
export interface Line {
  readonly clause: Clause | null;
  readonly rule: Rule | null;
}

/** Clauses in the order of the guide with their rules, each version a line; then the rules that cite none. */
export function linesOf({ clauses, rules }: Trace): readonly Line[] {
  const carried = clauses.flatMap((clause): readonly Line[] => {
    const own = rules.filter(
      ({ cites, name }) => clause.rules.includes(name) && cites.some((cite) => clause.cites.includes(cite)),
    );
    return own.length === 0 ? [{ clause, rule: null }] : own.map((rule) => ({ clause, rule }));
  });
  return [...carried, ...rules.filter(({ cites }) => cites.length === 0).map((rule) => ({ clause: null, rule }))];
}

/** What stands where a rule would. */
export function insteadOfRule({ general, policies }: Clause): Localized {
  if (general) return { zh: '（总则）', en: '(general)' };
  if (policies.length === 0) return { zh: '（无）', en: '(nothing)' };
  const names = policies.join(', ');
  return { zh: `政策 ${names}`, en: `policy ${names}` };
}

export function readersOf({ descriptive, uses: own, rules, rollups }: Field): Localized {
  const say = (language: 'zh' | 'en'): string => {
    const words = [
      ...own.map((use) => uses[use][language]),
      ...rules,
      ...rollups,
      ...(descriptive ? [{ zh: '（仅供查阅）', en: '(descriptive)' }[language]] : []),
    ];
    return words.length === 0
      ? { zh: '（无）', en: '(nothing)' }[language]
      : words.join(language === 'zh' ? '、' : ', ');
  };
  return { zh: say('zh'), en: say('en') };
}

export function summaryOf({ clauses, rules, fields, gaps }: Trace): Localized {
  const cases = casesOf(rules);
  const zh = `${clauses.length} 条条款，${rules.length} 条规则，${cases} 个用例，${fields.length} 个字段：`;
  const counts = [
    plural(clauses.length, 'clause'),
    plural(rules.length, 'rule'),
    plural(cases, 'case'),
    plural(fields.length, 'field'),
  ];
  const en = `${counts.join(', ')}: `;
  if (gaps.length === 0) return { zh: `${zh}没有缺口`, en: `${en}no gap` };
  return { zh: `${zh}${gaps.length} 处缺口`, en: `${en}${plural(gaps.length, 'gap')}` };
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
