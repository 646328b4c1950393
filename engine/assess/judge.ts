/**
 * Judges everything that is staged in DuckDB's schema `data` and leaves the results in the schema `run`: a view
 * `verdicts_<entity>` (period, subject, a column for each rule) for each entity that rules are about, `standings`, `findings`
 * and `rollups`, with the columns of interfaces.md. Rows of the first three come sorted, of some verdicts and standings to one
 * thread only that reads them: by period in the order of the moments, then entity, subject, and standard or rule, all by code point.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Moment } from '../calendar/period.ts';
import { knownYears } from '../calendar/workdays.ts';
import { quoteName } from '../data/sql-text.ts';
import type { Language } from '../diagnostics/diagnostic.ts';
import { stop } from '../diagnostics/error.ts';
import { asOfOutsideCalendar, interrupted, numbersTooLarge } from '../diagnostics/registry/run.ts';
import type { Model } from '../model/policy.ts';
import { duckdb } from '../sql/duckdb.ts';
import { areFewPatterns, type Patterns, patternsOf } from '../sql/patterns.ts';
import { type Program, statementsOf } from '../sql/program.ts';
import { prelude, results } from '../sql/results.ts';
import { compileSequence, type Sequenced, type SequenceOptions } from '../sql/sequence.ts';
import type { Statement } from '../sql/statement.ts';
import { calendarFindings } from './calendar-findings.ts';
import { answer, collectQuestions } from './knowledge.ts';
import { waiverFindings } from './waiver-findings.ts';

export interface JudgeOptions {
  /** Each period once, in the order of the results. */
  readonly moments: readonly Moment[];
  /** The rules in force on a day judged. */
  readonly modelOn: (day: CivilDate) => Model;
  /** Everything in force on a day, by which earlier periods are judged; null: nothing is. Default: `modelOn`. */
  readonly earlierModelOn?: (day: CivilDate) => Model | null;
  /** Entities whose file does not exist: there may be any number of records. */
  readonly missing: ReadonlySet<string>;
  /** Of the messages. */
  readonly language: Language;
  /** By entity, the names of the files from which the rows in the schema `stage` come: as `stageSources` gives them. */
  readonly files?: ReadonlyMap<string, readonly string[]>;
  /** Whether to write findings; default true. */
  readonly findings?: boolean;
  /** From how many records on an entity's verdicts are kept as codes of their patterns; the results are the same. */
  readonly codedFrom?: number;
}

export interface Judged {
  /** The views of verdicts and standings whose rows lie in order for one thread that reads them, and for no others. */
  readonly forOneThread: ReadonlySet<string>;
}

/**
 * What an earlier call has left in `run` goes first, but not its data findings. Throws ZhunshengError: an as-of date outside the
 * calendar of workdays, where something counts them (ZS5042); numbers that can't be compared exactly (ZS5041).
 */
export async function judge(connection: DuckDBConnection, options: JudgeOptions): Promise<Judged> {
  const { moments, modelOn, missing, language, findings = true, codedFrom = manyRecords } = options;
  const earlierModelOn = options.earlierModelOn ?? modelOn;
  const asked = moments.map((moment) => {
    const limited = modelOn(moment.judged);
    return { moment, model: earlierModelOn(moment.judged) ?? limited, asked: limited };
  });
  const compile = (knowledge: SequenceOptions['knowledge']): readonly Sequenced[] =>
    compileSequence(asked, duckdb, {
      language,
      missing,
      findings,
      modelOn: earlierModelOn,
      coding: { from: codedFrom, idle: new Map() },
      ...(knowledge && { knowledge }),
    });
  const questions = collectQuestions();
  const supposing = compile(questions.knowledge);
  refuseUnknownYears(supposing);
  const run = runner(connection);
  await clear(
    run,
    connection,
    supposing.map(({ program }) => program),
  );
  const knowledge = await answer(connection, questions, missing);
  const sequence = compile(knowledge);
  const programs = sequence.map(({ program }) => program);
  await run(prelude(duckdb, programs));
  for (const { program, drop } of sequence) {
    await run(statementsOf(program));
    await run(drop);
  }
  const asking = programs.filter((_, i) => sequence[i]?.isAsked === true);
  const patterns = patternsOf(duckdb, asking);
  await run(patterns.statements);
  const told = results(duckdb, asking, patterns.families, await areFewIn(connection, patterns));
  await run(told.statements);
  if (options.files !== undefined) {
    await run(calendarFindings(programs, options.files));
    const judged = asked.map(({ moment, asked: model }) => ({ moment, model }));
    await run(waiverFindings(judged, options.files));
  }
  return { forOneThread: told.forOneThread };
}

async function areFewIn(connection: DuckDBConnection, { families }: Patterns): Promise<boolean> {
  for (const family of families) {
    const [[patterns, rows] = []] = (await connection.runAndReadAll(family.sizes)).getRows();
    if (!areFewPatterns(family, Number(patterns), Number(rows))) return false;
  }
  return true;
}

/** Stops with the diagnostic for an error of DuckDB that the data or the caller has caused; others pass unchanged. */
export function judgeError(error: unknown, step: string): never {
  if (!(error instanceof Error)) throw error;
  const [first = ''] = error.message.split('\n');
  if (first.startsWith('INTERRUPT')) stop(interrupted, step, { step });
  if (/^Out of Range Error|^Conversion Error: Could not cast value|^Invalid Input Error: Overflow/.test(first)) {
    stop(numbersTooLarge, step, { step, reason: withoutValues(first) });
  }
  throw error;
}

const manyRecords = 100_000;

type Run = (statements: readonly Statement[]) => Promise<void>;

function runner(connection: DuckDBConnection): Run {
  return async (statements) => {
    for (const { name, sql } of statements) await connection.run(sql).catch((error) => judgeError(error, name));
  };
}

/** In an earlier period, workdays outside the calendar are unknown as others are. */
function refuseUnknownYears(sequence: readonly Sequenced[]): void {
  const { first, last } = knownYears;
  for (const { countsWorkdays, moment } of sequence.filter(({ isAsked }) => isAsked).map(({ program }) => program)) {
    const year = Number(moment.asOf.slice(0, 4));
    if (countsWorkdays && (year < first || year > last))
      stop(asOfOutsideCalendar, '--as-of', { day: moment.asOf, first, last });
  }
}

/** Removes what an earlier call has left. */
async function clear(run: Run, connection: DuckDBConnection, programs: readonly Program[]): Promise<void> {
  const found = await connection.runAndReadAll(
    `SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'run' AND table_name <> 'data_findings' ` +
      `AND table_catalog = current_database()`,
  );
  const tables = found.getRows().map(([name, type]) => ({
    name: `drop ${name}`,
    sql: `DROP ${type === 'VIEW' ? 'VIEW' : 'TABLE'} run.${quoteName(String(name))}`,
  }));
  await run(tables);
  const schemas = programs.map(({ schema }) => ({
    name: schema,
    sql: `DROP SCHEMA IF EXISTS ${quoteName(schema)} CASCADE`,
  }));
  await run(schemas);
  await run([{ name: 'verdict', sql: 'CREATE SCHEMA IF NOT EXISTS run; DROP TYPE IF EXISTS run.verdict;' }]);
}

/** DuckDB tells the numbers that overflowed, which may be sensitive. */
function withoutValues(message: string): string {
  return message.replace(/\d{4,}(?:\.\d+)?/g, '…').replace(/\.? You might want.*$/, '');
}
