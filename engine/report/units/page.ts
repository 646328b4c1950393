/** A unit's report (个案分析报告) as a page. */
import { plainClause } from '../../assess/clause-text.ts';
import type { ExplainedChange } from '../../assess/explain-change.ts';
import type { ExplainedRule } from '../../assess/explain-rule.ts';
import type { Language } from '../../diagnostics/diagnostic.ts';
import type { Rule } from '../../model/policy.ts';
import { documentOf } from '../page/document.ts';
import { count, source } from '../page/figures.ts';
import { type Html, html } from '../page/html.ts';
import { type State, sign, states, stateWords } from '../page/states.ts';
import { cited, given, named, time } from '../page/texts.ts';
import type { ReportContext } from '../part.ts';
import type { Broken, Found, UnitCase } from './case.ts';
import type { FollowedUp } from './follow-up.ts';

export interface UnitPage {
  readonly context: ReportContext;
  readonly name: string | null;
  /** What the unit answers to, such as its street. */
  readonly lines: readonly { readonly title: string; readonly name: string }[];
  readonly found: UnitCase;
}

export function unitPage(page: UnitPage): string {
  const { context, name, found } = page;
  const { language, moment, projectTitle } = context;
  const period = moment.period.name;
  const isInternal = context.audience === 'internal';
  const sections = [
    { id: 'failed', title: words.failed[language], body: brokenRules(page) },
    ...(isInternal ? [{ id: 'change', title: words.change[language], body: changeBody(found.change, context) }] : []),
    ...(isInternal ? [{ id: 'causes', title: words.causes[language], body: causes(page) }] : []),
  ];
  return documentOf({
    title: `${words.report[language]} ${name ?? found.key} ${period}`,
    language,
    running: { left: `${projectTitle[language]} · ${words.report[language]}`, right: `${found.key} ${period}` },
    sections,
    head: masthead(page),
    foot: html`<p><a href="index.html">${words.all[language]}</a></p>`,
  });
}

function masthead({ context, name, lines, found }: UnitPage): Html {
  const { language, audience, moment, projectTitle } = context;
  const standards = found.within.map(({ standard, verdict }) => {
    const state = stateOf(verdict);
    return html`<div><dt>${given(standard.title[language], 'title')}</dt><dd>${sign(state)} ${stateWords[state][language]}</dd></div>`;
  });
  const answering = lines.map(
    ({ title, name: line }) => html`<div><dt>${given(title, 'title')}</dt><dd>${given(line, 'name')}</dd></div>`,
  );
  return html`<p class="over"><span>${given(projectTitle[language], 'title')}</span><span>${words[audience][language]}</span></p>
<h1>${words.report[language]}</h1>
<p class="period">${named(name, found.key)}</p>
<p>${sign(found.verdict)} ${stateWords[found.verdict][language]} · ${time(moment.period.name)} <span class="asof">${words.asOf[language]} ${time(moment.asOf)}</span></p>
${standards.length + answering.length === 0 ? null : html`<div class="card"><dl>${standards}${answering}</dl></div>`}`;
}

function brokenRules(page: UnitPage): Html {
  const items = page.found.broken.map((broken) => brokenRule(page, broken));
  return html`<ul class="reasons">${items}</ul>`;
}

function brokenRule({ context, found: { key } }: UnitPage, { rule, found, count: total }: Broken): Html {
  const { language, audience, moment } = context;
  const [first] = found;
  const state = stateOf(first?.explained.verdict ?? 'undetermined');
  const isVeto = rule.severity === 'veto' && state === 'fail';
  const head = html`<p class="rule">${sign(state)} ${given(rule.title[language], 'title')}${isVeto ? html` <span class="tag veto">${words.veto[language]}</span>` : null}</p>`;
  const asked =
    first === undefined
      ? null
      : html`<p>${words.asked[language]}${given(first.explained.sentence.require, 'word')}</p>`;
  const clause = clauseOf(first?.explained ?? null, language);
  if (audience === 'public') return html`<li>${head}${asked}${clause}</li>\n`;
  const rest = total - found.length;
  const said = found.map((one) => foundText(context, rule, one, key));
  const more =
    rest <= 0
      ? null
      : html`<p class="small">${words.more[language](count(rest, source('findings', moment.period.name, rule.entity, key, rule.name, 'records-after', String(found.length))))}</p>`;
  return html`<li>${head}${asked}${said}${more}${todo(context, rule, first)}${clause}</li>\n`;
}

function foundText(
  { language, moment }: ReportContext,
  rule: Rule,
  { entity, key, explained }: Found,
  unit: string,
): Html {
  const from = (column: string) => source('findings', moment.period.name, entity, key, rule.name, column);
  const record = key === unit ? null : html`<span class="key">${given(key, 'key')}</span> `;
  const message = explained.message === null ? null : cited(explained.message, from('message'));
  const isItself = explained.evidence.length === 0 || explained.evidence.every((one) => one === key);
  const shown = explained.evidence.slice(0, mostEvidence).join(words.comma[language]);
  const more = explained.evidence.length > mostEvidence ? '…' : '';
  const evidence = isItself
    ? null
    : html` <span class="key">${words.evidence[language]} ${given(`${shown}${more}`, 'key')}</span>`;
  return record === null && message === null && evidence === null
    ? html``
    : html`<p>${record}${message}${evidence}</p>`;
}

