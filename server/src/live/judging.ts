/** Judges a model into a schema of its own, and counts what came out. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { CivilDate } from '../../../engine/calendar/civil-date.ts';
import type { Moment } from '../../../engine/calendar/period.ts';
import { knownYears } from '../../../engine/calendar/workdays.ts';
import type { Language } from '../../../engine/diagnostics/diagnostic.ts';
import { stop } from '../../../engine/diagnostics/error.ts';
import { asOfOutsideCalendar } from '../../../engine/diagnostics/registry/run.ts';
import type { Model } from '../../../engine/model/policy.ts';
import { type Verdict, verdicts } from '../../../engine/model/verdict.ts';
import { duckdb } from '../../../engine/sql/duckdb.ts';
import { standardColumn, subjectColumn, writtenColumn } from '../../../engine/sql/judged-columns.ts';
import type { Judged, Program } from '../../../engine/sql/program.ts';
import { compileSequence } from '../../../engine/sql/sequence.ts';
import type { Counts } from '../protocol.ts';
import { rowsOf, withWorkdays } from './database.ts';
import { makeKeptTables, tableName } from './kept-tables.ts';
import { tallyKey } from './messages.ts';
import type { Staged } from './staging.ts';

export interface JudgedModel {
  readonly model: Model;
  readonly moment: Moment;
  readonly program: Program;
}

/** What is judged: of everything in force on the day (`model`) what is asked for. */
export interface Judgeable {
  readonly model: Model;
  readonly asked: Model;
  readonly moment: Moment;
  /** Everything in force on a day, by which earlier periods are judged; null: nothing is. */
  readonly modelOn: (day: CivilDate) => Model | null;
}

/** A schema in which one judgement after the other is made, each from what it has in common with the one before. */
export interface Judge {
  /** The judgement before stays as it was where this one fails or is stopped. */
  judge(judgeable: Judgeable, staged: Staged, signal: AbortSignal): Promise<Rejudged>;
}

export interface Rejudged extends JudgedModel {
  /** The entities whose verdicts were computed anew. */
  readonly renewed: ReadonlySet<string>;
}

/** Ladders and roll-ups are no verdicts: what of earlier periods only they read is not judged here. */
export function makeJudge(connection: DuckDBConnection, schema: string, language: Language): Judge {
  const tables = makeKeptTables(connection);
  return {
    async judge({ model, asked, moment, modelOn }, staged, signal) {
      const { missing, knowledge } = staged;
      const verdicts: Model = { ...asked, ladders: new Map(), rollups: new Map() };
      const at = inSchema(moment, schema);
      const options = { language, missing, knowledge, findings: false, modelOn, prefix: `${schema} ` };
      const sequence = compileSequence([{ moment: at, model, asked: verdicts }], duckdb, options);
      const program = sequence.find(({ isAsked }) => isAsked)?.program;
      if (program === undefined) throw new Error('nothing was asked');
      refuseUnknownYears(program.countsWorkdays, moment);
      const programs = sequence.map((each) => each.program);
      await withWorkdays(
        connection,
        programs.some(({ countsWorkdays }) => countsWorkdays),
      );
      const renewed = await tables.renew(programs, staged.version, signal);
      const entities = program.judged.filter(({ entity }) => renewed.has(tableName(schema, judgedName(entity))));
      return { model: asked, moment, program, renewed: new Set(entities.map(({ entity }) => entity)) };
    },
  };
}

function judgedName(entity: string): string {
  return `judged ${entity}`;
}

/** The table with an entity's subjects and their verdicts. */
export function verdictsTable({ program }: JudgedModel, entity: string): string {
  return tableName(program.schema, judgedName(entity));
}

/** The period names the schema; nothing else of the program reads its name. */
export function inSchema(moment: Moment, schema: string): Moment {
  return { ...moment, period: { ...moment.period, name: schema } };
}

export async function dropSchemas(connection: DuckDBConnection, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas) await dropSchema(connection, schema);
}

async function dropSchema(connection: DuckDBConnection, schema: string): Promise<void> {
  await connection.run(`DROP SCHEMA IF EXISTS ${duckdb.quote(schema)} CASCADE`);
}

