/**
 * The verdicts of very many subjects over several moments, as they are written. Most subjects have the verdicts of many others:
 * so each *pattern* of verdicts that there is stands once in a table, and a subject's row has but the numbers of its patterns, one
 * for each of a few moments. Such rows are put in order once for them all, and a pattern is unpacked once for all who have it.
 */
import { type CodedVerdicts, placeColumn } from './coded.ts';
import type { Dialect } from './dialect.ts';
import { subjectColumn } from './judged-columns.ts';
import type { Judged, Program } from './program.ts';
import type { Statement } from './statement.ts';

export interface Patterns {
  /** They make the tables of patterns and rows, and remove those of the moments, which have no verdicts after. */
  readonly statements: readonly Statement[];
  readonly families: readonly Family[];
}

/** An entity's verdicts in moments in which it is judged by the same rules. */
export interface Family {
  readonly judged: Judged;
  /** The numbers of the moments, in order. */
  readonly moments: readonly number[];
  /** How many patterns there are, and how many rows: a query. */
  readonly sizes: string;
  /**
   * What stands after FROM: columns `period`, `#moment` and those of the moments' own tables. One thread comes by them in the order
   * of moments and subjects, if `areFewPatterns`.
   */
  readonly from: string;
}

/**
 * Whether patterns are few enough to be looked up, in memory, as their rows come by. DuckDB keeps in memory the side of a join that
 * it takes for the smaller, by rows and their bytes: patterns must be that even for a reader who lets it choose.
 */
export function areFewPatterns({ judged }: Family, patterns: number, rows: number): boolean {
  const columns = judged.rules.length + judged.standards.length + judged.scored.length;
  return patterns <= mostPatterns && patterns * (columns + 32) <= rows * 16;
}

const mostPatterns = 200_000;

/** So many moments are put in order at once; more would make rows too wide to be sorted in little memory. */
const mostMoments = 12;

/** Which of the programs a row is of. */
export const momentColumn = '#moment';

interface Coded {
  readonly moment: number;
  readonly period: string;
  readonly judged: Judged;
  readonly coded: CodedVerdicts;
}

/** Of the programs that were asked for. */
export function patternsOf(dialect: Dialect, programs: readonly Program[]): Patterns {
  const all = programs.flatMap(({ moment: { period }, judged }, moment) =>
    judged.flatMap((one): readonly Coded[] =>
      one.coded === null ? [] : [{ moment, period: period.name, judged: one, coded: one.coded }],
    ),
  );
  const statements: Statement[] = [];
  let count = 0;
  const make = (what: string, query: string): string => {
    const table = `run.${dialect.quote(`${what} ${++count}`)}`;
    statements.push({ name: table, sql: dialect.createTable(table, query) });
    return table;
  };
  const families = grouped(all, familyOf).map((alike): Family => {
    const [first] = alike;
    if (first === undefined) throw new Error('no family is empty');
    const patterns = make('patterns', patternsSql(dialect, alike));
    const ordered = new Map<Coded, { readonly table: string; readonly column: string }>();
    for (const some of grouped(alike, ({ coded }) => coded.idle).flatMap(atMostMoments)) {
      const table = make('ordered', orderedSql(dialect, patterns, some));
      some.forEach((one, i) => {
        ordered.set(one, { table, column: patternColumn(dialect, i) });
      });
    }
    const rows = make('rows', rowsSql(dialect, alike, ordered));
    for (const table of new Set([...ordered.values()].map(({ table }) => table)))
      statements.push({ name: `drop ${table}`, sql: `DROP TABLE ${table}` });
    const number = dialect.quote(numberColumn);
    return {
      judged: first.judged,
      moments: alike.map(({ moment }) => moment),
      sizes: `SELECT (SELECT count(*) FROM ${patterns}), (SELECT count(*) FROM ${rows})`,
      from: `${rows} r JOIN ${patterns} p ON p.${number} = r.${number}`,
    };
  });
  for (const { judged, coded } of all) {
    statements.push({ name: `drop ${judged.table}`, sql: `DROP VIEW ${judged.table}` });
    if (coded.active !== null) statements.push({ name: `drop ${coded.active}`, sql: `DROP TABLE ${coded.active}` });
  }
  return { statements, families };
}

