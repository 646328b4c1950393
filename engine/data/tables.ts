/** DuckDB tables for entities, and filling them from memory in chunks. */
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMAL,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBDecimalValue,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api';
import { fromDayNumber, toDayNumber } from '../calendar/civil-date.ts';
import type { Cell, Entity, Field } from '../model/dictionary.ts';
import { quoteName } from './sql-text.ts';

/** The name of an entity's table or view. */
export function dataTable(entity: string): string {
  return `data.${quoteName(entity)}`;
}

/** Texts and codes VARCHAR, integers BIGINT, decimals DECIMAL(27,9), booleans BOOLEAN, dates and months DATE. */
export function sqlType(field: Field): string {
  return String(duckType(field));
}

export function duckType(field: Field): DuckDBType {
  switch (field.type.kind) {
    case 'text':
    case 'code':
      return VARCHAR;
    case 'integer':
      return BIGINT;
    case 'decimal':
      return DECIMAL(27, 9);
    case 'boolean':
      return BOOLEAN;
    case 'date':
    case 'month':
      return DATE;
  }
}

export function columnsOf(entity: Entity): string {
  return [...entity.fields.values()].map((field) => `${quoteName(field.name)} ${sqlType(field)}`).join(', ');
}

export function namesOf(entity: Entity): string {
  return [...entity.fields.keys()].map(quoteName).join(', ');
}

export async function run(connection: DuckDBConnection, ...statements: readonly string[]): Promise<void> {
  for (const statement of statements) await connection.run(statement);
}

/** A cell as DuckDB takes it. */
export function toDuck(field: Field, cell: Cell): DuckDBValue {
  if (cell === null) return null;
  switch (field.type.kind) {
    case 'date':
    case 'month':
      return dateValue(String(cell));
    case 'decimal':
      return new DuckDBDecimalValue(scaled(String(cell)), 27, 9);
    default:
      return cell;
  }
}

/** A value from DuckDB as a cell. */
export function fromDuck(value: DuckDBValue): Cell {
  if (value instanceof DuckDBDateValue) return fromDayNumber(value.days);
  if (value instanceof DuckDBDecimalValue) return canonical(value.value, value.scale);
  if (typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean') return value;
  return typeof value === 'number' ? BigInt(value) : null;
}

/** Appends rows of values in chunks of a size that DuckDB works in; the caller closes it. */
export interface Filler {
  add(row: readonly DuckDBValue[]): void;
  close(): void;
}

export function filler(appender: DuckDBAppender, types: readonly DuckDBType[]): Filler {
  const chunkRows = 2048;
  let rows: (readonly DuckDBValue[])[] = [];
  let chunks = 0;
  const write = (): void => {
    if (rows.length === 0) return;
    const chunk = DuckDBDataChunk.create(types, rows.length);
    types.forEach((_, column) => {
      chunk.setColumnValues(
        column,
        rows.map((row) => row[column] ?? null),
      );
    });
    appender.appendDataChunk(chunk);
    rows = [];
    // What is appended is held until it is flushed.
    if (++chunks % 32 === 0) appender.flushSync();
  };
  return {
    add: (row) => {
      rows.push(row);
      if (rows.length === chunkRows) write();
    },
    close: () => {
      write();
      appender.closeSync();
    },
  };
}

const dates = new Map<string, DuckDBDateValue>();

/** Data has few days and many dates. */
function dateValue(date: string): DuckDBDateValue {
  const known = dates.get(date);
  if (known !== undefined) return known;
  const value = new DuckDBDateValue(toDayNumber(date));
  if (dates.size < 8192) dates.set(date, value);
  return value;
}

function scaled(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(9, '0'));
}

function canonical(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const fraction = scale === 0 ? '' : digits.slice(-scale).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - scale);
  return `${value < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
