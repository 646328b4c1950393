/** What the text and the Markdown of a diff say alike. */

import { rateText } from '../../assess/rate-text.ts';
import type { Language, Localized } from '../../diagnostics/diagnostic.ts';
import type { Diff } from '../../index.ts';
import { verdictWords } from '../layout/verdict.ts';

export type Flip = Diff['flips'][number];
export type Change = Diff['changes'][number];
export type Cause = Flip['causes'][number];
export type RollupChange = Diff['rollups'][number];

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

/** `参数 reply-days 7 → 5（zero-petition.policy.yaml:8）` */
export function changeText(change: Change, language: Language): string {
  const version = change.policy;
  const versions =
    version === null || version.before === null || version.after === null || version.before === version.after
      ? ''
      : ` ${version.name} ${version.before} → ${version.after}`;
  const place = change.file === null ? '' : change.line === null ? change.file : `${change.file}:${change.line}`;
  const where = place + versions === '' ? '' : language === 'zh' ? `（${place}${versions}）` : ` (${place}${versions})`;
  return `${changeName(change, language)}${where}`;
}

/** `参数 reply-days 7 → 5`: without the place, which moves. */
export function changeName(change: Change, language: Language): string {
  const isShort = change.kind === 'parameter' || change.kind === 'policy' || change.kind === 'waiver';
  const what = isShort ? `${change.before ?? '–'} → ${change.after ?? '–'}` : how[change.change][language];
  return `${kinds[change.kind][language]} ${nameOf(change)} ${what}`;
}

/** The lines of a declaration that the other version lacks, as a patch shows them; none for what is told in a line. */
export function changedLines(change: Change): readonly string[] {
  if (change.kind === 'parameter' || change.kind === 'policy' || change.kind === 'waiver') return [];
  const lines = (text: string | null, sign: string): readonly string[] =>
    text === null ? [] : text.split('\n').map((line) => `${sign} ${line}`);
  return [...lines(change.before, '-'), ...lines(change.after, '+')];
}

export function causeText({ changes }: Cause, language: Language): string {
  const together = { zh: '（合在一起）', en: ' (together)' }[language];
  const joined = changes.map((change) => changeText(change, language)).join(language === 'zh' ? '＋' : ' + ');
  return changes.length > 1 ? `${joined}${together}` : joined;
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
    const key = JSON.stringify([name, flip.causes.map(({ changes }) => changes.map(nameOf))]);
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

export function figuresText({ before, after }: RollupChange, language: Language): string {
  const rate = (one: RollupChange['before']): string => (one === null ? '–' : rateText(one.passed, one.assessed));
  const parts = (one: RollupChange['before']): string => (one === null ? '–' : `${one.passed}/${one.assessed}`);
  const rank =
    before?.rank === after?.rank || (before?.rank == null && after?.rank == null)
      ? ''
      : language === 'zh'
        ? `，名次 ${before?.rank ?? '–'} → ${after?.rank ?? '–'}`
        : `, rank ${before?.rank ?? '–'} → ${after?.rank ?? '–'}`;
  const shares = `${parts(before)} → ${parts(after)}`;
  return `${rate(before)} → ${rate(after)}${language === 'zh' ? `（${shares}）` : ` (${shares})`}${rank}`;
}

export function titleOf({ titles }: Diff, name: string, language: Language): string {
  return titles[name]?.[language] ?? name;
}

export function unmetText(
  one: { name: string; subject: string; period: string | null; before: Flip['before']; after: Flip['after'] },
  language: Language,
): string {
  return `${one.name} ${one.subject}${one.period === null ? '' : ` ${one.period}`} ${turn(one.before, one.after, language)}`;
}

function nameOf({ kind, name, entity }: Change): string {
  return kind === 'fact' && entity !== null ? `${entity}.${name}` : name;
}

const kinds: Readonly<Record<Change['kind'], Localized>> = {
  parameter: { zh: '参数', en: 'parameter' },
  fact: { zh: '事实', en: 'fact' },
  condition: { zh: '条件', en: 'condition' },
  rule: { zh: '规则', en: 'rule' },
  standard: { zh: '标准', en: 'standard' },
  rollup: { zh: '汇总', en: 'roll-up' },
  procedure: { zh: '程序', en: 'procedure' },
  ladder: { zh: '函件阶梯', en: 'ladder' },
  waiver: { zh: '豁免', en: 'waiver' },
  dictionary: { zh: '数据字典', en: 'dictionary' },
  policy: { zh: '政策', en: 'policy' },
};

const how: Readonly<Record<Change['change'], Localized>> = {
  added: { zh: '新增', en: 'added' },
  removed: { zh: '删除', en: 'removed' },
  changed: { zh: '修改', en: 'changed' },
};
