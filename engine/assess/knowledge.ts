/** What a look at the staged data shows, so that the program need not suppose the worst: which fields have no gap. */
import { type DuckDBConnection, DuckDBDateValue } from '@duckdb/node-api';
import { type CivilDate, fromDayNumber } from '../calendar/civil-date.ts';
import { quoteName } from '../data/sql-text.ts';
import type { Knowledge } from '../sql/context.ts';

/** Answers that nothing is known, and keeps what was asked. */
export interface Questions {
  readonly knowledge: Knowledge;
  readonly asked: ReadonlyMap<string, Asked>;
}

/** The fields of an entity about which something was asked. */
interface Asked {
  readonly complete: Set<string>;
  readonly latest: Set<string>;
  readonly digits: Set<string>;
}

export function collectQuestions(): Questions {
  const asked = new Map<string, Asked>();
  const of = (entity: string): Asked => {
    const fields = asked.get(entity) ?? { complete: new Set(), latest: new Set(), digits: new Set() };
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
      digits(entity, field) {
        of(entity).digits.add(field);
        return null;
      },
      count(entity) {
        of(entity);
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
  const digits = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const [entity, fields] of asked) {
    if (missing.has(entity)) continue;
    const columns = [
      'count(*)',
      ...[...fields.complete].map((field) => `count(*) = count(${quoteName(field)})`),
      ...[...fields.latest].map((field) => `max(${quoteName(field)})`),
      ...[...fields.digits].map(
        (field) => `length(split_part(CAST(max(abs(${quoteName(field)})) AS VARCHAR), '.', 1))`,
      ),
    ];
    const query = `SELECT ${columns.join(', ')} FROM data.${quoteName(entity)}`;
    const [count, ...answers] = (await connection.runAndReadAll(query)).getRows()[0] ?? [];
    counts.set(entity, Number(count ?? 0));
    for (const field of fields.complete) {
      if (answers.shift() === true) complete.add(nameOf(entity, field));
    }
    for (const field of fields.latest) {
      const day = answers.shift();
      if (day instanceof DuckDBDateValue) latest.set(nameOf(entity, field), fromDayNumber(day.days));
    }
    for (const field of fields.digits) digits.set(nameOf(entity, field), Number(answers.shift() ?? 1));
  }
  return {
    isComplete: (entity, field) => complete.has(nameOf(entity, field)),
    latest: (entity, field) => latest.get(nameOf(entity, field)) ?? null,
    digits: (entity, field) => digits.get(nameOf(entity, field)) ?? null,
    count: (entity) => counts.get(entity) ?? null,
  };
}

function nameOf(entity: string, field: string): string {
  return `${entity}\u0000${field}`;
}
