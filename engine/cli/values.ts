/** Reads the values of options. Each throws ZhunshengError (ZS9xxx) with what may stand there. */
import { type CivilDate, isCivilDate } from '../calendar/civil-date.ts';
import { parsePeriod, parsePeriods } from '../calendar/period.ts';
import { stop } from '../diagnostics/error.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { notAHash } from '../diagnostics/registry/journal.ts';
import { invalidDate, invalidMemory, invalidPeriod, invalidValue } from '../diagnostics/registry/run.ts';

/** One of a few words. */
export function oneOf<const Word extends string>(words: readonly Word[]) {
  return (value: string, flag: string): Word => {
    const found = words.find((word) => word === value);
    if (found !== undefined) return found;
    const near = nearest(value, words);
    const meant = near === null ? '' : { zh: `，是不是“${near}”？`, en: `; did you mean "${near}"?` };
    return stop(invalidValue, flag, { name: flag, value, suggestion: meant, known: words.join(', ') });
  };
}

/** A period, or a range of months where `ranges` allows it; as written. */
export function period(ranges: 'one' | 'range') {
  return (value: string, flag: string): string => {
    const ok = ranges === 'one' ? parsePeriod(value) !== null : parsePeriods(value) !== null;
    if (ok) return value;
    const range =
      ranges === 'one' ? '' : { zh: '，或按月的一段 2021-01..2021-12', en: ', or a range of months 2021-01..2021-12' };
    return stop(invalidPeriod, flag, { value, range });
  };
}

export function date(value: string, flag: string): CivilDate {
  return isCivilDate(value) ? value : stop(invalidDate, flag, { value });
}

/** A SHA-256 in hexadecimal, in small letters. */
export function hash(value: string, flag: string): string {
  return /^[0-9a-f]{64}$/i.test(value) ? value.toLowerCase() : stop(notAHash, flag, { value });
}

/** An amount of memory as DuckDB takes it. */
export function memory(value: string, flag: string): string {
  const match = /^([1-9]\d{0,6})\s*(MB|GB|MiB|GiB)$/i.exec(value);
  const megabytes = match === null ? 0 : Number(match[1]) * (/^g/i.test(match[2] ?? '') ? 1000 : 1);
  return megabytes >= 64 ? value : stop(invalidMemory, flag, { value });
}

/** A number of threads. */
export function threads(value: string, flag: string): number {
  const known = { zh: '1 到 256 的整数', en: 'a whole number from 1 to 256' };
  const isNumber = /^[1-9]\d{0,2}$/.test(value) && Number(value) <= 256;
  return isNumber ? Number(value) : stop(invalidValue, flag, { name: flag, value, suggestion: '', known });
}

/** A part of a hundred: 0 to 100, with or without `%`. */
export function percent(value: string, flag: string): number {
  const known = { zh: '0 到 100 的数', en: 'a number from 0 to 100' };
  const number = Number(value.replace(/%$/, ''));
  const isNumber = /^\d{1,3}(\.\d+)?%?$/.test(value) && number <= 100;
  return isNumber ? number : stop(invalidValue, flag, { name: flag, value, suggestion: '', known });
}
