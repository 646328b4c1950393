/**
 * The verdicts of very many subjects. In a month nothing happens to most of them: subjects without any record in the period's
 * passes are *idle*, and judged once for all moments in which they are judged by the same SQL. And a verdict is one of five, so
 * that twenty of them are kept as the digits of a number (`digits.ts`): a few columns are joined and sorted where there would be
 * one for each rule, and requirements that a pass has settled come as such numbers already.
 */
import { type Context, momentTable } from './context.ts';
import type { Dialect } from './dialect.ts';
import { type Digit, type DigitPlace, digitPlace, digitsPerNumber, isDigit, verdictOfDigit } from './digits.ts';
import { type EntityGoals, type JudgedRows, judgedRows } from './judged.ts';
import { judgedTable, standardColumn, subjectColumn, writtenColumn } from './judged-columns.ts';
import { keyTextOf } from './key-text.ts';
import { occasionColumn, occasionStates } from './occasions.ts';
import { type Group, keyColumn } from './plan.ts';
import { ranksOf } from './ranks.ts';
import { type Computed, emptyPass } from './relation.ts';
import type { Statement } from './statement.ts';
import { needed } from './wanted.ts';

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
  const rows = judgedRows(context, computed, goals, { passes: 'empty' });
  const packing = packingOf(dialect, goals, rows);
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
  const { groups } = rows;
  const query = packing.pack(rows);
  // What the empty passes are called in this moment makes no difference.
  const meaning = groups.reduce((sql, group) => sql.replaceAll(emptyPass(context, group), group.name), query);
  const base = idle.get(meaning) ?? makeIdle(idleSql(dialect, query));
  idle.set(meaning, base);
  const passing: string[] = [];
  let subjects = base;
  if (groups.length > 0) {
    const among = keysSql(context, entity, groups);
    const active = make(`active ${entity}`, packing.pack(judgedRows(context, computed, goals, { among })));
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
  /** The columns beside the numbers, quoted. */
  readonly kept: readonly string[];
  /** The numbers, quoted. */
  readonly numbers: readonly string[];
  /** The rows with their verdicts packed: a query. */
  pack(rows: JudgedRows): string;
  /** All columns of `c`, unpacked. */
  readonly unpacked: string;
  /** Whether a rule fails in `c`. */
  readonly fails: string;
}

/** The verdicts that come as digits of a number stay so; the others become digits of further numbers. */
function packingOf(dialect: Dialect, goals: EntityGoals, like: JudgedRows): Packing {
  const { quote, types } = dialect;
  const places = new Map<string, DigitPlace>();
  like.settled.forEach(({ rules }, number) => {
    for (const [rule, one] of rules) places.set(rule, { number, one });
  });
  const isSettled = new Set(places.keys());
  const others = goals.rules.filter(({ name }) => !isSettled.has(name)).map(({ name }) => name);
  const standards = goals.standards.map(({ name }) => standardColumn(name));
  const digits = [writtenColumn, ...others, ...standards, ...goals.occasions.map(occasionColumn)];
  digits.forEach((name, i) => {
    const { number, one } = digitPlace(i);
    places.set(name, { number: like.settled.length + number, one });
  });
  const numbers = Array.from({ length: like.settled.length + Math.ceil(digits.length / digitsPerNumber) }, (_, i) =>
    quote(`#packed${i + 1}`),
  );
  const digitOf = (name: string): Digit => {
    const { number, one } = needed(places, name, goals.entity);
    return { number: `c.${numbers[number]}`, one };
  };
  const verdicts = [...goals.rules.map(({ name }) => name), ...standards];
  const unpacked = [
    { name: writtenColumn, sql: isDigit(digitOf(writtenColumn), 1) },
    ...verdicts.map((name) => ({ name, sql: verdictOfDigit(dialect, digitOf(name)) })),
    ...goals.occasions.map(occasionColumn).map((name) => ({ name, sql: occasionOf(digitOf(name)) })),
  ];
  const failing = new Map<string, bigint>();
  for (const { name } of goals.rules) {
    const { number, one } = digitOf(name);
    // Of the five ranks that of `fail` alone has this bit.
    failing.set(number, (failing.get(number) ?? 0n) + BigInt(ranksOf.fail) * one);
  }
  const fails = [...failing].map(([number, mask]) => `(${number} & ${mask}) <> 0`);
  const kept = like.others.map(({ name }) => quote(name));
  return {
    kept,
    numbers,
    pack(rows) {
      const packed = digitsSql(dialect, rows, digits);
      const sums = numbers.map((name, i) => {
        const settled = rows.settled[i];
        if (settled !== undefined) return `${settled.sql} AS ${name}`;
        const terms = digits.flatMap((digit) => {
          const { number, one } = needed(places, digit, goals.entity);
          return number === i ? [`CAST(${needed(packed, digit, goals.entity)} AS ${types.integer}) * ${one}`] : [];
        });
        return `${terms.join(' + ')} AS ${name}`;
      });
      const beside = [rows.subject, ...rows.others].map(({ name, sql }) => `${sql} AS ${quote(name)}`);
      return `SELECT ${[...beside, ...sums].join(',\n  ')}\nFROM ${rows.from}`;
    },
    unpacked: [
      ...[quote(subjectColumn), ...kept].map((name) => `c.${name}`),
      ...unpacked.map(({ name, sql }) => `${sql} AS ${quote(name)}`),
    ].join(',\n  '),
    fails: fails.length === 0 ? 'FALSE' : fails.join(' OR '),
  };
}

/** By name, columns as numbers from 0 to 7. */
function digitsSql(
  { verdictRank }: Dialect,
  { written, rules, standards, occasions }: JudgedRows,
  names: readonly string[],
): ReadonlyMap<string, string> {
  const all = [
    { name: written.name, sql: `CASE WHEN ${written.sql} THEN 1 ELSE 0 END` },
    ...[...rules, ...standards].map(({ name, sql }) => ({ name, sql: verdictRank(sql) })),
    ...occasions,
  ];
  return new Map(all.filter(({ name }) => names.includes(name)).map(({ name, sql }) => [name, sql]));
}

function occasionOf(digit: Digit): string {
  const { occasion, unsure } = occasionStates;
  return `CASE WHEN ${isDigit(digit, occasion)} THEN ${occasion} WHEN ${isDigit(digit, unsure)} THEN ${unsure} ELSE 0 END`;
}

function idleSql({ quote }: Dialect, query: string): string {
  const subject = `i.${quote(subjectColumn)}`;
  return `SELECT i.*, row_number() OVER (ORDER BY ${subject}) AS ${quote(placeColumn)}\nFROM (${query}) i\nORDER BY ${subject}`;
}

/** The idle subjects' rows, those of active ones in place of theirs; sorted. */
function codedSubjects({ quote }: Dialect, { kept, numbers }: Packing, idle: string, active: string): string {
  const subject = quote(subjectColumn);
  const isIdle = `a.${subject} IS NULL`;
  const columns = [
    `b.${subject}`,
    ...kept.map((name) => `CASE WHEN ${isIdle} THEN b.${name} ELSE a.${name} END AS ${name}`),
    ...numbers.map((name) => `coalesce(a.${name}, b.${name}) AS ${name}`),
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
