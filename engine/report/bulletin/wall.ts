/** The wall chart (挂图作战): every unit a tile in its territory, its state by sign, outline and colour. */
import { subjectNames } from '../../assess/subject-names.ts';
import { lineRollup } from '../lines.ts';
import { type Html, html } from '../page/html.ts';
import { type State, sign, states, stateWords } from '../page/states.ts';
import { given } from '../page/texts.ts';
import type { Bulletin, StandardFigures } from './bulletin.ts';
import { countCell, counted, isShown, rateCell } from './cells.ts';
import type { Section } from './section.ts';
import { type Subject, subjectsOf } from './tally.ts';

/** Of tiles: beyond them a page would no longer open in a moment. */
const MOST_TILES = 10_000;

/** From so many on, names of those that are up to standard are shown on demand. */
const MANY_TILES = 240;

export async function wall(bulletin: Bulletin): Promise<Section | null> {
  const { language, main, now, results, model } = bulletin;
  const figures = main === null ? undefined : now.standards.get(main.name);
  if (main === null || figures === undefined) return null;
  const territory = figures.rollups.some(({ name }) => name === lineRollup('territory'))
    ? lineRollup('territory')
    : null;
  const subjects = await subjectsOf(results, bulletin, main, {
    rollups: territory === null ? [] : [territory],
    states,
    limit: MOST_TILES,
  });
  const names = await subjectNames(
    results,
    model,
    main.entity,
    subjects.map(({ key }) => key),
  );
  const groups = new Map<string, Subject[]>();
  for (const subject of subjects) {
    const group = subject.groups[0] ?? '';
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [subject]);
    else known.push(subject);
  }
  const isDense = subjects.length > MANY_TILES;
  // Of many, those that need looking at stand together; of few each keeps its place from month to month.
  if (isDense)
    for (const members of groups.values()) members.sort((a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state));
  const streets = [...groups].map(([group, members]) => street(bulletin, figures, territory, group, members, names));
  const total = [...figures.members].reduce((sum, { count }) => sum + count, 0);
  const rest = total > subjects.length ? html`<p class="note">${words.more[language]}</p>` : null;
  const legend = states.map((state) => html`<li>${sign(state)} ${stateWords[state][language]}</li>`);
  const body = html`<p class="note">${words.intro[language](given(main.title[language], 'title'))}</p>
<ul class="legend">${legend}${bulletin.audience === 'public' ? html`<li><span class="sign not-applicable" aria-hidden="true">＊</span> ${words.unstated[language]}</li>` : null}</ul>
<div class="tools" data-search="wall-list" hidden><label>${words.search[language]} <input type="search" autocomplete="off" spellcheck="false"></label><span role="status"></span></div>
${isDense ? html`<p class="tools"><label><input type="checkbox" id="wall-names"> ${words.names[language]}</label></p>` : null}
<ul class="streets" id="wall-list">
${streets}</ul>${rest}`;
  return { id: 'wall', title: words.title[language], body: isDense ? html`<div class="dense">${body}</div>` : body };
}

function street(
  bulletin: Bulletin,
  figures: StandardFigures,
  territory: string | null,
  group: string,
  members: readonly Subject[],
  names: ReadonlyMap<string, string>,
): Html {
  const { language, lineNames } = bulletin;
  const tally = counted(figures, territory === null ? null : { rollup: territory, group });
  const name = group === '' ? words.none[language] : (lineNames.territory?.names.get(group) ?? group);
  const title = territory === null ? words.all[language] : given(name, group === '' ? 'word' : 'name');
  const sums = (['pass', 'fail', 'undetermined'] as const)
    .filter((state) => state !== 'undetermined' || !isShown(tally, state) || tally.tally.undetermined > 0)
    .map(
      (state) =>
        html`<span>${sign(state)} <span class="heard">${stateWords[state][language]} </span>${countCell(tally, state, language)}</span>`,
    );
  const isStated = figures.disclosure.showsMembers(territory, group);
  const shown = isStated ? members : members.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const tiles = shown.map(({ key, state }) => tile(bulletin, key, names.get(key) ?? null, isStated ? state : null));
  return html`<li class="street"><div class="head"><h3>${title}<span>${rateCell(tally, language)}</span></h3><p class="sum">${sums}</p></div>
<ul class="tiles">
${tiles}</ul></li>\n`;
}

function tile({ language }: Bulletin, key: string, name: string | null, state: State | null): Html {
  const text = name === null ? given(key, 'key') : given(name, 'name');
  if (state === null)
    return html`<li class="tile unstated" data-find="${key}"><i aria-hidden="true">＊</i>${text}</li>\n`;
  const content = html`<i aria-hidden="true">${tileSigns[state]}</i>${text}<span class="heard">${stateWords[state][language]}</span>`;
  // Passing tiles are many: what their state is called stands once, in the list's legend, and in the class.
  return html`<li class="tile ${state}" data-find="${key}">${content}</li>\n`;
}

const urgency: readonly State[] = ['fail', 'undetermined', 'pass', 'not-applicable'];

const tileSigns: Readonly<Record<State, string>> = { pass: '✓', fail: '✗', undetermined: '?', 'not-applicable': '–' };

const words = {
  title: { zh: '挂图作战', en: 'Wall chart' },
  intro: {
    zh: (standard: Html) => html`每个单位一格，按属地分片；${standard}的结论用符号、边框和颜色表示。`,
    en: (standard: Html) =>
      html`Each unit is a tile in its territory; the verdict by ${standard} shows as a sign, an outline and a colour.`,
  },
  unstated: {
    zh: '所在片的数太小，不公布各单位的结论',
    en: 'single verdicts are not published where counts are small',
  },
  search: { zh: '找单位', en: 'Find a unit' },
  names: { zh: '显示全部单位的名称', en: 'Show the names of all units' },
  none: { zh: '没有属地', en: 'No territory' },
  all: { zh: '全部单位', en: 'All units' },
  more: {
    zh: '单位太多，这里只列出前面的；其余见考核结果 standings.csv。',
    en: 'There are too many units to show; the others stand in the assessment’s standings.csv.',
  },
} as const;
