/** The roll-ups: ranks with their change, rates as bars, and the counts behind them. */
import { rateText } from '../../assess/rate-text.ts';
import type { Rollup } from '../../model/policy.ts';
import { type Bar, bars } from '../chart/bars.ts';
import { chartFigure } from '../chart/figure.ts';
import { isStated } from '../lines.ts';
import { change, count, dash, source, withheld } from '../page/figures.ts';
import { type Html, html } from '../page/html.ts';
import { stateWords } from '../page/states.ts';
import { type Column, table } from '../page/table.ts';
import { given } from '../page/texts.ts';

import { type Bulletin, rankId, type StandardFigures } from './bulletin.ts';
import { type Counted, countCell, counted, rate, rateCell, rateChangeCell, showsRate, sourceOf } from './cells.ts';
import { byTitle, groupTitle } from './groups.ts';
import type { Section } from './section.ts';
import { assessedOf } from './tally.ts';

export function rankings(bulletin: Bulletin): Section | null {
  const { language, main, model, now } = bulletin;
  const stated = [...model.rollups.values()].filter(
    ({ name, standard }) => isStated(name) && now.standards.has(standard),
  );
  const first = stated.filter(({ standard }) => standard === main?.name);
  const others = stated.filter(({ standard }) => standard !== main?.name);
  // Ranked ones first: they are what streets look for.
  const ordered = [...first.filter(isRanked), ...first.filter((one) => !isRanked(one))];
  if (stated.length === 0) return null;
  const rest = others.map(
    (rollup) => html`<details><summary>${given(rollup.title[language], 'title')}</summary>
${groupTable(bulletin, rollup)}</details>\n`,
  );
  const body = html`${ordered.map((rollup) => chart(bulletin, rollup))}${
    rest.length === 0 ? null : html`<div class="more"><h3>${words.others[language]}</h3>\n${rest}</div>`
  }`;
  return { id: 'rankings', title: words.title[language], body };
}

/** Of a roll-up that no chart shows. */
export function groupTable(bulletin: Bulletin, rollup: Rollup): Html {
  return tableOf(bulletin, rollup, rowsOf(bulletin, rollup));
}

interface Row {
  readonly group: string;
  readonly title: string;
  readonly now: Counted;
  readonly before: Counted | null;
  readonly rank: number | null;
  readonly rankBefore: number | null;
}

function chart(bulletin: Bulletin, rollup: Rollup): Html {
  const { language } = bulletin;
  const rows = rowsOf(bulletin, rollup);
  const drawn: readonly Bar[] = rows.slice(0, MOST_BARS).map(({ title, now }) => {
    const assessed = assessedOf(now.tally);
    const shown = showsRate(now);
    return {
      label: title,
      value: shown && assessed > 0 ? rate(now) : null,
      text: shown ? rateText(now.tally.pass, assessed) : '＊',
    };
  });
  return chartFigure({
    name: `rollup-${rollup.name.replace(/[^A-Za-z0-9]/g, (sign) => `_${sign.codePointAt(0)}`)}`,
    title: given(rollup.title[language], 'title'),
    words: html`${words.bars[language]}${rows.length > MOST_BARS ? words.first[language] : ''}`,
    draw: (width, name) => bars(drawn, width, name),
    table: tableOf(bulletin, rollup, rows),
    summary: words.table[language],
    isTableOpen: true,
  });
}

/** Beyond so many a chart is a list. */
const MOST_BARS = 30;

/** Beyond so many a page would no longer be read. */
const MOST_ROWS = 500;

function isRanked({ show }: Rollup): boolean {
  return show.includes('rank');
}

/** By rank, then by name; of those without a rank by name. */
function rowsOf(bulletin: Bulletin, rollup: Rollup): readonly Row[] {
  const { now, before } = bulletin;
  const figures = now.standards.get(rollup.standard);
  if (figures === undefined) return [];
  const earlier = before?.model.rollups.has(rollup.name) === true ? before.standards.get(rollup.standard) : undefined;
  const groupsBefore = new Set(earlier === undefined ? [] : groupsOf(earlier, rollup));
  const rows = groupsOf(figures, rollup).map(
    (group): Row => ({
      group,
      title: groupTitle(bulletin, rollup, group),
      now: counted(figures, { rollup: rollup.name, group }),
      before:
        earlier === undefined || !groupsBefore.has(group) ? null : counted(earlier, { rollup: rollup.name, group }),
      rank: now.ranks.get(rankId(rollup.name, group)) ?? null,
      rankBefore: before?.ranks.get(rankId(rollup.name, group)) ?? null,
    }),
  );
  const place = ({ rank }: Row): number =>
    isRanked(rollup) && showsRanks(figures, rollup) ? (rank ?? Number.MAX_SAFE_INTEGER) : 0;
  return rows.sort((a, b) => place(a) - place(b));
}

