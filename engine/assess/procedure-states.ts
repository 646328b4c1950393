/** How far the records of a procedure have come: a count by step and state, and those in which something went wrong. */

import { quoteText } from '../data/sql-text.ts';
import type { Model, Procedure } from '../model/policy.ts';
import { type StepState, wrongStates } from '../model/step-state.ts';
import type { Results } from './results.ts';
import { subjectNames } from './subject-names.ts';

export interface ProcedureStates {
  readonly records: number;
  count(step: string, state: StepState): number;
  /** Records with a step that is late, overdue, left out or out of order: how many, and the first of them by key. */
  readonly amiss: { readonly count: number; readonly first: readonly RecordAmiss[] };
}

export interface RecordAmiss {
  readonly subject: string;
  /** Its field `name`, where it has one that may be shown. */
  readonly name: string | null;
  /** The steps that went wrong, in order. */
  readonly steps: readonly { readonly step: string; readonly state: StepState; readonly lateByDays: number | null }[];
}

/** The records of a procedure in a period, at most `limit` of those amiss named. */
export async function procedureStates(
  results: Results,
  model: Model,
  procedure: Procedure,
  period: string,
  limit: number,
): Promise<ProcedureStates> {
  const from = `FROM run.procedures WHERE period = ${quoteText(period)} AND procedure = ${quoteText(procedure.name)}`;
  const counted = await results.query(`SELECT step, state, count(*)::DOUBLE AS count ${from} GROUP BY ALL`);
  const counts = new Map(counted.map((row) => [`${row['step']} ${row['state']}`, Number(row['count'])]));
  const [all] = await results.query(`SELECT count(DISTINCT subject)::DOUBLE AS count ${from}`);
  return {
    records: Number(all?.['count'] ?? 0),
    count: (step, state) => counts.get(`${step} ${state}`) ?? 0,
    amiss: await recordsAmiss(results, model, procedure, from, limit),
  };
}

async function recordsAmiss(
  results: Results,
  model: Model,
  procedure: Procedure,
  from: string,
  limit: number,
): Promise<ProcedureStates['amiss']> {
  const amiss = `${from} AND state IN (${wrongStates.map(quoteText).join(', ')})`;
  const found = await results.query(
    `SELECT subject, (count(*) OVER ())::DOUBLE AS count FROM (SELECT DISTINCT subject ${amiss}) ORDER BY subject LIMIT ${limit}`,
  );
  const subjects = found.map((row) => String(row['subject']));
  if (subjects.length === 0) return { count: 0, first: [] };
  const rows = await results.query(
    `SELECT subject, step, state, late_by_days::DOUBLE AS late ${amiss} AND subject IN (${subjects.map(quoteText).join(', ')})`,
  );
  const names = await subjectNames(results, model, procedure.entity, subjects);
  const first = subjects.map((subject) => {
    const own = rows.filter((row) => String(row['subject']) === subject);
    const steps = procedure.steps.flatMap(({ name }) =>
      own
        .filter((row) => row['step'] === name)
        .map((row) => ({ step: name, state: stateOf(row['state']), lateByDays: daysOf(row['late']) })),
    );
    return { subject, name: names.get(subject) ?? null, steps };
  });
  return { count: Number(found[0]?.['count'] ?? 0), first };
}

function stateOf(cell: unknown): StepState {
  const found = wrongStates.find((state) => state === cell);
  if (found === undefined) throw new Error(`no state ${cell}`);
  return found;
}

function daysOf(cell: unknown): number | null {
  return cell == null ? null : Number(cell);
}
