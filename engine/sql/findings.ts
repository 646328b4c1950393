/**
 * Findings: a second pass, over the failing subjects only. Their facts are kept in a table of their own; the records behind them
 * are looked up only for rules whose deciding facts have any; then each rule's findings are written from these tables.
 */
import { type Behind, behindColumn, recordsBehind } from './behind.ts';
import type { Context } from './context.ts';
import { type Failing, factOf, failingSubjects, failsSql, idColumn, isLatest } from './failing.ts';
import { type EntityGoals, subjectColumn } from './judged.ts';
import { disjunction } from './logic.ts';
import { columnName, keyColumn } from './plan.ts';
import type { Computed } from './relation.ts';
import type { Statement } from './statement.ts';
import { templateSql } from './text.ts';

export interface FindingsSql {
  /** They add the entities' findings to `run.findings`. */
  readonly statements: readonly Statement[];
  /** The tables that they make, which nothing needs afterwards. */
  readonly tables: readonly string[];
}

export function findingsSql(context: Context, computed: Computed, goals: readonly EntityGoals[]): FindingsSql {
  const judged = goals.filter(({ entity, rules }) => rules.length > 0 && !context.missing.has(entity));
  const subjects = judged.map((one) => failingSubjects(context, computed, one));
  const behind = recordsBehind(context, computed, subjects);
  return {
    statements: [
      ...subjects.map(({ statement }) => statement),
      ...behind.map(({ statement }) => statement),
      ...subjects.flatMap((failing) => failing.rules.map((one) => findingsOfRule(context, computed, failing, behind, one))),
    ],
    tables: [...subjects, ...behind].map(({ table }) => table),
  };
}

type JudgedRule = Failing['rules'][number];

function findingsOfRule(
  context: Context,
  computed: Computed,
  failing: Failing,
  behind: readonly Behind[],
  judged: JudgedRule,
): Statement {
  const { dialect, moment } = context;
  const { rule } = judged;
  const subject = `f.${dialect.quote(subjectColumn)}`;
  const id = dialect.quote(idColumn);
  const records = recordsSql(context, computed, failing, behind, judged);
  const columns = [
    dialect.text(moment.period.name),
    dialect.text(failing.entity),
    subject,
    dialect.text(rule.name),
    dialect.text(rule.severity),
    templateSql(context, failing.entity, rule.message, failing.scope),
    templateSql(context, failing.entity, rule.remedy, failing.scope),
    dialect.text(rule.responsible.join(';')),
    records === null ? subject : `coalesce(e.evidence, ${subject})`,
    rule.cites === null ? 'NULL' : dialect.text(rule.cites),
  ];
  const evidence =
    `(SELECT ${id}, ${dialect.joinDistinct('record', ';')} AS evidence\n` + `FROM (${records})\nGROUP BY ${id})`;
  return {
    name: `findings of ${rule.name}`,
    sql:
      `INSERT INTO run.findings\nSELECT ${columns.join(',\n  ')}\nFROM ${failing.table} f\n` +
      `${records === null ? '' : `LEFT JOIN ${evidence} e ON e.${id} = f.${id}\n`}` +
      `WHERE ${failsSql(dialect, 'f', rule)}`,
  };
}

/** The deciding records of each failing subject; null where no fact that may decide has records behind it. */
function recordsSql(
  context: Context,
  computed: Computed,
  failing: Failing,
  behind: readonly Behind[],
  { rule, evidence }: JudgedRule,
): string | null {
  const { dialect } = context;
  const id = `f.${dialect.quote(idColumn)}`;
  // One query for each table of records, whichever leaf reads it.
  const queries = new Map<string, string[]>();
  for (const deciding of evidence) {
    const decides = deciding.when(failing.scope);
    if (isLatest(deciding)) {
      const record = failing.recordColumn(factOf(deciding));
      add(`SELECT ${id}, ${record} AS record FROM ${failing.table} f WHERE ${record} IS NOT NULL`, decides);
      continue;
    }
    const group = computed.groupOf(deciding.item).name;
    const table = behind.find((one) => one.group.name === group)?.table;
    if (table === undefined) throw new Error(`no records behind ${group}`);
    const owners = failing.ownerColumns(deciding.through);
    const on = owners.map((owner, i) => `b.${dialect.quote(keyColumn(i))} = ${owner}`).join(' AND ');
    const record = `b.${dialect.quote(behindColumn)}`;
    const flag = `b.${dialect.quote(columnName(deciding.item))}`;
    add(
      `SELECT ${id}, ${record} AS record FROM ${failing.table} f JOIN ${table} b ON ${on} WHERE TRUE`,
      decides === 'TRUE' ? flag : `${flag} AND ${decides}`,
    );
  }
  if (queries.size === 0) return null;
  const fails = failsSql(dialect, 'f', rule);
  return [...queries].map(([query, when]) => `${query} AND ${fails} AND ${disjunction(when)}`).join('\n  UNION ALL ');

  function add(query: string, when: string): void {
    queries.set(query, [...(queries.get(query) ?? []), when]);
  }
}