function tableOf(bulletin: Bulletin, rollup: Rollup, rows: readonly Row[]): Html {
  const { language, before } = bulletin;
  const ranked = isRanked(rollup);
  const right = 'right' as const;
  const columns: readonly Column[] = [
    ...(ranked
      ? [
          { title: words.rank[language], align: right },
          { title: words.rankChange[language], align: right },
        ]
      : []),
    { title: given(byTitle(bulletin, rollup), 'title'), isHead: true },
    { title: words.rate[language], align: right },
    { title: words.change[language], align: right },
    { title: stateWords.pass[language], align: right },
    { title: stateWords.fail[language], align: right },
    { title: stateWords.undetermined[language], align: right },
    { title: words.assessed[language], align: right },
  ];
  const cells = rows
    .slice(0, MOST_ROWS)
    .map((row) => [
      ...(ranked ? [rankCell(row, language), rankChangeCell(row, before !== null, language)] : []),
      given(row.title, 'name'),
      rateCell(row.now, language),
      rateChangeCell(row.now, row.before, language),
      countCell(row.now, 'pass', language),
      countCell(row.now, 'fail', language),
      countCell(row.now, 'undetermined', language),
      countCell(row.now, 'assessed', language),
    ]);
  const rest = rows.length - cells.length;
  const from = source('rollups', bulletin.moment.period.name, rollup.name, 'after', String(cells.length));
  const more = rest > 0 ? html`<p class="note">${words.more[language](count(rest, from))}</p>` : null;
  return html`${table(columns, cells, { caption: given(rollup.title[language], 'title'), sortable: true })}${more}`;
}

function rankCell({ now, rank }: Row, language: Bulletin['language']): Html {
  if (!showsRanks(now.figures, { name: now.at?.rollup ?? '' })) return withheld(language);
  return rank === null ? dash : count(rank, sourceOf(now, 'rank'));
}

/** A smaller rank is a rise. */
function rankChangeCell(
  { now, before, rank, rankBefore }: Row,
  hasBefore: boolean,
  language: Bulletin['language'],
): Html {
  if (!hasBefore || before === null || rank === null || rankBefore === null) return dash;
  const name = now.at?.rollup ?? '';
  if (!showsRanks(now.figures, { name }) || !showsRanks(before.figures, { name })) return withheld(language);
  return change(rankBefore - rank, 'count', language, sourceOf(now, 'rank-change'));
}

function showsRanks({ disclosure }: StandardFigures, { name }: Pick<Rollup, 'name'>): boolean {
  return disclosure.showsRanks(name);
}

function groupsOf({ rollups, members }: StandardFigures, { name }: Rollup): readonly string[] {
  const at = rollups.findIndex((one) => one.name === name);
  return [...new Set(members.map(({ groups }) => groups[at] ?? ''))].sort();
}

const words = {
  title: { zh: '排名和汇总', en: 'Rankings and roll-ups' },
  others: { zh: '其他汇总', en: 'Other roll-ups' },
  bars: {
    zh: '达标率，从高到低；数和名次见下表。',
    en: 'Rates from the highest down; counts and ranks stand in the table.',
  },
  first: { zh: '图中只画排在前面的。', en: ' The chart shows the first of them.' },
  table: { zh: '图中的数', en: 'The figures of the chart' },
  rank: { zh: '名次', en: 'Rank' },
  rankChange: { zh: '名次变化', en: 'Change' },
  rate: { zh: '达标率', en: 'Rate' },
  change: { zh: '较上期', en: 'Against before' },
  assessed: { zh: '考核', en: 'Assessed' },
  more: {
    zh: (n: Html) => html`另有 ${n} 组，见考核结果 rollups.csv。`,
    en: (n: Html) => html`${n} more groups stand in the assessment’s rollups.csv.`,
  },
} as const;
