/**
 * Findings: a second pass, over the failing subjects only. Their facts are kept in a table of their own; the records behind them
 * are looked up only for rules whose deciding facts have any; then each rule's findings are written from these tables.
 */
import { compareKeys } from '../model/key.ts';
import { type Behind, behindColumn, failingColumn, recordsBehind } from './behind.ts';
import type { Context } from './context.ts';
import { type Failing, factOf, failingSubjects, failsSql, isLatest } from './failing.ts';
import type { EntityGoals } from './judged.ts';
import { subjectColumn } from './judged-columns.ts';
import { conjunction } from './logic.ts';
import type { Computed } from './relation.ts';
import type { Statement } from './statement.ts';
import { templateSql } from './text.ts';

export interface FindingsSql {
  /** They add the entities' findings to `run.findings`, sorted by entity, subject and rule. */
  readonly statements: readonly Statement[];
  /** The tables that they make, which nothing needs afterwards. */
  readonly tables: readonly string[];
}

/** An entity's goals, and where its verdicts are coded how to find who fails. */
export type Judgement = EntityGoals & { readonly coded: { readonly failing: string } | null };

export function findingsSql(context: Context, computed: Computed, goals: readonly Judgement[]): FindingsSql {
  const judged = goals
    .filter(({ entity, rules }) => rules.length > 0 && !context.missing.has(entity))
    .sort((a, b) => compareKeys(a.entity, b.entity));
  const parts = judged.map((one) => {
    const failing = failingSubjects(context, computed, one, one.coded?.failing ?? null);
    return { failing, behind: recordsBehind(context, computed, failing) };
  });
  return {
    statements: parts.flatMap(({ failing, behind }) => [
      failing.statement,
      ...behind.map(({ statement }) => statement),
      {
        name: `findings of ${failing.entity}`,
        sql: `INSERT INTO run.findings\n${failing.rules.map((one) => findingsOfRule(context, failing, behind, one)).join('\nUNION ALL ')}\nORDER BY 3, 4`,
      },
    ]),
    tables: parts.flatMap(({ failing, behind }) => [failing, ...behind].map(({ table }) => table)),
  };
}

type JudgedRule = Failing['rules'][number];

function findingsOfRule(context: Context, failing: Failing, behind: readonly Behind[], judged: JudgedRule): string {
  const { dialect, moment } = context;
  const { rule } = judged;
  const subject = `f.${dialect.quote(subjectColumn)}`;
  const id = dialect.quote(failingColumn);
  const records = decidingRecords(context, failing, behind, judged);
  const columns = [
    dialect.text(moment.period.name),
    dialect.text(failing.entity),
    subject,
    dialect.text(rule.name),
    dialect.text(rule.severity),
    templateSql(context, rule, rule.message, failing.scope),
    templateSql(context, rule, rule.remedy, failing.scope),
    dialect.text(rule.responsible.join(';')),
    records === null ? subject : `coalesce(e.evidence, ${subject})`,
    rule.cites === null ? 'NULL' : dialect.text(rule.cites),
  ];
  const evidence =
    `(SELECT ${id}, ${dialect.joinDistinct('record', ';')} AS evidence\n` + `FROM (${records?.sql})\nGROUP BY ${id})`;
  return (
    `SELECT ${columns.join(',\n  ')}\nFROM ${failing.table} f\n` +
    `${records === null ? '' : `LEFT JOIN ${evidence} e ON e.${id} = ${dialect.rowId('f')}\n`}` +
    `WHERE ${failsSql(dialect, 'f', rule)}`
  );
}

/** The deciding records of each failing subject; null where no fact that may decide has records behind it. */
export function decidingRecords(
  { dialect }: Context,
  failing: Failing,
  behind: readonly Behind[],
  { rule, evidence }: JudgedRule,
): { readonly sql: string; readonly id: string; readonly record: string } | null {
  const id = dialect.quote(failingColumn);
  const queries = behind
    .filter(({ rules }) => rules.includes(rule))
    .map(
      ({ table }) =>
        `SELECT ${id}, ${dialect.quote(behindColumn)} AS record FROM ${table} WHERE ${dialect.quote(rule.name)}`,
    );
  for (const deciding of evidence.filter(isLatest)) {
    const record = failing.recordColumn(factOf(deciding));
    const where = conjunction([failsSql(dialect, 'f', rule), `${record} IS NOT NULL`, deciding.when(failing.scope)]);
    queries.push(`SELECT ${dialect.rowId('f')} AS ${id}, ${record} AS record FROM ${failing.table} f WHERE ${where}`);
  }
  return queries.length === 0 ? null : { sql: queries.join('\n  UNION ALL '), id, record: 'record' };
}
