/** Who stands where on ladders and in procedures, in words: as a line, and as stairs. */
import { stepStateWords } from '../../../engine/assess/step-words.ts';
import type { Language, Localized } from '../../../engine/diagnostics/diagnostic.ts';
import { wrongStates } from '../../../engine/model/step-state.ts';
import type { Track } from '../live/messages.ts';

/** `提醒函 3 · 通报函 1 · 应发未发 2`, `3 Reminder · 1 Notice · 2 not sent` */
export function trackWords(
  kind: 'ladder' | 'procedure',
  track: Track,
  titles: ReadonlyMap<string, string>,
  language: Language,
): string {
  const steps = track.steps.map(({ step, here }) => counted(here, titles.get(step) ?? step, language));
  return [...steps, ...wrongWords(kind, track, language)].join(' · ');
}

/** What is not as it should be, where something is. */
export function wrongWords(kind: 'ladder' | 'procedure', track: Track, language: Language): readonly string[] {
  const words = kind === 'ladder' ? ladderWrong : procedureWrong;
  const none = kind === 'procedure' && track.none > 0 ? [counted(track.none, notBegun[language], language)] : [];
  return [
    ...none,
    ...words.flatMap(([key, word]) => (track[key] === 0 ? [] : [counted(track[key], word[language], language)])),
  ];
}

export function movedWords(moved: number, language: Language): string {
  if (language === 'zh') return `与上次提交相比变动 ${moved}`;
  return moved === 1
    ? '1 stands otherwise than in the last commit'
    : `${moved} stand otherwise than in the last commit`;
}

/** The most serious letter above, each step lower further to the left, with the number of those to whom it is due. */
export function stairs(track: Track, titles: ReadonlyMap<string, string>, language: Language): string {
  const lines = track.steps.map(({ step, here, states }, height) => {
    const missing = states['missing'] ?? 0;
    const wrong = missing === 0 ? '' : `  (${counted(missing, notSent[language], language)})`;
    return `${'    '.repeat(height)}▔▔▔▔ ${titles.get(step) ?? step}: ${here}${wrong}`;
  });
  return ['```text', ...lines.toReversed(), '```'].join('\n');
}

/** The steps one after the other, each with the number of records whose last one it is. */
export function rail(track: Track, titles: ReadonlyMap<string, string>, language: Language): string {
  const lines = track.steps.map(({ step, here, states: counts }) => {
    const wrong = wrongStates.flatMap((state) => {
      const count = counts[state] ?? 0;
      return count === 0 ? [] : [counted(count, stepStateWords[state][language], language)];
    });
    return `● ${titles.get(step) ?? step}: ${here}${wrong.length === 0 ? '' : `  (${wrong.join(', ')})`}`;
  });
  return ['```text', lines.join('\n│\n'), '```'].join('\n');
}

function counted(count: number, word: string, language: Language): string {
  return language === 'zh' ? `${word} ${count}` : `${count} ${word}`;
}

const notSent: Localized = { zh: '应发未发', en: 'not sent' };
const notBegun: Localized = { zh: '还没有一步', en: 'not begun' };

type Wrong = readonly (readonly ['missing' | 'outOfOrder' | 'duplicates' | 'late', Localized])[];

const ladderWrong: Wrong = [
  ['missing', notSent],
  ['outOfOrder', { zh: '发函次序不对', en: 'sent out of order' }],
  ['duplicates', { zh: '重复发函', en: 'sent too often' }],
];

const procedureWrong: Wrong = [
  ['late', { zh: '超期', en: 'late' }],
  ['missing', { zh: '漏办', en: 'with a step left out' }],
  ['outOfOrder', { zh: '次序不对', en: 'out of order' }],
];
