/** How far the records of a procedure have come, step by step, and which of them went wrong. */
import type { ProcedureStates, RecordAmiss } from '../../assess/procedure-states.ts';
import { stepStateWords } from '../../assess/step-words.ts';
import type { Localized } from '../../diagnostics/diagnostic.ts';
import type { Procedure } from '../../model/policy.ts';
import { stepStates } from '../../model/step-state.ts';
import type { Console } from '../terminal/console.ts';
import { table } from '../terminal/table.ts';
import { harmless, wrap } from '../terminal/wrap.ts';
import { moreText } from './more.ts';

/** Null where the procedure has no records. */
export function procedureStatesText(procedure: Procedure, states: ProcedureStates, console: Console): string | null {
  if (states.records === 0) return null;
  const { colours, language } = console;
  const shown = stepStates.filter((state) => procedure.steps.some(({ name }) => states.count(name, state) > 0));
  const columns = [
    { title: console.text({ zh: '步骤', en: 'step' }), wraps: true },
    ...shown.map((state) => ({ title: console.text(stepStateWords[state]), align: 'right' as const })),
  ];
  const rows = procedure.steps.map(({ name, title }) => [
    title[language],
    ...shown.map((state) => String(states.count(name, state))),
  ]);
  const figures = table(columns, rows, { width: console.width, indent: 2, paintTitle: colours.dim });
  const head = console.text({
    zh: `${procedure.title.zh}（${states.records} 件）`,
    en: `${procedure.title.en} (${states.records})`,
  });
  const { count, first } = states.amiss;
  if (count === 0) return `${colours.bold(head)}\n${figures}`;
  const amiss = console.text({
    zh: `${procedure.title.zh}：迟办、超期、漏办、次序不对的（${count}）`,
    en: `${procedure.title.en}: late, overdue, left out or out of order (${count})`,
  });
  return [
    `${colours.bold(head)}\n${figures}\n`,
    colours.red(amiss),
    ...first.map((record) => recordText(procedure, record, console)),
    ...moreText(count - first.length, console),
  ].join('\n');
}

function recordText(procedure: Procedure, { subject, name, steps }: RecordAmiss, console: Console): string {
  const { colours, language } = console;
  const who =
    name === null
      ? colours.bold(harmless(subject))
      : `${colours.bold(harmless(name))} ${colours.dim(harmless(subject))}`;
  const told = steps.map(({ step, state, lateByDays }) => {
    const title = procedure.steps.find(({ name }) => name === step)?.title[language] ?? step;
    const days = console.text(lateBy(lateByDays));
    return `${title}${language === 'zh' ? '：' : ': '}${console.text(stepStateWords[state])}${days}`;
  });
  const text = told.join(language === 'zh' ? '；' : '; ');
  return `  ${who}\n    ${colours.red('✗')} ${wrap(text, console.width - 6).join('\n      ')}`;
}

function lateBy(days: number | null): Localized {
  if (days === null) return { zh: '', en: '' };
  return { zh: `（超期 ${days} 天）`, en: ` (by ${days} ${days === 1 ? 'day' : 'days'})` };
}
