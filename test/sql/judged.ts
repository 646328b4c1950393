/** A model judged by SQL in a database of its own, and its tables as rows. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { type JudgeOptions, judge } from '../../engine/assess/judge.ts';
import type { Moment } from '../../engine/calendar/period.ts';
import { duckSettings } from '../../engine/data/duck-lock.ts';
import { stageDataset } from '../../engine/data/stage.ts';
import type { Condition } from '../../engine/model/condition.ts';
import type { FactDefinition, FactType } from '../../engine/model/fact.ts';
import type { Model, TemplatePart } from '../../engine/model/policy.ts';
import { base, district } from '../interpret/district.ts';
import { count, dataset, during, fact, type Given, model, path, rule } from '../interpret/world.ts';

export type Rows = readonly Readonly<Record<string, unknown>>[];

export interface Judged {
  readonly connection: DuckDBConnection;
  rows(query: string): Promise<Rows>;
}

let shared: Promise<DuckDBConnection> | null = null;

/** One database for the tests, as making one takes longer than judging in it. */
function database(): Promise<DuckDBConnection> {
  shared ??= DuckDBInstance.create(':memory:', { ...duckSettings, threads: '1' }).then((instance) =>
    instance.connect(),
  );
  return shared;
}

export async function judged(
  of: Model,
  given: Given,
  at: Moment | readonly Moment[],
  more: Partial<JudgeOptions> = {},
): Promise<Judged> {
  const connection = await database();
  const moments = Array.isArray(at) ? (at as readonly Moment[]) : [at as Moment];
  const { missing } = await stageDataset(connection, of.dictionary, dataset(of, given));
  await judge(connection, { moments, modelOn: () => of, missing, language: 'en', ...more });
  return {
    connection,
    rows: async (query) => (await connection.runAndReadAll(query)).getRowObjectsJson(),
  };
}

/** A fact's value of u1 in the shared district, as people read it: the message of a rule that nobody passes. */
export async function shown(
  definition: FactDefinition,
  given: Given,
  more: { type?: FactType; period?: string; asOf?: string; read?: string; language?: 'zh' | 'en' } = {},
): Promise<unknown> {
  const asked = fact('asked', 'unit', more.type ?? count, definition);
  const part: TemplatePart = { kind: 'fact', fact: path(more.read ?? 'asked') };
  const never: Condition = { kind: 'any', of: [] };
  const tells = rule('tells', 'unit', never, { message: { zh: [part], en: [part] } });
  const of = model(district, { facts: [asked], rules: [tells] });
  const at = during(more.period ?? '2021', more.asOf);
  const { rows } = await judged(of, { ...base, ...given }, at, { language: more.language ?? 'en' });
  return (await rows('SELECT message FROM run.findings'))[0]?.message;
}
