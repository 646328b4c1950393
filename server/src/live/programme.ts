/**
 * Where units stand on ladders and records in procedures: judged after the verdicts, since a ladder looks at each month of its
 * window. What is found stands in `run.ladders` and `run.procedures`, with the name of the judgement as its period.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { CivilDate } from '../../../engine/calendar/civil-date.ts';
import type { Language } from '../../../engine/diagnostics/diagnostic.ts';
import type { Model } from '../../../engine/model/policy.ts';
import { duckdb } from '../../../engine/sql/duckdb.ts';
import type { Program } from '../../../engine/sql/program.ts';
import { compileSequence } from '../../../engine/sql/sequence.ts';
import { runAll, withWorkdays } from './database.ts';
import { inSchema, type JudgedModel } from './judging.ts';
import { makeKeptTables, tableName } from './kept-tables.ts';
import type { Staged } from './staging.ts';

export interface ProgrammeJudge {
  /** The rows before stay as they were where this fails or is stopped. */
  judge(now: Standable, signal: AbortSignal): Promise<void>;
}

/** A judgement of verdicts, of the same data, with the policies of all times. */
export interface Standable extends JudgedModel {
  readonly staged: Staged;
  readonly modelOn: (day: CivilDate) => Model | null;
}

/** `name`: the period in the rows. */
export function makeProgrammeJudge(connection: DuckDBConnection, name: string, language: Language): ProgrammeJudge {
  const tables = makeKeptTables(connection);

  async function ladders(now: Standable, signal: AbortSignal): Promise<readonly Program[]> {
    const { model, moment, staged, modelOn } = now;
    if (model.ladders.size === 0) return [];
    const nothing = { rules: new Map(), standards: new Map(), rollups: new Map(), procedures: new Map() };
    const asked: Model = { ...model, ...nothing };
    const { missing, knowledge } = staged;
    const whole = modelOn(moment.judged) ?? model;
    const options = { language, missing, knowledge, findings: false, modelOn, prefix: `${name} ` };
    const sequence = compileSequence([{ moment: inSchema(moment, name), model: whole, asked }], duckdb, options);
    const programs = sequence.map(({ program }) => program);
    await withWorkdays(
      connection,
      programs.some(({ countsWorkdays }) => countsWorkdays),
    );
    await tables.renew(programs, staged.version, signal);
    return programs;
  }

  return {
    async judge(now, signal) {
      const programs = await ladders(now, signal);
      await connection.run('BEGIN TRANSACTION');
      try {
        for (const table of ['ladders', 'procedures']) {
          await connection.run(`DELETE FROM run.${table} WHERE period = ${duckdb.text(name)}`);
        }
        for (const { schema, ladders: statements } of programs) {
          for (const statement of statements) {
            // The counts are made anew each time: there are few.
            if (statement.name.startsWith('counted '))
              await connection.run(`DROP TABLE IF EXISTS ${tableName(schema, statement.name)}`);
            await runAll(connection, [statement], signal);
          }
        }
        for (const statement of now.program.procedures)
          await runAll(connection, [renamed(statement, now, name)], signal);
        await connection.run('COMMIT');
      } catch (error) {
        await connection.run('ROLLBACK');
        throw error;
      }
    },
  };
}

/** Procedures are read from the judgement's own tables, under the name of these rows. */
function renamed(
  statement: Program['procedures'][number],
  { program }: JudgedModel,
  name: string,
): Program['procedures'][number] {
  const period = (text: string): string => `${duckdb.text(text)} AS period`;
  return { ...statement, sql: statement.sql.replace(period(program.moment.period.name), () => period(name)) };
}
