/** Figures that must add up: those of the bulletin itself, and those that rules compare with each other. */
import { quoteText } from '../../data/sql-text.ts';
import { factAt } from '../../model/path.ts';
import type { Rule, Standard } from '../../model/policy.ts';
import { leavesOf } from '../../model/reads.ts';
import { isStated } from '../lines.ts';
import { count, source, withheld } from '../page/figures.ts';
import { type Html, html } from '../page/html.ts';
import { type State, sign, stateWords } from '../page/states.ts';
import { table } from '../page/table.ts';
import { cited, given } from '../page/texts.ts';
import type { Bulletin, StandardFigures } from './bulletin.ts';
import { countCell, counted, isShown } from './cells.ts';
import type { Section } from './section.ts';
import { assessedOf, movesOf, ruleTally, type Tally, tallyOf } from './tally.ts';

export async function reconciliation(bulletin: Bulletin): Promise<Section | null> {
  const { language, main } = bulletin;
  const figures = main === null ? undefined : bulletin.now.standards.get(main.name);
  const parts = [
    figures === undefined ? null : sums(bulletin, figures),
    main === null ? null : await moves(bulletin, main),
    await compared(bulletin),
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return { id: 'reconciliation', title: words.title[language], body: html`${parts}` };
}

/** The groups of each roll-up against all subjects. */
function sums(bulletin: Bulletin, figures: StandardFigures): Html | null {
  const { language } = bulletin;
  const whole = counted(figures);
  const columns = [
    { title: words.rollup[language], isHead: true as const },
    ...(['pass', 'fail', 'undetermined'] as const).map((state) => ({
      title: stateWords[state][language],
      align: 'right' as const,
    })),
    { title: words.assessed[language], align: 'right' as const },
    { title: words.agrees[language] },
  ];
  const row = (title: Html, tally: Tally, from: (column: string) => string): readonly Html[] => [
    title,
    ...(['pass', 'fail', 'undetermined', 'assessed'] as const).map((of) =>
      isShown(whole, of) ? count(of === 'assessed' ? assessedOf(tally) : tally[of], from(of)) : withheld(language),
    ),
    agreement(
      assessedOf(tally) === tally.pass + tally.fail + tally.undetermined &&
        (['pass', 'fail', 'undetermined'] as const).every((state) => tally[state] === figures.tally[state]),
      language,
    ),
  ];
  const rows = figures.rollups.flatMap((rollup, at) => {
    if (!isStated(rollup.name)) return [];
    const groups = [...new Set(figures.members.map((members) => members.groups[at] ?? ''))];
    const tally = groups.map((group) => tallyOf(figures.members, at, group)).reduce(add);
    const from = (column: string) => source('rollup-sums', figures.period, rollup.name, figures.standard.name, column);
    return [row(given(rollup.title[language], 'title'), tally, from)];
  });
  const all = [
    given(figures.standard.title[language], 'title'),
    ...(['pass', 'fail', 'undetermined', 'assessed'] as const).map((of) => countCell(whole, of, language)),
    agreement(true, language),
  ];
  return rows.length === 0
    ? null
    : table(columns, [all, ...rows], { caption: words.sums[language], isCaptionShown: true });
}

/** How last period's failures became this one's. */
async function moves({ results, language, before, now, audience }: Bulletin, main: Standard): Promise<Html | null> {
  if (before === null || audience === 'public' || !before.standards.has(main.name)) return null;
  const [first, last] = [before.moment.period.name, now.moment.period.name];
  const found = await movesOf(results, first, last, main);
  const sum = (is: (from: State | null, to: State | null) => boolean): number =>
    found.filter(({ from, to }) => is(from, to)).reduce((total, one) => total + one.count, 0);
  const figures = {
    before: sum((from) => from === 'fail'),
    again: sum((from, to) => from === 'fail' && to === 'fail'),
    recovered: sum((from, to) => from === 'fail' && to === 'pass'),
    otherwise: sum((from, to) => from === 'fail' && to !== 'fail' && to !== 'pass'),
    fresh: sum((from, to) => from !== 'fail' && to === 'fail'),
    now: sum((_, to) => to === 'fail'),
  };
  const cell = (name: keyof typeof figures): Html =>
    count(figures[name], source('moves', first, last, main.name, name));
  const agrees = figures.before - figures.recovered - figures.otherwise + figures.fresh === figures.now;
  const names = ['before', 'recovered', 'otherwise', 'fresh', 'now', 'again'] as const;
  const columns = [
    ...names.map((name) => ({ title: words[name][language], align: 'right' as const })),
    { title: words.agrees[language] },
  ];
  return table(columns, [[...names.map(cell), agreement(agrees, language)]], {
    caption: words.moves[language],
    isCaptionShown: true,
  });
}

/** The rules by which two figures must be equal. What they find bears on standards whose counts may be withheld. */
async function compared(bulletin: Bulletin): Promise<Html | null> {
  const { language, model, results, audience } = bulletin;
  if (audience === 'public') return null;
  const rows: (readonly Html[])[] = [];
  for (const rule of [...model.rules.values()].filter((one) => isEquation(bulletin, one))) {
    const tally = await ruleTally(results, bulletin, rule);
    if (assessedOf(tally) === 0) continue;
    const from = (state: State) => source('verdicts', bulletin.moment.period.name, rule.entity, rule.name, state);
    rows.push([
      given(rule.title[language], 'title'),
      given(model.dictionary.entities.get(rule.entity)?.title[language] ?? rule.entity, 'title'),
      ...(['pass', 'fail', 'undetermined'] as const).map((state) => count(tally[state], from(state))),
      await differences(bulletin, rule),
    ]);
  }
  if (rows.length === 0) return null;
  const right = 'right' as const;
  const columns = [
    { title: words.rule[language], isHead: true as const },
    { title: words.about[language] },
    { title: words.equal[language], align: right },
    { title: words.unequal[language], align: right },
    { title: stateWords.undetermined[language], align: right },
    { title: words.differences[language] },
  ];
  return table(columns, rows, { caption: words.compared[language], isCaptionShown: true });
}

function isEquation({ model }: Bulletin, rule: Rule): boolean {
  return leavesOf(rule.require).some((leaf) => {
    if (leaf.kind !== 'compare' || leaf.operator !== '=' || leaf.operand.kind !== 'fact') return false;
    return factAt(model, rule.entity, leaf.fact).type.kind === 'number';
  });
}

const MOST_DIFFERENCES = 8;

async function differences({ results, moment, language }: Bulletin, { name, entity }: Rule): Promise<Html> {
  const from = `FROM run.findings WHERE period = ${quoteText(moment.period.name)} AND entity = ${quoteText(entity)} AND rule = ${quoteText(name)}`;
  const rows = await results.query(
    `SELECT subject, message, (count(*) OVER ())::DOUBLE AS n ${from} ORDER BY subject LIMIT ${MOST_DIFFERENCES}`,
  );
  const items = rows.map((row) => {
    const [subject, message] = [String(row['subject']), String(row['message'])];
    return html`<div><span class="key">${given(subject, 'key')}</span> ${cited(message, source('findings', moment.period.name, entity, subject, name, 'message'))}</div>`;
  });
  const rest = Number(rows[0]?.['n'] ?? 0) - rows.length;
  const more =
    rest > 0
      ? html`<div class="quiet">${words.more[language](count(rest, source('verdicts', moment.period.name, entity, name, 'fail-after', String(rows.length))))}</div>`
      : null;
  return html`<div class="words">${items}${more}</div>`;
}

function add(a: Tally, b: Tally): Tally {
  return {
    pass: a.pass + b.pass,
    fail: a.fail + b.fail,
    undetermined: a.undetermined + b.undetermined,
    'not-applicable': a['not-applicable'] + b['not-applicable'],
  };
}

function agreement(agrees: boolean, language: Bulletin['language']): Html {
  return html`${sign(agrees ? 'pass' : 'fail')} ${words[agrees ? 'yes' : 'no'][language]}`;
}

const words = {
  title: { zh: '对账', en: 'Reconciliation' },
  sums: { zh: '各组相加等于总数', en: 'The groups add up to the whole' },
  rollup: { zh: '汇总', en: 'Roll-up' },
  assessed: { zh: '考核', en: 'Assessed' },
  agrees: { zh: '相符', en: 'Agrees' },
  yes: { zh: '相符', en: 'agrees' },
  no: { zh: '不符', en: 'differs' },
  moves: {
    zh: '未达标单位的变动：上期 − 恢复 − 转为其他 + 新增 = 本期',
    en: 'Units that fail: before − recovered − otherwise + new = now',
  },
  before: { zh: '上期未达标', en: 'Before' },
  recovered: { zh: '恢复达标', en: 'Recovered' },
  otherwise: { zh: '转为待定、不适用或撤销', en: 'Undetermined, not applicable or gone' },
  fresh: { zh: '新增未达标', en: 'New' },
  now: { zh: '本期未达标', en: 'Now' },
  again: { zh: '其中连续两期', en: 'Of these in both' },
  compared: { zh: '规则要求相等的数', en: 'Figures that rules hold equal' },
  rule: { zh: '规则', en: 'Rule' },
  about: { zh: '对象', en: 'About' },
  equal: { zh: '相等', en: 'Equal' },
  unequal: { zh: '不等', en: 'Unequal' },
  differences: { zh: '差在哪里', en: 'Where they differ' },
  more: { zh: (n: Html) => html`另有 ${n} 处`, en: (n: Html) => html`${n} more` },
} as const;