function refuseUnknownYears(countsWorkdays: boolean, { asOf }: Moment): void {
  const { first, last } = knownYears;
  const year = Number(asOf.slice(0, 4));
  if (countsWorkdays && (year < first || year > last)) stop(asOfOutsideCalendar, '--as-of', { day: asOf, first, last });
}

/** Of the rules and standards about some entities, by `tallyKey`. */
export async function countsOf(
  connection: DuckDBConnection,
  now: JudgedModel,
  entities: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Counts>> {
  const counts = new Map<string, Counts>();
  for (const judged of now.program.judged) {
    if (!entities.has(judged.entity)) continue;
    const columns = columnsOf(judged);
    const sums = columns.flatMap(({ sql }, i) =>
      verdicts.map((verdict, j) => `${duckdb.countIf(`${sql} = ${duckdb.verdict(verdict)}`)} AS c${i}_${j}`),
    );
    const query = `SELECT ${sums.join(', ')} FROM ${verdictsTable(now, judged.entity)} WHERE ${duckdb.quote(writtenColumn)}`;
    const [row = {}] = await rowsOf(connection, query, signal);
    for (const [i, { key }] of columns.entries()) {
      counts.set(
        key,
        countsFrom((verdict) => Number(row[`c${i}_${verdicts.indexOf(verdict)}`] ?? 0)),
      );
    }
  }
  return counts;
}

/** How many verdicts of the rules and standards about some entities differ between two judgements; of those that both have. */
export async function flipsOf(
  connection: DuckDBConnection,
  now: JudgedModel,
  base: JudgedModel,
  entities: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const flips = new Map<string, number>();
  for (const { judged, shared } of pairs(now, base)) {
    if (shared.length === 0 || !entities.has(judged.entity)) continue;
    const sums = shared.map(({ name }, i) => `${duckdb.countIf(differs(name))} AS c${i}`);
    const query = `SELECT ${sums.join(', ')} FROM ${joined(now, base, judged.entity)}`;
    const [row = {}] = await rowsOf(connection, query, signal);
    for (const [i, { key }] of shared.entries()) flips.set(key, Number(row[`c${i}`] ?? 0));
  }
  return flips;
}

export interface VerdictColumn {
  readonly key: string;
  readonly kind: 'rule' | 'standard';
  /** Of the rule or standard. */
  readonly of: string;
  /** Of the column. */
  readonly name: string;
  readonly sql: string;
}

/** The columns of verdicts of an entity's table. */
export function columnsOf({ rules, standards }: Judged): readonly VerdictColumn[] {
  const column = (kind: 'rule' | 'standard', of: string, name: string): VerdictColumn => ({
    key: tallyKey(kind, of),
    kind,
    of,
    name,
    sql: duckdb.quote(name),
  });
  return [
    ...rules.map((rule) => column('rule', rule, rule)),
    ...standards.map((standard) => column('standard', standard, standardColumn(standard))),
  ];
}

export interface Pair {
  readonly judged: Judged;
  readonly shared: readonly VerdictColumn[];
}

/** The entities that both judgements are about, with the columns that both have. */
export function pairs(now: JudgedModel, base: JudgedModel): readonly Pair[] {
  return now.program.judged.flatMap((judged) => {
    const before = base.program.judged.find(({ entity }) => entity === judged.entity);
    if (before === undefined) return [];
    const had = new Set(columnsOf(before).map(({ key }) => key));
    return [{ judged, shared: columnsOf(judged).filter(({ key }) => had.has(key)) }];
  });
}

/** The subjects of two judgements side by side, as `l` (now) and `b` (before). */
export function joined(now: JudgedModel, base: JudgedModel, entity: string): string {
  const written = (of: JudgedModel): string =>
    `(SELECT * FROM ${verdictsTable(of, entity)} WHERE ${duckdb.quote(writtenColumn)})`;
  const subject = duckdb.quote(subjectColumn);
  return `${written(now)} l FULL JOIN ${written(base)} b ON l.${subject} = b.${subject}`;
}

export function differs(column: string): string {
  return `l.${duckdb.quote(column)} IS DISTINCT FROM b.${duckdb.quote(column)}`;
}

function countsFrom(of: (verdict: Verdict) => number): Counts {
  return {
    pass: of('pass'),
    fail: of('fail'),
    waived: of('waived'),
    undetermined: of('undetermined'),
    'not-applicable': of('not-applicable'),
  };
}
