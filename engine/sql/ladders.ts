/**
 * Ladders as SQL; semantics.md, "Ladders". The occasions of the window's periods stand in their tables; they are counted by window
 * functions over these few rows, in which the clear periods are what lies between two rows.
 */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { FactPath, Ladder, SentLetters } from '../model/policy.ts';
import { type Context, entityNamed, momentTable } from './context.ts';
import { inForce, tableOf } from './field.ts';
import { linkPaths } from './group.ts';
import { keyTextOf } from './key-text.ts';
import { conjunction, disjunction } from './logic.ts';
import { mayBeAbsent, occasionStates } from './occasions.ts';
import { type Computed, type Relation, relationOf } from './relation.ts';
import type { Statement } from './statement.ts';

/** One of the periods over which occasions are counted, in order of time. */
export interface CountedPeriod {
  readonly first: CivilDate;
  /** The table of its occasions, as SQL names it. */
  readonly occasions: string;
}

export interface LadderSql {
  /** They add the ladder's rows to `run.ladders`. */
  readonly statements: readonly Statement[];
  /** The tables that they make, which nothing needs afterwards. */
  readonly tables: readonly string[];
}

export function ladderSql(
  context: Context,
  computed: Computed,
  ladder: Ladder,
  periods: readonly CountedPeriod[],
): LadderSql {
  if (periods.length === 0 || context.missing.has(ladder.entity)) return { statements: [], tables: [] };
  const { dialect, moment } = context;
  const { name, steps, sent } = ladder;
  const counted = momentTable(context, `counted ${name}`);
  const counting = ofExisting(context, ladder, countedSql(context, ladder, periods));
  const letters =
    sent === null || context.missing.has(sent.entity)
      ? null
      : lettersSql(context, computed, ladder, sent, counted, periods);
  const lists = letters === null ? nothingSent(context) : listsSql(context, ladder);
  const columns = [
    `${dialect.text(moment.period.name)} AS period`,
    `${dialect.text(name)} AS ladder`,
    'c.subject',
    'c.occasions',
    `${dueSql(context, steps)} AS due`,
    ...lists,
  ];
  const from = letters === null ? '' : `\nLEFT JOIN (${letters}) l ON l.subject = c.subject`;
  return {
    statements: [
      { name: `counted ${name}`, sql: dialect.createTable(counted, counting) },
      {
        name: `ladder ${name}`,
        sql: `INSERT INTO run.ladders\nSELECT ${columns.join(',\n  ')}\nFROM ${counted} c${from}`,
      },
    ],
    tables: [counted],
  };
}

/** What of a letter a ladder reads. */
export function factsOfLetters({ step, on, about }: SentLetters): readonly FactPath[] {
  return [step, on, ...(about === null ? [] : [about])];
}

/** Each subject with its `occasions` counted and the number of the period of the `first`. */
function countedSql(context: Context, { entity, clearsAfter }: Ladder, periods: readonly CountedPeriod[]): string {
  const events = periods
    .map(({ occasions }, i) => `SELECT subject, ${i + 1} AS period, state FROM ${occasions}`)
    .join('\n  UNION ALL ');
  const { absent, occasion } = occasionStates;
  if (clearsAfter === null)
    return `SELECT subject, count(*) AS occasions, min(period) AS first\nFROM (${events})\nGROUP BY subject`;
  // What lies between two rows is clear, and so is what lies behind the last.
  const end = periods.length + 1;
  const inOrder = 'PARTITION BY subject ORDER BY period';
  const between = `lead(period, 1, ${end}) OVER (${inOrder}) - period - 1`;
  const gaps = mayBeAbsent(context, entity)
    ? `SELECT subject, period, state, ${between} - (lead(absences, 1, total) OVER (${inOrder}) - absences) AS clear\n` +
      `FROM (SELECT *, sum(gone) OVER (${inOrder}) AS absences, sum(gone) OVER (PARTITION BY subject) AS total\n` +
      `FROM (SELECT *, CASE WHEN state = ${absent} THEN 1 ELSE 0 END AS gone FROM (${events})))\nWHERE state <> ${absent}`
    : `SELECT subject, period, state, ${between} AS clear FROM (${events})`;
  const cleared =
    `SELECT subject, period, state, max(CASE WHEN clear >= ${clearsAfter} THEN period END) OVER (PARTITION BY subject) AS cleared\n` +
    `FROM (${gaps})`;
  return (
    `SELECT subject, count(*) AS occasions, min(period) AS first\nFROM (${cleared})\n` +
    `WHERE state = ${occasion} AND (cleared IS NULL OR period > cleared)\nGROUP BY subject`
  );
}

function ofExisting(context: Context, { entity }: Ladder, counted: string): string {
  const { dialect } = context;
  if (entityNamed(context, entity).valid === null) return counted;
  const key = keyTextOf(context, entity, (field) => `a.${dialect.quote(field)}`);
  return (
    `SELECT * FROM (${counted})\n` +
    `WHERE subject IN (SELECT ${key} FROM ${tableOf(context, entity)} a WHERE a.${dialect.quote(inForce)})`
  );
}

