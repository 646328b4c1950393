/** Whether the two evaluators agree on a project, and what is printed of one on which they don't. */
import assert from 'node:assert/strict';
import type { DuckDBConnection } from '@duckdb/node-api';
import * as fc from 'fast-check';
import { analyze } from '../../engine/language/analyze.ts';
import { differences } from './compare.ts';
import { interpretAll } from './expected.ts';
import { judgeAll } from './judged.ts';
import type { Project } from './project.ts';
import { renderDataset, renderFiles } from './render.ts';

/** Each difference in words; a project that the analysis refuses is a fault of the generator. */
export async function disagreements(connection: DuckDBConnection, project: Project): Promise<readonly string[]> {
  const analysis = analyze(renderFiles(project));
  const errors = analysis.diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  assert.deepEqual(
    errors.map((error) => `${error.code} ${error.place.file}:${error.place.range.start.line + 1} ${error.message.en}`),
    [],
  );
  const dataset = renderDataset(project);
  return differences(
    await interpretAll(project, analysis, dataset),
    await judgeAll(connection, project, analysis, dataset),
  );
}

/** What the SQL program says of the rows in another order. */
export async function differencesWhenReversed(
  connection: DuckDBConnection,
  project: Project,
): Promise<readonly string[]> {
  const analysis = analyze(renderFiles(project));
  const tables = Object.entries(project.tables).map(([name, rows]) => [name, rows?.toReversed() ?? null]);
  const reversed = { ...project, tables: Object.fromEntries(tables) };
  return differences(
    await judgeAll(connection, project, analysis, renderDataset(project)),
    await judgeAll(connection, reversed, analysis, renderDataset(reversed)),
  );
}

/** The smallest project found as its files and rows, with the seed that gives it again; null where none failed. */
export function reportOf(run: fc.RunDetails<[Project]>): string | null {
  if (!run.failed) return null;
  const project = run.counterexample?.[0];
  if (project === undefined) return fc.defaultReportMessage(run) ?? 'failed';
  const files = [...renderFiles(project)].map(([name, text]) => `--- ${name}\n${text}`);
  const { period, asOf, language, tables } = project;
  const data = JSON.stringify({ period, asOf, language, ...tables }, (_, value) =>
    typeof value === 'bigint' ? Number(value) : value,
  );
  const cause = run.errorInstance instanceof Error ? run.errorInstance.message : String(run.errorInstance);
  return [`seed ${run.seed}, after ${run.numRuns} projects and ${run.numShrinks} cuts: ${cause}`, ...files, data].join(
    '\n',
  );
}
