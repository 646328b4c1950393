/** What a rule read of the subjects whose verdict flipped. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Moment } from '../calendar/period.ts';
import type { Language } from '../diagnostics/diagnostic.ts';
import type { FactType } from '../model/fact.ts';
import { exact } from '../model/number.ts';
import { factAt } from '../model/path.ts';
import type { FactPath, Model, Rule } from '../model/policy.ts';
import { factsOfVerdict, reachOf } from '../model/reach.ts';
import { pathText, valueText } from '../model/text.ts';
import type { Value } from '../model/value.ts';
import { duckdb } from '../sql/duckdb.ts';
import { inspectPaths } from '../sql/inspect.ts';
import { prelude } from '../sql/results.ts';

export interface FactsAsked {
  readonly model: Model;
  readonly moment: Moment;
  readonly missing: ReadonlySet<string>;
  readonly rule: Rule;
  readonly subjects: readonly string[];
  readonly language: Language;
}

/** By subject, the texts of the facts' values, by their paths. Sensitive facts, and those of earlier periods, are not among them. */
export async function factTexts(
  connection: DuckDBConnection,
  { model, moment, missing, rule, subjects, language }: FactsAsked,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const paths = pathsShown(model, rule);
  if (paths.length === 0 || subjects.length === 0 || missing.has(rule.entity)) return new Map();
  const at: Moment = { ...moment, period: { ...moment.period, name: schemaName } };
  const asked = { entity: rule.entity, paths, subjects };
  const { statements, query, countsWorkdays } = inspectPaths(model, at, duckdb, { language, missing }, asked);
  if (countsWorkdays) await withWorkdays(connection);
  await connection.run(`DROP SCHEMA IF EXISTS ${duckdb.quote(schemaName)} CASCADE`);
  try {
    for (const { sql } of statements) await connection.run(sql);
    const rows = (await connection.runAndReadAll(query)).getRowObjectsJS();
    return new Map(
      rows.map((row) => {
        const texts = paths.map((path, i): [string, string] => {
          const { type } = factAt(model, rule.entity, path);
          return [pathText(path), valueText(valueIn(row, i, type), type, language)];
        });
        return [String(row['subject']), new Map(texts)];
      }),
    );
  } finally {
    await connection.run(`DROP SCHEMA IF EXISTS ${duckdb.quote(schemaName)} CASCADE`);
  }
}

const schemaName = 'facts of flips';

function pathsShown(model: Model, rule: Rule): readonly FactPath[] {
  const byText = new Map(factsOfVerdict(rule).map((path) => [pathText(path), path]));
  return [...byText.values()].filter((path) => {
    if (factAt(model, rule.entity, path).sensitive) return false;
    const { facts } = reachOf(model, { facts: [{ entity: rule.entity, path }] }, factsOfVerdict);
    return ![...facts].some(({ definition }) => definition.kind === 'previous');
  });
}

function valueIn(row: Readonly<Record<string, unknown>>, i: number, type: FactType): Value {
  if (row[`empty${i}`] === true) return { kind: 'empty' };
  if (type.kind === 'number') {
    const end = (value: unknown) => (typeof value === 'number' ? exact(Number(value.toFixed(9))) : null);
    return { kind: 'number', range: { low: end(row[`low${i}`]), high: end(row[`high${i}`]) } };
  }
  const value = row[`value${i}`];
  if (typeof value !== 'string') return { kind: 'unknown' };
  switch (type.kind) {
    case 'boolean':
      return { kind: 'boolean', value: value === 'true' };
    case 'date':
    case 'month':
      return { kind: type.kind, value };
    case 'text':
    case 'code':
      return { kind: 'text', value };
  }
}

/** What judged last may not have counted workdays. */
export async function withWorkdays(connection: DuckDBConnection): Promise<void> {
  const found = await connection.runAndReadAll(
    `SELECT 1 FROM information_schema.tables WHERE table_catalog = current_database() AND table_schema = 'run' AND table_name = 'workdays'`,
  );
  if (found.currentRowCount > 0) return;
  const calendar = prelude(duckdb, [{ countsWorkdays: true }]).find(({ name }) => name === 'workdays');
  if (calendar !== undefined) await connection.run(calendar.sql);
}
