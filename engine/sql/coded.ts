/**
 * The verdicts of very many subjects. In a month nothing happens to most of them: subjects without any record in the period's
 * passes are *idle*, and judged once for all moments in which they are judged by the same SQL. And a verdict is one of five, so
 * that twenty of them are kept as the digits of a number (`digits.ts`): a few columns are joined and sorted where there would be
 * one for each rule, and requirements that a pass has settled come as such numbers already.
 */
import { type Context, momentTable } from './context.ts';
import type { Dialect, NamedExpression } from './dialect.ts';
import { type Digit, type DigitPlace, digitPlace, digitsPerNumber, isDigit, verdictOfDigit } from './digits.ts';
import { asRanks, type EntityGoals, type JudgedRows, judgedRows } from './judged.ts';
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
  /** They make the view `judgedTable`, whose columns are as `judgedSql` gives them; its rows lie in any order. */
  readonly statements: readonly Statement[];
  readonly verdicts: CodedVerdicts;
  /** A query for the subjects that fail a rule. */
  readonly failing: string;
  /** Removes the view, and what no other view stands on. */
  readonly discard: readonly Statement[];
}

/** The verdicts on the subjects of a moment as they are kept. */
export interface CodedVerdicts {
  /** The table of the idle subjects: all of them, with a place in their order, and as if each were idle. */
  readonly idle: string;
  /** The table of the active ones, whose rows stand for those of the idle; null: there are none in any moment. */
  readonly active: string | null;
  /** The columns of both tables that verdicts and points are in, quoted. */
  readonly packed: readonly string[];
  /** The verdicts and points, over a row `c` of such columns. */
  readonly unpacked: readonly NamedExpression[];
}

export function codedSql(context: Context, computed: Computed, goals: EntityGoals, { idle }: Coding): CodedSql {
  const { dialect } = context;
  const { entity } = goals;
  const rows = judgedRows(context, computed, goals, { passes: 'empty' }, asRanks(dialect));
  const packing = packingOf(dialect, goals, rows);
  const statements: Statement[] = [];
  function makeActive(query: string): string {
    const name = `active ${entity}`;
    const table = momentTable(context, name);
    statements.push({ name, sql: dialect.createTable(table, query) });
    return table;
  }
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
  const { quote } = dialect;
  const active =
    groups.length === 0
      ? null
      : makeActive(
          packing.pack(
            judgedRows(context, computed, goals, { among: keysSql(context, entity, groups) }, asRanks(dialect)),
          ),
        );
  const subjects = active === null ? base : `(${codedSubjects(dialect, packing, base, active)})`;
  const view = judgedTable(context, entity);
  const list = [
    ...[quote(subjectColumn), ...packing.rollups].map((name) => `c.${name}`),
    ...packing.unpacked.map(({ name, sql }) => `${sql} AS ${quote(name)}`),
  ];
  statements.push({
    name: `judged ${entity}`,
    sql: dialect.createView(view, `SELECT ${list.join(',\n  ')}\nFROM ${subjects} c`),
  });
  return {
    statements,
    verdicts: { idle: base, active, packed: packing.packed, unpacked: packing.unpacked },
    failing: `SELECT c.${quote(subjectColumn)} FROM ${subjects} c WHERE ${packing.fails}`,
    discard: [
      { name: `drop ${view}`, sql: `DROP VIEW ${view}` },
      ...(active === null ? [] : [{ name: `drop ${active}`, sql: `DROP TABLE ${active}` }]),
    ],
  };
}

/** The place of a subject among the sorted. */
export const placeColumn = '#place';

interface Packing {
  /** The columns of the groups of roll-ups, quoted. */
  readonly rollups: readonly string[];
  /** The numbers and the points, quoted. */
  readonly packed: readonly string[];
  /** The rows with their verdicts packed: a query. */
  pack(rows: JudgedRows): string;
  /** What the packed columns of `c` hold. */
  readonly unpacked: readonly NamedExpression[];
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
    ...verdicts.map((name) => ({ name, sql: verdictOfDigit(dialect.verdict, digitOf(name)) })),
    ...goals.occasions.map(occasionColumn).map((name) => ({ name, sql: occasionOf(digitOf(name)) })),
  ];
  const failing = new Map<string, bigint>();
  for (const { name } of goals.rules) {
    const { number, one } = digitOf(name);
    // Of the five ranks that of `fail` alone has this bit.
    failing.set(number, (failing.get(number) ?? 0n) + BigInt(ranksOf.fail) * one);
  }
  const fails = [...failing].map(([number, mask]) => `(${number} & ${mask}) <> 0`);
  return {
    rollups: like.rollups.map(({ name }) => quote(name)),
    packed: [...numbers, ...like.scores.map(({ name }) => quote(name))],
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
      const beside = [rows.subject, ...rows.rollups, ...rows.scores].map(({ name, sql }) => `${sql} AS ${quote(name)}`);
      return `SELECT ${[...beside, ...sums].join(',\n  ')}\nFROM ${rows.from}`;
    },
    unpacked: [...unpacked, ...like.scores.map(({ name }) => ({ name, sql: `c.${quote(name)}` }))],
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
    ...rules,
    ...standards.map(({ name, sql }) => ({ name, sql: verdictRank(sql) })),
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

/** The idle subjects' rows, those of active ones in place of theirs. */
function codedSubjects({ quote }: Dialect, { rollups, packed }: Packing, idle: string, active: string): string {
  const subject = quote(subjectColumn);
  const columns = [...rollups, ...packed].map(
    (name) => `CASE WHEN a.${subject} IS NULL THEN b.${name} ELSE a.${name} END AS ${name}`,
  );
  return `SELECT b.${subject}, ${columns.join(', ')}\nFROM ${idle} b LEFT JOIN ${active} a ON a.${subject} = b.${subject}`;
}

/** The keys, as texts, of the records of which one of the passes has something to say. */
function keysSql(context: Context, entity: string, groups: readonly Group[]): string {
  const fields = [...(context.model.dictionary.entities.get(entity)?.key ?? [])];
  const key = keyTextOf(context, entity, (field) => `k.${context.dialect.quote(keyColumn(fields.indexOf(field)))}`);
  return groups.map(({ name }) => `SELECT ${key} FROM ${momentTable(context, name)} k`).join(' UNION ALL ');
}
