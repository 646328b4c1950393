/** Building blocks of the schemas. Every node that can be wrong says in `expected` what belongs there, in both languages. */
import type { Localized } from '../../diagnostics/diagnostic.ts';

/** A JSON schema (draft-07) of which each property with a type has `expected`. */
export interface Schema {
  readonly [keyword: string]: unknown;
  readonly expected?: Localized;
  readonly properties?: Readonly<Record<string, Schema>>;
}

export const text: Schema = {
  type: 'string',
  minLength: 1,
  expected: { zh: '非空文本', en: 'a text that is not empty' },
};
export const anyText: Schema = { type: 'string', expected: { zh: '文本', en: 'a text' } };
export const character: Schema = { type: 'string', maxLength: 1, expected: { zh: '一个字符', en: 'one character' } };
export const yesOrNo: Schema = { type: 'boolean', expected: { zh: ' true 或 false', en: 'true or false' } };
export const count: Schema = {
  type: 'integer',
  minimum: 0,
  expected: { zh: '不小于 0 的整数', en: 'an integer of at least 0' },
};
export const ordinal: Schema = {
  type: 'integer',
  minimum: 1,
  expected: { zh: '不小于 1 的整数', en: 'an integer of at least 1' },
};
export const anything: Schema = {};

export const localized: Schema = {
  anyOf: [
    { type: 'string' },
    {
      type: 'object',
      properties: { zh: { type: 'string' }, en: { type: 'string' } },
      additionalProperties: false,
      minProperties: 1,
    },
  ],
  expected: { zh: '文本，或中英文各一：{ zh: …, en: … }', en: 'a text, or one in each language: { zh: …, en: … }' },
};

export const names: Schema = {
  anyOf: [text, { type: 'array', items: text, minItems: 1, uniqueItems: true }],
  expected: { zh: '一个名称或名称的列表', en: 'a name or a list of names' },
};

export function list(items: Schema, expected: Localized, more: Readonly<Record<string, unknown>> = {}): Schema {
  return { type: 'array', items, expected, ...more };
}

export function object(
  properties: Readonly<Record<string, Schema>>,
  expected: Localized,
  more: Readonly<Record<string, unknown>> = {},
): Schema {
  return { type: 'object', properties, expected, ...more };
}

export function oneOf(...values: string[]): Schema {
  return { enum: values, expected: { zh: `以下之一：${values.join('、')}`, en: `one of: ${values.join(', ')}` } };
}
