/** Every rule with its verdicts; where a project has no standard, this is its bulletin. */
import { count, source } from '../page/figures.ts';
import { html } from '../page/html.ts';
import { stateWords } from '../page/states.ts';
import { table } from '../page/table.ts';
import { given } from '../page/texts.ts';
import type { Bulletin } from './bulletin.ts';
import type { Section } from './section.ts';
import { ruleTally, totalOf } from './tally.ts';

/** The public reads of standards: what single rules find would tell of counts that are withheld. */
export async function rules(bulletin: Bulletin): Promise<Section | null> {
  const { language, model, results, audience, project, main } = bulletin;
  if (audience === 'public') return null;
  const period = bulletin.moment.period.name;
  const states = ['pass', 'fail', 'undetermined', 'not-applicable'] as const;
  const rows = [];
  for (const rule of model.rules.values()) {
    const tally = await ruleTally(results, bulletin, rule);
    if (totalOf(tally) === 0) continue;
    const clause = rule.cites === null ? undefined : project.analysis.clauses.get(rule.cites);
    rows.push([
      given(rule.title[language], 'title'),
      given(model.dictionary.entities.get(rule.entity)?.title[language] ?? rule.entity, 'title'),
      ...states.map((state) => count(tally[state], source('verdicts', period, rule.entity, rule.name, state))),
      clause === undefined ? html`` : given(clause.title, 'clause'),
    ]);
  }
  if (rows.length === 0) return null;
  const columns = [
    { title: words.rule[language], isHead: true as const },
    { title: words.about[language] },
    ...states.map((state) => ({ title: stateWords[state][language], align: 'right' as const })),
    { title: words.clause[language] },
  ];
  const title = words.title[language];
  const list = table(columns, rows, { caption: title, sortable: true });
  const body = html`<p class="note">${words.waived[language]}</p><details${main === null ? html` open` : null}><summary>${words.show[language]}</summary>\n${list}</details>`;
  return { id: 'rules', title, body };
}

const words = {
  title: { zh: '逐条规则', en: 'Rule by rule' },
  show: { zh: '各条规则的结论', en: 'The verdicts of each rule' },
  rule: { zh: '规则', en: 'Rule' },
  about: { zh: '对象', en: 'About' },
  clause: { zh: '依据', en: 'Clause' },
  waived: { zh: '豁免的计入达标。', en: 'What is waived counts as up to standard.' },
} as const;
