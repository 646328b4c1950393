/** The schema `run`: what programs read and fill, and the tables of results that interfaces.md names. */
import { knownYears, workdayNumbers } from '../calendar/workdays.ts';
import { compareKeys } from '../model/key.ts';
import type { Dialect } from './dialect.ts';
import { scoreColumn, standardColumn, subjectColumn, writtenColumn } from './judged-columns.ts';
import type { Program } from './program.ts';
import type { Statement } from './statement.ts';

/** Before the programs: the verdicts as a type, the tables that they add to, and the calendar of workdays where one counts them. */
export function prelude(dialect: Dialect, programs: readonly Pick<Program, 'countsWorkdays'>[]): readonly Statement[] {
  const statements = [
    { name: 'schema run', sql: 'CREATE SCHEMA IF NOT EXISTS run' },
    {
      name: 'verdicts',
      // In the order of `Dialect.verdictRank`.
      sql: `CREATE TYPE run.verdict AS ENUM ('not-applicable', 'pass', 'waived', 'undetermined', 'fail')`,
    },
    {
      name: 'findings',
      sql:
        'CREATE TABLE run.findings(period VARCHAR, entity VARCHAR, subject VARCHAR, rule VARCHAR, severity VARCHAR, ' +
        'message VARCHAR, remedy VARCHAR, responsible VARCHAR, evidence VARCHAR, cites VARCHAR)',
    },
    {
      name: 'rollups',
      sql:
        'CREATE TABLE run.rollups(period VARCHAR, rollup VARCHAR, "group" VARCHAR, standard VARCHAR, assessed BIGINT, ' +
        'passed BIGINT, failed BIGINT, undetermined BIGINT, rate DECIMAL(9,6), rank BIGINT, change DECIMAL(9,6))',
    },
    {
      name: 'ladders',
      sql:
        'CREATE TABLE run.ladders(period VARCHAR, ladder VARCHAR, subject VARCHAR, occasions BIGINT, due VARCHAR, sent VARCHAR, ' +
        'missing VARCHAR, out_of_order VARCHAR, duplicates VARCHAR)',
    },
    {
      name: 'procedures',
      sql:
        'CREATE TABLE run.procedures(period VARCHAR, procedure VARCHAR, subject VARCHAR, step VARCHAR, state VARCHAR, ' +
        'late_by_days BIGINT)',
    },
  ];
  if (!programs.some(({ countsWorkdays }) => countsWorkdays)) return statements;
  return [...statements, { name: 'workdays', sql: dialect.createTable('run.workdays', workdaysSql(dialect)) }];
}

/** After the programs: the verdicts of all periods, an entity at a time, and the standings. */
export function results(dialect: Dialect, programs: readonly Program[]): readonly Statement[] {
  const entities = new Map<string, Set<string>>();
  for (const { entity, rules } of programs.flatMap(({ judged }) => judged)) {
    const columns = entities.get(entity) ?? new Set();
    entities.set(entity, columns);
    for (const rule of rules) columns.add(rule);
  }
  const verdicts = [...entities]
    .filter(([, rules]) => rules.size > 0)
    .map(([entity, rules]) => ({
      name: `verdicts of ${entity}`,
      sql: dialect.createView(verdictTable(dialect, entity), verdictRows(dialect, programs, entity, [...rules])),
    }));
  return [
    ...verdicts,
    { name: 'standings', sql: dialect.createView('run.standings', standingRows(dialect, programs)) },
  ];
}

function verdictTable(dialect: Dialect, entity: string): string {
  return `run.${dialect.quote(`verdicts_${entity}`)}`;
}

/** A rule that is not in force in a period has no verdict there. */
function verdictRows(dialect: Dialect, programs: readonly Program[], entity: string, rules: readonly string[]): string {
  const parts = programs.flatMap(({ moment, judged }) =>
    judged
      .filter((one) => one.entity === entity)
      .map((one) => {
        const columns = rules.map((rule) => {
          const column = dialect.quote(rule);
          return one.rules.includes(rule) ? column : `CAST(NULL AS ${dialect.types.verdict}) AS ${column}`;
        });
        const subject = `${dialect.quote(subjectColumn)} AS subject`;
        const period = `${dialect.text(moment.period.name)} AS period`;
        return (
          `SELECT ${[period, subject, ...columns].join(', ')}\nFROM ${one.table} ` +
          `WHERE ${dialect.quote(writtenColumn)}`
        );
      }),
  );
  return parts.join('\nUNION ALL ');
}

/** Sorted, as the subjects of each table are, so that nobody need sort them. */
function standingRows(dialect: Dialect, programs: readonly Program[]): string {
  const byEntity = (judged: Program['judged']): Program['judged'] =>
    judged.filter(({ standards }) => standards.length > 0).sort((a, b) => compareKeys(a.entity, b.entity));
  const parts = programs.flatMap(({ moment, judged }) =>
    byEntity(judged).map(({ entity, table, standards, scored }) => {
      const sorted = [...standards].sort(compareKeys);
      const names = sorted.map(dialect.text).join(', ');
      const verdicts = sorted.map((standard) => dialect.quote(standardColumn(standard))).join(', ');
      const none = `CAST(NULL AS ${dialect.types.decimal})`;
      const scores = sorted.map((name) => (scored.includes(name) ? dialect.quote(scoreColumn(name)) : none));
      const score = scored.length > 0 ? `unnest([${scores.join(', ')}])` : none;
      // Nothing is said of a record that lies outside the period, where the standard does not ask for other records of it.
      const stands = `${dialect.quote(writtenColumn)} OR verdict <> ${dialect.verdict('not-applicable')}`;
      return (
        `SELECT period, entity, subject, standard, verdict, score\nFROM (` +
        `SELECT ${dialect.text(moment.period.name)} AS period, ${dialect.text(entity)} AS entity, ` +
        `${dialect.quote(subjectColumn)} AS subject, unnest([${names}]) AS standard, unnest([${verdicts}]) AS verdict, ` +
        `${score} AS score, ${dialect.quote(writtenColumn)}\nFROM ${table})\nWHERE ${stands}`
      );
    }),
  );
  const { text, verdict, decimal } = dialect.types;
  const none =
    `SELECT CAST(NULL AS ${text}) AS period, CAST(NULL AS ${text}) AS entity, CAST(NULL AS ${text}) AS subject, ` +
    `CAST(NULL AS ${text}) AS standard, CAST(NULL AS ${verdict}) AS verdict, CAST(NULL AS ${decimal}) AS score WHERE FALSE`;
  return parts.length === 0 ? none : parts.join('\nUNION ALL ');
}

/** Each day of the known years with the number of workdays up to and with it, from a text with a sign for each day. */
function workdaysSql(dialect: Dialect): string {
  const days = workdayNumbers();
  const signs = days.map(({ number }, i) => (number > (days[i - 1]?.number ?? 0) ? '1' : '0')).join('');
  const first = dialect.date(`${knownYears.first}-01-01`);
  return (
    `SELECT ${first} + CAST(i - 1 AS INTEGER) AS day, CAST(sum(CAST(sign AS INTEGER)) OVER (ORDER BY i) AS ${dialect.types.integer}) AS number\n` +
    `FROM (SELECT unnest(range(1, ${signs.length + 1})) AS i, unnest(string_split('${signs}', '')) AS sign)`
  );
}
