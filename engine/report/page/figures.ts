/**
 * Figures on a page. Each stands in an element that carries its exact value and where in the tables of `assess` it comes from
 * (`data-from`: table, key and column, parts as in a URL), so that a page can be read back and compared.
 */
import { rateText } from '../../assess/rate-text.ts';
import type { Language } from '../../diagnostics/diagnostic.ts';
import { type Html, html } from './html.ts';

/** Where a figure comes from; see `source`. */
export type Source = string;

/** `source('rollups', '2021-11', 'by-street', '新城街道', 'three-zero', 'passed')` */
export function source(table: string, ...key: readonly string[]): Source {
  return [table, ...key].map(encodeURIComponent).join('/');
}

export function count(value: number, from: Source): Html {
  return figure(value, countText(value), from);
}

function countText(value: number): string {
  return value.toLocaleString('en-US');
}

/** Of counts, as people read it; its value has six digits after the point, as the roll-ups have. */
export function share(passed: number, assessed: number, from: Source): Html {
  if (assessed === 0) return dash;
  return figure(rateOf(passed, assessed), rateText(passed, assessed), from);
}

/** passed / assessed, rounded half up to six digits. */
export function rateOf(passed: number, assessed: number): number {
  return Number((BigInt(passed) * 2_000_000n + BigInt(assessed)) / (BigInt(assessed) * 2n)) / 1_000_000;
}

/** A difference between two counts, or in points between two rates: `▲ 2`, `▼ 1.2`, `＝`. */
export function change(value: number, of: 'count' | 'rate', language: Language, from: Source): Html {
  const amount = Math.abs(of === 'rate' ? Math.round(value * 1000) / 10 : value);
  const text = of === 'rate' ? amount.toFixed(1) : countText(amount);
  const sign = amount === 0 ? '＝' : value > 0 ? '▲' : '▼';
  const said = amount === 0 ? words.same : value > 0 ? words.up : words.down;
  const shown = amount === 0 ? html`${sign}` : html`<span aria-hidden="true">${sign}</span> ${text}`;
  const unit = of === 'rate' && amount !== 0 ? html`<span class="unit">${words.points[language]}</span>` : null;
  return html`<data class="change" value="${value}" data-from="${from}"><span class="heard">${said[language]} </span>${shown}${unit}</data>`;
}

/** Nothing was counted. */
export const dash: Html = html`<span class="none">–</span>`;

/** A figure that is not published. */
export function withheld(language: Language): Html {
  return html`<span class="withheld" title="${words.withheld[language]}"><span aria-hidden="true">＊</span><span class="heard">${words.withheld[language]}</span></span>`;
}

function figure(value: number, text: string, from: Source): Html {
  return html`<data value="${value}" data-from="${from}">${text}</data>`;
}

const words = {
  same: { zh: '持平', en: 'unchanged' },
  up: { zh: '上升', en: 'up' },
  down: { zh: '下降', en: 'down' },
  points: { zh: '个百分点', en: ' points' },
  withheld: { zh: '数太小，不公布', en: 'suppressed: too small a count' },
} as const;
