/** Days, periods and lists as letters write them. */
import { type CivilDate, parts } from '../../calendar/civil-date.ts';
import { type Period, parsePeriod } from '../../calendar/period.ts';
import type { Language } from '../../diagnostics/diagnostic.ts';

/** `2021年12月31日`, `31 December 2021`. */
export function dayText(day: CivilDate, language: Language): string {
  const { year, month, day: number } = parts(day);
  return language === 'zh' ? `${year}年${month}月${number}日` : `${number} ${months[month - 1]} ${year}`;
}

/** `2021年12月`, `2021年第四季度`, `2021年`; `December 2021`, `Q4 2021`, `2021`. */
export function periodText({ name }: Pick<Period, 'name'>, language: Language): string {
  const [year = '', rest = ''] = name.split('-');
  if (rest === '' || parsePeriod(name) === null) return language === 'zh' ? `${year}年` : year;
  const isZh = language === 'zh';
  if (rest.startsWith('Q')) return isZh ? `${year}年第${'一二三四'[Number(rest[1]) - 1]}季度` : `${rest} ${year}`;
  return isZh ? `${year}年${Number(rest)}月` : `${months[Number(rest) - 1]} ${year}`;
}

export function listText(texts: Iterable<string>, language: Language): string {
  return [...new Set(texts)].join(language === 'zh' ? '、' : ', ');
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
