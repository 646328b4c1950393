/** Values, literals and templates as the texts that people read; semantics.md, "Texts of values". */
import type { Language } from '../diagnostics/diagnostic.ts';
import type { FactType, NumberType } from './fact.ts';
import { type Exact, exact, isKnown, type NumberRange } from './number.ts';
import type { FactPath, Literal, Template, TemplatePart } from './policy.ts';
import type { Value } from './value.ts';

export function valueText(value: Value, type: FactType, language: Language): string {
  switch (value.kind) {
    case 'number':
      return type.kind === 'number' ? rangeText(value.range, type, language) : words.unknown[language];
    case 'text':
      return codeTitle(value.value, type, language);
    case 'boolean':
      return words[value.value ? 'yes' : 'no'][language];
    case 'date':
      return value.value;
    case 'month':
      return value.value.slice(0, 7);
    case 'unknown':
    case 'empty':
      return words[value.kind][language];
  }
}

/** A parameter's or an operand's value, as it is written; where the fact it is compared with is given, in that fact's form. */
export function literalText(literal: Literal, language: Language, comparedWith: FactType | null = null): string {
  switch (literal.kind) {
    case 'number':
      return literal.percent === true || (comparedWith?.kind === 'number' && comparedWith.display === 'percent')
        ? percentText(exact(literal.value))
        : decimalText(exact(literal.value), 9);
    case 'text':
      return comparedWith === null ? literal.value : codeTitle(literal.value, comparedWith, language);
    case 'boolean':
      return words[literal.value ? 'yes' : 'no'][language];
    case 'date':
      return literal.value;
    case 'month':
      return literal.value.slice(0, 7);
  }
}

/** `street.name` */
export function pathText(path: FactPath): string {
  return [...path.through, path.fact].join('.');
}

/** The path of a text that `pathText` gave. */
export function pathNamed(text: string): FactPath {
  const steps = text.split('.');
  return { through: steps.slice(0, -1), fact: steps.at(-1) ?? '' };
}

/** A template filled in; `textOf` gives the text of a fact or parameter. */
export function templateText(
  template: Template,
  language: Language,
  textOf: (part: Exclude<TemplatePart, { kind: 'text' }>) => string,
): string {
  return template[language].map((part) => (part.kind === 'text' ? part.text : textOf(part))).join('');
}

const words = {
  unknown: { zh: '未知', en: 'unknown' },
  empty: { zh: '无', en: 'none' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
} as const;

function rangeText(range: NumberRange, type: NumberType, language: Language): string {
  const { low, high } = range;
  if (isKnown(range)) return numberText(range.low, type);
  const from = low === null ? null : numberText(low, type);
  const to = high === null ? null : numberText(high, type);
  if (from === null && to === null) return words.unknown[language];
  if (to === null) return language === 'zh' ? `至少 ${from}` : `at least ${from}`;
  if (from === null) return language === 'zh' ? `至多 ${to}` : `at most ${to}`;
  return language === 'zh' ? `${from} 至 ${to}` : `${from} to ${to}`;
}

function numberText(number: Exact, type: NumberType): string {
  if (type.display === 'percent') return percentText(number);
  return decimalText(number, type.form === 'fraction' ? 2 : 9);
}

function percentText(number: Exact): string {
  return `${decimalText(number.mul(100n), 1)}%`;
}

/** At most so many digits after the point, rounded half away from zero, trailing zeros dropped; never `-0`. */
function decimalText(number: Exact, digits: number): string {
  const scale = 10n ** BigInt(digits);
  const scaled = (number.n * scale * 2n + number.d) / (number.d * 2n);
  const fraction = (scaled % scale).toString().padStart(digits, '0').replace(/0+$/, '');
  const sign = number.s < 0n && scaled > 0n ? '-' : '';
  return `${sign}${scaled / scale}${fraction === '' ? '' : `.${fraction}`}`;
}

function codeTitle(value: string, type: FactType, language: Language): string {
  if (type.kind !== 'code') return value;
  return type.codes.find((code) => code.value === value)?.title[language] ?? value;
}
