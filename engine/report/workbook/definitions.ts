/** The sheet that says what the others' words mean: verdicts, standards, rules with their clauses, ladders, columns. */
import { severityWords, verdictWords } from '../../assess/verdict-words.ts';
import type { Localized } from '../../diagnostics/diagnostic.ts';
import type { Requirement } from '../../model/policy.ts';
import { verdicts } from '../../model/verdict.ts';
import { isStated } from '../lines.ts';
import type { ReportContext } from '../part.ts';
import { clauseOf, column, momentCells, momentColumns, words as shared } from './columns.ts';
import type { CellValue, Sheet } from './writer.ts';

export function definitionsSheet(context: ReportContext): Sheet {
  const { language } = context;
  return {
    name: words.title[language],
    frozen: 4,
    columns: [
      ...momentColumns(context),
      column('text', words.kind[language]),
      column('title', words.term[language]),
      column('key', words.id[language]),
      column('long', words.meaning[language]),
      column('name', words.clause[language]),
    ],
    rows: rows(context),
  };
}

function* rows(context: ReportContext): Generator<readonly CellValue[]> {
  const { model, language, audience } = context;
  const row = (kind: Localized, term: string, id: string, meaning: string, clause = ''): readonly CellValue[] => [
    ...momentCells(context),
    kind[language],
    term,
    id,
    meaning,
    clause,
  ];
  for (const verdict of verdicts)
    yield row(shared.verdict, verdictWords[verdict][language], verdict, verdictMeanings[verdict][language]);
  if (audience === 'public') yield row(shared.verdict, '＊', '', words.withheld[language]);
  for (const { name, title, requires, cites } of model.standards.values()) {
    const required = requires.map((one) => requiredTitle(context, one)).join(language === 'zh' ? '、' : ', ');
    yield row(shared.standard, title[language], name, words.requires[language](required), clauseOf(context, cites));
  }
  for (const { name, title, severity, cites } of model.rules.values())
    yield row(shared.rule, title[language], name, severityWords[severity][language], clauseOf(context, cites));
  for (const { name, title, standard } of model.rollups.values()) {
    if (!isStated(name)) continue;
    const of = model.standards.get(standard)?.title[language] ?? standard;
    yield row(words.rollup, title[language], name, words.rateOf[language](of));
  }
  if (audience === 'public') return;
  for (const { name, title, steps, cites } of model.ladders.values()) {
    const letters = steps.map((step) => step.title[language]).join(' → ');
    yield row(words.ladder, title[language], name, letters, clauseOf(context, cites));
  }
}

function requiredTitle({ model, language }: ReportContext, requirement: Requirement): string {
  const name = requirement.kind === 'standard' ? requirement.standard : requirement.rule;
  const found = requirement.kind === 'standard' ? model.standards.get(name) : model.rules.get(name);
  return found?.title[language] ?? name;
}

const verdictMeanings = {
  pass: {
    zh: '达到规则（标准）的要求',
    en: 'What the rule (or standard) asks is met',
  },
  fail: { zh: '没有达到规则（标准）的要求', en: 'What the rule (or standard) asks is not met' },
  waived: {
    zh: '没有达到要求，经批准豁免；按达到计算',
    en: 'It is not met, and was waived with approval; it counts as met',
  },
  undetermined: {
    zh: '数据不全，还不能判定；没有报来的不当作没有发生',
    en: 'The data does not decide; what was not reported is not taken for nothing',
  },
  'not-applicable': { zh: '规则（标准）不适用于它', en: 'The rule (or standard) does not apply' },
} as const satisfies Readonly<Record<(typeof verdicts)[number], Localized>>;

const words = {
  title: { zh: '名词解释', en: 'Definitions' },
  kind: { zh: '类别', en: 'Kind' },
  term: { zh: '名词', en: 'Term' },
  id: { zh: '标识', en: 'Name in the policy' },
  meaning: { zh: '含义', en: 'Meaning' },
  clause: { zh: '依据', en: 'Clause' },
  rollup: { zh: '汇总', en: 'Roll-up' },
  ladder: { zh: '阶梯', en: 'Ladder' },
  withheld: { zh: '数太小，不公布', en: 'Not published, as counts are small' },
  requires: { zh: (what: string) => `要求：${what}`, en: (what: string) => `Requires: ${what}` },
  rateOf: {
    zh: (standard: string) => `“${standard}”：达标率＝达标÷参评（达标＋未达标＋待定）`,
    en: (standard: string) => `"${standard}": the rate is those up to it among all assessed, the undetermined too`,
  },
} as const;
