/** Conditions and facts in words, by their titles, as one colleague tells another. */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Language, Localized } from '../diagnostics/diagnostic.ts';
import type { Comparison, Condition, Leaf, Operand } from '../model/condition.ts';
import type { FactType } from '../model/fact.ts';
import { factAt } from '../model/path.ts';
import type { FactPath, Model } from '../model/policy.ts';
import { literalText } from '../model/text.ts';

/** For whom, and where the words are said: conditions of records of `entity`, on the day judged. */
export interface Speech {
  readonly model: Model;
  readonly entity: string;
  readonly judged: CivilDate;
  readonly language: Language;
}

export function conditionWords(condition: Condition, speech: Speech): string {
  return say(condition, speech, 'outermost');
}

export function leafWords(leaf: Leaf, speech: Speech): string {
  const { language } = speech;
  const fact = titleOf(leaf.fact, speech);
  const type = factAt(speech.model, speech.entity, leaf.fact).type;
  const of = (operand: Operand) => operandWords(operand, type, speech);
  switch (leaf.kind) {
    case 'compare':
      return `${fact} ${comparisons[leaf.operator][language]} ${of(leaf.operand)}`;
    case 'in':
      return `${fact} ${words[leaf.negated ? 'noneOf' : 'oneOf'][language]} ${leaf.operands.map(of).join(words.comma[language])}`;
    case 'between':
      return language === 'zh'
        ? `${fact} 在 ${of(leaf.low)} 与 ${of(leaf.high)} 之间`
        : `${fact} is between ${of(leaf.low)} and ${of(leaf.high)}`;
    case 'matches':
      return `${fact} ${words.matches[language]} /${leaf.pattern}/`;
    case 'contains':
      return `${fact} ${words[leaf.negated ? 'containsNot' : 'contains'][language]} ${of(leaf.operand)}`;
    case 'known':
      return `${fact} ${words[leaf.negated ? 'unknown' : 'known'][language]}`;
    case 'holds':
      return fact;
  }
}

/** The titles along the path: `街道的名称`, `name of the street`. */
export function titleOf(path: FactPath, { model, entity, language }: Speech): string {
  const title = factAt(model, entity, path).title[language];
  const through: string[] = [];
  let at = entity;
  for (const name of path.through) {
    const reference = model.dictionary.entities.get(at)?.references.get(name);
    at = reference?.target ?? at;
    const named = model.dictionary.entities.get(at)?.title ?? { zh: name, en: name };
    through.push(named[language]);
  }
  return language === 'zh' ? [...through, title].join('的') : [title, ...through.reverse()].join(' of the ');
}

/** A parameter's value in force on the day judged. */
export function parameterWords(
  name: string,
  { model, judged, language }: Speech,
  comparedWith: FactType | null = null,
): string {
  const values = model.parameters.get(name)?.values ?? [];
  const value = values.filter(({ from }) => from <= judged).at(-1);
  return value === undefined ? words.noValue[language] : literalText(value.value, language, comparedWith);
}

function say(condition: Condition, speech: Speech, place: 'outermost' | 'inside'): string {
  const { language } = speech;
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const joined = condition.of.map((member) => say(member, speech, 'inside')).join(words[condition.kind][language]);
      return place === 'outermost' || condition.of.length < 2 ? joined : bracketed(joined, language);
    }
    case 'not':
      return `${words.not[language]}${language === 'zh' ? '' : ' '}${bracketed(say(condition.of, speech, 'outermost'), language)}`;
    case 'shared':
      return say(condition.of, speech, place);
    default:
      return leafWords(condition, speech);
  }
}

function operandWords(operand: Operand, type: FactType, speech: Speech): string {
  switch (operand.kind) {
    case 'literal':
      return literalText(operand.literal, speech.language, type);
    case 'parameter':
      return parameterWords(operand.parameter, speech, type);
    case 'fact':
      return titleOf(operand.fact, speech);
  }
}

function bracketed(text: string, language: Language): string {
  return language === 'zh' ? `（${text}）` : `(${text})`;
}

const comparisons: Readonly<Record<Comparison, Localized>> = {
  '=': { zh: '=', en: '=' },
  '≠': { zh: '≠', en: '≠' },
  '<': { zh: '<', en: '<' },
  '≤': { zh: '≤', en: '≤' },
  '>': { zh: '>', en: '>' },
  '≥': { zh: '≥', en: '≥' },
  before: { zh: '早于', en: 'is before' },
  after: { zh: '晚于', en: 'is after' },
};

const words = {
  all: { zh: '，且 ', en: ', and ' },
  any: { zh: '，或 ', en: ', or ' },
  not: { zh: '并非', en: 'not' },
  comma: { zh: '、', en: ', ' },
  oneOf: { zh: '属于', en: 'is one of' },
  noneOf: { zh: '不属于', en: 'is none of' },
  matches: { zh: '符合', en: 'matches' },
  contains: { zh: '含有', en: 'contains' },
  containsNot: { zh: '不含', en: 'does not contain' },
  known: { zh: '已知', en: 'is known' },
  unknown: { zh: '未知', en: 'is unknown' },
  noValue: { zh: '尚无规定', en: 'not set' },
} as const;
