/** The figures a reader came for: the main standard, those within it, and all others, each against the period before. */
import type { Standard } from '../../model/policy.ts';
import { type Html, html } from '../page/html.ts';
import { type State, sign, stateWords } from '../page/states.ts';
import { table } from '../page/table.ts';
import { given } from '../page/texts.ts';
import type { Bulletin } from './bulletin.ts';
import { type Counted, countCell, countChangeCell, counted, isShown, rateCell, rateChangeCell } from './cells.ts';
import type { Section } from './section.ts';

export function headline(bulletin: Bulletin): Section {
  const { language, main, within, before } = bulletin;
  const cards = within.map((one) => html`<li class="card">${figuresOf(bulletin, one, false)}</li>\n`);
  const without = before === null ? html`<p class="note">${words.noBefore[language]}</p>` : null;
  const body =
    main === null
      ? html`<p class="empty">${words.nothing[language]}</p>`
      : html`<div class="card main">${figuresOf(bulletin, main, true)}</div>
${cards.length === 0 ? null : html`<ul class="cards">${cards}</ul>`}${without}`;
  return { id: 'headline', title: words.title[language], body };
}

function figuresOf(bulletin: Bulletin, standard: Standard, isMain: boolean): Html {
  const { language } = bulletin;
  const { now, before } = both(bulletin, standard);
  const tallies = told(bulletin).map((state) => {
    const changed =
      isMain && before !== null && isShown(now, state) ? html` ${countChangeCell(now, before, state, language)}` : null;
    return html`<div><dt>${sign(state)} ${stateWords[state][language]}</dt><dd>${countCell(now, state, language)}${changed}</dd></div>`;
  });
  const assessed = html`<div><dt>${words.assessed[language]}</dt><dd>${countCell(now, 'assessed', language)}</dd></div>`;
  return html`<h3>${given(standard.title[language], 'title')}</h3>
<p class="big">${rateCell(now, language)}${before === null ? null : html` ${rateChangeCell(now, before, language)}`}</p>
<dl>${tallies}${assessed}</dl>`;
}

/** All standards that the main one does not rest on. */
export function otherStandards(bulletin: Bulletin): Section | null {
  const { language, model, others } = bulletin;
  if (others.length === 0) return null;
  const columns = [
    { title: words.standard[language], isHead: true as const },
    { title: words.about[language] },
    { title: words.rate[language], align: 'right' as const },
    { title: words.change[language], align: 'right' as const },
    ...told(bulletin).map((state) => ({ title: stateWords[state][language], align: 'right' as const })),
  ];
  const rows = others.map((standard) => {
    const { now, before } = both(bulletin, standard);
    const entity = model.dictionary.entities.get(standard.entity);
    return [
      given(standard.title[language], 'title'),
      given(entity?.title[language] ?? standard.entity, 'title'),
      rateCell(now, language),
      rateChangeCell(now, before, language),
      ...told(bulletin).map((state) => countCell(now, state, language)),
    ];
  });
  const title = words.others[language];
  return { id: 'standards', title, body: table(columns, rows, { caption: title, sortable: true }) };
}

/** How many a standard is not about tells the public nothing. */
function told({ audience }: Bulletin): readonly State[] {
  return audience === 'public' ? ['pass', 'fail', 'undetermined'] : ['pass', 'fail', 'undetermined', 'not-applicable'];
}

function both(
  { now, before }: Bulletin,
  { name }: Standard,
): { readonly now: Counted; readonly before: Counted | null } {
  const figures = now.standards.get(name);
  if (figures === undefined) throw new Error(`nothing was judged by ${name}`);
  const earlier = before?.standards.get(name);
  return { now: counted(figures), before: earlier === undefined ? null : counted(earlier) };
}

const words = {
  title: { zh: '总览', en: 'At a glance' },
  nothing: { zh: '本期没有对象按标准考核。', en: 'Nobody was judged by a standard in this period.' },
  noBefore: {
    zh: '没有上一期可比：那时没有施行的政策。',
    en: 'There is no earlier period to compare with: no policy was in force.',
  },
  others: { zh: '其他标准', en: 'Other standards' },
  standard: { zh: '标准', en: 'Standard' },
  about: { zh: '考核对象', en: 'About' },
  rate: { zh: '达标率', en: 'Rate' },
  change: { zh: '较上期', en: 'Change' },
  assessed: { zh: '考核', en: 'assessed' },
} as const;
