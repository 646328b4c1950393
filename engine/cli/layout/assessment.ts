/** What an assessment found, on a page: for each standard the figures and who is not up to it and why; then the data. */
import { type Belongings, belongings } from '../../assess/belongings.ts';
import { outermostStandards, standingCounts } from '../../assess/failures.ts';
import { lettersDue } from '../../assess/letters-due.ts';
import { momentsOf } from '../../assess/moments.ts';
import { procedureStates } from '../../assess/procedure-states.ts';
import { rateText } from '../../assess/rate-text.ts';
import type { Moment } from '../../calendar/period.ts';
import type { Project, Results, Rows } from '../../index.ts';
import { modelOn } from '../../language/analysis.ts';
import type { Model, Standard } from '../../model/policy.ts';
import { type Verdict, verdicts } from '../../model/verdict.ts';
import type { Console } from '../terminal/console.ts';
import { table } from '../terminal/table.ts';
import { wrap } from '../terminal/wrap.ts';
import { dataFindingsText } from './data-findings.ts';
import { failuresText } from './failures.ts';
import { lettersDueText } from './letters-due.ts';
import { procedureStatesText } from './procedure-states.ts';
import { closingFigures, rollupText } from './rollup.ts';
import { verdictWords } from './verdict.ts';

/** With several periods, the figures of each; lists only where there is one. */
export async function assessmentText(project: Project, results: Results, console: Console): Promise<string> {
  const moments = momentsOf({ period: results.period, asOf: results.asOf }).flatMap((moment): Judged[] => {
    const model = modelOn(project.analysis, moment.judged);
    return model === null ? [] : [{ moment, model }];
  });
  const count = await standingCounts(results);
  const counts: Counts = (period, standard) => ({
    of: (verdict) => count(period, standard, verdict),
    total: verdicts.reduce((sum, verdict) => sum + count(period, standard, verdict), 0),
  });
  const [only, ...more] = moments;
  const parts = [headline(results, moments, console)];
  if (only !== undefined && more.length === 0) parts.push(...(await onePeriod(only, results, counts, console)));
  else if (only !== undefined) parts.push(...manyPeriods(moments, counts, console));
  return parts.join('\n\n');
}

interface Judged {
  readonly moment: Moment;
  readonly model: Model;
}

type Counts = (
  period: string,
  standard: string,
) => { readonly of: (verdict: Verdict) => number; readonly total: number };

/** Lists are longer for standards that stand on others, which are what an assessment is for. */
const MANY = 40;
const FEW = 8;

function within({ requires }: Standard): boolean {
  return requires.some(({ kind }) => kind === 'standard');
}

function headline({ period, asOf, counts }: Results, moments: readonly Judged[], console: Console): string {
  const entities = moments.at(-1)?.model.dictionary.entities;
  const judged = Object.entries(counts.subjects).map(([entity, count]) => {
    return `${entities?.get(entity)?.title[console.language] ?? entity} ${count}`;
  });
  const head = console.text({ zh: `考核期 ${period}，截至 ${asOf}`, en: `Period ${period}, as of ${asOf}` });
  const { findings } = counts;
  const zh = `考核对象：${judged.join('，')}。${findings === null ? '' : `不符合规则的 ${findings} 处。`}`;
  const en = `Judged: ${judged.join(', ')}.${findings === null ? '' : ` Findings: ${findings}.`}`;
  return `${console.colours.bold(head)}\n${wrap(console.text({ zh, en }), console.width).join('\n')}`;
}

async function onePeriod(
  { moment, model }: Judged,
  results: Results,
  counts: Counts,
  console: Console,
): Promise<string[]> {
  const period = moment.period.name;
  const parts: string[] = [];
  const rollups: Rows['rollups'][] = [];
  for await (const row of results.rows('rollups')) rollups.push(row);
  const belonging = belongings(model);
  const others: string[] = [];
  for (const standard of outermostStandards(model)) {
    const told = await belongingsText(belonging.get(standard.name), results, model, period, console);
    if (counts(period, standard.name).total === 0) {
      others.push(...told);
      continue;
    }
    parts.push(section(model, standard, period, counts, console));
    for (const rollup of [...model.rollups.values()].filter((each) => each.standard === standard.name)) {
      const rows = rollups.filter((row) => row.rollup === rollup.name);
      if (rows.length > 0) parts.push(rollupText(model, rollup, rows, console));
    }
    for (const verdict of ['fail', 'undetermined'] as const) {
      const text = await failuresText(
        results,
        model,
        standard,
        period,
        verdict,
        within(standard) ? MANY : FEW,
        console,
      );
      if (text !== null) parts.push(text);
    }
    parts.push(...told);
  }
  others.push(...(await belongingsText(belonging.get(null), results, model, period, console)));
  if (others.length > 0) parts.push(`${divider(console)}\n${others.join('\n\n')}`);
  const data = await dataFindingsText(results, console);
  if (data !== null) parts.push(data);
  const closing = closingFigures(model, rollups, console);
  if (closing !== null) parts.push(closing);
  return parts;
}

