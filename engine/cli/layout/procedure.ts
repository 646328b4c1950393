/** A procedure as a track: its steps one under the other, with date, state and deadline. */
import type { ExplainedProcedure, ExplainedStep } from '../../assess/explain-procedure.ts';
import type { Localized } from '../../diagnostics/diagnostic.ts';
import type { StepState } from '../../model/step-state.ts';
import type { Console } from '../terminal/console.ts';
import { padEnd, widthOf } from '../terminal/wrap.ts';

export function procedureText(procedure: ExplainedProcedure, console: Console): string {
  const { colours } = console;
  const current = procedure.steps.find(({ step }) => step === procedure.current);
  const at =
    current === undefined
      ? console.text(labels.notBegun)
      : console.text({ zh: `已到“${current.title}”`, en: `at "${current.title}"` });
  const outside = procedure.placed === 'false' ? [`  ${console.text(labels.outside)}`] : [];
  const wide = Math.max(...procedure.steps.map(({ title }) => widthOf(title)));
  return [
    `${colours.bold(procedure.title)} ${colours.dim(procedure.procedure)}  ${at}`,
    ...outside,
    ...procedure.steps.map((step) => stepLine(step, wide, console)),
  ].join('\n');
}

function stepLine({ title, on, state, deadline, lateByDays }: ExplainedStep, wide: number, console: Console): string {
  const { colours } = console;
  const { mark, paint } = states[state];
  const words = [
    console.text(states[state].words),
    ...(lateByDays === null
      ? []
      : [console.text({ zh: `超期 ${lateByDays} 天`, en: `${lateByDays} ${lateByDays === 1 ? 'day' : 'days'} late` })]),
  ].join(console.language === 'zh' ? '，' : ', ');
  const last = deadline?.lastDay ?? null;
  const limit =
    deadline === null
      ? ''
      : `  ${colours.dim(last === null ? deadline.text : `${deadline.text}${console.text({ zh: `（至 ${last}）`, en: ` (by ${last})` })}`)}`;
  const day = padEnd(on ?? '', 10);
  return `  ${colours[paint](`${mark} ${padEnd(title, wide)}  ${day}  ${words}`)}${limit}`;
}

interface StateWords {
  readonly mark: string;
  readonly paint: 'green' | 'red' | 'yellow' | 'dim';
  readonly words: Localized;
}

const states: Readonly<Record<StepState, StateWords>> = {
  undetermined: { mark: '?', paint: 'yellow', words: { zh: '不知是否适用', en: 'not known whether it applies' } },
  'out-of-order': { mark: '✗', paint: 'red', words: { zh: '次序不对', en: 'out of order' } },
  late: { mark: '✗', paint: 'red', words: { zh: '已办', en: 'done' } },
  done: { mark: '✓', paint: 'green', words: { zh: '已办', en: 'done' } },
  missing: { mark: '✗', paint: 'red', words: { zh: '漏办', en: 'left out' } },
  overdue: { mark: '✗', paint: 'red', words: { zh: '未办', en: 'not done' } },
  due: { mark: '▶', paint: 'yellow', words: { zh: '待办', en: 'to be done' } },
  pending: { mark: '·', paint: 'dim', words: { zh: '尚未到这一步', en: 'not reached yet' } },
};

const labels = {
  notBegun: { zh: '尚未开始', en: 'not begun' },
  outside: { zh: '这条记录不在考核期内', en: 'this record does not lie in the period' },
} as const;
