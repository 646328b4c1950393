/** What a look at the staged data shows, so that the program need not suppose the worst: which fields have no gap. */
import { type DuckDBConnection, DuckDBDateValue } from '@duckdb/node-api';
import { type CivilDate, fromDayNumber } from '../calendar/civil-date.ts';
import type { Knowledge } from '../sql/context.ts';
import { quoteName } from './sql-text.ts';

/** Answers that all is unknown, and keeps what was asked. */
export interface Questions {
  readonly knowledge: Knowledge;
  /** By entity, the fields whose completeness or latest date matters. */
  readonly asked: ReadonlyMap<string, Asked>;
}

interface Asked {
  readonly complete: Set<string>;
  readonly latest: Set<string>;
}

export function collectQuestions(): Questions {
  const asked = new Map<string, Asked>();
  const of = (entity: string): Asked => {
    const fields = asked.get(entity) ?? { complete: new Set(), latest: new Set() };
    asked.set(entity, fields);
    return fields;
  };
  return {
    asked,
    knowledge: {
      isComplete(entity, field) {
        of(entity).complete.add(field);
        return false;
      },
      latest(entity, field) {
        of(entity).latest.add(field);
        return null;
      },
    },
  };
}

/** One scan of each entity's table, of the columns that matter. */
export async function answer(
  connection: DuckDBConnection,
  { asked }: Questions,
  missing: ReadonlySet<string>,
): Promise<Knowledge> {
  const complete = new Set<string>();
  const latest = new Map<string, CivilDate>();
  for (const [entity, fields] of asked) {
    if (missing.has(entity)) continue;
    const [gaps, dates] = [[...fields.complete], [...fields.latest]];
    const columns = [
      ...gaps.map((field) => `count(*) = count(${quoteName(field)})`),
      ...dates.map((field) => `max(${quoteName(field)})`),
    ];
    const row = (await connection.runAndReadAll(`SELECT ${columns.join(', ')} FROM data.${quoteName(entity)}`)).getRows()[0];
    gaps.forEach((field, i) => {
      if (row?.[i] === true) complete.add(nameOf(entity, field));
    });
    dates.forEach((field, i) => {
      const day = row?.[gaps.length + i];
      if (day instanceof DuckDBDateValue) latest.set(nameOf(entity, field), fromDayNumber(day.days));
    });
  }
  return {
    isComplete: (entity, field) => complete.has(nameOf(entity, field)),
    latest: (entity, field) => latest.get(nameOf(entity, field)) ?? null,
  };
}

function nameOf(entity: string, field: string): string {
  return `${entity}\u0000${field}`;
}
