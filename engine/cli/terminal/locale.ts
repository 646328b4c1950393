/** The language of messages where `--lang` does not say: that of the locale, Chinese where it is unset. */
import type { Language } from '../../diagnostics/diagnostic.ts';

/** As POSIX orders the variables: LC_ALL, LC_MESSAGES, LANG; an empty one counts as unset, `C` and `POSIX` name no language. */
export function localeLanguage(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  const name = locale.split(/[_.@-]/)[0]?.toLowerCase() ?? '';
  return name === '' || name === 'c' || name === 'posix' || name === 'zh' ? 'zh' : 'en';
}
