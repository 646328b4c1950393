/** A diff as Markdown for a pull request: who flips and why in view, the rest folded. */
import type { Language } from '../../diagnostics/diagnostic.ts';
import type { Diff } from '../../index.ts';
import {
  type Cause,
  causeText,
  changedLines,
  changeText,
  factsText,
  figuresText,
  groupsOf,
  headline,
  sections,
  subjectText,
  surprises,
  titleOf,
  turn,
  unmetText,
} from './diff-words.ts';
import { folded, inCode, patch, plain, table } from './markdown.ts';

export function diffMarkdown(diff: Diff, language: Language): string {
  const words = columns[language];
  const { flips, standings, rollups, expected } = diff;
  const blocks = [`### ${words.title}`, `${surprises(diff) === 0 ? '✅' : '⚠️'} ${plain(headline(diff, language))}`];
  const named = (name: string): string => `${plain(titleOf(diff, name, language))} ${inCode(name)}`;
  const because = (causes: readonly Cause[]): string =>
    causes.map((cause) => `← ${plain(causeText(cause, language))}`).join('  \n');

  for (const { name, causes, flips: some } of groupsOf(flips, ({ rule }) => rule)) {
    const rows = some
      .slice(0, most)
      .map((flip) => [
        plain(subjectText(flip)),
        flip.period,
        turn(flip.before, flip.after, language),
        plain(factsText(flip)),
      ]);
    blocks.push(
      `**${named(name)}** ${some.length}  \n${because(causes)}`,
      table([words.subject, words.period, words.verdict, words.facts], rows) + rest(some.length),
    );
  }
  const standing = groupsOf(standings, ({ standard }) => standard);
  if (standing.length > 0) {
    const content = standing.map(({ name, causes, flips: some }) => {
      const rows = some
        .slice(0, most)
        .map((flip) => [plain(subjectText(flip)), flip.period, turn(flip.before, flip.after, language)]);
      const head = table([words.subject, words.period, words.verdict], rows);
      return `**${named(name)}** ${some.length}  \n${because(causes)}\n\n${head}${rest(some.length)}`;
    });
    blocks.push(folded(`${sections.standards[language]} (${standings.length})`, content.join('\n\n')));
  }
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
  for (const name of ['unexpected', 'missing'] as const) {
    const some = expected?.[name] ?? [];
    if (some.length === 0) continue;
    const lines = some.slice(0, most).map((one) => `- ${plain(unmetText(one, language))}`);
    blocks.push(`**${sections[name][language]}** ${some.length}\n\n${lines.join('\n')}${rest(some.length)}`);
  }
  return blocks.join('\n\n');

  function fold(name: keyof typeof sections, head: readonly string[], rows: readonly (readonly string[])[]): void {
    if (rows.length === 0) return;
    blocks.push(
      folded(`${sections[name][language]} (${rows.length})`, table(head, rows.slice(0, most)) + rest(rows.length)),
    );
  }

  function rest(count: number): string {
    return count <= most ? '' : `\n\n${words.more.replace('{count}', String(count - most))}`;
  }
}

/** A comment has its limits: rows of one table. */
const most = 30;

const columns = {
  zh: {
    title: '规则改动的影响',
    subject: '对象',
    period: '考核期',
    verdict: '结论',
    facts: '查到的',
    figure: '汇总',
    change: '变化',
    more: '另有 {count} 处',
  },
  en: {
    title: 'What this change of the rules does',
    subject: 'subject',
    period: 'period',
    verdict: 'verdict',
    facts: 'facts',
    figure: 'figure',
    change: 'change',
    more: 'and {count} more',
  },
} as const;
