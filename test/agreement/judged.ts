/** What the SQL program says of a whole project, as the rows that an assessment writes. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { judge } from '../../engine/assess/judge.ts';
import { stageDataset } from '../../engine/data/stage-dataset.ts';
import { type Analysis, modelOn } from '../../engine/language/analysis.ts';
import type { Dataset } from '../../engine/model/dataset.ts';
import type { Model } from '../../engine/model/policy.ts';
import { momentsOf, type Outcome } from './expected.ts';
import type { Project } from './project.ts';

/** One database for many projects: to make one costs more than to judge. */
export async function openDatabase(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { preserve_insertion_order: 'true' });
  return instance.connect();
}

export async function judgeAll(
  connection: DuckDBConnection,
  project: Project,
  analysis: Analysis,
  dataset: Dataset,
): Promise<Outcome> {
  await connection.run('DROP SCHEMA IF EXISTS run CASCADE');
  await connection.run('DROP SCHEMA IF EXISTS data CASCADE');
  const { missing } = await stageDataset(connection, analysis.dictionary, dataset);
  await judge(connection, {
    moments: momentsOf(project),
    modelOn: (day) => modelOn(analysis, day) as Model,
    missing,
    language: project.language,
  });
  return {
    verdicts: await verdicts(connection, [...analysis.dictionary.entities.keys()]),
    standings: await rows(
      connection,
      `SELECT period || ' ' || entity || ':' || subject || ' ' || standard, verdict::VARCHAR FROM run.standings`,
    ),
    findings: await rows(
      connection,
      `SELECT period || ' ' || entity || ':' || subject || ' ' || rule,
         concat_ws(' | ', severity, message, remedy, responsible, evidence, coalesce(cites, '')) FROM run.findings`,
    ),
    rollups: await rows(
      connection,
      `SELECT period || ' ' || rollup || ' ' || "group" || ' ' || standard,
         concat_ws(' ', assessed, passed, failed, undetermined, coalesce(rate::DOUBLE::VARCHAR, ''), coalesce(rank::VARCHAR, ''))
       FROM run.rollups`,
    ),
  };
}

async function verdicts(connection: DuckDBConnection, entities: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const entity of entities) {
    const reader = await connection.runAndReadAll(
      `SELECT count(*) FROM information_schema.tables WHERE table_schema = 'run' AND table_name = 'verdicts_${entity}'`,
    );
    if (reader.getRows()[0]?.[0] === 0n) continue;
    const table = await connection.runAndReadAll(`SELECT * FROM run."verdicts_${entity}"`);
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
