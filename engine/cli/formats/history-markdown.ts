/** The history of a rule as Markdown: a section a version, earliest first. */
import type { Language } from '../../diagnostics/diagnostic.ts';
import { changedLines, changeText } from '../../impact/words.ts';
import type { RuleHistory } from '../../index.ts';
import { changeWord, countsText, headlineOf, notesOf, type Span, spanText, whoAndWhen } from './history-words.ts';
import { patch, plain } from './markdown.ts';

export function historyMarkdown(history: RuleHistory, language: Language): string {
  const sections = history.versions.map((version) => {
    const { subject = '' } = version.commit ?? {};
    const place = version.file === null ? '' : `${version.file}:${version.line ?? 1}`;
    const about = [subject, place].filter((text) => text !== '').map(plain);
    return [
      `### ${version.number} · ${plain(whoAndWhen(version, language))} · ${plain(changeWord(version, language))}`,
      ...(about.length === 0 ? [] : [about.join(' · ')]),
      ...version.changes.map((change) => {
        const lines = changedLines(change);
        return `${plain(changeText(change, language))}${lines.length === 0 ? '' : `\n\n${patch(lines)}`}`;
      }),
      ...(version.spans.length === 0 ? [] : [version.spans.map((span) => spanItem(span, language)).join('\n')]),
    ].join('\n\n');
  });
  const notes = notesOf(history, language).map((note) => `> ${plain(note)}`);
  return [`## ${plain(headlineOf(history, language))}`, ...sections, ...notes].join('\n\n');
}

function spanItem(span: Span, language: Language): string {
  const counts = countsText(span, language);
  return `- ${plain(spanText(span, language))}${counts === null ? '' : `  \n  ${plain(counts)}`}`;
}