const mostEvidence = 50;

/** What to do, and by whom. */
function todo({ language, model, moment }: ReportContext, rule: Rule, first: Found | undefined): Html | null {
  const remedy = first?.explained.remedy ?? null;
  if (first === undefined) return null;
  const from = source('findings', moment.period.name, first.entity, first.key, rule.name, 'remedy');
  const text =
    remedy === null || remedy === ''
      ? null
      : html`<p class="do"><span class="quiet">${words.todo[language]}</span>${first.explained.verdict === 'fail' ? cited(remedy, from) : given(remedy, 'word')}</p>`;
  const who = rule.responsible.map((word) => model.dictionary.entities.get(word)?.title[language] ?? word);
  return html`${text}${who.length === 0 ? null : html`<p class="small">${words.responsible[language]}${given(who.join(words.comma[language]), 'word')}</p>`}`;
}

function clauseOf(explained: ExplainedRule | null, language: Language): Html | null {
  const clause = explained?.clause ?? null;
  if (clause === null) return null;
  const text = plainClause(clause.text);
  return html`<p class="small">${words.clause[language]}${given(clause.title, 'clause')}</p>${text === '' ? null : html`<p class="small">${given(text, 'clause')}</p>`}`;
}

function changeBody({ changes, isSmallest, text }: ExplainedChange, { language }: ReportContext): Html {
  if (changes.length === 0) return html`<p>${given(text, 'word')}</p>`;
  const items = changes.slice(0, mostChanges).map((one) => html`<li>${given(one.text, 'word')}</li>\n`);
  const rest = changes.length - items.length;
  return html`<p>${words[isSmallest ? 'isSmallest' : 'isSome'][language]}</p>
<ul>${items}</ul>${rest > 0 ? html`<p class="note">${given(words.moreChanges[language](rest), 'word')}</p>` : null}`;
}

const mostChanges = 100;

function causes(page: UnitPage): Html {
  const { language } = page.context;
  const { followUps } = page.found;
  if (followUps.length === 0) return html`<p class="note">${words.noCause[language]}</p>`;
  return html`${followUps.map((one) => followUpBody(page, one))}`;
}

function followUpBody({ context, found: { key } }: UnitPage, { standard, findings, records }: FollowedUp): Html {
  const { language, model } = context;
  const items = findings.flatMap((explained) => {
    const rule = model.rules.get(explained.rule);
    if (rule === undefined) return [];
    const one: Found = { entity: rule.entity, key, explained };
    return [
      html`<li><p class="rule">${sign(stateOf(explained.verdict))} ${given(explained.title, 'title')}</p>${foundText(context, rule, one, key)}${todo(context, rule, one)}${clauseOf(explained, language)}</li>\n`,
    ];
  });
  const described = records.map(
    ({ entity, key: record, fields }) =>
      html`<div class="card"><h4>${given(entity.title[language], 'title')} <span class="key">${given(record, 'key')}</span></h4><dl>${fields.map(
        ({ title, text }) => html`<div><dt>${given(title, 'title')}</dt><dd>${given(text, 'word')}</dd></div>`,
      )}</dl></div>`,
  );
  return html`<h3>${given(standard.title[language], 'title')}</h3>
${items.length === 0 ? null : html`<ul class="reasons">${items}</ul>`}${described}`;
}

function stateOf(verdict: string): State {
  return verdict === 'waived' ? 'pass' : (states.find((state) => state === verdict) ?? 'undetermined');
}

const words = {
  report: { zh: '个案分析报告', en: 'Case analysis' },
  failed: { zh: '没有达到的要求', en: 'What was not met' },
  change: { zh: '差的最少就是', en: 'The least that would have passed' },
  causes: { zh: '原因和处方', en: 'Causes and advice' },
  asOf: { zh: '截至', en: 'as of' },
  public: { zh: '公开', en: 'Public' },
  internal: { zh: '内部使用，请勿外传', en: 'Internal: not for distribution' },
  all: { zh: '本期全部个案', en: 'All cases of the period' },
  veto: { zh: '一票否决', en: 'veto' },
  asked: { zh: '要求：', en: 'It asks that ' },
  evidence: { zh: '记录', en: 'records' },
  todo: { zh: '怎么办：', en: 'What to do: ' },
  responsible: { zh: '责任：', en: 'Responsible: ' },
  clause: { zh: '依据：', en: 'Clause: ' },
  comma: { zh: '、', en: ', ' },
  more: { zh: (n: Html) => html`另有 ${n} 条记录`, en: (n: Html) => html`${n} more records` },
  moreChanges: { zh: (n: number) => `另有 ${n} 项`, en: (n: number) => `${n} more` },
  isSmallest: {
    zh: '下列事实若是这样，就达标了；没有更小的改动能达标。',
    en: 'With these facts it would have passed; no smaller change would do.',
  },
  isSome: {
    zh: '下列事实若是这样，就达标了；更小的改动没有查尽。',
    en: 'With these facts it would have passed; smaller changes were not all tried.',
  },
  noCause: { zh: '还没有登记原因、责任和处方。', en: 'No cause, responsibility or advice is on record yet.' },
} as const;
