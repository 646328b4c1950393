/** What subjects are called beside their keys. */
import { keyTextSql } from '../data/sql-findings.ts';
import { quoteName, quoteText } from '../data/sql-text.ts';
import type { Model } from '../model/policy.ts';
import type { Results } from './results.ts';

/** By key as text, the field `name` of an entity's records, where it has one that may be shown. */
export async function subjectNames(
  results: Results,
  model: Model,
  name: string,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const entity = model.dictionary.entities.get(name);
  const field = entity?.fields.get('name');
  if (entity === undefined || field === undefined || field.sensitive || field.type.kind !== 'text') return new Map();
  if (subjects.length === 0) return new Map();
  const table = `table_schema = 'data' AND table_name = ${quoteText(name)} AND table_catalog = current_database()`;
  const [there] = await results.query(`SELECT 1 AS there FROM information_schema.tables WHERE ${table} LIMIT 1`);
  // Of an entity whose file is missing there are no records.
  if (there === undefined) return new Map();
  const key = keyTextSql(entity, entity.key, 'r');
  const rows = await results.query(
    `SELECT ${key} AS subject, max(r.name) AS name FROM data.${quoteName(name)} r ` +
      `WHERE ${key} IN (${subjects.map(quoteText).join(', ')}) AND r.name IS NOT NULL GROUP BY ALL`,
  );
  return new Map(rows.map((row) => [String(row['subject']), String(row['name'])]));
}
