/** Dates and months as people and spreadsheets write them. A date is civil: what is written, whatever zone stands behind it. */
import { type CivilDate, civilDate, fromDayNumber, toDayNumber } from '../calendar/civil-date.ts';

const time = String.raw`(?:[T\s]\s*\d{1,2}(?:[:时点]\d{1,2}(?:[:分]?\d{1,2}(?:\.\d+)?)?[分秒]?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?`;
const dateShapes = [
  new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${time}$`),
  new RegExp(String.raw`^(\d{4})\s*(年)\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]${time}$`),
  /^(\d{4})()(\d{2})(\d{2})$/,
];
const monthShapes = [/^(\d{4})[-/](\d{1,2})$/, /^(\d{4})\s*年\s*(\d{1,2})\s*月份?$/, /^(\d{4})\.?(\d{2})$/];

/** `text` is NFKC-normalised and trimmed; five digits are a spreadsheet's day number. Null where it names no day. */
export function readDate(text: string, date1904 = false): CivilDate | null {
  for (const shape of dateShapes) {
    const match = shape.exec(text);
    if (match !== null) return civilDate(Number(match[1]), Number(match[3]), Number(match[4]));
  }
  return /^\d{5}(?:\.\d+)?$/.test(text) ? readSerial(Number(text), date1904) : null;
}

/** The first day of the month, or of the month in which a date lies; null where `text` names none. */
export function readMonth(text: string, date1904 = false): CivilDate | null {
  for (const shape of monthShapes) {
    const match = shape.exec(text);
    if (match !== null) return civilDate(Number(match[1]), Number(match[2]), 1);
  }
  const date = readDate(text, date1904);
  return date === null ? null : firstOfMonth(date);
}

export function firstOfMonth(date: CivilDate): CivilDate {
  return `${date.slice(0, 7)}-01`;
}

/**
 * A spreadsheet's day number, of the system that starts in 1900 (with its 29 February 1900 that never was) or in 1904. Only those
 * of five digits, 1927 to 2173: a smaller number in a date column is far more likely something else.
 */
export function readSerial(serial: number, date1904 = false): CivilDate | null {
  const day = Math.floor(serial);
  if (day < 10_000 || day > 99_999) return null;
  return fromDayNumber(day + toDayNumber(date1904 ? '1904-01-01' : '1899-12-30'));
}

/** The day that a JavaScript date shows in UTC, as the spreadsheet reader makes them. */
export function readDateObject(value: Date): CivilDate | null {
  if (Number.isNaN(value.getTime())) return null;
  return civilDate(value.getUTCFullYear(), value.getUTCMonth() + 1, value.getUTCDate());
}

/**
 * A reader for a Table Schema date `format` in strptime's directives (`%d/%m/%Y`); null where the format has a directive
 * that is not known, or does not say the year and the month.
 */
export function dateReader(format: string): ((text: string) => CivilDate | null) | null {
  const names: string[] = [];
  let known = true;
  const source = format
    .normalize('NFKC')
    .replace(/%(.)|[\\^$.*+?()[\]{}|]/g, (whole, directive: string | undefined) => {
      if (directive === undefined) return `\\${whole}`;
      if (directive === '%') return '%';
      const pattern = directives[directive];
      if (pattern === undefined) known = false;
      names.push(directive);
      return `(${pattern ?? ''})`;
    });
  if (!known || !(names.includes('Y') || names.includes('y')) || !names.includes('m')) return null;
  const shape = new RegExp(`^${source}$`);
  return (text) => {
    const match = shape.exec(text);
    if (match === null) return null;
    const part = (name: string): number | null =>
      names.includes(name) ? Number(match[names.indexOf(name) + 1]) : null;
    return civilDate(part('Y') ?? century(part('y') ?? 0), part('m') ?? 0, part('d') ?? 1);
  };
}

const directives: Readonly<Record<string, string>> = {
  Y: String.raw`\d{4}`,
  y: String.raw`\d{2}`,
  m: String.raw`\d{1,2}`,
  d: String.raw`\d{1,2}`,
  H: String.raw`\d{1,2}`,
  M: String.raw`\d{1,2}`,
  S: String.raw`\d{1,2}`,
  f: String.raw`\d{1,6}`,
  z: String.raw`Z|[+-]\d{2}:?\d{2}`,
};

/** As POSIX strptime reads `%y`. */
function century(year: number): number {
  return year < 69 ? 2000 + year : 1900 + year;
}
