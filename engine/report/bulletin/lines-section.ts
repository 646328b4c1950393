/** The work list of each line (M11): how many of its units fail or are undetermined, by territory (块) and by department (条). */
import { type LineName, lineRollup } from '../lines.ts';
import { type Html, html } from '../page/html.ts';
import type { Bulletin } from './bulletin.ts';
import { groupTable } from './rankings.ts';
import type { Section } from './section.ts';

export function lines(bulletin: Bulletin): Section | null {
  const { language, main, model } = bulletin;
  const shown = (['territory', 'department'] as const).flatMap((line): Html[] => {
    const rollup = model.rollups.get(lineRollup(line));
    if (main === null || rollup === undefined || bulletin.lineNames[line] === null) return [];
    return [html`<h3>${words[line][language]}</h3>\n${groupTable(bulletin, rollup)}`];
  });
  if (shown.length === 0) return null;
  const body = html`<p class="note">${words.intro[language]}</p>${shown}`;
  return { id: 'lines', title: words.title[language], body };
}

const words: Readonly<Record<LineName | 'title' | 'intro', { readonly zh: string; readonly en: string }>> = {
  title: { zh: '条块责任', en: 'The two lines' },
  intro: {
    zh: '每个单位归两条线管：属地（块）和行业主管部门（条）。下面是各条线名下单位的结论。',
    en: 'Each unit answers to two lines, its territory and its line department. These are the verdicts on the units of each.',
  },
  territory: { zh: '块：按属地', en: 'By territory' },
  department: { zh: '条：按主管部门', en: 'By department' },
};
