/** Verdicts and their counts as people read them; the same words as the command line's. */
import type { Language, Localized } from '../../../engine/diagnostics/diagnostic.ts';
import type { Verdict } from '../../../engine/model/verdict.ts';
import type { Counts } from '../protocol.ts';

/** `通过 92 · 未通过 3 · 待定 1`, `92 pass · 3 fail · 1 undetermined` */
export function countsWords(counts: Counts, which: readonly Verdict[], language: Language): string {
  return which
    .map((verdict) => {
      const word = words[verdict][language];
      return language === 'zh' ? `${word} ${counts[verdict]}` : `${counts[verdict]} ${word}`;
    })
    .join(' · ');
}

export function flipsWords(flips: number, language: Language): string {
  if (language === 'zh') return `与上次提交相比翻转 ${flips}`;
  return flips === 1 ? '1 verdict flips against the last commit' : `${flips} verdicts flip against the last commit`;
}

const words: Readonly<Record<Verdict, Localized>> = {
  pass: { zh: '通过', en: 'pass' },
  fail: { zh: '未通过', en: 'fail' },
  waived: { zh: '豁免', en: 'waived' },
  undetermined: { zh: '待定', en: 'undetermined' },
  'not-applicable': { zh: '不适用', en: 'not applicable' },
};
