/** What a fact means, as a sentence. */
import { conditionWords, type Speech, titleOf } from '../../../engine/assess/words.ts';
import type { Language, Localized } from '../../../engine/diagnostics/diagnostic.ts';
import type { Aggregate, Derived, Fact, FactType } from '../../../engine/model/fact.ts';
import type { FactPath, Model } from '../../../engine/model/policy.ts';
import { isDerived, isStanding } from '../../../engine/model/reads.ts';
import { standingWords } from './standing-words.ts';

export function factWords(speech: Speech, fact: Fact): string {
  const { definition } = fact;
  if (definition.kind === 'field') {
    return definition.field.description?.[speech.language] ?? fieldWords(speech, fact);
  }
  if (isDerived(definition)) return derivedWords(speech, definition);
  return isStanding(definition) ? standingWords(speech, definition) : aggregateWords(speech, definition);
}

/** What kind of value a fact has, and its codes. */
export function typeWords(type: FactType, language: Language): string {
  switch (type.kind) {
    case 'number':
      return type.display === 'percent' ? words.percent[language] : words[type.form][language];
    case 'code':
      return `${words.code[language]}${type.codes
        .slice(0, 12)
        .map(({ value, title }) => `\`${value}\`${title[language] === value ? '' : ` ${title[language]}`}`)
        .join(language === 'zh' ? '、' : ', ')}${type.codes.length > 12 ? ' …' : ''}`;
    default:
      return words[type.kind][language];
  }
}

const words = {
  percent: { zh: '占比', en: 'share in percent' },
  integer: { zh: '整数', en: 'whole number' },
  decimal: { zh: '小数', en: 'decimal number' },
  fraction: { zh: '分数', en: 'exact fraction' },
  text: { zh: '文字', en: 'text' },
  boolean: { zh: '真假值', en: 'true or false' },
  date: { zh: '日期', en: 'date' },
  month: { zh: '月份', en: 'month' },
  code: { zh: '代码：', en: 'code: ' },
} as const satisfies Readonly<Record<string, Localized>>;

function fieldWords({ model, language }: Speech, { entity }: Fact): string {
  const owner = entityTitle(model, entity, language);
  return language === 'zh' ? `“${owner}”登记的一项。` : `As recorded of each ${owner}.`;
}

function derivedWords(speech: Speech, definition: Derived): string {
  const { language } = speech;
  const path = (each: FactPath): string => titleOf(each, speech);
  switch (definition.kind) {
    case 'days':
    case 'workdays':
    case 'months': {
      const unit = spans[definition.kind][language];
      const open = definition.open === null ? '' : openEnd[language];
      const [from, to] = [path(definition.from), path(definition.to)];
      return language === 'zh' ? `从“${from}”到“${to}”的${unit}${open}。` : `${unit} from ${from} to ${to}${open}.`;
    }
    case 'ratio':
      return language === 'zh'
        ? `“${path(definition.of)}”与“${path(definition.to)}”之比。`
        : `${path(definition.of)} divided by ${path(definition.to)}.`;
    case 'difference':
      return language === 'zh'
        ? `“${path(definition.of)}”减去“${path(definition.less)}”。`
        : `${path(definition.of)} less ${path(definition.less)}.`;
    case 'total': {
      const all = definition.of.map((each) => path(each));
      return language === 'zh' ? `“${all.join('”“')}”之和。` : `The sum of ${all.join(', ')}.`;
    }
  }
}

function aggregateWords(speech: Speech, definition: Aggregate): string {
  const { model, language } = speech;
  const zh = language === 'zh';
  const inner: Speech = { ...speech, entity: definition.source };
  const owner = entityTitle(model, speech.entity, language);
  const records = entityTitle(model, definition.source, language);
  const where = definition.where === null ? null : conditionWords(definition.where, inner);
  const during = definition.during === null ? null : titleOf(definition.during, inner);
  const of = zh
    ? `${owner}的“${records}”${where === null ? '' : `中（${where}）的`}`
    : `the ${records} records of the ${owner}${where === null ? '' : ` where ${where}`}`;
  const notes = [
    ...(during === null ? [] : [zh ? `按“${during}”归入期间` : `placed in the period by ${during}`]),
    ...(definition.reportedBy === null
      ? []
      : [
          zh
            ? `报了“${entityTitle(model, definition.reportedBy, language)}”零才算零`
            : `zero counts only where ${entityTitle(model, definition.reportedBy, language)} was filed`,
        ]),
  ];
  const tail = notes.length === 0 ? '' : zh ? `，${notes.join('，')}` : `; ${notes.join('; ')}`;
  return `${measured(inner, definition, of)}${tail}${zh ? '。' : '.'}`;
}

/** `of` says which records. */
function measured(inner: Speech, definition: Aggregate, of: string): string {
  const zh = inner.language === 'zh';
  switch (definition.kind) {
    case 'count':
      return zh ? `${of}记录数` : `How many of ${of}`;
    case 'stock': {
      const [entered, left] = [titleOf(definition.entered, inner), titleOf(definition.left, inner)];
      const isEnd = definition.at === 'end';
      return zh
        ? `${isEnd ? '期末' : '期初'}${of}存量（以“${entered}”计入，以“${left}”减去）`
        : `How many of ${of} are there ${isEnd ? 'at the end of the period' : 'before the period'} (from ${entered} until ${left})`;
    }
    case 'sum':
    case 'average':
    case 'minimum':
    case 'maximum':
    case 'latest': {
      const element = titleOf(definition.element, inner);
      const kind = measures[definition.kind][inner.language];
      return zh ? `${of}“${element}”的${kind}` : `The ${kind} of ${element} over ${of}`;
    }
    case 'share':
    case 'every':
    case 'any': {
      const that = conditionWords(definition.that, inner);
      const kind = measures[definition.kind][inner.language];
      return zh ? `${of}记录${kind}满足：${that}` : `${kind} of ${of}: ${that}`;
    }
    case 'failures': {
      const rule = inner.model.rules.get(definition.rule)?.title[inner.language] ?? definition.rule;
      return zh ? `${of}不符合规则“${rule}”的记录数` : `How many of ${of} fail the rule "${rule}"`;
    }
  }
}

const measures = {
  sum: { zh: '合计', en: 'sum' },
  average: { zh: '平均', en: 'average' },
  minimum: { zh: '最小值', en: 'least value' },
  maximum: { zh: '最大值', en: 'greatest value' },
  latest: { zh: '最近一次的值', en: 'latest value' },
  share: { zh: '有多大比例', en: 'The share' },
  every: { zh: '是否每条都', en: 'Whether every one' },
  any: { zh: '是否有一条', en: 'Whether any' },
} as const satisfies Readonly<Record<string, Localized>>;

const spans = {
  days: { zh: '日历天数', en: 'Calendar days' },
  workdays: { zh: '工作日数', en: 'Working days' },
  months: { zh: '月数', en: 'Months' },
} as const satisfies Readonly<Record<string, Localized>>;

const openEnd: Localized = { zh: '；还没结束的算到截至日', en: '; what has not ended is counted to the as-of date' };

function entityTitle(model: Model, entity: string, language: Language): string {
  return model.dictionary.entities.get(entity)?.title[language] ?? entity;
}
