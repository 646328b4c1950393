/**
 * The verdicts of very many subjects. In a month nothing happens to most of them: subjects without any record in the period's
 * passes are *idle*, and judged once for all moments in which they are judged by the same SQL. And a verdict is one of five, so
 * that twenty of them are kept in an integer: a few columns are joined and sorted where there would be one for each rule.
 */
import type { Verdict } from '../model/verdict.ts';
import { type Context, momentTable } from './context.ts';
import type { Dialect, NamedExpression } from './dialect.ts';
import { type EntityGoals, judgedRows } from './judged.ts';
import {
  groupColumn,
  judgedTable,
  scoreColumn,
  standardColumn,
  subjectColumn,
  writtenColumn,
} from './judged-columns.ts';
import { keyTextOf } from './key-text.ts';
import { occasionColumn, occasionStates } from './occasions.ts';
import { type Group, keyColumn } from './plan.ts';
import { type Computed, emptyPass } from './relation.ts';
import type { Statement } from './statement.ts';
import { ranksOf } from './verdict.ts';

export interface Coding {
  /** Entities with at least so many records are judged in this way. */
  readonly from: number;
  /** The tables of idle subjects that programs before have made, by what they hold; each program adds its own. */
  readonly idle: Map<string, string>;
}

export interface CodedSql {
  /** They make the view `judgedTable`, whose columns and order are as `judgedSql` gives them. */
  readonly statements: readonly Statement[];
  /** Tables that nothing needs once the statements have run. */
  readonly passing: readonly string[];
  /** A query for the subjects that fail a rule. */
  readonly failing: string;
  /** Removes the view, and what no other view stands on. */
  readonly discard: readonly Statement[];
}

export function codedSql(context: Context, computed: Computed, goals: EntityGoals, { idle }: Coding): CodedSql {
  const { dialect } = context;
  const { entity } = goals;
  const packing = packingOf(dialect, goals);
  const statements: Statement[] = [];
  const make = (name: string, query: string): string => {
    const table = momentTable(context, name);
    statements.push({ name, sql: dialect.createTable(table, query) });
    return table;
  };
  /** In the schema that stays while moments come and go. */
  function makeIdle(query: string): string {
    const table = `run.${dialect.quote(`idle ${idle.size + 1}`)}`;
    statements.push({ name: `idle ${entity}`, sql: dialect.createTable(table, query) });
    return table;
  }
  const { query, groups } = judgedRows(context, computed, goals, { passes: 'empty' });
  // What the empty passes are called in this moment makes no difference.
  const meaning = groups.reduce((sql, group) => sql.replaceAll(emptyPass(context, group), group.name), query);
  const base = idle.get(meaning) ?? makeIdle(idleSql(dialect, packing, query));
  idle.set(meaning, base);
  const passing: string[] = [];
  let subjects = base;
  if (groups.length > 0) {
    const among = keysSql(context, entity, groups);
    const active = make(`active ${entity}`, packing.pack(judgedRows(context, computed, goals, { among }).query));
    passing.push(active);
    subjects = make(`coded ${entity}`, codedSubjects(dialect, packing, base, active));
  }
  const view = judgedTable(context, entity);
  statements.push({
    name: `judged ${entity}`,
    sql: dialect.createView(view, `SELECT ${packing.unpacked}\nFROM ${subjects} c`),
  });
  const subject = dialect.quote(subjectColumn);
  const failing = `SELECT c.${subject} FROM ${subjects} c WHERE ${packing.fails}`;
  const own = subjects === base ? [] : [{ name: `drop ${subjects}`, sql: `DROP TABLE ${subjects}` }];
  return { statements, passing, failing, discard: [{ name: `drop ${view}`, sql: `DROP VIEW ${view}` }, ...own] };
}

/** The place of a subject among the sorted. */
const placeColumn = '#place';

interface Packing {
  /** The columns beside the integers, quoted. */
  readonly kept: readonly string[];
  /** The integers, quoted. */
  readonly integers: readonly string[];
  /** The rows of a query of verdicts, packed. */
  pack(query: string): string;
  /** All columns of `c`, unpacked. */
  readonly unpacked: string;
  /** Whether a rule fails in `c`. */
  readonly fails: string;
}

/** So many verdicts go into an integer, each as one of eight numbers: 60 bits. */
const perInteger = 20;

