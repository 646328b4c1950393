/**
 * The one way from a written value to a typed cell: for CSV, XLSX, JSON, textual Parquet columns and policy tests alike.
 * Source: Table Schema's field types, and how Chinese offices write numbers, dates and yes or no.
 */
import type { CivilDate } from '../calendar/civil-date.ts';
import * as problems from '../diagnostics/registry/data.ts';
import type { Cell, Code, Field } from '../model/dictionary.ts';
import { type CellResult, failure, shown } from './cell-problem.ts';
import { constraintCheck } from './constraints.ts';
import { dateReader, firstOfMonth, readDate, readDateObject, readMonth, readSerial } from './date-text.ts';
import { type NumberFormat, type NumberText, readBinaryNumber, readNumber } from './number-text.ts';

/** A value as a file holds it; `error` is a spreadsheet's error such as `#N/A`. */
export type RawValue = string | number | bigint | boolean | Date | { readonly error: string } | null | undefined;

/** How a field's values are written: what Table Schema says beside the type. */
export interface CellFormat extends NumberFormat {
  /** Texts that mean that there is no value; an empty or blank text always does. */
  readonly missingValues: readonly string[];
  readonly trueValues: readonly string[];
  readonly falseValues: readonly string[];
  /** strptime's directives for dates and months written otherwise; the usual spellings are then not tried. */
  readonly dateFormat: string | null;
}

export const plainFormat: CellFormat = {
  missingValues: [''],
  trueValues: [],
  falseValues: [],
  dateFormat: null,
  decimalChar: '.',
  groupChar: ',',
  bareNumber: true,
};

export type CellReader = (raw: RawValue) => CellResult;

/** `date1904`: the workbook counts its days from 1904. */
export function cellReader(field: Field, format: CellFormat = plainFormat, date1904 = false): CellReader {
  const missing = new Set(format.missingValues.map((text) => text.trim()));
  const convert = converter(field, format, date1904);
  const check = constraintCheck(field);
  const absent: CellResult = field.constraints.required
    ? failure(problems.requiredCell, {})
    : { cell: null, problem: null };

  const readText = (raw: string): CellResult => {
    const text = raw.trim();
    if (text === '' || missing.has(text)) return absent;
    if (unreadable.test(text)) return failure(problems.unreadableCharacters, {});
    return finish(field, raw, convert(text), check);
  };
  const remembered = field.type.kind === 'text' ? readText : remember(readText);

  return (raw) => {
    if (typeof raw === 'string') return remembered(raw);
    if (raw === null || raw === undefined) return absent;
    if (typeof raw === 'object' && !(raw instanceof Date))
      return failure(problems.spreadsheetError, { error: raw.error });
    if (missing.has(String(raw))) return absent;
    return finish(field, raw, convert(raw), check);
  };
}

/** Dates, codes and small numbers come again and again; the memory is small, and no more is put into it once it is full. */
function remember(read: (raw: string) => CellResult): (raw: string) => CellResult {
  const known = new Map<string, CellResult>();
  return (raw) => {
    const before = known.get(raw);
    if (before !== undefined) return before;
    const result = read(raw);
    if (known.size < 4096 && raw.length < 40) known.set(raw, result);
    return result;
  };
}

/** What a decoder leaves where bytes made no sense, NUL, and halves of surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is looked for
const unreadable = /[\u0000\uFFFD]|\p{Surrogate}/u;

type Present = string | number | bigint | boolean | Date;
type Converted = { readonly cell: Cell } | { readonly problem: CellResult };
type Converter = (value: Present) => Converted;

function finish(
  field: Field,
  raw: Present,
  converted: Converted,
  check: ReturnType<typeof constraintCheck>,
): CellResult {
  if ('problem' in converted) return converted.problem;
  const broken = check(converted.cell, () => shown(field, raw));
  return broken === null ? { cell: converted.cell, problem: null } : broken;
}

function converter(field: Field, format: CellFormat, date1904: boolean): Converter {
  switch (field.type.kind) {
    case 'text':
      return (value) => textOf(field, value);
    case 'code':
      return codeConverter(field, field.type.codes);
    case 'integer':
      return (value) => integerOf(field, value, format);
    case 'decimal':
      return (value) => decimalOf(field, value, format);
    case 'boolean':
      return booleanConverter(field, format);
    case 'date':
      return dateConverter(field, format, date1904, readDate, (date) => date, problems.notADate);
    case 'month':
      return dateConverter(field, format, date1904, readMonth, firstOfMonth, problems.notAMonth);
  }
}

function textOf(field: Field, value: Present): Converted {
  if (typeof value === 'number') return fromNumber(field, value, readBinaryNumber(value));
  return { cell: value instanceof Date ? readDateObject(value) : String(value) };
}

/** By value, else by value or title whatever their width and case; a title that two codes share names neither. */
function codeConverter(field: Field, codes: readonly Code[]): Converter {
  const exact = new Set(codes.map(({ value }) => value));
  const loose = new Map<string, string | null>();
  const add = (text: string, value: string): void => {
    const key = fold(text);
    const other = loose.get(key);
    loose.set(key, other === undefined || other === value ? value : null);
  };
  for (const { title, value } of codes) for (const text of [title.zh, title.en]) add(text, value);
  for (const { value } of codes) loose.set(fold(value), value);
  const list =
    codes
      .slice(0, 12)
      .map(({ value }) => value)
      .join(' ') + (codes.length > 12 ? ' …' : '');
  return (value) => {
    const text =
      typeof value === 'string' ? value : value instanceof Date ? (readDateObject(value) ?? '') : String(value);
    if (exact.has(text)) return { cell: text };
    const found = loose.get(fold(text));
    if (found !== undefined && found !== null) return { cell: found };
    return { problem: failure(problems.notACode, { value: shown(field, value), codes: list }) };
  };
}

