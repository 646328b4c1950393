/**
 * What a column holds: the type in which the readers of data can take its values, and how they are written. Every guess is tried with the
 * reader that will read the data later, so that what is written into the dictionary is what it does.
 */
import type { RawValue } from '../dictionary/cell.ts';
import { type CellFormat, cellReader, plainFormat } from '../dictionary/cell.ts';
import { type Cell, type Code, type Field, type FieldType, noConstraints } from '../model/dictionary.ts';
import { textOf } from './layout.ts';
import { unitIn } from './names.ts';
import { looksSensitive } from './sensitive.ts';

export interface Inferred {
  readonly type: FieldType;
  readonly format: CellFormat;
  readonly unit: string | null;
  readonly sensitive: boolean;
  /** A date that is planned, such as a deadline. */
  readonly planned: boolean;
  /** All its numbers are at least 0. */
  readonly nonNegative: boolean;
}

/** `values` are the records' cells, blank ones included. */
export function inferColumn(heading: string, values: readonly RawValue[], date1904: boolean): Inferred {
  const present = values.filter((value) => textOf(value) !== '' || value instanceof Date);
  const texts = present.map(textOf);
  const sensitive = looksSensitive(heading, texts);
  const plain = { format: withMissing(present), unit: null, sensitive, planned: false, nonNegative: false };
  const asText: Inferred = { ...plain, type: { kind: 'text' } };
  if (present.length === 0) return asText;
  const says = hintsOf(heading);
  if (says.code || (sensitive && !says.date)) return asText;
  for (const kind of order(says)) {
    const taken = tryKind(kind, heading, present, says, date1904);
    if (taken !== null) return { ...taken, sensitive };
  }
  const codes = sensitive ? null : codesOf(texts, plain.format);
  return codes === null ? asText : { ...asText, type: { kind: 'code', codes } };
}

/** A field of that type, for trying a column's values with it. */
export function fieldOf(
  name: string,
  title: string,
  { type, sensitive, planned, unit }: Omit<Inferred, 'format' | 'nonNegative'>,
): Field {
  return {
    name,
    title: { zh: title, en: title },
    description: null,
    type,
    constraints: noConstraints,
    sensitive,
    planned,
    descriptive: false,
    unit,
  };
}

interface Hints {
  readonly code: boolean;
  readonly date: boolean;
  readonly month: boolean;
}

type Kind = 'integer' | 'decimal' | 'date' | 'month' | 'boolean';

function hintsOf(heading: string): Hints {
  const text = heading.normalize('NFKC').toLowerCase();
  return {
    code: /代码|编号|编码|文号|案号|证号|工号|单号|卡号|邮编|户号|^(.*[-_ ])?(code|id|no|number|zip)\.?$/.test(text),
    date: /日期|时间|年月日|.日$|(^|[-_ ])(date|on|at|day)$|deadline|期限$/.test(text),
    month: /月份|年月|^月$|报告月|month/.test(text),
  };
}

function order({ date, month }: Hints): readonly Kind[] {
  if (month) return ['month', 'date', 'boolean', 'integer', 'decimal'];
  if (date) return ['date', 'month', 'boolean', 'integer', 'decimal'];
  return ['integer', 'decimal', 'date', 'month', 'boolean'];
}

/** Texts that stand where there is no value, in columns of any type, and those that do so only where a text is not meant. */
const marks: ReadonlySet<string> = new Set([
  '-',
  '--',
  '—',
  '——',
  '－',
  '/',
  '\\',
  'N/A',
  'n/a',
  'NA',
  '#N/A',
  'NULL',
  'null',
]);
const words: ReadonlySet<string> = new Set([
  '无',
  '未知',
  '不详',
  '暂无',
  '待定',
  '待查',
  '空',
  '?',
  '？',
  '...',
  '…',
  'none',
  'None',
  'unknown',
  'TBD',
]);