/** A standard's heading, and a line for it and for each standard within it. */
function section(model: Model, standard: Standard, period: string, counts: Counts, console: Console): string {
  const within = standard.requires.flatMap((requirement) => {
    const inner = requirement.kind === 'standard' ? model.standards.get(requirement.standard) : undefined;
    return inner === undefined ? [] : [inner];
  });
  const rows = [standard, ...within].map((each) =>
    row(each.title[console.language], counts(period, each.name), console),
  );
  return `${divider(console)}\n${figures({ zh: '标准', en: 'standard' }, rows, console)}`;
}

function divider({ colours, width }: Console): string {
  return colours.dim('━'.repeat(Math.min(width, 72)));
}

/** The letters and the steps that are told with a standard. */
async function belongingsText(
  belonging: Belongings | undefined,
  results: Results,
  model: Model,
  period: string,
  console: Console,
): Promise<string[]> {
  const parts: (string | null)[] = [];
  for (const ladder of belonging?.ladders ?? []) {
    parts.push(lettersDueText(ladder, await lettersDue(results, model, ladder, period, MANY), console));
  }
  for (const procedure of belonging?.procedures ?? []) {
    parts.push(procedureStatesText(procedure, await procedureStates(results, model, procedure, period, FEW), console));
  }
  return parts.filter((part) => part !== null);
}

function manyPeriods(moments: readonly Judged[], counts: Counts, console: Console): string[] {
  const last = moments.at(-1);
  const standards = last === undefined ? [] : outermostStandards(last.model);
  const tables = standards.flatMap((standard) => {
    const rows = moments
      .filter(({ moment }) => counts(moment.period.name, standard.name).total > 0)
      .map(({ moment }) => row(moment.period.name, counts(moment.period.name, standard.name), console));
    if (rows.length === 0) return [];
    return [
      `${console.colours.bold(standard.title[console.language])}\n${figures({ zh: '考核期', en: 'period' }, rows, console)}`,
    ];
  });
  const hint = console.text({
    zh: '名单和原因：只考核一个考核期，或用 --out 写出全部。',
    en: 'Who and why: assess a single period, or write everything with --out.',
  });
  return [...tables, console.colours.dim(hint)];
}

function figures(
  title: { readonly zh: string; readonly en: string },
  rows: readonly string[][],
  console: Console,
): string {
  const columns = [
    { title: console.text(title) },
    ...[
      { zh: '达标率', en: 'rate' },
      { zh: '达标', en: 'up to it' },
      { zh: '未达标', en: 'not' },
    ].map((text) => ({
      title: console.text(text),
      align: 'right' as const,
    })),
    { title: console.text(verdictWords.undetermined), align: 'right' as const },
    { title: console.text(verdictWords['not-applicable']), align: 'right' as const },
  ];
  return table(columns, rows, {
    width: console.width,
    indent: 2,
    paintTitle: console.colours.dim,
    paint: (text, at, column) => (column === 1 || (at === 0 && column === 0) ? console.colours.bold(text) : text),
  });
}

function row(title: string, { of }: ReturnType<Counts>, console: Console): string[] {
  const assessed = of('pass') + of('fail') + of('undetermined');
  return [
    title,
    rateText(of('pass'), assessed),
    ...(['pass', 'fail', 'undetermined', 'not-applicable'] as const).map((verdict) => number(of(verdict), console)),
  ];
}

function number(count: number, { language }: Console): string {
  return count.toLocaleString(language === 'zh' ? 'zh-CN' : 'en');
}