function integerOf(field: Field, value: Present, format: CellFormat): Converted {
  if (typeof value === 'string' && /^(?:0|-?[1-9]\d{0,17})$/.test(value)) return { cell: BigInt(value) };
  const number = numberOf(value, format);
  if (number.kind === 'number') {
    return number.value.includes('.')
      ? { problem: failure(problems.notAnInteger, { value: shown(field, value) }) }
      : { cell: BigInt(number.value) };
  }
  return number.kind === 'not-a-number'
    ? { problem: failure(problems.notAnInteger, { value: shown(field, value) }) }
    : { problem: failure(problems.tooManyDigits, { value: shown(field, value) }) };
}

function decimalOf(field: Field, value: Present, format: CellFormat): Converted {
  return fromNumber(field, value, numberOf(value, format));
}

function fromNumber(field: Field, value: Present, number: NumberText): Converted {
  switch (number.kind) {
    case 'number':
      return { cell: number.value };
    case 'not-a-number':
      return { problem: failure(problems.notANumber, { value: shown(field, value) }) };
    case 'too-many-digits':
      return { problem: failure(problems.tooManyDigits, { value: shown(field, value) }) };
  }
}

function numberOf(value: Present, format: CellFormat): NumberText {
  if (typeof value === 'number') return readBinaryNumber(value);
  if (typeof value === 'bigint') return readNumber(String(value), plainFormat);
  return typeof value === 'string' ? readNumber(value.normalize('NFKC').trim(), format) : { kind: 'not-a-number' };
}

const usualTrue = ['true', 't', 'yes', 'y', '1', '是', '真', '√'];
const usualFalse = ['false', 'f', 'no', 'n', '0', '否', '假', '×'];

/** The declared values win over the usual ones. */
function booleanConverter(field: Field, format: CellFormat): Converter {
  const known = new Map<string, boolean>();
  for (const text of usualTrue) known.set(fold(text), true);
  for (const text of usualFalse) known.set(fold(text), false);
  for (const text of format.trueValues) known.set(fold(text), true);
  for (const text of format.falseValues) known.set(fold(text), false);
  return (value) => {
    if (typeof value === 'boolean') return { cell: value };
    const cell = value instanceof Date ? undefined : known.get(fold(String(value)));
    return cell === undefined ? { problem: failure(problems.notABoolean, { value: shown(field, value) }) } : { cell };
  };
}

function dateConverter(
  field: Field,
  format: CellFormat,
  date1904: boolean,
  usual: (text: string, date1904: boolean) => CivilDate | null,
  settle: (date: CivilDate) => CivilDate,
  problem: typeof problems.notADate | typeof problems.notAMonth,
): Converter {
  const declared = format.dateFormat === null ? null : dateReader(format.dateFormat);
  const ofText = (text: string): CivilDate | null => (declared === null ? usual(text, date1904) : declared(text));
  return (value) => {
    const date = dateOf(value, date1904, ofText);
    return date === null ? { problem: failure(problem, { value: shown(field, value) }) } : { cell: settle(date) };
  };
}

/** A number is a spreadsheet's day number, or `20210305` and `202103` that lost their text. */
function dateOf(value: Present, date1904: boolean, ofText: (text: string) => CivilDate | null): CivilDate | null {
  if (value instanceof Date) return readDateObject(value);
  if (typeof value === 'number') {
    return readSerial(value, date1904) ?? (Number.isInteger(value) ? ofText(String(value)) : null);
  }
  return typeof value === 'boolean' ? null : ofText(String(value).normalize('NFKC').trim());
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
