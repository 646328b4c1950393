/** A diff as Markdown for a pull request: whose verdicts flip and why in view, the rest folded. */
import type { Language } from '../../diagnostics/diagnostic.ts';
import { causeText, changedLines, changeText, figuresText } from '../../impact/words.ts';
import type { Diff } from '../../index.ts';
import { approval } from './diff-approval.ts';
import {
  type Cause,
  type Flip,
  factsText,
  groupsOf,
  headline,
  recordsText,
  sections,
  subjectText,
  surprises,
  titleOf,
  turn,
  unmetText,
} from './diff-words.ts';
import { fenced, folded, inCode, patch, plain, table } from './markdown.ts';

export function diffMarkdown(diff: Diff, language: Language): string {
  const words = columns[language];
  const { flips, standings, rollups, expected } = diff;
  const causes = [...flips, ...standings].flatMap((flip) => flip.causes);
  const because = [...new Set(causes.map((cause) => causeText(cause, language)))];
  const blocks = [
    `### ${words.title}`,
    [
      `${surprises(diff) === 0 ? '✅' : '⚠️'} ${plain(headline(diff, language))}`,
      ...because.slice(0, mostCauses).map((cause) => `← ${plain(cause)}`),
    ].join('  \n'),
  ];
  for (const name of ['unexpected', 'missing'] as const) {
    const some = expected?.[name] ?? [];
    if (some.length === 0) continue;
    const lines = some.slice(0, mostInView).map((one) => `- ${plain(unmetText(one, language))}`);
    blocks.push(
      `**${sections[name][language]}** (${some.length})\n\n${lines.join('\n')}${rest(some.length, mostInView)}`,
    );
  }
  const rows = subjectRows(diff, language);
  if (rows.length > 0) {
    const head = [words.subject, words.period, words.flips, words.records];
    blocks.push(table(head, rows.slice(0, mostInView)) + rest(rows.length, mostInView));
  }

  foldGroups(
    'standards',
    standings,
    ({ standard }) => standard,
    [words.subject, words.period, words.verdict, words.records],
    (flip) => [plain(recordsText(flip))],
  );
  foldGroups(
    'rules',
    flips,
    ({ rule }) => rule,
    [words.subject, words.period, words.verdict, words.facts, words.records],
    (flip) => [plain(factsText(flip)), plain(recordsText(flip))],
  );
  fold(
    'rollups',
    [words.figure, words.period, words.change],
    rollups.map((one) => [
      `${plain(titleOf(diff, one.rollup, language))} ${plain(one.group)}`,
      one.period,
      plain(figuresText(one, language)),
    ]),
  );
  fold(
    'scores',
    [words.subject, words.period, words.change],
    diff.scores.map((one) => [plain(one.subject), one.period, `${one.before ?? '–'} → ${one.after ?? '–'}`]),
  );
  fold(
    'ladders',
    [words.subject, words.period, words.change],
    diff.ladders.map((one) => [
      plain(one.subject),
      one.period,
      plain(`${one.before?.due ?? '–'} → ${one.after?.due ?? '–'}`),
    ]),
  );
  fold(
    'procedures',
    [words.subject, words.period, words.change],
    diff.procedures.map((one) => [
      `${plain(one.subject)} ${plain(one.step)}`,
      one.period,
      plain(`${one.before?.state ?? '–'} → ${one.after?.state ?? '–'}`),
    ]),
  );
  if (diff.changes.length > 0) {
    const content = diff.changes.map((change) => {
      const lines = changedLines(change);
      return `- ${plain(changeText(change, language))}${lines.length === 0 ? '' : `\n\n${patch(lines)}\n`}`;
    });
    blocks.push(folded(`${sections.changes[language]} (${diff.changes.length})`, content.join('\n')));
  }
  const list = approval(diff, language);
  if (list !== null) blocks.push(folded(words.approve, fenced('yaml', list)));
  return fitting(blocks, words.cut);

  function foldGroups<F extends Pick<Flip, 'causes' | 'period' | 'before' | 'after' | 'subject' | 'title'>>(
    section: 'rules' | 'standards',
    all: readonly F[],
    nameIn: (flip: F) => string,
    head: readonly string[],
    more: (flip: F) => readonly string[],
  ): void {
    if (all.length === 0) return;
    const content = groupsOf(all, nameIn).map((group) => {
      const lines = group.flips
        .slice(0, most)
        .map((flip) => [plain(subjectText(flip)), flip.period, turn(flip.before, flip.after, language), ...more(flip)]);
      const made = group.causes.map((cause: Cause) => `← ${plain(causeText(cause, language))}`).join('  \n');
      const name = `**${plain(titleOf(diff, group.name, language))} ${inCode(group.name)}** (${group.flips.length})`;
      return `${name}  \n${made}\n\n${table(head, lines)}${rest(group.flips.length, most)}`;
    });
    blocks.push(folded(`${sections[section][language]} (${all.length})`, content.join('\n\n')));
  }

  function fold(name: keyof typeof sections, head: readonly string[], all: readonly (readonly string[])[]): void {
    if (all.length === 0) return;
    const shown = table(head, all.slice(0, most)) + rest(all.length, most);
    blocks.push(folded(`${sections[name][language]} (${all.length})`, shown));
  }

  function rest(count: number, shown: number): string {
    return count <= shown ? '' : `\n\n${words.more.replace('{count}', String(count - shown))}`;
  }
}

