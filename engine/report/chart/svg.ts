/** Charts as SVG, drawn by ECharts where the page is made: no script, no style attribute, the same bytes for the same figures. */
import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Html, printable, trusted } from '../page/html.ts';

use([BarChart, GridComponent, SVGRenderer]);

/** Colours by what they mean; the style sheet says what they look like, by day, by night and on paper. */
export const inks = {
  text: '#000001',
  quiet: '#000002',
  line: '#000003',
  pass: '#000004',
  fail: '#000005',
  undetermined: '#000006',
  track: '#000007',
} as const;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The drawing alone, hidden from those who listen: its figure has a text and a table. */
export function drawing(option: EChartsCoreOption, { width, height }: Size, name: string): Html {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: 'inherit', fontSize: fontSize }, ...option });
    return trusted(clean(chart.renderToSVGString(), name));
  } finally {
    chart.dispose();
  }
}

export const fontSize = 13;

/**
 * A text for a chart: its first characters, whole (`Intl.Segmenter`), between marks of isolation and without any that turn the
 * direction, since nothing in SVG keeps a name's direction to itself.
 */
export function chartText(text: string, most: number): string {
  const plain = printable(text).replace(directions, '').replace(/\s+/g, ' ').trim();
  const characters = [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(plain)].map(
    ({ segment }) => segment,
  );
  let width = 0;
  const shown = characters.findIndex((character) => {
    width += isWide.test(character) ? 2 : 1;
    return width > most;
  });
  return `\u2068${shown < 0 ? plain : `${characters.slice(0, Math.max(1, shown - 1)).join('')}…`}\u2069`;
}

/** Of a text, in half characters; at most `most`. */
export function chartWidth(text: string, most: number): number {
  return [...chartText(text, most)].reduce((sum, character) => sum + (isWide.test(character) ? 2 : 1), 0) - 2;
}

const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const isWide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef\p{Emoji_Presentation}]/u;

/** Takes out what a strict policy of the page refuses, and what counts the charts of a process. */
function clean(svg: string, name: string): string {
  const classOf = new Map<string, string>(Object.entries(inks).map(([ink, colour]) => [colour, ink]));
  return svg
    .replace(/<style ?>[\s\S]*?<\/style>/g, '')
    .replace(/ (?:style|class|ecmeta_\w+|xml:space|xmlns(?::\w+)?|version|baseProfile)="[^"]*"/g, '')
    .replace(/\bzr\d+-/g, `${name}-`)
    .replace(/<rect [^>]*fill="none"><\/rect>\n?/g, '')
    .replace(/ (fill|stroke)="(#[0-9a-f]{6})"/g, (whole, what: string, colour: string) => {
      const ink = classOf.get(colour);
      return ink === undefined ? whole : ` class="${what}-${ink}"`;
    })
    .replace(/class="([\w-]+)"([^>]*) class="([\w-]+)"/g, 'class="$1 $3"$2')
    .replace(/^<svg /, '<svg aria-hidden="true" focusable="false" ')
    .replace(/\n+/g, '');
}
