/** A chart on a page: a title and what it says in words, the drawing for wide and for narrow screens, and the table behind it. */
import { type Html, html } from '../page/html.ts';

export interface Chart {
  /** Names it among those of the page. */
  readonly name: string;
  readonly title: Html;
  /** What it shows, for those who don't see it. */
  readonly words: Html;
  readonly legend?: Html;
  draw(width: number, name: string): Html;
  /** The figures that it draws. */
  readonly table: Html;
  readonly summary: string;
  /** Whether the table is there to be read beside it, not only behind it. */
  readonly isTableOpen: boolean;
}

export function chartFigure({ name, title, words, legend, draw, table, summary, isTableOpen }: Chart): Html {
  return html`<div class="chart" id="chart-${name}"><figure>
<figcaption><span class="title">${title}</span><span class="note">${words}</span></figcaption>
${legend ?? null}<div class="wide" data-chart="${name}">${draw(WIDE, `${name}-w`)}</div><div class="narrow" data-chart="${name}">${draw(NARROW, `${name}-n`)}</div>
</figure>
<details${isTableOpen ? html` open` : null}><summary>${summary}</summary>
${table}</details></div>\n`;
}

const WIDE = 720;
const NARROW = 360;