/** Rows of one folded table. */
const most = 30;

/** Rows and lines that are not folded. */
const mostInView = 12;

const mostCauses = 5;

/** A code host refuses a comment of more than 65,536 characters. */
const longest = 60_000;

/** A row for each subject with standards that flip, or, where no standard does, with rules: those first that fail now. */
function subjectRows(diff: Diff, language: Language): readonly (readonly string[])[] {
  const flips =
    diff.standings.length > 0
      ? diff.standings.map((flip) => ({ name: flip.standard, flip }))
      : diff.flips.map((flip) => ({ name: flip.rule, flip }));
  const bySubject = new Map<string, (typeof flips)[number][]>();
  for (const one of flips) {
    const key = JSON.stringify([one.flip.entity, one.flip.subject, one.flip.period]);
    const some = bySubject.get(key) ?? [];
    bySubject.set(key, some);
    some.push(one);
  }
  const failing = (some: readonly (typeof flips)[number][]): number =>
    some.some(({ flip }) => flip.before === 'pass' && flip.after === 'fail') ? 0 : 1;
  return [...bySubject.values()]
    .toSorted((a, b) => failing(a) - failing(b))
    .flatMap((some) => {
      const [first] = some;
      if (first === undefined) return [];
      const turns = new Map<string, string[]>();
      for (const { name, flip } of some.toSorted((a, b) => failing([a]) - failing([b]))) {
        const how = turn(flip.before, flip.after, language);
        turns.set(how, [...(turns.get(how) ?? []), plain(titleOf(diff, name, language))]);
      }
      const what = [...turns].map(([how, names]) => `${how}${colon[language]}${names.join(comma[language])}`);
      const records = [...new Set(some.flatMap(({ flip }) => flip.records))];
      return [[plain(subjectText(first.flip)), first.flip.period, what.join('<br>'), plain(recordsText({ records }))]];
    });
}

const colon: Readonly<Record<Language, string>> = { zh: '：', en: ': ' };
const comma: Readonly<Record<Language, string>> = { zh: '、', en: ', ' };

/** Whole blocks, as many as there is room for. */
function fitting(blocks: readonly string[], cut: string): string {
  let length = 0;
  const kept = blocks.filter((block) => {
    if (length + block.length + 2 > longest) return false;
    length += block.length + 2;
    return true;
  });
  return [...kept, ...(kept.length < blocks.length ? [cut] : [])].join('\n\n');
}

const columns = {
  zh: {
    title: '规则改动的影响',
    subject: '对象',
    period: '考核期',
    flips: '结论变化',
    verdict: '结论',
    facts: '查到的',
    records: '起因记录',
    figure: '汇总',
    change: '变化',
    more: '另有 {count} 处',
    cut: '其余内容过长，未列出；用 zhunsheng diff 查看全部。',
    approve: '批准这些变化',
  },
  en: {
    title: 'What this change of the rules does',
    subject: 'subject',
    period: 'period',
    flips: 'flips',
    verdict: 'verdict',
    facts: 'facts',
    records: 'records that did it',
    figure: 'figure',
    change: 'change',
    more: 'and {count} more',
    cut: 'The rest is too long to be shown here; zhunsheng diff shows everything.',
    approve: 'To approve these flips',
  },
} as const;
