/** A ladder as stairs: the letters, each a step higher than the one before, and what happened in each period. */
import type { ExplainedCause, ExplainedLadder, ExplainedPeriod, ExplainedRung } from '../../assess/explain-ladder.ts';
import type { Localized } from '../../diagnostics/diagnostic.ts';
import type { Console } from '../terminal/console.ts';
import { harmless, wrap } from '../terminal/wrap.ts';
import { verdictWords } from './verdict.ts';

export function ladderText(ladder: ExplainedLadder, console: Console): string {
  const { colours } = console;
  const due = ladder.steps.find(({ step }) => step === ladder.due);
  const state =
    due === undefined
      ? colours.green(console.text(labels.none))
      : colours.red(console.text(dueText(ladder.occasions, due.title)));
  const stairs = ladder.steps.map((rung, height) => stair(ladder, rung, height, console)).toReversed();
  return [
    `${colours.bold(ladder.title)} ${colours.dim(ladder.ladder)}  ${state}`,
    ...stairs,
    ...months(ladder, console),
    ...remarks(ladder, console),
  ].join('\n');
}

function dueText(occasions: number, title: string): Localized {
  return {
    zh: `计 ${occasions} 次，应发“${title}”`,
    en: `${occasions} counted, "${title}" is due`,
  };
}

function stair(ladder: ExplainedLadder, rung: ExplainedRung, height: number, console: Console): string {
  const { colours } = console;
  const isDue = rung.step === ladder.due;
  const isReached = rung.calledFor.length > 0;
  const mark = isDue ? '▶' : isReached ? '■' : '□';
  const title = isDue ? colours.bold(rung.title) : isReached ? rung.title : colours.dim(rung.title);
  const called = isReached ? [console.text(calledText(rung.calledFor))] : [];
  const told = [...called, ...letters(ladder, rung, console)].join(console.language === 'zh' ? '；' : '; ');
  return `  ${'  '.repeat(height)}${mark} ${title}${told === '' ? '' : `  ${told}`}`;
}

function calledText(periods: readonly string[]): Localized {
  return { zh: `因 ${periods.join('、')}`, en: `for ${periods.join(', ')}` };
}

function letters({ letters: found }: ExplainedLadder, rung: ExplainedRung, console: Console): readonly string[] {
  if (found === null) return [];
  const sent = rung.letters.map(({ on }) => on).join(console.language === 'zh' ? '、' : ', ');
  const parts = sent === '' ? [] : [console.text({ zh: `${sent} 已发`, en: `sent ${sent}` })];
  if (found.missing.includes(rung.step)) parts.push(console.colours.red(console.text(labels.missing)));
  return parts;
}

/** A line for each period in which something happened, and one for those between them. */
function months({ periods, steps }: ExplainedLadder, console: Console): readonly string[] {
  const lines: string[] = [];
  for (const run of runsOf(periods)) {
    const [first] = run;
    const last = run.at(-1);
    if (first === undefined || last === undefined) continue;
    const name = first === last ? first.period : `${first.period}…${last.period}`;
    const [line = '', ...rest] = wrap(`${name}  ${harmless(happened(first, last, steps, console))}`, console.width - 6);
    lines.push(`  ${line}`, ...rest.map((each) => `      ${each}`));
  }
  return lines;
}

/** Neighbours in which the same nothing happened stand together. */
function runsOf(periods: readonly ExplainedPeriod[]): readonly (readonly ExplainedPeriod[])[] {
  const runs: ExplainedPeriod[][] = [];
  for (const period of periods) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    const isSame =
      before?.state === period.state && !before.cleared && period.causes.length + before.causes.length === 0;
    if (run !== undefined && isSame) run.push(period);
    else runs.push([period]);
  }
  return runs;
}

function happened(
  period: ExplainedPeriod,
  last: ExplainedPeriod,
  steps: readonly ExplainedRung[],
  console: Console,
): string {
  const causes = period.causes.map((cause) => causeText(cause, console)).join(console.language === 'zh' ? '；' : '; ');
  switch (period.state) {
    case 'occasion': {
      const title = steps.find(({ step }) => step === period.calls)?.title;
      const calls = title === undefined ? console.text(labels.noLonger) : `→ ${title}`;
      return `${calls}  ${causes}`;
    }
    case 'open':
      return `${console.text(labels.open)}  ${causes}`;
    case 'clear':
      return console.text(last.cleared ? labels.cleared : labels.clear);
    case 'absent':
      return console.text(labels.absent);
  }
}

function causeText(cause: ExplainedCause, console: Console): string {
  const { language } = console;
  if (cause.rank !== null) {
    const { place, worst } = cause.rank;
    return language === 'zh'
      ? `${cause.title}倒数第 ${place}（倒数 ${worst} 名以内）`
      : `${cause.title}: ${place} from the worst up (up to ${worst})`;
  }
  const verdict = cause.verdict === null ? '' : ` ${console.text(verdictWords[cause.verdict])}`;
  const requirements = cause.requirements.map(({ title }) => title);
  const parts = [...requirements, ...cause.records].join(language === 'zh' ? '、' : ', ');
  return `${cause.title}${verdict}${parts === '' ? '' : language === 'zh' ? `（${parts}）` : ` (${parts})`}`;
}

function remarks({ letters: found, steps }: ExplainedLadder, console: Console): readonly string[] {
  if (found === null) return [];
  const titles = (names: readonly string[]): string =>
    names
      .map((name) => steps.find(({ step }) => step === name)?.title ?? name)
      .join(console.language === 'zh' ? '、' : ', ');
  const remark = (label: Localized, names: readonly string[]): readonly string[] =>
    names.length === 0 ? [] : [`  ${console.colours.yellow(`${console.text(label)}${titles(names)}`)}`];
  return [...remark(labels.outOfOrder, found.outOfOrder), ...remark(labels.duplicates, found.duplicates)];
}

const labels = {
  none: { zh: '没有计次', en: 'nothing is counted' },
  missing: { zh: '应发未发', en: 'not sent' },
  noLonger: { zh: '不再计次', en: 'no longer counted' },
  open: { zh: '还不清楚', en: 'not known' },
  clear: { zh: '无', en: 'nothing' },
  cleared: { zh: '无，重新起算', en: 'nothing; the count begins anew' },
  absent: { zh: '当时不存在', en: 'did not exist' },
  outOfOrder: { zh: '发函次序不对：', en: 'out of order: ' },
  duplicates: { zh: '重复发函：', en: 'sent more often than called for: ' },
} as const;
