/** Who is not up to a standard, or not yet determined, each with the rules and records that made it so. */
import { type Failure, type Reason, subjectsWith } from '../../assess/failures.ts';
import type { Results } from '../../index.ts';
import type { Model, Standard } from '../../model/policy.ts';
import type { Console } from '../terminal/console.ts';
import { harmless, wrap } from '../terminal/wrap.ts';
import { moreText } from './more.ts';
import { paintVerdict } from './verdict.ts';

/** At most `limit` of them; null where there is nobody. */
export async function failuresText(
  results: Results,
  model: Model,
  standard: Standard,
  period: string,
  verdict: 'fail' | 'undetermined',
  limit: number,
  console: Console,
): Promise<string | null> {
  const { count, first } = await subjectsWith(results, model, standard, period, verdict, limit);
  if (count === 0) return null;
  const title = `${standard.title[console.language]}${console.text(titles[verdict])}${console.text({ zh: `（${count}）`, en: ` (${count})` })}`;
  const lines = first.map((failure) => failureText(model, failure, verdict, console));
  lines.push(...moreText(count - first.length, console));
  return [paintVerdict(verdict, title, console), ...lines].join('\n');
}

function failureText(
  model: Model,
  { subject, name, reasons }: Failure,
  verdict: 'fail' | 'undetermined',
  console: Console,
): string {
  const { colours } = console;
  const head =
    name === null
      ? colours.bold(harmless(subject))
      : `${colours.bold(harmless(name))} ${colours.dim(harmless(subject))}`;
  const titleOf = (rule: string) => model.rules.get(rule)?.title[console.language] ?? rule;
  if (verdict === 'undetermined' && reasons.every(({ record }) => record === null)) {
    const list = reasons.map(({ rule }) => titleOf(rule)).join(console.language === 'zh' ? '、' : ', ');
    return [`  ${head}`, reasonLine(list, verdict, console)].join('\n');
  }
  const lines = [...groupByRule(reasons)].map(([rule, all]) =>
    reasonLine(reasonText(titleOf(rule), all, console), verdict, console),
  );
  return [`  ${head}`, ...lines].join('\n');
}

function groupByRule(reasons: readonly Reason[]): ReadonlyMap<string, readonly Reason[]> {
  const grouped = new Map<string, Reason[]>();
  for (const reason of reasons) grouped.set(reason.rule, [...(grouped.get(reason.rule) ?? []), reason]);
  return grouped;
}

/** The rule, and what is said of the subject itself or of its first record; how many more records there are. */
function reasonText(title: string, reasons: readonly Reason[], console: Console): string {
  const colon = console.language === 'zh' ? '：' : ': ';
  const [first] = reasons;
  if (first === undefined) return title;
  const who = first.record === null ? '' : ` ${first.record.entity}:${first.record.key}`;
  const what = first.message === null ? '' : `${colon}${first.message}`;
  const ids = first.record !== null || first.evidence === null ? '' : behind(first.evidence, console);
  const more = reasons.length - 1;
  const rest = more === 0 ? '' : console.text({ zh: `；另有 ${more} 件`, en: `; ${more} more` });
  return harmless(`${title}${who}${what}${ids}${rest}`);
}

function reasonLine(text: string, verdict: 'fail' | 'undetermined', console: Console): string {
  const mark = paintVerdict(verdict, verdict === 'fail' ? '✗' : '?', console);
  return `    ${mark} ${wrap(text, console.width - 6).join('\n      ')}`;
}

function behind(evidence: string, { language }: Console): string {
  const ids = evidence.split(';');
  const shown = ids.slice(0, MOST_IDS).join(language === 'zh' ? '、' : ', ');
  const rest = ids.length > MOST_IDS ? ' …' : '';
  return language === 'zh' ? `（${shown}${rest}）` : ` (${shown}${rest})`;
}

const MOST_IDS = 4;

const titles = {
  fail: { zh: '：未达标的，及原因', en: ': not up to standard, and why' },
  undetermined: { zh: '：还不能判定的', en: ': not yet determined' },
} as const;
