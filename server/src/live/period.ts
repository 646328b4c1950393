/** By which period a project is judged where nobody has chosen one. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { type Moment, moment, parsePeriod } from '../../../engine/calendar/period.ts';
import type { Analysis } from '../../../engine/language/analysis.ts';
import type { FactPath } from '../../../engine/model/policy.ts';
import { duckdb } from '../../../engine/sql/duckdb.ts';
import { rowsOf } from './database.ts';
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
  return named(latestCovered(first, last)) ?? momentOfTests(analysis);
}

/** The latest period that a policy test uses, as a year; else the year in which the latest policies begin. */
export function momentOfTests({ tests, eras }: Pick<Analysis, 'tests' | 'eras'>): Moment {
  const years = tests.map(({ period }) => period.last.slice(0, 4)).sort();
  const began = eras.at(-1)?.from?.slice(0, 4);
  return named(years.at(-1) ?? began ?? '2021') ?? moment({ name: '2021', first: '2021-01-01', last: '2021-12-31' });
}

/** Of months as `2021-03`. */
export function latestCovered(first: string, last: string): string {
  const year = last.slice(0, 4);
  const month = Number(last.slice(5));
  if (month === 12) return year;
  const before = String(Number(year) - 1).padStart(4, '0');
  if (first <= `${before}-06`) return before;
  const quarter = Math.floor(month / 3);
  if (quarter > 0 && first <= `${year}-${String(quarter * 3 - 2).padStart(2, '0')}`) return `${year}-Q${quarter}`;
  return last;
}

function named(period: string): Moment | null {
  const parsed = parsePeriod(period);
  return parsed === null ? null : moment(parsed);
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
