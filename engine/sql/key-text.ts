/** Keys of records as texts in SQL, the same as model/key.ts makes. */
import type { Field } from '../model/dictionary.ts';
import type { FactPath } from '../model/policy.ts';
import { type Context, entityNamed, fieldNamed } from './context.ts';
import type { Dialect } from './dialect.ts';

/** The cells of the key joined with `/`. */
export function keyTextOf(context: Context, entity: string, cell: (field: string) => string): string {
  const cells = entityNamed(context, entity).key.map((field) =>
    cellText(context.dialect, fieldNamed(context, entity, field), cell(field)),
  );
  return cells.length === 1 ? String(cells[0]) : `concat_ws('/', ${cells.join(', ')})`;
}

/** The key of the records of a relation. */
export function keyTextSql(context: Context, entity: string, relation: { cell(path: FactPath): string }): string {
  return keyTextOf(context, entity, (fact) => relation.cell({ through: [], fact }));
}

function cellText(dialect: Dialect, { type }: Field, cell: string): string {
  switch (type.kind) {
    case 'text':
    case 'code':
      return cell;
    case 'decimal':
      return dialect.decimalText(cell);
    case 'date':
      return dialect.dateText(cell);
    case 'month':
      return dialect.monthText(cell);
    case 'integer':
    case 'boolean':
      return `CAST(${cell} AS ${dialect.types.text})`;
  }
}