function familyOf({ judged: { entity, rules, standards, scored }, coded: { packed, unpacked } }: Coded): string {
  return JSON.stringify([entity, rules, standards, scored, packed, unpacked]);
}

function atMostMoments(moments: readonly Coded[]): readonly (readonly Coded[])[] {
  const parts: (readonly Coded[])[] = [];
  for (let at = 0; at < moments.length; at += mostMoments) parts.push(moments.slice(at, at + mostMoments));
  return parts;
}

const numberColumn = '#pattern';

function patternColumn({ quote }: Dialect, index: number): string {
  return quote(`#pattern ${index + 1}`);
}

/** Each pattern once, with its number and unpacked. */
function patternsSql({ quote, types }: Dialect, alike: readonly Coded[]): string {
  const { packed = [], unpacked = [] } = alike[0]?.coded ?? {};
  const tables = new Set(alike.flatMap(({ coded: { idle, active } }) => (active === null ? [idle] : [idle, active])));
  const all = [...tables].map((table) => `SELECT ${packed.join(', ')} FROM ${table}`).join('\n  UNION ALL ');
  // Points stand as they are.
  const columns = unpacked
    .filter(({ name }) => !packed.includes(quote(name)))
    .map(({ name, sql }) => `${sql} AS ${quote(name)}`);
  return (
    `SELECT CAST(row_number() OVER () AS ${types.integer}) AS ${quote(numberColumn)}, ${['c.*', ...columns].join(',\n  ')}\n` +
    `FROM (SELECT DISTINCT * FROM (${all})) c`
  );
}

/** A row for each moment and subject, in order, with the number of its pattern. The period is one of a few words, which are quick to write. */
function rowsSql(
  { quote, text, types }: Dialect,
  alike: readonly Coded[],
  ordered: ReadonlyMap<Coded, { readonly table: string; readonly column: string }>,
): string {
  const periods = `ENUM(${alike.map(({ period }) => text(period)).join(', ')})`;
  const parts = alike.map((one) => {
    const { table, column } = ordered.get(one) ?? { table: '', column: '' };
    return (
      `SELECT CAST(${text(one.period)} AS ${periods}) AS period, CAST(${one.moment} AS ${types.integer}) AS ${quote(momentColumn)}, ` +
      `${quote(subjectColumn)}, ${column} AS ${quote(numberColumn)} FROM ${table}`
    );
  });
  return parts.join('\nUNION ALL ');
}

/** The subjects in order, each with the number of its pattern in each of the moments. */
function orderedSql(dialect: Dialect, patterns: string, moments: readonly Coded[]): string {
  const { idle = '', packed = [] } = moments[0]?.coded ?? {};
  const { quote } = dialect;
  const [subject, place, number] = [subjectColumn, placeColumn, numberColumn].map(quote);
  const numbered = (table: string, columns: string): string =>
    `(SELECT ${columns}, p.${number} FROM ${table} c ` +
    `JOIN ${patterns} p ON ${packed.map((name) => `c.${name} IS NOT DISTINCT FROM p.${name}`).join(' AND ')})`;
  const joins = moments.flatMap(({ coded: { active } }, i) =>
    active === null ? [] : [`LEFT JOIN ${numbered(active, `c.${subject}`)} a${i} ON a${i}.${subject} = b.${subject}`],
  );
  const columns = moments.map(({ coded: { active } }, i) => {
    const name = patternColumn(dialect, i);
    return active === null ? `b.${number} AS ${name}` : `coalesce(a${i}.${number}, b.${number}) AS ${name}`;
  });
  return (
    `SELECT b.${subject}, ${columns.join(', ')}\nFROM ${numbered(idle, `c.${subject}, c.${place}`)} b\n` +
    `${joins.map((join) => `${join}\n`).join('')}ORDER BY b.${place}`
  );
}

/** In the order of the first of each. */
function grouped<T>(values: readonly T[], keyOf: (value: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return [...groups.values()];
}
