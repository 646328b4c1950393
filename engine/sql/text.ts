/** Values and templates as texts in SQL, the same as model/text.ts makes; semantics.md, "Texts of values". */
import type { FactType, NumberType } from '../model/fact.ts';
import { typeComparedWith } from '../model/path.ts';
import type { Rule, Template, TemplatePart } from '../model/policy.ts';
import { literalText } from '../model/text.ts';
import type { Scope } from './condition.ts';
import { type Context, factAt, parameterValue } from './context.ts';
import type { Dialect } from './dialect.ts';
import { choose } from './logic.ts';
import { arithmeticOf, type SqlNumber } from './number.ts';
import { isPoint, type SqlNumberValue, type SqlValue } from './value.ts';

/** A template in the language of the messages; a sensitive fact is not shown. */
export function templateSql(context: Context, rule: Rule, template: Template, scope: Scope): string {
  const { dialect, language } = context;
  const partSql = (part: TemplatePart): string => {
    switch (part.kind) {
      case 'text':
        return dialect.text(part.text);
      case 'parameter': {
        const literal = parameterValue(context, part.parameter);
        return dialect.text(
          literal === null ? '' : literalText(literal, language, typeComparedWith(context.model, rule, part.parameter)),
        );
      }
      case 'fact': {
        const fact = factAt(context, rule.entity, part.fact);
        return fact.sensitive ? dialect.text(hidden) : valueTextSql(context, scope.fact(part.fact), fact.type);
      }
    }
  };
  const parts = template[language].map(partSql);
  return parts.length === 0 ? `''` : parts.join(' || ');
}

/** A group's name: the value as it stands in the data, the same in every language; nothing where it is not known. */
export function groupTextSql({ dialect }: Context, value: SqlValue): string {
  if (value.kind === 'number') {
    return isPoint(value) ? `coalesce(${numberText(dialect, value.low, value.type)}, '')` : `''`;
  }
  switch (value.type.kind) {
    case 'text':
    case 'code':
      return `coalesce(${value.sql}, '')`;
    case 'boolean':
      return `coalesce(CAST(${value.sql} AS ${dialect.types.text}), '')`;
    case 'date':
      return `coalesce(${dialect.dateText(value.sql)}, '')`;
    case 'month':
      return `coalesce(${dialect.monthText(value.sql)}, '')`;
  }
}

function valueTextSql({ dialect, language }: Context, value: SqlValue, type: FactType): string {
  const word = (name: keyof typeof words): string => dialect.text(words[name][language]);
  const nothing = value.empty === null ? word('unknown') : choose(value.empty, word('empty'), word('unknown'));
  if (value.kind === 'number') return `(${rangeText(dialect, language, value, nothing)})`;
  const known = plainText(dialect, value.sql, type, language, [word('yes'), word('no')]);
  return value.known && value.empty === null ? known : `coalesce(${known}, ${nothing})`;
}

const words = {
  unknown: { zh: '未知', en: 'unknown' },
  empty: { zh: '无', en: 'none' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
} as const;

const hidden = '***';

function plainText(
  dialect: Dialect,
  sql: string,
  type: FactType,
  language: 'zh' | 'en',
  [yes, no]: readonly [string, string],
): string {
  switch (type.kind) {
    case 'code': {
      const titled = type.codes.filter((code) => code.title[language] !== code.value);
      const cases = titled.map((code) => `WHEN ${dialect.text(code.value)} THEN ${dialect.text(code.title[language])}`);
      return cases.length === 0 ? sql : `CASE ${sql} ${cases.join(' ')} ELSE ${sql} END`;
    }
    case 'boolean':
      return `CASE ${sql} WHEN TRUE THEN ${yes} WHEN FALSE THEN ${no} END`;
    case 'date':
      return dialect.dateText(sql);
    case 'month':
      return dialect.monthText(sql);
    case 'text':
    case 'number':
      return sql;
  }
}

function rangeText(dialect: Dialect, language: 'zh' | 'en', value: SqlNumberValue, nothing: string): string {
  const low = numberText(dialect, value.low, value.type);
  if (isPoint(value)) return value.known ? low : `coalesce(${low}, ${nothing})`;
  const high = numberText(dialect, value.high, value.type);
  const [lowOpen, highOpen] = [`${value.low.sql} IS NULL`, `${value.high.sql} IS NULL`];
  const [atLeast, atMost, to] = language === 'zh' ? ['至少 ', '至多 ', ' 至 '] : ['at least ', 'at most ', ' to '];
  const same = arithmeticOf(dialect).compare(value.low, '=', value.high);
  return (
    `CASE WHEN ${lowOpen} AND ${highOpen} THEN ${nothing} WHEN ${highOpen} THEN '${atLeast}' || ${low} ` +
    `WHEN ${lowOpen} THEN '${atMost}' || ${high} WHEN ${same} THEN ${low} ELSE ${low} || '${to}' || ${high} END`
  );
}

function numberText(dialect: Dialect, number: SqlNumber, type: NumberType): string {
  if (type.display === 'percent') return `${rounded(dialect, number, 100, 1)} || '%'`;
  switch (number.form) {
    case 'integer':
      return `CAST(${number.sql} AS ${dialect.types.text})`;
    case 'decimal':
      return dialect.decimalText(number.sql);
    case 'fraction':
      return rounded(dialect, number, 1, 2);
  }
}

/** So many digits after the point, rounded half away from zero, trailing zeros and the sign of zero dropped. */
function rounded(dialect: Dialect, number: SqlNumber, times: number, digits: number): string {
  const fraction = arithmeticOf(dialect).lowest(number);
  const wide = (sql: string): string => `CAST(${sql} AS ${dialect.types.wide})`;
  const per = fraction.per ?? '1';
  const power = 10 ** digits;
  const size = `abs(${wide(fraction.sql)})`;
  const scaled = dialect.quotient(`${size} * ${times * power * 2} + ${wide(per)}`, `${wide(per)} * 2`);
  const text = (sql: string): string => `CAST(${sql} AS ${dialect.types.text})`;
  const whole = text(dialect.quotient(scaled, String(power)));
  const after = `lpad(${text(`(${scaled}) % ${power}`)}, ${digits}, '0')`;
  const sign = `CASE WHEN ${fraction.sql} < 0 AND (${scaled}) > 0 THEN '-' ELSE '' END`;
  return `(${sign} || rtrim(rtrim(${whole} || '.' || ${after}, '0'), '.'))`;
}