function packingOf(dialect: Dialect, { rules, standards, rollups, occasions }: EntityGoals): Packing {
  const { quote, verdictRank, types } = dialect;
  const verdict = (has: Has): string => verdictOf(dialect, has);
  const columns: Packed[] = [
    { name: writtenColumn, sql: `CASE WHEN v.${quote(writtenColumn)} THEN 1 ELSE 0 END`, of: (has) => has(1) },
    ...rules.map(({ name }) => ({ name, sql: verdictRank(`v.${quote(name)}`), of: verdict, isRule: true })),
    ...standards
      .map(({ name }) => standardColumn(name))
      .map((name) => ({ name, sql: verdictRank(`v.${quote(name)}`), of: verdict })),
    ...occasions.map(occasionColumn).map((name) => ({ name, sql: `v.${quote(name)}`, of: occasionOf })),
  ];
  const scores = standards.filter(({ score }) => score !== null).map(({ name }) => scoreColumn(name));
  const kept = [...rollups.map(({ name }) => groupColumn(name)), ...scores].map(quote);
  const integers = Array.from({ length: Math.ceil(columns.length / perInteger) }, (_, i) => quote(`#packed${i + 1}`));
  const digit = (index: number): bigint => 8n ** BigInt(index % perInteger);
  const ofInteger = <T>(list: readonly T[], i: number): readonly T[] =>
    list.slice(i * perInteger, (i + 1) * perInteger);
  const sums = integers.map((name, i) => {
    const terms = ofInteger(columns, i).map(({ sql }, at) => `CAST(${sql} AS ${types.integer}) * ${digit(at)}`);
    return `${terms.join(' + ')} AS ${name}`;
  });
  const unpacked = columns.map(({ name, of }, i) => {
    const masked = `(c.${integers[Math.floor(i / perInteger)]} & ${7n * digit(i)})`;
    const has = (rank: number): string => `${masked} = ${BigInt(rank) * digit(i)}`;
    return `${of(has)} AS ${quote(name)}`;
  });
  const fails = integers.flatMap((name, i) => {
    // Of the five ranks that of `fail` alone has this bit.
    const mask = ofInteger(columns, i).reduce(
      (sum, { isRule = false }, at) => (isRule ? sum + BigInt(ranksOf.fail) * digit(at) : sum),
      0n,
    );
    return mask === 0n ? [] : [`(c.${name} & ${mask}) <> 0`];
  });
  const beside = (alias: string): readonly string[] =>
    [quote(subjectColumn), ...kept].map((name) => `${alias}.${name}`);
  return {
    kept,
    integers,
    pack: (query) => `SELECT ${[...beside('v'), ...sums].join(',\n  ')}\nFROM (${query}) v`,
    unpacked: [...beside('c'), ...unpacked].join(',\n  '),
    fails: fails.length === 0 ? 'FALSE' : fails.join(' OR '),
  };
}

/** Whether something has a number of those from 0 to 7. */
type Has = (number: number) => string;

/** A column that goes into an integer as such a number. */
interface Packed extends NamedExpression {
  /** How it is come by again. */
  readonly of: (has: Has) => string;
  readonly isRule?: boolean;
}

function occasionOf(has: Has): string {
  const { occasion, unsure } = occasionStates;
  return `CASE WHEN ${has(occasion)} THEN ${occasion} WHEN ${has(unsure)} THEN ${unsure} ELSE 0 END`;
}

/** The verdict whose rank something has; those that most subjects have first. */
function verdictOf({ verdict }: Dialect, has: Has): string {
  const order: readonly Verdict[] = ['pass', 'not-applicable', 'fail', 'undetermined'];
  const cases = order.map((word) => `WHEN ${has(ranksOf[word])} THEN ${verdict(word)}`);
  return `CASE ${cases.join(' ')} ELSE ${verdict('waived')} END`;
}

function idleSql({ quote }: Dialect, { pack }: Packing, query: string): string {
  const subject = `i.${quote(subjectColumn)}`;
  return `SELECT i.*, row_number() OVER (ORDER BY ${subject}) AS ${quote(placeColumn)}\nFROM (${pack(query)}) i\nORDER BY ${subject}`;
}

/** The idle subjects' rows, those of active ones in place of theirs; sorted. */
function codedSubjects({ quote }: Dialect, { kept, integers }: Packing, idle: string, active: string): string {
  const subject = quote(subjectColumn);
  const isIdle = `a.${subject} IS NULL`;
  const columns = [
    `b.${subject}`,
    ...kept.map((name) => `CASE WHEN ${isIdle} THEN b.${name} ELSE a.${name} END AS ${name}`),
    ...integers.map((name) => `coalesce(a.${name}, b.${name}) AS ${name}`),
  ];
  return (
    `SELECT ${columns.join(', ')}\nFROM ${idle} b\nLEFT JOIN ${active} a ON a.${subject} = b.${subject}\n` +
    `ORDER BY b.${quote(placeColumn)}`
  );
}

/** The keys, as texts, of the records of which one of the passes has something to say. */
function keysSql(context: Context, entity: string, groups: readonly Group[]): string {
  const fields = [...(context.model.dictionary.entities.get(entity)?.key ?? [])];
  const key = keyTextOf(context, entity, (field) => `k.${context.dialect.quote(keyColumn(fields.indexOf(field)))}`);
  return groups.map(({ name }) => `SELECT ${key} FROM ${momentTable(context, name)} k`).join(' UNION ALL ');
}
