/** How the main standard and those within it stood in the periods before, each as it was judged at its own end. */
import { rateText } from '../../assess/rate-text.ts';
import type { Standard } from '../../model/policy.ts';
import { columns as drawColumns, type PeriodColumn } from '../chart/columns.ts';
import { chartFigure } from '../chart/figure.ts';
import { dash } from '../page/figures.ts';
import { type Html, html } from '../page/html.ts';
import { stateWords } from '../page/states.ts';
import { table } from '../page/table.ts';
import { given, time } from '../page/texts.ts';
import type { Bulletin, PeriodFigures } from './bulletin.ts';
import { type Counted, countCell, counted, isShown, rateCell, showsRate } from './cells.ts';
import type { Section } from './section.ts';
import { assessedOf } from './tally.ts';

export function trends(bulletin: Bulletin): Section | null {
  const { language, main, within, trend } = bulletin;
  if (main === null) return null;
  const shown = trend.slice(firstJudged(trend, main));
  const title = words.title[language];
  if (shown.length < 2) return { id: 'trends', title, body: html`<p class="empty">${words.none[language]}</p>` };
  const drawn = shown.map((figures): PeriodColumn => {
    const one = of(figures, main);
    const hasParts = one !== null && (['pass', 'fail', 'undetermined'] as const).every((state) => isShown(one, state));
    return {
      label: figures.moment.period.name,
      parts: one === null || !hasParts ? null : one.tally,
      text: one === null ? '–' : showsRate(one) ? rateText(one.tally.pass, assessedOf(one.tally)) : '＊',
    };
  });
  const legend = html`<ul class="legend">${(['pass', 'undetermined', 'fail'] as const).map(
    (state) => html`<li><span class="swatch ${state}" aria-hidden="true"></span>${stateWords[state][language]}</li>`,
  )}</ul>`;
  const body = chartFigure({
    name: 'trend',
    title: given(main.title[language], 'title'),
    words: words.chart[language],
    legend,
    draw: (width, name) => drawColumns(drawn, width, name),
    table: trendTable(bulletin, shown, [main, ...within]),
    summary: words.table[language],
    isTableOpen: true,
  });
  return { id: 'trends', title, body };
}

/** What lies before the first period in which something could be decided says nothing. */
function firstJudged(trend: readonly PeriodFigures[], main: Standard): number {
  const found = trend.findIndex((figures) => {
    const tally = of(figures, main)?.tally;
    return tally !== undefined && tally.pass + tally.fail > 0;
  });
  return found < 0 ? trend.length : found;
}

function trendTable(bulletin: Bulletin, shown: readonly PeriodFigures[], standards: readonly Standard[]): Html {
  const { language } = bulletin;
  const right = 'right' as const;
  const [main, ...within] = standards as readonly [Standard, ...Standard[]];
  const columns = [
    { title: words.period[language], isHead: true as const },
    { title: words.rate[language], align: right },
    { title: stateWords.pass[language], align: right },
    { title: stateWords.undetermined[language], align: right },
    { title: stateWords.fail[language], align: right },
    ...within.map((standard) => ({ title: given(standard.title[language], 'title'), align: right })),
  ];
  const rows = shown.toReversed().map((figures) => {
    const one = of(figures, main);
    return [
      time(figures.moment.period.name),
      one === null ? dash : rateCell(one, language),
      ...(['pass', 'undetermined', 'fail'] as const).map((state) =>
        one === null ? dash : countCell(one, state, language),
      ),
      ...within.map((standard) => {
        const inner = of(figures, standard);
        return inner === null ? dash : rateCell(inner, language);
      }),
    ];
  });
  return table(columns, rows, { caption: words.caption[language] });
}

function of({ standards }: PeriodFigures, { name }: Standard): Counted | null {
  const figures = standards.get(name);
  return figures === undefined ? null : counted(figures);
}

const words = {
  title: { zh: '走势', en: 'Trends' },
  none: { zh: '还没有更早的考核期可以比较。', en: 'There is no earlier period to compare with yet.' },
  chart: {
    zh: html`各期达标、待定、未达标的单位数，柱顶为达标率。较早各期按各自期末的情况考核。`,
    en: html`Units up to standard, undetermined and not up to standard; above each column the rate. Earlier periods are judged as of their own end.`,
  },
  table: { zh: '图中的数，和各项标准的达标率', en: 'The figures of the chart, and the rates of the standards within' },
  caption: { zh: '各期的结论和达标率', en: 'Verdicts and rates by period' },
  period: { zh: '考核期', en: 'Period' },
  rate: { zh: '达标率', en: 'Rate' },
} as const;
