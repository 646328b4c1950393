/** What the text and the Markdown of a diff say alike. */

import type { Language, Localized } from '../../diagnostics/diagnostic.ts';
import { changedName } from '../../impact/words.ts';
import type { Diff } from '../../index.ts';
import { verdictWords } from '../layout/verdict.ts';

export type Flip = Diff['flips'][number];
export type Cause = Flip['causes'][number];

export const sections = {
  rules: { zh: '规则', en: 'Rules' },
  standards: { zh: '标准', en: 'Standards' },
  rollups: { zh: '汇总', en: 'Figures' },
  scores: { zh: '得分', en: 'Scores' },
  ladders: { zh: '应发函', en: 'Letters due' },
  procedures: { zh: '程序', en: 'Procedures' },
  renamed: { zh: '改名', en: 'Renamed' },
  changes: { zh: '改动', en: 'Changes' },
  unexpected: { zh: '未批准的变化', en: 'Flips that nobody has approved' },
  missing: { zh: '已批准而没有出现的变化', en: 'Approved flips that did not come' },
} as const satisfies Readonly<Record<string, Localized>>;

/** How many flips were not to be expected, or were and did not come; without a list of expected ones, all flips. */
export function surprises({ flips, standings, expected }: Diff): number {
  return expected === null ? flips.length + standings.length : expected.unexpected.length + expected.missing.length;
}

export function headline(diff: Diff, language: Language): string {
  const head = diff.head ?? { zh: '工作目录', en: 'the work tree' }[language];
  const { flips, standings, period } = diff;
  const subjects = new Set([...flips, ...standings].map(({ entity, subject }) => `${entity}:${subject}`)).size;
  const none = language === 'zh' ? '没有结论变化' : 'no verdict flips';
  const some =
    language === 'zh'
      ? `${subjects} 个对象的结论有变化（规则 ${flips.length} 处，标准 ${standings.length} 处）`
      : `verdicts of ${subjects} ${subjects === 1 ? 'subject' : 'subjects'} flip (rules: ${flips.length}, standards: ${standings.length})`;
  const what = subjects === 0 ? none : some;
  return language === 'zh'
    ? `${diff.base} → ${head}，${period}：${what}`
    : `${diff.base} → ${head}, ${period}: ${what}`;
}

/** `通过 → 不通过`; `–` where that version has none. */
export function turn(before: Flip['before'], after: Flip['after'], language: Language): string {
  const word = (verdict: Flip['before']): string => (verdict === null ? '–' : verdictWords[verdict][language]);
  return `${word(before)} → ${word(after)}`;
}

export function subjectText({ subject, title }: Pick<Flip, 'subject' | 'title'>): string {
  return title === null ? subject : `${title} ${subject}`;
}

/** Flips of one rule or standard that the same changes made. */
export interface FlipGroup<F> {
  readonly name: string;
  readonly causes: readonly Cause[];
  readonly flips: readonly F[];
}

export function groupsOf<F extends { readonly causes: readonly Cause[] }>(
  flips: readonly F[],
  nameIn: (flip: F) => string,
): readonly FlipGroup<F>[] {
  const groups = new Map<string, { name: string; causes: readonly Cause[]; flips: F[] }>();
  for (const flip of flips) {
    const name = nameIn(flip);
    const key = JSON.stringify([name, flip.causes.map(({ changes }) => changes.map(changedName))]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { name, causes: flip.causes, flips: [flip] });
    else group.flips.push(flip);
  }
  return [...groups.values()];
}

/** The facts that make the difference plain: those that differ, else all, as `name value`. */
export function factsText({ facts }: Flip): string {
  if (facts === null) return '';
  const differing = facts.filter(({ before, after }) => before !== after);
  return (differing.length > 0 ? differing : facts)
    .map(({ title, before, after }) =>
      before === after ? `${title} ${after ?? '–'}` : `${title} ${before ?? '–'} → ${after ?? '–'}`,
    )
    .join(', ');
}

/** The records that did it, the first of them where they are many. */
export function recordsText({ records }: Pick<Flip, 'records'>): string {
  const shown = records.slice(0, mostRecords).join(', ');
  return records.length > mostRecords ? `${shown}, …` : shown;
}

const mostRecords = 5;

export function titleOf({ titles }: Diff, name: string, language: Language): string {
  return titles[name]?.[language] ?? name;
}

export function unmetText(
  one: { name: string; subject: string; period: string | null; before: Flip['before']; after: Flip['after'] },
  language: Language,
): string {
  return `${one.name} ${one.subject}${one.period === null ? '' : ` ${one.period}`} ${turn(one.before, one.after, language)}`;
}
