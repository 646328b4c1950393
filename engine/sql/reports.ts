/** Reports about subjects, month by month, as the bits of an integer: the period's first month is the lowest. */
import { monthsFrom, type Period } from '../calendar/period.ts';
import { type Context, dataTable, entityNamed } from './context.ts';
import { conjunction } from './logic.ts';
import { keyColumn } from './plan.ts';

/** The column that holds the bits. */
export const reportedColumn = '#months';

/** The months of the period that begin on or before the day judged. */
export function dueMonths({ moment }: Context): readonly Period[] {
  return monthsFrom(moment.period.first, moment.period.last).filter(({ first }) => first <= moment.judged);
}

/** Of a report's row, the month's place among those due; NULL for other months. */
export function monthIndexSql(context: Context, month: string): string {
  const due = dueMonths(context);
  const [first] = due;
  if (first === undefined) return 'NULL';
  const year = Number(first.first.slice(0, 4));
  const ordinal = year * 12 + Number(first.first.slice(5, 7));
  const index = `(year(${month}) * 12 + month(${month}) - ${ordinal})`;
  return `CASE WHEN ${index} BETWEEN 0 AND ${due.length - 1} THEN ${index} END`;
}

/** The table of the months in which a report about a record is due. */
export function dueTable(entity: string): string {
  return `${entity} in force`;
}

/** Of an entity with versions: the months that are due and in which a version was in force. */
export function dueSql(context: Context, name: string): string {
  const { dialect } = context;
  const entity = entityNamed(context, name);
  if (entity.valid === null) throw new Error(`${name} has no versions`);
  const start = dialect.quote(entity.valid.from);
  const end = entity.valid.to === null ? null : dialect.quote(entity.valid.to);
  const bits = dueMonths(context).map((month, i) => {
    const begun = `coalesce(${start} <= ${dialect.date(month.last)}, TRUE)`;
    const notEnded = end === null ? 'TRUE' : `coalesce(${end} >= ${dialect.date(month.first)}, TRUE)`;
    return `CASE WHEN ${conjunction([begun, notEnded])} THEN ${2 ** i} ELSE 0 END`;
  });
  const keys = entity.key.map((field, i) => `${dialect.quote(field)} AS ${dialect.quote(keyColumn(i))}`);
  const sum = `CAST(${bits.length === 0 ? '0' : bits.join(' + ')} AS ${dialect.types.integer})`;
  return (
    `SELECT ${keys.join(', ')}, ${dialect.bitOr(sum)} AS ${dialect.quote(reportedColumn)}\n` +
    `FROM ${dataTable(dialect, name)}\nGROUP BY ${entity.key.map((field) => dialect.quote(field)).join(', ')}`
  );
}
