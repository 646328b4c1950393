/** The sheets for internal use: every row of a period as the tables of `assess` have it, with titles, names and clauses. */
import { severityWords, verdictWords } from '../../assess/verdict-words.ts';
import { quoteName, quoteText } from '../../data/sql-text.ts';
import type { Verdict } from '../../model/verdict.ts';
import { isStated } from '../lines.ts';
import { type State, stateWords } from '../page/states.ts';
import type { ReportContext } from '../part.ts';
import {
  clauseOf,
  column,
  groupOf,
  momentCells,
  momentColumns,
  words as shared,
  subjectColumns,
  titleOf,
} from './columns.ts';
import { named, ofPeriod } from './names.ts';
import type { CellValue, Sheet } from './writer.ts';

type Rows = AsyncGenerator<readonly CellValue[]>;

export function standingsSheet(context: ReportContext): Sheet {
  const { results, model, language, moment } = context;
  async function* rows(): Rows {
    const all = ofPeriod(results.rows('standings'), moment.period.name);
    for await (const { row, name } of named(context, all, ({ entity, subject }) => [entity, subject])) {
      yield [
        ...momentCells(context),
        titleOf(context, model.dictionary.entities, row.entity),
        row.subject,
        name,
        titleOf(context, model.standards, row.standard),
        stateText(row.verdict, language),
        row.score,
      ];
    }
  }
  return {
    name: words.standings[language],
    frozen: 5,
    columns: [
      ...momentColumns(context),
      column('text', shared.entity[language]),
      ...subjectColumns(context),
      column('title', shared.standard[language]),
      column('text', shared.verdict[language]),
      column('decimal', words.score[language]),
    ],
    rows: rows(),
  };
}

/** A sheet for each entity with a verdict in the period: a row a subject, a column a rule. */
export async function* verdictSheets(context: ReportContext): AsyncGenerator<Sheet> {
  const { results, model, language, moment } = context;
  const entities = [...new Set([...model.rules.values()].map(({ entity }) => entity))];
  for (const entity of entities) {
    const rules = [...model.rules.values()].filter((rule) => rule.entity === entity);
    const [any] = await results.query(
      `SELECT 1 AS one FROM run.${quoteName(`verdicts_${entity}`)} WHERE period = ${quoteText(moment.period.name)} LIMIT 1`,
    );
    if (any === undefined) continue;
    const columns = rules.map(({ title }) => column('title', title[language]));
    yield {
      name: `${shared.verdict[language]} ${titleOf(context, model.dictionary.entities, entity)}`,
      frozen: 4,
      columns: [...momentColumns(context), ...subjectColumns(context), ...columns],
      rows: verdictRows(
        context,
        entity,
        rules.map(({ name }) => name),
      ),
    };
  }
}

const pageRows = 20_000;

async function* verdictRows(context: ReportContext, entity: string, rules: readonly string[]): Rows {
  const { results, language, moment } = context;
  const columns = ['subject', ...rules].map((name) => `${quoteName(name)}::VARCHAR AS ${quoteName(name)}`);
  async function* pages(): AsyncGenerator<Readonly<Record<string, unknown>>> {
    let after: string | null = null;
    do {
      const further: string = after === null ? '' : ` AND subject > ${quoteText(after)}`;
      const page: readonly Readonly<Record<string, unknown>>[] = await results.query(
        `SELECT ${columns.join(', ')} FROM run.${quoteName(`verdicts_${entity}`)} ` +
          `WHERE period = ${quoteText(moment.period.name)}${further} ORDER BY subject LIMIT ${pageRows}`,
      );
      yield* page;
      after = page.length < pageRows ? null : String(page.at(-1)?.['subject']);
    } while (after !== null);
  }
  for await (const { row, name } of named(context, pages(), (one) => [entity, String(one['subject'])])) {
    const verdicts = rules.map((rule) => (row[rule] == null ? null : verdictText(String(row[rule]), language)));
    yield [...momentCells(context), String(row['subject']), name, ...verdicts];
  }
}

export function findingsSheet(context: ReportContext): Sheet {
  const { results, model, language, moment } = context;
  async function* rows(): Rows {
    const all = ofPeriod(results.rows('findings'), moment.period.name);
    for await (const { row, name } of named(context, all, ({ entity, subject }) => [entity, subject])) {
      const severity = model.rules.get(row.rule)?.severity;
      yield [
        ...momentCells(context),
        titleOf(context, model.dictionary.entities, row.entity),
        row.subject,
        name,
        titleOf(context, model.rules, row.rule),
        severity === undefined ? row.severity : severityWords[severity][language],
        row.message,
        row.remedy,
        responsibleText(context, row.responsible),
        row.evidence,
        clauseOf(context, row.cites),
      ];
    }
  }
  return {
    name: words.findings[language],
    frozen: 5,
    columns: [
      ...momentColumns(context),
      column('text', shared.entity[language]),
      ...subjectColumns(context),
      column('title', shared.rule[language]),
      column('text', words.severity[language]),
      column('long', words.message[language]),
      column('long', words.remedy[language]),
      column('title', words.responsible[language]),
      column('name', words.evidence[language]),
      column('name', words.clause[language]),
    ],
    rows: rows(),
  };
}

