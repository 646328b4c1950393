/** By which period a project is judged where nobody has chosen one: the data says. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Moment } from '../../../engine/calendar/period.ts';
import type { Analysis } from '../../../engine/language/analysis.ts';
import type { FactPath } from '../../../engine/model/policy.ts';
import { duckdb } from '../../../engine/sql/duckdb.ts';
import { rowsOf } from './database.ts';
import { latestCovered, momentNamed, momentOfTests } from './period.ts';
import type { Staged } from './staging.ts';

/**
 * The latest year that the dated records cover to its end, else the year before if they reach back to it, else the latest quarter
 * or month that they cover. Without dated records as `momentOfTests` says.
 */
export async function momentOfData(
  connection: DuckDBConnection,
  analysis: Analysis,
  staged: Staged,
  signal: AbortSignal,
): Promise<Moment> {
  const spans: string[] = [];
  for (const { entity, field } of datesThatPlace(analysis)) {
    if (!staged.present.some(({ name, fields }) => name === entity && fields.has(field))) continue;
    const column = duckdb.quote(field);
    // A few slips of the pen, in the next century or in the last, are no period.
    spans.push(
      `SELECT quantile_disc(${column}, 0.001) AS first, quantile_disc(${column}, 0.999) AS last FROM data.${duckdb.quote(entity)}`,
    );
  }
  if (spans.length === 0) return momentOfTests(analysis);
  const query = `SELECT strftime(min(first), '%Y-%m') AS first, strftime(max(last), '%Y-%m') AS last FROM (${spans.join(' UNION ALL ')})`;
  const [row = {}] = await rowsOf(connection, query, signal);
  const { first, last } = row;
  if (typeof first !== 'string' || typeof last !== 'string') return momentOfTests(analysis);
  return momentNamed(latestCovered(first, last)) ?? momentOfTests(analysis);
}

/** The date fields by which rules and facts place records in a period. */
function datesThatPlace({ eras }: Analysis): readonly { readonly entity: string; readonly field: string }[] {
  const found = new Map<string, { readonly entity: string; readonly field: string }>();
  const add = (entity: string, during: FactPath | null): void => {
    if (during?.through.length !== 0) return;
    found.set(`${entity} ${during.fact}`, { entity, field: during.fact });
  };
  for (const { model } of eras) {
    for (const { entity, during } of model.rules.values()) add(entity, during);
    for (const facts of model.facts.values()) {
      for (const { definition } of facts.values())
        if ('source' in definition) add(definition.source, definition.during);
    }
  }
  return [...found.values()];
}
