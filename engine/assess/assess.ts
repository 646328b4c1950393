/** An assessment as data: every row of every table. For what may not fit in memory there is `withAssessment`. */
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

/** Judges a project's data; with `out`, the files are written too. A table that is not asked for (`only`) is empty. Throws ZhunshengError for what the caller can act on. */
export function assess(project: Project, options: AssessOptions): Promise<Assessment> {
  return withAssessment(project, options, async ({ results }) => ({
    period: results.period,
    asOf: results.asOf,
    standings: await all(results, 'standings'),
    findings: await all(results, 'findings'),
    rollups: await all(results, 'rollups'),
    ladders: await all(results, 'ladders'),
    procedures: await all(results, 'procedures'),
    dataFindings: await all(results, 'dataFindings'),
    counts: results.counts,
  }));
}

async function all<Name extends keyof Rows>(results: Results, name: Name): Promise<Rows[Name][]> {
  const rows: Rows[Name][] = [];
  for await (const row of results.rows(name)) rows.push(row);
  return rows;
}
