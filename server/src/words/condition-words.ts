/** Conditions as sentences in the titles of their facts: 答复天数 ≤ 答复时限（7）. */
import type { Language, Localized } from '../../../engine/diagnostics/diagnostic.ts';
import { operatorOf } from '../../../engine/language/condition/operators.ts';
import type { Condition, Leaf, Operand } from '../../../engine/model/condition.ts';
import type { Fact, FactType } from '../../../engine/model/fact.ts';
import { factAt } from '../../../engine/model/path.ts';
import type { FactPath, Model } from '../../../engine/model/policy.ts';
import { literalText } from '../../../engine/model/text.ts';

/** What a sentence is about: the facts of an entity, in a language; parameters have their value of a day, or their last one. */
export interface Telling {
  readonly model: Model;
  readonly entity: string;
  readonly language: Language;
  readonly day: string | null;
}

export function conditionWords(telling: Telling, condition: Condition): string {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const joint = joints[condition.kind][telling.language];
      return condition.of.map((member) => bracketed(telling, member, condition.kind)).join(joint);
    }
    case 'not':
      return joints.not[telling.language].replace('…', conditionWords(telling, condition.of));
    case 'shared':
      return conditionWords(telling, condition.of);
    default:
      return leafWords(telling, condition);
  }
}

export function leafWords(telling: Telling, leaf: Leaf): string {
  const { language, model, entity } = telling;
  const fact = factAt(model, entity, leaf.fact);
  const subject = pathWords(telling, leaf.fact);
  if (leaf.kind === 'holds') return subject;
  const sign = signOf(leaf, language);
  const operand = (one: Operand): string => operandWords(telling, one, fact.type);
  switch (leaf.kind) {
    case 'compare':
    case 'contains':
      return `${subject} ${sign} ${operand(leaf.operand)}`;
    case 'in':
      return `${subject} ${sign} ${leaf.operands.map(operand).join(language === 'zh' ? '、' : ', ')}`;
    case 'between':
      return `${subject} ${sign} ${operand(leaf.low)} ${language === 'zh' ? '和' : 'and'} ${operand(leaf.high)}`;
    case 'matches':
      return `${subject} ${sign} ${leaf.pattern}`;
    case 'known':
      return `${subject} ${sign}`;
  }
}

/** 街道的名称; the name of the street's … in English: "Street: Name". */
export function pathWords({ model, entity, language }: Telling, path: FactPath): string {
  const titles: string[] = [];
  let at = entity;
  for (const step of path.through) {
    const target = model.dictionary.entities.get(at)?.references.get(step)?.target ?? at;
    titles.push(model.dictionary.entities.get(target)?.title[language] ?? target);
    at = target;
  }
  titles.push(titleOf(factAt(model, entity, path), language));
  return titles.join(language === 'zh' ? '的' : ' › ');
}

export function titleOf({ title, name }: Fact, language: Language): string {
  return title[language] === '' ? name : title[language];
}

/** A parameter with its value: 答复时限（7）. */
export function parameterWords({ model, language, day }: Telling, name: string, type: FactType | null): string {
  const parameter = model.parameters.get(name);
  if (parameter === undefined) return `$${name}`;
  const value = day === null ? parameter.values.at(-1) : parameter.values.findLast(({ from }) => from <= day);
  const title = parameter.title[language];
  if (value === undefined) return title;
  const text = literalText(value.value, language, type);
  return language === 'zh' ? `${title}（${text}）` : `${title} (${text})`;
}

function operandWords(telling: Telling, operand: Operand, type: FactType): string {
  switch (operand.kind) {
    case 'literal':
      return literalText(operand.literal, telling.language, type);
    case 'parameter':
      return parameterWords(telling, operand.parameter, type);
    case 'fact':
      return pathWords(telling, operand.fact);
  }
}

/** Signs stay signs; words are translated. */
function signOf(leaf: Exclude<Leaf, { readonly kind: 'holds' }>, language: Language): string {
  const operator = operatorOf(leaf);
  if (operator === null) return '';
  return /^[\p{L} ]+$/u.test(operator.spelling) ? operator.title[language] : operator.spelling;
}

function bracketed(telling: Telling, member: Condition, parent: 'all' | 'any'): string {
  const inner = member.kind === 'shared' ? member.of : member;
  const text = conditionWords(telling, member);
  if ((inner.kind !== 'all' && inner.kind !== 'any') || inner.kind === parent || inner.of.length < 2) return text;
  return telling.language === 'zh' ? `（${text}）` : `(${text})`;
}

const joints: Readonly<Record<'all' | 'any' | 'not', Localized>> = {
  all: { zh: '，并且 ', en: ' and ' },
  any: { zh: '，或者 ', en: ' or ' },
  not: { zh: '并非：…', en: 'not: …' },
};