/** Beyond the last step the last one again. */
function dueSql({ dialect }: Context, steps: Ladder['steps']): string {
  const names = steps.map(({ name }) => dialect.text(name));
  const cases = names.slice(0, -1).map((name, i) => `WHEN ${i + 1} THEN ${name}`);
  return cases.length === 0 ? `${names[0]}` : `CASE c.occasions ${cases.join(' ')} ELSE ${names.at(-1)} END`;
}

/** Of each subject and step how many letters are about its run, and the date of the first. */
function lettersSql(
  context: Context,
  computed: Computed,
  ladder: Ladder,
  sent: SentLetters,
  counted: string,
  periods: readonly CountedPeriod[],
): string {
  const { dialect, moment } = context;
  const links = linkPaths(context, { source: sent.entity, link: sent.link });
  const relation = relationOf(context, computed, sent.entity, { facts: factsOfLetters(sent), cells: links }, 's');
  const { key } = entityNamed(context, ladder.entity);
  const subject = keyTextOf(context, ladder.entity, (field) => relation.cell(links[key.indexOf(field)] as FactPath));
  const about = sent.about === null ? null : plain(relation, sent.about);
  const on = plain(relation, sent.on);
  const columns = [
    `${subject} AS subject`,
    `${plain(relation, sent.step)} AS step`,
    `${on} AS sent_on`,
    ...(about === null ? [] : [`${about} AS about`]),
  ];
  // A key of several cells is a text even where one of them is unknown.
  const linked = links.map((path) => `${relation.cell(path)} IS NOT NULL`);
  // Days that hold for all subjects, before anything is joined.
  const earliest = dialect.date(String(periods[0]?.first));
  const days = [`${on} <= ${dialect.date(moment.asOf)}`, `${about ?? on} >= ${earliest}`];
  const where = conjunction([relation.exists, ...linked, ...days]);
  const letters = `SELECT ${columns.join(', ')}\nFROM ${relation.from}\nWHERE ${where}`;
  const firsts = periods.map(({ first }, i) => `WHEN ${i + 1} THEN ${dialect.date(first)}`).join(' ');
  const begin = `CASE c.first ${firsts} END`;
  const isOfRun =
    about === null ? [`s.sent_on >= ${begin}`] : [`s.about >= ${begin}`, `s.about <= ${dialect.date(moment.judged)}`];
  const numbers = ladder.steps.flatMap(({ name }, i) => {
    const step = `s.step = ${dialect.text(name)}`;
    return [`${dialect.countIf(step)} AS n${i + 1}`, `min(CASE WHEN ${step} THEN s.sent_on END) AS f${i + 1}`];
  });
  return (
    `SELECT c.subject, ${numbers.join(', ')}\nFROM ${counted} c\nJOIN (${letters}) s ON s.subject = c.subject ` +
    `AND ${isOfRun.join(' AND ')}\nGROUP BY c.subject`
  );
}

function plain(relation: Relation, path: FactPath): string {
  const value = relation.fact(path);
  if (value.kind !== 'plain') throw new Error(`${path.fact} is a number`);
  return value.sql;
}

function listsSql({ dialect }: Context, { steps }: Ladder): readonly string[] {
  const list = (condition: (index: number) => string): string => {
    const cases = steps.map(({ name }, i) => `CASE WHEN ${condition(i)} THEN ${dialect.text(name)} END`);
    return `concat_ws(';', ${cases.join(', ')})`;
  };
  const number = (i: number): string => `coalesce(l.n${i + 1}, 0)`;
  /** How often the occasions call for it. */
  const called = (i: number): string =>
    i === steps.length - 1 ? `greatest(c.occasions - ${i}, 0)` : `CASE WHEN c.occasions > ${i} THEN 1 ELSE 0 END`;
  const isEarly = (i: number): string => {
    const before = steps.slice(0, i).map((_, j) => `l.f${j + 1} IS NULL OR l.f${i + 1} < l.f${j + 1}`);
    return conjunction([`${number(i)} > 0`, disjunction([`${called(i)} = 0`, ...before])]);
  };
  return [
    `${list((i) => `${number(i)} > 0`)} AS sent`,
    `${list((i) => `${called(i)} > ${number(i)}`)} AS missing`,
    `${list(isEarly)} AS out_of_order`,
    `${list((i) => `${called(i)} > 0 AND ${number(i)} > ${called(i)}`)} AS duplicates`,
  ];
}

function nothingSent({ dialect }: Context): readonly string[] {
  return ['sent', 'missing', 'out_of_order', 'duplicates'].map(
    (name) => `CAST(NULL AS ${dialect.types.text}) AS ${name}`,
  );
}
