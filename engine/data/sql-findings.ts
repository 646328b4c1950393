/** Findings that DuckDB itself makes: the registry's messages as SQL, so that any number of them streams into the table. */
import type { Definition } from '../diagnostics/define.ts';
import type { Localized } from '../diagnostics/diagnostic.ts';
import type { Entity, Field } from '../model/dictionary.ts';
import { quoteName, quoteText } from './sql-text.ts';

/**
 * `SELECT file, row, column, code, zh, en`, to be followed by ` FROM …`. `place` is SQL for the first three, `parameters` SQL
 * for the texts of the message's parameters.
 */
export function findingSelect<P extends Readonly<Record<string, string | number | Localized>>>(
  definition: Definition<P>,
  place: string,
  parameters: { readonly [Name in keyof P]?: string },
): string {
  const { code, message } = definition;
  const texts = [messageSql(message.zh, parameters), messageSql(message.en, parameters)];
  return `SELECT ${place}, ${quoteText(code)}, ${texts.join(', ')}`;
}

/** The text of a record's key, as `model/key.ts` makes it. */
export function keyTextSql(entity: Entity, fields: readonly string[], alias = ''): string {
  const prefix = alias === '' ? '' : `${alias}.`;
  return fields.map((name) => textSql(entity.fields.get(name), `${prefix}${quoteName(name)}`)).join(` || '/' || `);
}

function textSql(field: Field | undefined, column: string): string {
  const text = `${column}::VARCHAR`;
  if (field?.type.kind === 'month') return `strftime(${column}, '%Y-%m')`;
  // Always with nine digits after the point.
  return field?.type.kind === 'decimal' ? `regexp_replace(${text}, '\\.?0+$', '')` : text;
}

function messageSql(template: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const parts = template.split(/\{([A-Za-z]+)\}/).map((part, at) => {
    if (at % 2 === 0) return quoteText(part);
    const sql = parameters[part];
    return sql === undefined ? quoteText(`{${part}}`) : `(${sql})::VARCHAR`;
  });
  return parts.filter((part) => part !== "''").join(' || ');
}
