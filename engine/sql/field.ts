/** Fields as SQL: what is known of a cell at the as-of date, and whether a date places a record in the period. */
import { addDays, addMonths, type CivilDate } from '../calendar/civil-date.ts';
import type { Constraints, Entity, Field } from '../model/dictionary.ts';
import type { Fact } from '../model/fact.ts';
import { exact } from '../model/number.ts';
import type { FactPath } from '../model/policy.ts';
import { type Context, dataTable, entityAt, entityNamed, fieldNamed, momentTable } from './context.ts';
import type { Dialect } from './dialect.ts';
import { integerDigits } from './number.ts';
import { always, type SqlTruth } from './truth.ts';
import { point, type SqlValue } from './value.ts';

/** The rows of an entity that the moment may see; of an entity with versions, one for each record. */
export function tableOf(context: Context, name: string): string {
  const entity = entityNamed(context, name);
  if (context.missing.has(name)) return `(${noRows(context.dialect, entity)})`;
  return entity.valid === null ? dataTable(context.dialect, name) : momentTable(context, name);
}

/** The column of `versionsSql` that tells whether the version is in force on the day judged. */
export const inForce = '#in-force';

/** The records of an entity with versions, each in the version that references lead to; semantics.md, "Records". */
export function versionsSql(context: Context, entity: Entity): string {
  const { dialect, moment } = context;
  if (entity.valid === null) throw new Error(`${entity.name} has no versions`);
  const { from, to } = entity.valid;
  const start = dialect.quote(from);
  const day = dialect.date(moment.judged);
  const key = entity.key.map((field) => dialect.quote(field)).join(', ');
  const fields = [...entity.fields.keys()].map((field) => dialect.quote(field));
  const force = to === null ? 'TRUE' : `coalesce(${dialect.quote(to)} >= ${day}, TRUE)`;
  return (
    `SELECT ${[...fields, dialect.quote(inForce)].join(', ')}\n` +
    `FROM (SELECT *, ${force} AS ${dialect.quote(inForce)}, ` +
    `row_number() OVER (PARTITION BY ${key} ORDER BY ${start} DESC NULLS LAST) AS ${dialect.quote('#newest')}\n` +
    `  FROM ${dataTable(dialect, entity.name)} WHERE ${start} IS NULL OR ${start} <= ${day})\n` +
    `WHERE ${dialect.quote('#newest')} = 1\nORDER BY ${key}`
  );
}

/** A date that lies after the as-of date has not happened, unless it is planned. */
export function fieldSql(context: Context, { entity, type: shown }: Fact, field: Field, cell: string): SqlValue {
  const complete = context.knowledge.isComplete(entity, field.name);
  const { type } = field;
  switch (type.kind) {
    case 'integer':
    case 'decimal': {
      if (shown.kind !== 'number') throw new Error(`${entity}.${field.name} is no number`);
      const whole = context.knowledge.digits(entity, field.name) ?? integerDigits;
      const digits = Math.min(whole, digitsOf(field.constraints)) + (type.kind === 'decimal' ? 9 : 0);
      const number = { form: type.kind, sql: cell, per: null, digits, perDigits: 1, literal: null };
      return point(shown, number, complete);
    }
    case 'date': {
      const hidden = !field.planned && !isBy(context.knowledge.latest(entity, field.name), context.moment.asOf);
      const sql = hidden ? `CASE WHEN ${cell} <= ${context.dialect.date(context.moment.asOf)} THEN ${cell} END` : cell;
      return { kind: 'plain', type, sql, known: complete && !hidden, empty: null };
    }
    case 'text':
    case 'code':
    case 'boolean':
    case 'month':
      return { kind: 'plain', type, sql: cell, known: complete, empty: null };
  }
}

/** Whether a record is placed in the period by a date, read as it stands in the data. */
export function placedSql(context: Context, entity: string, during: FactPath | null, day: string): SqlTruth {
  if (during === null) return always;
  const [first, last] = placing(context, entity, during);
  const holder = entityAt(context, entity, during.through);
  const known = during.through.length === 0 && context.knowledge.isComplete(holder, during.fact);
  const { dialect } = context;
  return { sql: `(${day} BETWEEN ${dialect.date(first)} AND ${dialect.date(last)})`, known, unknown: null };
}

/** The first and last day that place a record; of months, the first days of the first and last month. */
function placing(context: Context, entity: string, during: FactPath): readonly [CivilDate, CivilDate] {
  const { period, asOf, judged } = context.moment;
  const { type } = fieldNamed(context, entityAt(context, entity, during.through), during.fact);
  if (type.kind !== 'month') return [period.first, judged];
  const month = `${period.last.slice(0, 7)}-01`;
  // The last month that lies within the period as a whole.
  const last = addDays(period.last, 1).endsWith('-01') ? month : addMonths(month, -1);
  return [period.first, earlier(last, asOf)];
}

function earlier(one: CivilDate, other: CivilDate): CivilDate {
  return one < other ? one : other;
}

function noRows(dialect: Dialect, entity: Entity): string {
  const columns = [...entity.fields.values()].map(
    ({ name, type }) => `CAST(NULL AS ${columnType(dialect, type.kind)}) AS ${dialect.quote(name)}`,
  );
  const force = entity.valid === null ? [] : [`TRUE AS ${dialect.quote(inForce)}`];
  return `SELECT ${[...columns, ...force].join(', ')} WHERE FALSE`;
}

function columnType(dialect: Dialect, kind: Field['type']['kind']): string {
  switch (kind) {
    case 'text':
    case 'code':
      return dialect.types.text;
    case 'integer':
      return dialect.types.integer;
    case 'decimal':
      return dialect.types.decimal;
    case 'boolean':
      return dialect.types.boolean;
    case 'date':
    case 'month':
      return dialect.types.date;
  }
}

/** The digits before the point that the constraints let through. */
function digitsOf({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }: Constraints): number {
  const low = minimum ?? exclusiveMinimum;
  const high = maximum ?? exclusiveMaximum;
  if (low === null || high === null) return integerDigits;
  const size = (bound: string): number => String(exact(bound).abs().ceil()).length;
  return Math.min(integerDigits, Math.max(size(low), size(high)));
}

function isBy(latest: CivilDate | null, asOf: CivilDate): boolean {
  return latest !== null && latest <= asOf;
}
