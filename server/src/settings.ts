/** What the client's first message says of language and time. */
import { isCivilDate } from '../../engine/calendar/civil-date.ts';
import { type Moment, moment, parsePeriod } from '../../engine/calendar/period.ts';
import type { Language } from '../../engine/diagnostics/diagnostic.ts';

/** The language for a client's locale, such as `zh-cn` or `en-US`; Chinese where it names none. */
export function languageOf(locale: string | undefined): Language {
  if (locale === undefined || locale === '' || /^zh\b/i.test(locale)) return 'zh';
  return 'en';
}

/** Null where no period is given, or none that is one. */
export function momentOf(period: string | undefined, asOf: string | undefined): Moment | null {
  const parsed = period === undefined ? null : parsePeriod(period);
  if (parsed === null) return null;
  return moment(parsed, asOf !== undefined && isCivilDate(asOf) ? asOf : parsed.last);
}