/** Entities by their titles, other words as they are. */
function responsibleText({ model, language }: ReportContext, words: string): string {
  const titles = words.split(';').map((word) => model.dictionary.entities.get(word)?.title[language] ?? word);
  return titles.join(language === 'zh' ? '、' : ', ');
}

export function rollupsSheet(context: ReportContext): Sheet {
  const { results, model, language, moment } = context;
  async function* rows(): Rows {
    for await (const row of ofPeriod(results.rows('rollups'), moment.period.name)) {
      if (!isStated(row.rollup)) continue;
      yield [
        ...momentCells(context),
        titleOf(context, model.rollups, row.rollup),
        groupOf(context, row.rollup, row.group),
        titleOf(context, model.standards, row.standard),
        ...[row.assessed, row.passed, row.failed, row.undetermined, row.rate, row.rank, row.change],
      ];
    }
  }
  return { name: words.rollups[language], frozen: 4, columns: rollupColumns(context), rows: rows() };
}

export function rollupColumns(context: ReportContext): Sheet['columns'] {
  const { language } = context;
  return [
    ...momentColumns(context),
    column('title', words.rollup[language]),
    column('name', words.group[language]),
    column('title', shared.standard[language]),
    column('count', words.assessed[language]),
    column('count', stateWords.pass[language]),
    column('count', stateWords.fail[language]),
    column('count', stateWords.undetermined[language]),
    column('percent', words.rate[language]),
    column('count', words.rank[language]),
    column('change', words.change[language]),
  ];
}

export function laddersSheet(context: ReportContext): Sheet {
  const { results, model, language, moment } = context;
  const steps = (ladder: string, names: string | null): string | null => {
    const known = model.ladders.get(ladder)?.steps ?? [];
    const titles = (names ?? '')
      .split(';')
      .map((name) => known.find((step) => step.name === name)?.title[language] ?? name);
    return names === null ? null : titles.join(language === 'zh' ? '、' : ', ');
  };
  async function* rows(): Rows {
    const all = ofPeriod(results.rows('ladders'), moment.period.name);
    const subjectOf = (ladder: string): string => model.ladders.get(ladder)?.entity ?? '';
    for await (const { row, name } of named(context, all, ({ ladder, subject }) => [subjectOf(ladder), subject])) {
      const { ladder } = row;
      yield [
        ...momentCells(context),
        titleOf(context, model.ladders, ladder),
        row.subject,
        name,
        row.occasions,
        ...[row.due, row.sent, row.missing, row.outOfOrder, row.duplicates].map((names) => steps(ladder, names)),
      ];
    }
  }
  return {
    name: words.ladders[language],
    frozen: 5,
    columns: [
      ...momentColumns(context),
      column('title', words.ladder[language]),
      ...subjectColumns(context),
      column('count', words.occasions[language]),
      ...(['due', 'sent', 'missing', 'outOfOrder', 'duplicates'] as const).map((each) =>
        column('title', words[each][language]),
      ),
    ],
    rows: rows(),
  };
}

/** Of a standard. */
function stateText(verdict: string, language: ReportContext['language']): string {
  return verdict in stateWords ? stateWords[verdict as State][language] : verdictText(verdict, language);
}

function verdictText(verdict: string, language: ReportContext['language']): string {
  return verdict in verdictWords ? verdictWords[verdict as Verdict][language] : verdict;
}

export const words = {
  standings: { zh: '达标情况', en: 'Standings' },
  findings: { zh: '问题清单', en: 'Findings' },
  rollups: { zh: '汇总', en: 'Roll-ups' },
  ladders: { zh: '函件阶梯', en: 'Ladders' },
  score: { zh: '得分', en: 'Score' },
  severity: { zh: '轻重', en: 'Severity' },
  message: { zh: '情况', en: 'What was found' },
  remedy: { zh: '怎么办', en: 'What to do' },
  responsible: { zh: '责任', en: 'Responsible' },
  evidence: { zh: '记录', en: 'Records' },
  clause: { zh: '依据', en: 'Clause' },
  rollup: { zh: '汇总方式', en: 'Roll-up' },
  group: { zh: '分组', en: 'Group' },
  assessed: { zh: '参评', en: 'Assessed' },
  rate: { zh: '达标率', en: 'Rate' },
  rank: { zh: '名次', en: 'Rank' },
  change: { zh: '比上期', en: 'Change' },
  ladder: { zh: '阶梯', en: 'Ladder' },
  occasions: { zh: '次数', en: 'Occasions' },
  due: { zh: '现应发', en: 'Now due' },
  sent: { zh: '已发', en: 'Sent' },
  missing: { zh: '应发未发', en: 'Not sent' },
  outOfOrder: { zh: '越级发出', en: 'Out of order' },
  duplicates: { zh: '重复发出', en: 'Sent twice' },
} as const;
