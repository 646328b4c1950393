/** How a Parquet column becomes a field: what SQL can take as it is, and what is odd enough to need the converter. */
import type { CellFormat } from '../dictionary/cell.ts';
import type { Field } from '../model/dictionary.ts';
import { quoteText } from './sql-text.ts';
import { sqlType } from './tables.ts';

/** SQL over one row of the file. `odd` may hold of a value that is quite usual, never not of one that isn't. */
export interface ColumnPlan {
  /** The value as the converter would be given it. */
  readonly raw: string;
  /** The cell, for values that are not odd. */
  readonly cell: string;
  /** Whether the converter has to look at it; false for an unknown value. */
  readonly odd: string;
}

/** `column` is quoted; `type` as DuckDB names it. */
export function planOf(field: Field, column: string, type: string, format: CellFormat): ColumnPlan {
  const raw = rawOf(column, type);
  const native = nativeOf(field, raw, type);
  if (native === null || field.constraints.oneOf !== null) {
    return { raw, cell: `NULL::${sqlType(field)}`, odd: `(${raw} IS NOT NULL)` };
  }
  const odd = [...native.odd, ...limitsOf(field, native.cell), ...missingOf(raw, format)];
  return { raw, cell: native.cell, odd: odd.length === 0 ? 'false' : `(${raw} IS NOT NULL AND (${odd.join(' OR ')}))` };
}

const integers = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/;
const decimals = /^DECIMAL\((\d+),(\d+)\)$/;

function rawOf(column: string, type: string): string {
  if (integers.test(type) || decimals.test(type) || ['BOOLEAN', 'DATE', 'VARCHAR', 'DOUBLE'].includes(type))
    return column;
  if (type === 'FLOAT') return `${column}::DOUBLE`;
  if (type === 'TIMESTAMP WITH TIME ZONE') return `make_timestamp(epoch_us(${column}) + 28800000000)::DATE`;
  return type.startsWith('TIMESTAMP') ? `${column}::DATE` : `${column}::VARCHAR`;
}

function nativeOf(
  field: Field,
  raw: string,
  type: string,
): { readonly cell: string; readonly odd: readonly string[] } | null {
  const isText = type === 'VARCHAR' || type.startsWith('ENUM');
  const isDate = type === 'DATE' || type.startsWith('TIMESTAMP');
  switch (field.type.kind) {
    case 'text':
      return isText ? { cell: raw, odd: oddText(field, raw) } : null;
    case 'code': {
      const codes = field.type.codes.map(({ value }) => quoteText(value)).join(', ');
      return isText ? { cell: raw, odd: [`${raw} NOT IN (${codes})`, ...constrained(field, raw)] } : null;
    }
    case 'integer':
      return integers.test(type) ? { cell: `TRY_CAST(${raw} AS BIGINT)`, odd: tooLong(raw, type) } : null;
    case 'decimal':
      return decimalOf(raw, type);
    case 'boolean':
      return type === 'BOOLEAN' ? { cell: raw, odd: [] } : null;
    case 'date':
      return isDate ? { cell: raw, odd: [outOfCalendar(raw)] } : null;
    case 'month':
      return isDate ? { cell: `date_trunc('month', ${raw})::DATE`, odd: [outOfCalendar(raw)] } : null;
  }
}

function decimalOf(raw: string, type: string): { readonly cell: string; readonly odd: readonly string[] } | null {
  const cell = `TRY_CAST(${raw} AS DECIMAL(27,9))`;
  if (integers.test(type)) return { cell, odd: tooLong(raw, type) };
  if (type === 'DOUBLE' || type === 'FLOAT') return { cell, odd: [`NOT isfinite(${raw})`, `abs(${raw}) >= 1e18`] };
  const [, width = '', scale = ''] = decimals.exec(type) ?? [];
  if (scale === '' || Number(scale) > 9) return null;
  return { cell, odd: Number(width) - Number(scale) > 18 ? [`${cell} IS NULL`] : [] };
}

/** More than 18 digits. */
function tooLong(raw: string, type: string): string[] {
  return /BIG|HUGE/.test(type) ? [`${raw} NOT BETWEEN -999999999999999999 AND 999999999999999999`] : [];
}

function outOfCalendar(raw: string): string {
  return `${raw} NOT BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'`;
}

const blanks = String.raw`\x00-\x20\x{7f}-\x{a0}\x{1680}\x{2000}-\x{206f}\x{3000}\x{feff}`;
const broken = String.raw`\x00\x{fffd}`;
/** Neither blank nor with blanks around it, and readable: one pass of RE2, which is three times as fast as string functions. */
const usualText = `[^${blanks}${broken}](?:[^${broken}]*[^${blanks}${broken}])?`;

function oddText(field: Field, raw: string): string[] {
  return [`NOT regexp_full_match(${raw}, ${quoteText(usualText)}, 's')`, ...constrained(field, raw)];
}

/** A pattern is left to the converter, so that it has one meaning. */
function constrained({ constraints }: Field, raw: string): string[] {
  const odd: string[] = [];
  if (constraints.pattern !== null) odd.push('true');
  if (constraints.minLength !== null) odd.push(`length(${raw}) < ${constraints.minLength}`);
  if (constraints.maxLength !== null) odd.push(`length(${raw}) > ${constraints.maxLength}`);
  if (constraints.noSlash === true) odd.push(`contains(${raw}, '/')`);
  return odd;
}

function limitsOf({ constraints, type }: Field, cell: string): string[] {
  const isDate = type.kind === 'date' || type.kind === 'month';
  const compare = (limit: string | null, operator: string): string[] =>
    limit === null ? [] : [`${cell} ${operator} ${isDate ? `DATE ${quoteText(limit)}` : `${limit}`}`];
  return [
    ...compare(constraints.minimum, '<'),
    ...compare(constraints.exclusiveMinimum, '<='),
    ...compare(constraints.maximum, '>'),
    ...compare(constraints.exclusiveMaximum, '>='),
  ];
}

function missingOf(raw: string, { missingValues }: CellFormat): string[] {
  const texts = missingValues.map((text) => text.trim()).filter((text) => text !== '');
  return texts.length === 0 ? [] : [`${raw}::VARCHAR IN (${texts.map(quoteText).join(', ')})`];
}
