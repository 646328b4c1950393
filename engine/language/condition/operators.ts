/** Every operator of a condition, in one place: how it is written, what it applies to, its name in json-rules-engine. */
import type { Localized } from '../../diagnostics/diagnostic.ts';
import type { Comparison } from '../../model/condition.ts';
import type { FactType } from '../../model/fact.ts';

type TypeKind = FactType['kind'];

export type OperatorForm =
  | { readonly kind: 'compare'; readonly operator: Comparison }
  | { readonly kind: 'in' | 'contains' | 'known'; readonly negated: boolean }
  | { readonly kind: 'between' | 'matches' };

export interface Operator {
  /** The one canonical spelling. */
  readonly spelling: string;
  /** Other spellings that are read as it. */
  readonly also: readonly string[];
  /** Spellings of other languages: understood, and reported with the right one. */
  readonly foreign: readonly string[];
  /** The name in json-rules-engine's JSON; ours where it has none. */
  readonly json: string;
  readonly form: OperatorForm;
  /** The types of facts that it applies to. */
  readonly on: readonly TypeKind[];
  readonly title: Localized;
}

const every: readonly TypeKind[] = ['number', 'text', 'code', 'boolean', 'date', 'month'];
const ordered: readonly TypeKind[] = ['number', 'date', 'month'];
const dates: readonly TypeKind[] = ['date', 'month'];
const texts: readonly TypeKind[] = ['text', 'code'];

export const operators: readonly Operator[] = [
  compare('=', [], ['==', '===', 'equals', '等于'], 'equal', every, '等于', 'equals'),
  compare('≠', ['!='], ['<>', '!==', '不等于'], 'notEqual', every, '不等于', 'is not'),
  compare('<', [], ['小于'], 'lessThan', ordered, '小于', 'is less than'),
  compare('≤', ['<='], ['=<', '小于等于', '不大于'], 'lessThanInclusive', ordered, '不大于', 'is at most'),
  compare('>', [], ['大于'], 'greaterThan', ordered, '大于', 'is greater than'),
  compare('≥', ['>='], ['=>', '大于等于', '不小于'], 'greaterThanInclusive', ordered, '不小于', 'is at least'),
  compare('before', [], ['早于'], 'before', dates, '早于', 'is before'),
  compare('after', [], ['晚于'], 'after', dates, '晚于', 'is after'),
  word('in', 'in', { kind: 'in', negated: false }, every, '属于', 'is one of'),
  word('not in', 'notIn', { kind: 'in', negated: true }, every, '不属于', 'is none of'),
  word('between', 'between', { kind: 'between' }, ordered, '介于（含两端）', 'lies between, ends included'),
  word('matches', 'matches', { kind: 'matches' }, texts, '符合模式', 'matches the pattern'),
  word('contains', 'contains', { kind: 'contains', negated: false }, texts, '包含', 'contains'),
  word('not contains', 'doesNotContain', { kind: 'contains', negated: true }, texts, '不包含', 'does not contain'),
  word('is known', 'isKnown', { kind: 'known', negated: false }, every, '已知', 'is known'),
  word('is unknown', 'isUnknown', { kind: 'known', negated: true }, every, '未知', 'is unknown'),
];

/** The operator that a spelling stands for, foreign ones included, or by its name in JSON. */
export const operatorBySpelling: ReadonlyMap<string, Operator> = new Map(
  operators.flatMap((operator) =>
    [operator.spelling, ...operator.also, ...operator.foreign].map((spelling) => [spelling, operator] as const),
  ),
);

export const operatorByJsonName: ReadonlyMap<string, Operator> = new Map(
  operators.map((operator) => [operator.json, operator]),
);

/** The operator of a leaf of the model or of a line. */
export function operatorOf(leaf: {
  readonly kind: string;
  readonly operator?: Comparison;
  readonly negated?: boolean;
}): Operator | null {
  const found = operators.find(({ form }) => {
    if (form.kind !== leaf.kind) return false;
    if (form.kind === 'compare') return form.operator === leaf.operator;
    return 'negated' in form ? form.negated === leaf.negated : true;
  });
  return found ?? null;
}

function compare(
  spelling: Comparison,
  also: readonly string[],
  foreign: readonly string[],
  json: string,
  on: readonly TypeKind[],
  zh: string,
  en: string,
): Operator {
  return { spelling, also, foreign, json, form: { kind: 'compare', operator: spelling }, on, title: { zh, en } };
}

function word(
  spelling: string,
  json: string,
  form: OperatorForm,
  on: readonly TypeKind[],
  zh: string,
  en: string,
): Operator {
  return { spelling, also: [], foreign: [], json, form, on, title: { zh, en } };
}