function withMissing(present: readonly RawValue[], more: ReadonlySet<string> = new Set()): CellFormat {
  const found = [...new Set(present.map(textOf).filter((text) => marks.has(text) || more.has(text)))];
  return { ...plainFormat, missingValues: ['', ...found] };
}

function tryKind(
  kind: Kind,
  heading: string,
  present: readonly RawValue[],
  says: Hints,
  date1904: boolean,
): Inferred | null {
  const missing = withMissing(present, words);
  const valued = present.filter((value) => !missing.missingValues.includes(textOf(value)));
  if (valued.length === 0) return null;
  const suffix = kind === 'integer' || kind === 'decimal' ? suffixOf(valued) : null;
  const format = suffix === null ? missing : { ...missing, bareNumber: false };
  const base = { type: { kind } as FieldType, unit: null, sensitive: false, planned: false };
  const read = cellReader(fieldOf('', heading, base), format, date1904);
  const cells: Cell[] = [];
  let wrong = 0;
  for (const value of valued) {
    const { cell, problem } = isMeant(kind, value, says) ? read(value) : { cell: null, problem: true };
    if (problem !== null) wrong++;
    else if (cell !== null) cells.push(cell);
  }
  if (wrong > toleranceOf(kind, valued.length, says)) return null;
  const isNumber = kind === 'integer' || kind === 'decimal';
  return {
    ...base,
    format,
    unit: isNumber ? (unitIn(heading) ?? suffix) : null,
    planned: kind === 'date' && /应|计划|预计|限期|期限|截止|到期|deadline|due|planned/i.test(heading),
    nonNegative: isNumber && cells.every((cell) => !String(cell).startsWith('-')),
  };
}

/** A few strays among many do not change what a column is; they are named. */
function toleranceOf(kind: Kind, count: number, { date, month }: Hints): number {
  if (kind === 'boolean') return 0;
  const hinted = (kind === 'date' && date) || (kind === 'month' && month);
  return hinted ? Math.floor(count / 3) : count < 10 ? 0 : Math.floor(count / 10);
}

/** Digits alone are a day only where the heading says so; `007` is no number, nor is what has more digits than one counts with. */
function isMeant(kind: Kind, value: RawValue, { date, month }: Hints): boolean {
  const text = textOf(value).normalize('NFKC');
  const digits = typeof value === 'number' || /^\d+(\.\d+)?$/.test(text);
  switch (kind) {
    case 'integer':
    case 'decimal':
      return !/^0\d/.test(text) && text.replace(/\D/g, '').length < 14;
    case 'date':
    case 'month':
      return !digits || date || month;
    case 'boolean':
      return typeof value === 'boolean' || !digits;
  }
}

/** `12件`: the same word after every number. */
function suffixOf(values: readonly RawValue[]): string | null {
  const found = new Set(
    values.map(
      (value) =>
        /^[+-]?[\d,]+(?:\.\d+)?\s*(\p{Script=Han}{1,3}|[a-z²³]{1,4})$/iu.exec(textOf(value).normalize('NFKC'))?.[1] ??
        '',
    ),
  );
  const [suffix] = found;
  return found.size === 1 && suffix !== undefined && suffix !== '' && !/^[年月日号时点]/.test(suffix) ? suffix : null;
}

/** A few short words that come again and again. */
function codesOf(texts: readonly string[], { missingValues }: CellFormat): readonly Code[] | null {
  const valued = texts.filter((text) => !missingValues.includes(text));
  const distinct = [...new Set(valued)];
  const few = distinct.length >= 2 && distinct.length <= 20 && distinct.length * 2 <= valued.length;
  if (!few || distinct.some((text) => text.length > 20)) return null;
  // What differs in width or case only is one code.
  const folded = new Map(distinct.map((text) => [text.normalize('NFKC').trim().toLowerCase(), text]));
  return [...folded.values()].map((value) => ({ value, title: { zh: value, en: value } }));
}
