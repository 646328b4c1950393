/** The distribution of a fact as Markdown: figures, and a histogram made of letters. */
import type { Language } from '../../../engine/diagnostics/diagnostic.ts';
import type { FactType } from '../../../engine/model/fact.ts';
import { exact } from '../../../engine/model/number.ts';
import { valueText } from '../../../engine/model/text.ts';
import type { Distribution, Spread } from './messages.ts';

export function distributionLines(
  distribution: Distribution,
  type: FactType,
  unit: string | null,
  language: Language,
): readonly string[] {
  const zh = language === 'zh';
  const { count, unknown, empty } = distribution;
  const figures = [
    zh ? `共 ${count}` : `${count} in all`,
    ...(unknown > 0 ? [zh ? `未知 ${unknown}` : `${unknown} unknown`] : []),
    ...(empty > 0 ? [zh ? `无值 ${empty}` : `${empty} without a value`] : []),
    ...(distribution.kind === 'numbers' && distribution.ranges > 0
      ? [zh ? `不能确定为一个数 ${distribution.ranges}` : `${distribution.ranges} not one number for certain`]
      : []),
  ];
  const head = `${zh ? '现有数据' : 'In the data'}: ${figures.join(' · ')}`.replace(': ', zh ? '：' : ': ');
  switch (distribution.kind) {
    case 'numbers':
      return [head, ...spreadLines(distribution.spread, (value) => numberText(value, type, unit, language), language)];
    case 'dates':
      return [head, ...spreadLines(distribution.spread, (value) => value, language)];
    case 'values':
      return [head, ...valueLines(distribution, type, language)];
  }
}

function spreadLines<T>(spread: Spread<T> | null, text: (value: T) => string, language: Language): readonly string[] {
  if (spread === null) return [];
  const { smallest, quartiles, largest, bars } = spread;
  const words = titles[language];
  const cells = [smallest, ...quartiles, largest].map(text);
  const table = [`| ${words.join(' | ')} |`, `|${'---|'.repeat(words.length)}`, `| ${cells.join(' | ')} |`].join('\n');
  return bars.length === 0 ? [table] : [table, `\`${histogram(bars)}\` ${text(smallest)} – ${text(largest)}`];
}

const titles: Readonly<Record<Language, readonly string[]>> = {
  zh: ['最小', '下四分位', '中位', '上四分位', '最大'],
  en: ['smallest', 'lower quartile', 'median', 'upper quartile', 'largest'],
};

const blocks = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** A letter for each bar; what is there is never too low to be seen. */
export function histogram(bars: readonly number[]): string {
  const most = Math.max(1, ...bars);
  return bars.map((bar) => blocks[bar === 0 ? 0 : Math.max(1, Math.round((bar / most) * 8))]).join('');
}

/** Values that are told one by one; texts that are mostly names are not. */
const mostShown = 12;

function valueLines(
  { values, distinct, count }: Extract<Distribution, { kind: 'values' }>,
  type: FactType,
  language: Language,
): readonly string[] {
  const zh = language === 'zh';
  if (type.kind === 'text' && distinct > count / 2 && distinct > mostShown) {
    return [zh ? `${distinct} 种不同的值` : `${distinct} different values`];
  }
  const shown = values.slice(0, mostShown);
  const most = Math.max(1, ...shown.map((one) => one.count));
  const lines = shown.map(({ value, count: times }) => {
    const said =
      type.kind === 'boolean'
        ? ({ kind: 'boolean', value: value === 'true' } as const)
        : ({ kind: 'text', value } as const);
    const name = valueText(said, type, language);
    const bar = '█'.repeat(Math.max(1, Math.round((times / most) * 10)));
    return `| ${escaped(name)} | ${times} | \`${bar}\` |`;
  });
  const rest = distinct - shown.length;
  const table =
    lines.length === 0 ? [] : [[zh ? '| 值 | 数量 | |' : '| value | count | |', '|---|---:|---|', ...lines].join('\n')];
  return rest > 0 ? [...table, zh ? `另有 ${rest} 种` : `and ${rest} more`] : table;
}

function numberText(value: number, type: FactType, unit: string | null, language: Language): string {
  const number = exact(Number(value.toFixed(9)));
  const text = valueText({ kind: 'number', range: { low: number, high: number } }, type, language);
  return unit === null ? text : `${text} ${unit}`;
}

function escaped(text: string): string {
  return text.replace(/[|\\`*_<>[\]]/g, '\\$&').replace(/\s+/g, ' ');
}
