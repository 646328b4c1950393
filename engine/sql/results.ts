/** The schema `run`: what programs read and fill, and the tables of results that interfaces.md names. */
import { knownYears, workdayNumbers } from '../calendar/workdays.ts';
import { compareKeys } from '../model/key.ts';
import type { Dialect } from './dialect.ts';
import { scoreColumn, standardColumn, subjectColumn, writtenColumn } from './judged-columns.ts';
import { type Family, momentColumn } from './patterns.ts';
import type { Judged, Program } from './program.ts';
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

export interface Results {
  readonly statements: readonly Statement[];
  /** The views whose rows lie in order for one thread that reads them; of the others they do for whoever reads. */
  readonly forOneThread: ReadonlySet<string>;
}

/**
 * After the programs: the verdicts of all periods, an entity at a time, and the standings. `families` have the verdicts that are
 * kept as patterns, `areFew` says that these are so in all of them.
 */
export function results(
  dialect: Dialect,
  programs: readonly Program[],
  families: readonly Family[] = [],
  areFew = false,
): Results {
  const sources = sourcesOf(dialect, programs, families);
  const statements: Statement[] = [];
  const forOneThread = new Set<string>();
  const make = (name: string, view: string, parts: Parts): void => {
    const isCoded = parts.sources.some(({ coded }) => coded);
    const isOneThread = isCoded && areFew && parts.sources.length === 1;
    if (isOneThread) forOneThread.add(view);
    const order = isCoded && !isOneThread ? `\nORDER BY ${parts.order}` : '';
    const rows = parts.queries.map((query) => `SELECT ${parts.columns}\nFROM (${query})`).join('\nUNION ALL ');
    const query = order === '' ? rows : `SELECT ${parts.columns}\nFROM (${parts.queries.join('\nUNION ALL ')})${order}`;
    statements.push({ name, sql: dialect.createView(view, query) });
  };
  const byEntity = new Map<string, readonly Source[]>();
  for (const one of sources) {
    if (one.rules.length > 0) byEntity.set(one.entity, [...(byEntity.get(one.entity) ?? []), one]);
  }
  for (const [entity, some] of byEntity)
    make(`verdicts of ${entity}`, verdictTable(dialect, entity), verdictParts(dialect, some));
  make('standings', 'run.standings', standingParts(dialect, sources));
  return { statements, forOneThread };
}

/** Verdicts on an entity's subjects, of one period or of several in order. */
interface Source extends Pick<Judged, 'entity' | 'rules' | 'standards' | 'scored'> {
  /** The first of its moments. */
  readonly moment: number;
  /** What stands after FROM. */
  readonly from: string;
  /** The period and the number of the moment. */
  readonly period: string;
  readonly number: string;
  readonly coded: boolean;
}

/** A view as a list of queries, which have its columns and those of its order. */
interface Parts {
  readonly sources: readonly Source[];
  readonly queries: readonly string[];
  readonly columns: string;
  readonly order: string;
}

/** Sorted: by period, then by entity. */
function sourcesOf(dialect: Dialect, programs: readonly Program[], families: readonly Family[]): readonly Source[] {
  const own = programs.flatMap(({ moment, judged }, i) =>
    judged
      .filter(({ coded }) => coded === null)
      .map((one): Source => {
        const period = dialect.text(moment.period.name);
        return { ...one, moment: i, from: one.table, period, number: String(i), coded: false };
      }),
  );
  const coded = families.map(({ judged, moments, from }): Source => {
    return {
      ...judged,
      moment: moments[0] ?? 0,
      from,
      period: 'period',
      number: dialect.quote(momentColumn),
      coded: true,
    };
  });
  return [...own, ...coded].sort((a, b) => a.moment - b.moment || compareKeys(a.entity, b.entity));
}

function verdictTable(dialect: Dialect, entity: string): string {
  return `run.${dialect.quote(`verdicts_${entity}`)}`;
}

/** A rule that is not in force in a period has no verdict there. */
function verdictParts(dialect: Dialect, sources: readonly Source[]): Parts {
  const rules = [...new Set(sources.flatMap((one) => one.rules))];
  const queries = sources.map(({ period, number, from, rules: own }) => {
    const columns = rules.map((rule) => {
      const column = dialect.quote(rule);
      return own.includes(rule) ? column : `CAST(NULL AS ${dialect.types.verdict}) AS ${column}`;
    });
    const subject = `${dialect.quote(subjectColumn)} AS subject`;
    const moment = `${number} AS ${dialect.quote(momentColumn)}`;
    return `SELECT ${[`${period} AS period`, moment, subject, ...columns].join(', ')}\nFROM ${from} WHERE ${dialect.quote(writtenColumn)}`;
  });
  return {
    sources,
    queries,
    columns: ['period', 'subject', ...rules.map(dialect.quote)].join(', '),
    order: `${dialect.quote(momentColumn)}, subject`,
  };
}

/** Sorted, as the subjects of each source are, so that nobody need sort them. */
function standingParts(dialect: Dialect, all: readonly Source[]): Parts {
  const sources = all.filter(({ standards }) => standards.length > 0);
  const queries = sources.map(({ entity, from, period, number, standards, scored }) => {
    const sorted = [...standards].sort(compareKeys);
    const names = sorted.map(dialect.text).join(', ');
    const verdicts = sorted.map((standard) => dialect.quote(standardColumn(standard))).join(', ');
    const none = `CAST(NULL AS ${dialect.types.decimal})`;
    const scores = sorted.map((name) => (scored.includes(name) ? dialect.quote(scoreColumn(name)) : none));
    const score = scored.length > 0 ? `unnest([${scores.join(', ')}])` : none;
    // Nothing is said of a record that lies outside the period, where the standard does not ask for other records of it.
    const stands = `${dialect.quote(writtenColumn)} OR verdict <> ${dialect.verdict('not-applicable')}`;
    return (
      `SELECT period, ${dialect.quote(momentColumn)}, entity, subject, standard, verdict, score\nFROM (` +
      `SELECT ${period} AS period, ${number} AS ${dialect.quote(momentColumn)}, ${dialect.text(entity)} AS entity, ` +
      `${dialect.quote(subjectColumn)} AS subject, unnest([${names}]) AS standard, unnest([${verdicts}]) AS verdict, ` +
      `${score} AS score, ${dialect.quote(writtenColumn)}\nFROM ${from})\nWHERE ${stands}`
    );
  });
  const { text, verdict, decimal, integer } = dialect.types;
  const none =
    `SELECT CAST(NULL AS ${text}) AS period, CAST(NULL AS ${integer}) AS ${dialect.quote(momentColumn)}, ` +
    `CAST(NULL AS ${text}) AS entity, CAST(NULL AS ${text}) AS subject, ` +
    `CAST(NULL AS ${text}) AS standard, CAST(NULL AS ${verdict}) AS verdict, CAST(NULL AS ${decimal}) AS score WHERE FALSE`;
  return {
    sources,
    queries: queries.length === 0 ? [none] : queries,
    columns: 'period, entity, subject, standard, verdict, score',
    order: `${dialect.quote(momentColumn)}, entity, subject, standard`,
  };
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
