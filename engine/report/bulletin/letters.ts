/** Letters: which step each unit has come to, which letters are due, missing, out of order or sent twice. */
import { lettersDue } from '../../assess/letters-due.ts';
import type { Ladder } from '../../model/policy.ts';
import { count, source } from '../page/figures.ts';
import { type Html, html } from '../page/html.ts';
import { table } from '../page/table.ts';
import { given, named } from '../page/texts.ts';
import type { Bulletin } from './bulletin.ts';
import type { Section } from './section.ts';

const MOST = 500;

export async function letters(bulletin: Bulletin): Promise<Section | null> {
  const { language, model, audience } = bulletin;
  // How many letters are due tells how many units failed, also where that is withheld.
  if (model.ladders.size === 0 || audience === 'public') return null;
  const parts: Html[] = [];
  for (const ladder of model.ladders.values()) parts.push(await ladderPart(bulletin, ladder));
  return { id: 'letters', title: words.title[language], body: html`${parts}` };
}

async function ladderPart(bulletin: Bulletin, ladder: Ladder): Promise<Html> {
  const { language, results, model, moment } = bulletin;
  const period = moment.period.name;
  const found = await lettersDue(results, model, ladder, period, MOST);
  const total = [...found.due.values()].reduce((sum, n) => sum + n, 0);
  const title = html`<h3>${given(ladder.title[language], 'title')}</h3>`;
  if (total === 0) return html`${title}<p class="empty">${words.none[language]}</p>`;
  const steps = ladder.steps.map(({ name, title: step }) => [
    given(step[language], 'title'),
    count(found.due.get(name) ?? 0, source('ladders', period, ladder.name, 'due', name)),
  ]);
  const summary = table(
    [
      { title: words.step[language], isHead: true },
      { title: words.subjects[language], align: 'right' },
    ],
    steps,
    { caption: words.due[language], isCaptionShown: true },
  );
  const stepsOf = (names: readonly string[] | undefined): Html =>
    names === undefined || names.length === 0
      ? html``
      : html`${names.map((name, i) => html`${i === 0 ? '' : language === 'zh' ? '、' : ', '}${given(titleOf(ladder, name, language), 'title')}`)}`;
  const rows = found.first.map(({ subject, name, occasions, due, letters: sent }) => [
    named(name, subject),
    count(occasions, source('ladders', period, ladder.name, subject, 'occasions')),
    given(titleOf(ladder, due, language), 'title'),
    stepsOf(sent?.missing),
    stepsOf(sent?.outOfOrder),
    stepsOf(sent?.duplicates),
  ]);
  const columns = [
    { title: words.who[language], isHead: true as const },
    { title: words.occasions[language], align: 'right' as const },
    { title: words.nowDue[language] },
    { title: words.missing[language] },
    { title: words.outOfOrder[language] },
    { title: words.duplicates[language] },
  ];
  const rest = total - found.first.length;
  const more =
    rest > 0
      ? html`<p class="note">${words.more[language](count(rest, source('ladders', period, ladder.name, 'after', String(found.first.length))))}</p>`
      : null;
  return html`${title}${summary}${table(columns, rows, { caption: words.list[language], isCaptionShown: true, sortable: true })}${more}`;
}

function titleOf({ steps }: Ladder, name: string, language: Bulletin['language']): string {
  return steps.find((step) => step.name === name)?.title[language] ?? name;
}

const words = {
  title: { zh: '应发函件', en: 'Letters due' },
  none: { zh: '本期没有应发的函件。', en: 'No letter is due in this period.' },
  due: { zh: '各级应发', en: 'Due by step' },
  step: { zh: '函种', en: 'Letter' },
  subjects: { zh: '单位数', en: 'Units' },
  list: { zh: '名单', en: 'Who' },
  who: { zh: '单位', en: 'Unit' },
  occasions: { zh: '次数', en: 'Occasions' },
  nowDue: { zh: '现应发', en: 'Now due' },
  missing: { zh: '应发未发', en: 'Not sent' },
  outOfOrder: { zh: '越级发出', en: 'Out of order' },
  duplicates: { zh: '重复发出', en: 'Sent twice' },
  more: {
    zh: (n: Html) => html`另有 ${n} 个，见考核结果 ladders.csv。`,
    en: (n: Html) => html`${n} more stand in the assessment’s ladders.csv.`,
  },
} as const;
