/** What ladders and procedures say, as Markdown: what starts a ladder and its letters, and the steps of a procedure with their deadlines. */
import { conditionWords, type Speech, titleOf } from '../../../engine/assess/words.ts';
import type { Language, Localized } from '../../../engine/diagnostics/diagnostic.ts';
import { factAt } from '../../../engine/model/path.ts';
import type { Amount, CountedOver, Deadline, Ladder, Occasion, Procedure } from '../../../engine/model/policy.ts';
import { literalText } from '../../../engine/model/text.ts';

/** What is an occasion, how they are counted, and a letter a line. */
export function ladderBody(ladder: Ladder, speech: Speech): readonly string[] {
  const [first = '', ...rest] = ladderSentences(ladder, speech);
  const last = rest.at(-1) ?? '';
  return [
    [first, ...rest.slice(0, -1).map((occasion) => `- ${occasion}`)].join('\n'),
    last,
    ladder.steps.map((_, index) => `${index + 1}. ${letterLine(ladder, index, speech.language)}`).join('\n'),
  ];
}

/** Whom it is about, each occasion, how they are counted. */
export function ladderSentences(ladder: Ladder, speech: Speech): readonly string[] {
  const { language, model } = speech;
  const zh = language === 'zh';
  const entity = model.dictionary.entities.get(ladder.entity)?.title[language] ?? ladder.entity;
  const { clearsAfter } = ladder;
  const occasions = ladder.occasions.map((occasion) => occasionWords(ladder, occasion, speech));
  const counted = zh
    ? `${eachWords[ladder.each].zh}至多计一次，${overWords(ladder.countedOver, language)}累计`
    : `${eachWords[ladder.each].en} counts once; they add up over ${overWords(ladder.countedOver, language)}`;
  const unit = unitWords[ladder.each];
  const cleared =
    clearsAfter === null
      ? ''
      : zh
        ? `；连续 ${clearsAfter} ${unit.zh}没有则重新计次`
        : `; after ${clearsAfter} clear ${unit.en} in a row the count begins anew`;
  return [
    zh ? `对每个${entity}，下列情形各计一次：` : `For each ${entity} an occasion is:`,
    ...occasions,
    `${counted}${cleared}${zh ? '。' : '.'}`,
  ];
}

/** `**通报函** \`notice\` → unit、street` */
export function letterLine({ steps }: Ladder, index: number, language: Language): string {
  const step = steps[index];
  if (step === undefined) return '';
  const to = step.to.length === 0 ? '' : ` → ${step.to.join(language === 'zh' ? '、' : ', ')}`;
  return `**${step.title[language]}** \`${step.name}\`${to}`;
}

/** Who may enter, and a step a line. */
export function procedureBody(procedure: Procedure, speech: Speech): readonly string[] {
  const [enters = ''] = procedureSentences(procedure, speech);
  return [
    `${enters}\n${procedure.steps.map((_, index) => `${index + 1}. ${stepLine(procedure, index, speech)}`).join('\n')}`,
  ];
}

export function procedureSentences(procedure: Procedure, speech: Speech): readonly string[] {
  const { language, model } = speech;
  const zh = language === 'zh';
  const entity = model.dictionary.entities.get(procedure.entity)?.title[language] ?? procedure.entity;
  const { admitWhen } = procedure;
  const admitted = admitWhen === null ? '' : conditionWords(admitWhen, speech);
  return [
    zh
      ? `每个${entity}${admitted === '' ? '' : `（${admitted}）`}依次经过：`
      : `Each ${entity}${admitted === '' ? '' : ` where ${admitted}`} goes through:`,
  ];
}

/** `**确定代理员** \`assign\`: 确定日期；自“申请”起 3 个工作日内` */
export function stepLine(procedure: Procedure, index: number, speech: Speech): string {
  const step = procedure.steps[index];
  if (step === undefined) return '';
  return `**${step.title[speech.language]}** \`${step.name}\`: ${stepDetail(procedure, index, speech)}`;
}

/** To whom a letter goes; the date of a step, and its deadline. */
export function stepDetail(item: Ladder | Procedure, index: number, speech: Speech): string {
  const { language } = speech;
  if ('occasions' in item) {
    const to = item.steps[index]?.to ?? [];
    return to.map((word) => wordTo(word, speech)).join(language === 'zh' ? '、' : ', ');
  }
  const step = item.steps[index];
  if (step === undefined) return '';
  const deadline = step.within === null ? [] : [deadlineWords(item, step.within, speech)];
  return [titleOf(step.on, speech), ...deadline].join(language === 'zh' ? '；' : '; ');
}

/** The title of an entity that a policy names, else its own word. */
function wordTo(to: string, { model, language }: Speech): string {
  return model.dictionary.entities.get(to)?.title[language] ?? to;
}

function deadlineWords({ steps }: Procedure, { unit, amount, from }: Deadline, speech: Speech): string {
  const { language } = speech;
  const step = steps.find(({ on }) => on.fact === from.fact && on.through.join() === from.through.join());
  const start = step?.title[language] ?? titleOf(from, speech);
  const number = amountWords(amount, speech);
  const word = units[unit][language];
  return language === 'zh' ? `自“${start}”起 ${number} ${word}内` : `within ${number} ${word} of "${start}"`;
}

/** On the day judged; `?` where a parameter has no value then. */
function amountWords(amount: Amount, { model, language, judged }: Speech): string {
  if (amount.kind === 'literal') return literalText(amount.literal, language);
  const value = model.parameters.get(amount.parameter)?.values.findLast(({ from }) => from <= judged);
  return value === undefined ? '?' : literalText(value.value, language);
}

function occasionWords({ entity }: Ladder, occasion: Occasion, speech: Speech): string {
  const { model, language } = speech;
  const zh = language === 'zh';
  if (occasion.kind === 'rank') {
    const { definition } = factAt(model, entity, { through: [], fact: occasion.fact });
    const by = definition.kind === 'rank' ? titleOf(definition.by, speech) : occasion.fact;
    const among = definition.kind === 'rank' && definition.among !== null ? titleOf(definition.among, speech) : null;
    if (zh) return `${among === null ? '' : `“${among}”相同的一起排，`}“${by}”排在最后 ${occasion.worst} 名`;
    return `among the worst ${occasion.worst} by ${by}${among === null ? '' : `, of those with the same ${among}`}`;
  }
  const { of } = occasion;
  const name = of.kind === 'standard' ? of.standard : of.rule;
  const title = (of.kind === 'standard' ? model.standards : model.rules).get(name)?.title[language] ?? name;
  return zh ? `“${title}”未通过` : `"${title}" fails`;
}

function overWords(over: CountedOver, language: Language): string {
  switch (over.kind) {
    case 'year':
      return language === 'zh' ? '一年内' : 'the year';
    case 'quarter':
      return language === 'zh' ? '一季度内' : 'the quarter';
    case 'months':
      return language === 'zh' ? `${over.months} 个月内` : `${over.months} months`;
  }
}

const eachWords: Readonly<Record<Ladder['each'], Localized>> = {
  month: { zh: '每月', en: 'Each month' },
  quarter: { zh: '每季度', en: 'Each quarter' },
};

const unitWords: Readonly<Record<Ladder['each'], Localized>> = {
  month: { zh: '个月', en: 'months' },
  quarter: { zh: '个季度', en: 'quarters' },
};

const units: Readonly<Record<Deadline['unit'], Localized>> = {
  days: { zh: '天', en: 'days' },
  workdays: { zh: '个工作日', en: 'workdays' },
  months: { zh: '个月', en: 'months' },
};
