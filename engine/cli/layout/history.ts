/** The history of a rule as text: a block a version, earliest first. */

import { changedLines, changeText } from '../../impact/words.ts';
import type { RuleHistory } from '../../index.ts';
import { changeWord, countsText, headlineOf, notesOf, spanText, whoAndWhen } from '../formats/history-words.ts';
import type { Console } from '../terminal/console.ts';
import { hang, harmless } from '../terminal/wrap.ts';

export function historyText(history: RuleHistory, console: Console): string {
  const { colours, language } = console;
  const line = (text: string, indent: number): string =>
    ' '.repeat(indent) + hang(harmless(text), console.width - indent, indent + 2);
  const blocks = history.versions.map((version) => {
    const place = version.file === null ? '' : `  ${version.file}:${version.line ?? 1}`;
    const { subject = '' } = version.commit ?? {};
    return [
      colours.bold(line(`${version.number}  ${whoAndWhen(version, language)}  ${changeWord(version, language)}`, 0)),
      ...(subject === '' ? [] : [colours.dim(line(`${subject}${place}`, 3))]),
      ...version.changes.flatMap((change) => [
        line(changeText(change, language), 3),
        ...changedLines(change).map((text) => colours.dim(line(text, 5))),
      ]),
      ...version.spans.flatMap((span) => {
        const counts = countsText(span, language);
        const text = line(spanText(span, language), 3);
        return [span.isNew ? text : colours.dim(text), ...(counts === null ? [] : [line(counts, 5)])];
      }),
    ].join('\n');
  });
  const notes = notesOf(history, language).map((note) => line(note, 0));
  return [colours.bold(line(headlineOf(history, language), 0)), ...blocks, ...notes].join('\n\n');
}
