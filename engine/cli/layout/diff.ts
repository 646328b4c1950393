/** A diff as text: what flips, grouped by rule and by the change that did it, then the figures. */

import { causeText, changedLines, changeText, figuresText } from '../../impact/words.ts';
import type { Diff } from '../../index.ts';
import {
  factsText,
  groupsOf,
  headline,
  recordsText,
  sections,
  subjectText,
  titleOf,
  turn,
  unmetText,
} from '../formats/diff-words.ts';
import type { Console } from '../terminal/console.ts';
import { hang, harmless } from '../terminal/wrap.ts';

export function diffText(diff: Diff, console: Console): string {
  const { colours, language } = console;
  const blocks: string[] = [colours.bold(line(headline(diff, language), 0))];
  const section = (name: keyof typeof sections, lines: readonly string[]): void => {
    if (lines.length > 0) blocks.push([colours.bold(console.text(sections[name])), ...lines].join('\n'));
  };

  section(
    'rules',
    groupsOf(diff.flips, ({ rule }) => rule).flatMap(({ name, causes, flips }) => [
      ...heading(name, causes),
      ...flips.slice(0, most).flatMap((flip) => {
        const facts = [factsText(flip), recordsText(flip)].filter((text) => text !== '').join('  ');
        const about = `${subjectText(flip)}  ${flip.period}  ${turn(flip.before, flip.after, language)}`;
        return [line(about, 4), ...(facts === '' ? [] : [colours.dim(line(facts, 8))])];
      }),
      ...more(flips.length),
    ]),
  );
  section(
    'standards',
    groupsOf(diff.standings, ({ standard }) => standard).flatMap(({ name, causes, flips }) => [
      ...heading(name, causes),
      ...flips.slice(0, most).flatMap((flip) => {
        const records = recordsText(flip);
        const about = `${subjectText(flip)}  ${flip.period}  ${turn(flip.before, flip.after, language)}`;
        return [line(about, 4), ...(records === '' ? [] : [colours.dim(line(records, 8))])];
      }),
      ...more(flips.length),
    ]),
  );
  section('rollups', [
    ...diff.rollups
      .slice(0, most)
      .map((one) =>
        line(`${titleOf(diff, one.rollup, language)} ${one.group} ${one.period}  ${figuresText(one, language)}`, 2),
      ),
    ...more(diff.rollups.length),
  ]);
  section('scores', [
    ...diff.scores
      .slice(0, most)
      .map((one) =>
        line(
          `${titleOf(diff, one.standard, language)} ${one.subject} ${one.period}  ${one.before ?? '–'} → ${one.after ?? '–'}`,
          2,
        ),
      ),
    ...more(diff.scores.length),
  ]);
  section('ladders', [
    ...diff.ladders
      .slice(0, most)
      .map((one) =>
        line(
          `${titleOf(diff, one.ladder, language)} ${one.subject} ${one.period}  ${one.before?.due ?? '–'} → ${one.after?.due ?? '–'}`,
          2,
        ),
      ),
    ...more(diff.ladders.length),
  ]);
  section('procedures', [
    ...diff.procedures
      .slice(0, most)
      .map((one) =>
        line(
          `${titleOf(diff, one.procedure, language)} ${one.subject} ${one.step} ${one.period}  ${one.before?.state ?? '–'} → ${one.after?.state ?? '–'}`,
          2,
        ),
      ),
    ...more(diff.procedures.length),
  ]);
  section(
    'renamed',
    diff.renamed.map(({ before, after }) => line(`${before} → ${after}`, 2)),
  );
  section(
    'changes',
    diff.changes.flatMap((change) => [
      line(changeText(change, language), 2),
      ...changedLines(change).map((text) => colours.dim(line(text, 4))),
    ]),
  );
  section(
    'unexpected',
    (diff.expected?.unexpected ?? []).map((one) => line(unmetText(one, language), 2)),
  );
  section(
    'missing',
    (diff.expected?.missing ?? []).map((one) => line(unmetText(one, language), 2)),
  );
  return blocks.join('\n\n');

  function heading(name: string, causes: Diff['flips'][number]['causes']): readonly string[] {
    const title = titleOf(diff, name, language);
    return [
      `  ${colours.bold(harmless(title))}${title === name ? '' : ` ${colours.dim(name)}`}`,
      ...causes.map((cause) => line(`← ${causeText(cause, language)}`, 4)),
    ];
  }

  function line(text: string, indent: number): string {
    return ' '.repeat(indent) + hang(harmless(text), console.width - indent, indent + 2);
  }

  function more(count: number): readonly string[] {
    if (count <= most) return [];
    const rest = count - most;
    return [
      line(console.text({ zh: `另有 ${rest} 处，见 --format json`, en: `and ${rest} more, see --format json` }), 4),
    ];
  }
}

/** Shown of one kind. */
const most = 20;
