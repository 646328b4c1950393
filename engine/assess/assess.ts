/** An assessment as data: every row of every table, as long as they are not too many for memory. */
import { stop } from '../diagnostics/error.ts';
import { tooManyResults } from '../diagnostics/registry/run.ts';
import type { Project } from '../project/open.ts';
import type { Counts, Results, Rows } from './results.ts';
import { type AssessOptions, withAssessment } from './run.ts';

export interface Assessment {
  readonly period: string;
  readonly asOf: string;
  readonly standings: readonly Rows['standings'][];
  readonly findings: readonly Rows['findings'][];
  readonly rollups: readonly Rows['rollups'][];
  readonly ladders: readonly Rows['ladders'][];
  readonly procedures: readonly Rows['procedures'][];
  readonly dataFindings: readonly Rows['dataFindings'][];
  readonly counts: Counts;
}

/** Rows of all tables together: some hundred megabytes. A country's results are read row by row (`withAssessment`). */
export const assessmentBound = 1_000_000;

/**
 * Judges a project's data; with `out`, the files are written too. A table that is not asked for (`only`) is empty. Throws
 * ZhunshengError for what the caller can act on, as where the tables have more than `assessmentBound` rows (ZS9014); the files
 * of `out` are in place even then.
 */
export function assess(project: Project, options: AssessOptions): Promise<Assessment> {
  return withAssessment(project, options, async ({ results }) => assessmentOf(results));
}

/** All that results hold; throws ZS9014 where they are more than the bound. */
export async function assessmentOf(results: Results, bound: number = assessmentBound): Promise<Assessment> {
  const { standings, findings, rollups, ladders, procedures, dataFindings } = results.counts;
  const counts = [standings, findings, rollups, ladders, procedures, dataFindings];
  const rows = counts.reduce((sum: number, count) => sum + (count ?? 0), 0);
  if (rows > bound) stop(tooManyResults, 'assess', { limit: bound });
  return {
    period: results.period,
    asOf: results.asOf,
    standings: await all(results, 'standings'),
    findings: await all(results, 'findings'),
    rollups: await all(results, 'rollups'),
    ladders: await all(results, 'ladders'),
    procedures: await all(results, 'procedures'),
    dataFindings: await all(results, 'dataFindings'),
    counts: results.counts,
  };
}

async function all<Name extends keyof Rows>(results: Results, name: Name): Promise<Rows[Name][]> {
  const rows: Rows[Name][] = [];
  for await (const row of results.rows(name)) rows.push(row);
  return rows;
}
