/** What the SQL program says of a whole project, as the rows that an assessment writes. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { judge } from '../../engine/assess/judge.ts';
import { duckSettings } from '../../engine/data/duck-lock.ts';
import { stageDataset } from '../../engine/data/stage.ts';
import { type Analysis, modelOn } from '../../engine/language/analysis.ts';
import type { Dataset } from '../../engine/model/dataset.ts';
import type { Model } from '../../engine/model/policy.ts';
import { momentsOf, type Outcome } from './expected.ts';
import type { Project } from './project.ts';

/** One database for many projects, with one thread: rows are few, and to make a database or to share work costs more. */
export async function openDatabase(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { ...duckSettings, threads: '1' });
  return instance.connect();
}

export async function judgeAll(
  connection: DuckDBConnection,
  project: Project,
  analysis: Analysis,
  dataset: Dataset,
): Promise<Outcome> {
  await connection.run("ATTACH ':memory:' AS one_case; USE one_case");
  try {
    return await judgeWithin(connection, project, analysis, dataset);
  } finally {
    await connection.run('USE memory; DETACH one_case');
  }
}

async function judgeWithin(
  connection: DuckDBConnection,
  project: Project,
  analysis: Analysis,
  dataset: Dataset,
): Promise<Outcome> {
  const { missing } = await stageDataset(connection, analysis.dictionary, dataset);
  await judge(connection, {
    moments: momentsOf(project),
    modelOn: (day) => modelOn(analysis, day) as Model,
    earlierModelOn: (day) => modelOn(analysis, day),
    missing,
    language: project.language,
    // Both ways of keeping verdicts.
    ...(project.language === 'zh' ? { codedFrom: 0 } : {}),
  });
  return {
    verdicts: await verdicts(connection),
    standings: await rows(
      connection,
      `SELECT period || ' ' || entity || ':' || subject || ' ' || standard, verdict::VARCHAR || ' ' ||
         coalesce(regexp_replace(CAST(score AS DECIMAL(38,9))::VARCHAR, '[.]?0+$', ''), '') FROM run.standings`,
    ),
    findings: await rows(
      connection,
      `SELECT period || ' ' || entity || ':' || subject || ' ' || rule,
         concat_ws(' | ', severity, message, remedy, responsible, evidence, coalesce(cites, '')) FROM run.findings`,
    ),
    rollups: await rows(
      connection,
      `SELECT period || ' ' || rollup || ' ' || "group" || ' ' || standard,
         concat_ws(' ', assessed, passed, failed, undetermined, coalesce(rate::VARCHAR, ''), coalesce(rank::VARCHAR, ''),
         coalesce(change::VARCHAR, ''))
       FROM run.rollups`,
    ),
    ladders: await rows(
      connection,
      `SELECT period || ' ' || ladder || ' ' || subject, concat_ws(' ', occasions, due,
         CASE WHEN sent IS NULL THEN 'not followed' ELSE concat_ws(' | ', sent, missing, out_of_order, duplicates) END)
       FROM run.ladders`,
    ),
    procedures: await rows(
      connection,
      `SELECT period || ' ' || "procedure" || ' ' || subject || ' ' || step,
         concat_ws(' ', state, coalesce(late_by_days::VARCHAR, '')) FROM run.procedures`,
    ),
  };
}

async function verdicts(connection: DuckDBConnection): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const views = await connection.runAndReadAll(
    `SELECT view_name FROM duckdb_views() WHERE schema_name = 'run' AND starts_with(view_name, 'verdicts_')`,
  );
  for (const [view] of views.getRows()) {
    const entity = String(view).slice('verdicts_'.length);
    const table = await connection.runAndReadAll(`SELECT * FROM run."${view}"`);
    for (const { period, subject, ...rules } of table.getRowObjectsJson()) {
      for (const [rule, verdict] of Object.entries(rules)) {
        // Of a rule that is not in force in this period.
        if (verdict === null) continue;
        found.set(`${period} ${entity}:${subject} ${rule}`, String(verdict));
      }
    }
  }
  return found;
}

async function rows(connection: DuckDBConnection, query: string): Promise<Map<string, string>> {
  const reader = await connection.runAndReadAll(query);
  const found = new Map<string, string>();
  for (const [key, value] of reader.getRows()) {
    if (found.has(String(key))) throw new Error(`two rows for ${key}`);
    found.set(String(key), String(value));
  }
  return found;
}
