/** Where one unit stands on its ladders, and how far one record has come in its procedures, drawn as Markdown. */
import type { Explanation } from '../../../engine/assess/explain.ts';
import type { ExplainedLadder } from '../../../engine/assess/explain-ladder.ts';
import type { ExplainedProcedure } from '../../../engine/assess/explain-procedure.ts';
import { stepStateWords } from '../../../engine/assess/step-words.ts';
import type { Language } from '../../../engine/diagnostics/diagnostic.ts';

export function subjectLines(explained: Explanation, language: Language): readonly string[] {
  const { entityTitle, entity, subject, name, period, asOf, ladders, procedures } = explained;
  const who = `**${name ?? subject}** \`${entity}:${subject}\` — ${entityTitle}`;
  const when = language === 'zh' ? `，${period}（截至 ${asOf}）` : `, ${period}, as of ${asOf}`;
  return [
    `${who}${when}`,
    ...ladders.map((ladder) => ownStairs(ladder, language)),
    ...procedures.map((procedure) => ownRail(procedure, language)),
  ];
}

/** The letter that is due is marked; those sent have their dates. */
function ownStairs({ title, steps, due, occasions }: ExplainedLadder, language: Language): string {
  const zh = language === 'zh';
  const lines = steps.map((step, height) => {
    const called = step.step === due ? ' ◀' : '';
    const sent = step.letters.map(({ on }) => on).join(zh ? '、' : ', ');
    const told = sent === '' ? '' : zh ? `  ${sent} 已发` : `  sent ${sent}`;
    return `${'    '.repeat(height)}▔▔▔▔ ${step.title}${called}${told}`;
  });
  const counted = zh ? `计 ${occasions} 次` : occasions === 1 ? '1 occasion' : `${occasions} occasions`;
  return drawn(`${title} · ${counted}`, lines.toReversed());
}

function ownRail({ title, steps, current }: ExplainedProcedure, language: Language): string {
  const lines = steps.map(({ step, title: own, on, state, lateByDays }) => {
    const days = lateByDays === null ? '' : language === 'zh' ? ` ${lateByDays} 天` : ` by ${inDays(lateByDays)}`;
    const date = on === null ? '' : `  ${on}`;
    return `${on === null ? '○' : '●'} ${own}${step === current ? ' ◀' : ''}${date}  (${stepStateWords[state][language]}${days})`;
  });
  return drawn(title, lines.join('\n│\n').split('\n'));
}

function inDays(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}

function drawn(title: string, lines: readonly string[]): string {
  return [title, '', '```text', ...lines, '```'].join('\n');
}
