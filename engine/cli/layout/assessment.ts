/** What an assessment found, on a page: the figures, who is not up to standard and why, and what is wrong with the data. */
import { type Failure, outermostStandards, type Reason, subjectsWith } from '../../assess/failures.ts';
import { momentsOf } from '../../assess/run.ts';
import { definitionOf } from '../../diagnostics/registry/index.ts';
import type { Project, Results, Rows } from '../../index.ts';
import { modelOn } from '../../language/analysis.ts';
import { factAt } from '../../model/path.ts';
import type { Model, Rollup, Standard } from '../../model/policy.ts';
import type { Console } from '../terminal/console.ts';
import { table } from '../terminal/table.ts';
import { harmless, wrap } from '../terminal/wrap.ts';
import { paintVerdict } from './verdict.ts';

export async function assessmentText(
  project: Project,
  results: Results,
  out: string | null,
  console: Console,
): Promise<string> {
  const moments = momentsOf({ period: results.period, asOf: results.asOf });
  const parts = [headline(results, console)];
  const rollups = await collect(results, 'rollups');
  for (const { period, judged } of moments) {
    const model = modelOn(project.analysis, judged);
    if (model === null) continue;
    if (moments.length > 1) parts.push(console.colours.bold(`── ${period.name} ──`));
    for (const standard of outermostStandards(model)) {
      const figures = await standingsText(results, standard, period.name, console);
      if (figures !== null) parts.push(figures);
    }
    for (const rollup of model.rollups.values()) {
      const rows = rollups.filter((row) => row.period === period.name && row.rollup === rollup.name);
      if (rows.length > 0) parts.push(rollupText(model, rollup, rows, console));
    }
    for (const standard of outermostStandards(model)) {
      for (const verdict of ['fail', 'undetermined'] as const) {
        const text = await subjectsText(results, model, standard, period.name, verdict, out, console);
        if (text !== null) parts.push(text);
      }
    }
  }
  const data = await dataText(results, console);
  if (data !== null) parts.push(data);
  return parts.join('\n\n');
}

function headline({ period, asOf, counts }: Results, console: Console): string {
  const judged = Object.entries(counts.subjects).map(([entity, count]) => `${entity} ${count}`);
  const { zh, en } = {
    zh: `考核期 ${period} · 截至 ${asOf} · 考核对象：${judged.join('，')} · 问题 ${counts.findings} 条`,
    en: `Period ${period} · as of ${asOf} · judged: ${judged.join(', ')} · findings: ${counts.findings}`,
  };
  return console.colours.bold(console.text({ zh, en }));
}

async function standingsText(
  results: Results,
  standard: Standard,
  period: string,
  console: Console,
): Promise<string | null> {
  const rows = await results.query(
    `SELECT verdict, count(*)::DOUBLE AS n FROM run.standings WHERE period = ${quoted(period)} AND standard = ${quoted(standard.name)} GROUP BY 1`,
  );
  if (rows.length === 0) return null;
  const count = (verdict: string) => Number(rows.find((row) => row['verdict'] === verdict)?.['n'] ?? 0);
  const [pass, fail, undetermined, none] = ['pass', 'fail', 'undetermined', 'not-applicable'].map(count) as [
    number,
    number,
    number,
    number,
  ];
  const assessed = pass + fail + undetermined;
  const zh = `达标 ${pass}/${assessed}，未达标 ${fail}，待定 ${undetermined}${none > 0 ? `，不适用 ${none}` : ''}`;
  const en = `${pass} of ${assessed} up to standard, ${fail} not, ${undetermined} undetermined${none > 0 ? `, ${none} not applicable` : ''}`;
  return `${console.colours.bold(standard.title[console.language])}  ${console.text({ zh, en })}`;
}

function rollupText(model: Model, rollup: Rollup, rows: readonly Rows['rollups'][], console: Console): string {
  const { colours } = console;
  const standard = model.standards.get(rollup.standard);
  const by = standard === undefined ? null : factAt(model, standard.entity, rollup.by);
  const groupTitle = (group: string) =>
    by?.type.kind === 'code'
      ? (by.type.codes.find(({ value }) => value === group)?.title[console.language] ?? group)
      : group;
  const ranked = rows.some(({ rank }) => rank !== null);
  const columns = [
    { title: by?.title[console.language] ?? console.text(titles.group), wraps: true },
    { title: console.text(titles.rate), align: 'right' as const },
    { title: console.text(titles.passed), align: 'right' as const },
    { title: console.text(titles.failed), align: 'right' as const },
    { title: console.text(titles.undetermined), align: 'right' as const },
    { title: console.text(titles.assessed), align: 'right' as const },
    ...(ranked ? [{ title: console.text(titles.rank), align: 'right' as const }] : []),
  ];
  const cells = rows.map((row) => [
    groupTitle(row.group),
    row.rate === null ? '–' : percent(row.rate),
    ...[row.passed, row.failed, row.undetermined, row.assessed].map(String),
    ...(ranked ? [row.rank === null ? '–' : String(row.rank)] : []),
  ]);
  const text = table(columns, cells, {
    width: console.width,
    indent: 2,
    paintTitle: (title) => colours.dim(title),
    paint: (cell, _, column) => (column === 1 ? colours.bold(cell) : cell),
  });
  return `${colours.bold(rollup.title[console.language])}\n${text}`;
}

/** One digit after the point, rounded half up, as the rate itself is. */
function percent(rate: number): string {
  return `${(Math.round(rate * 1000) / 10).toFixed(1)}%`;
}

async function subjectsText(
  results: Results,
  model: Model,
  standard: Standard,
  period: string,
  verdict: 'fail' | 'undetermined',
  out: string | null,
  console: Console,
): Promise<string | null> {
  const subjects = await subjectsWith(results, model, standard, period, verdict, MOST_SUBJECTS);
  if (subjects.length === 0) return null;
  const title = `${standard.title[console.language]}${console.text(verdict === 'fail' ? titles.notUp : titles.open)}`;
  const lines = subjects.map((subject) => subjectText(model, subject, verdict, console));
  if (subjects.length === MOST_SUBJECTS)
    lines.push(`  ${console.colours.dim(console.text(out === null ? titles.moreWithOut : titles.moreInFile))}`);
  return [paintVerdict(verdict, title, console), ...lines].join('\n');
}

function subjectText(
  model: Model,
  { subject, name, reasons }: Failure,
  verdict: 'fail' | 'undetermined',
  console: Console,
): string {
  const { colours } = console;
  const head =
    name === null
      ? colours.bold(harmless(subject))
      : `${colours.bold(harmless(name))} ${colours.dim(harmless(subject))}`;
  const lines = [...groupByRule(reasons)].flatMap(([rule, all]) => {
    const title = model.rules.get(rule)?.title[console.language] ?? rule;
    return reasonLines(title, all, verdict, console);
  });
  return [`  ${head}`, ...lines].join('\n');
}

function groupByRule(reasons: readonly Reason[]): Map<string, Reason[]> {
  const grouped = new Map<string, Reason[]>();
  for (const reason of reasons) grouped.set(reason.rule, [...(grouped.get(reason.rule) ?? []), reason]);
  return grouped;
}

function reasonLines(
  title: string,
  reasons: readonly Reason[],
  verdict: 'fail' | 'undetermined',
  console: Console,
): string[] {
  const mark = paintVerdict(verdict, verdict === 'fail' ? '✗' : '?', console);
  const room = console.width - 6;
  const texts = reasons.slice(0, MOST_RECORDS).map(({ record, message, evidence }) => {
    const who = record === null ? '' : ` ${record.entity}:${record.key}`;
    const what = message === null ? '' : `${console.language === 'zh' ? '：' : ': '}${message}`;
    const shown = record !== null || evidence === null ? '' : behind(evidence, console);
    return harmless(`${title}${who}${what}${shown}`);
  });
  if (reasons.length > MOST_RECORDS)
    texts.push(
      console.text({ zh: `…另有 ${reasons.length - MOST_RECORDS} 条`, en: `… ${reasons.length - MOST_RECORDS} more` }),
    );
  return texts.map((text) => `    ${mark} ${wrap(text, room).join('\n      ')}`);
}

function behind(evidence: string, console: Console): string {
  const ids = evidence.split(';');
  const shown = ids.slice(0, MOST_RECORDS).join(console.language === 'zh' ? '、' : ', ');
  const rest = ids.length > MOST_RECORDS ? ' …' : '';
  return console.language === 'zh' ? `（${shown}${rest}）` : ` (${shown}${rest})`;
}

async function dataText(results: Results, console: Console): Promise<string | null> {
  if (results.counts.dataFindings === 0) return null;
  const rows = await results.query(
    `SELECT file, code, count(*)::DOUBLE AS n, array_to_string(list_sort(list("row"))[1:5], ', ') AS rows ` +
      'FROM run.data_findings GROUP BY file, code ORDER BY file, code',
  );
  const cells = rows.map((row) => {
    const title = definitionOf(String(row['code']))?.title[console.language] ?? '';
    const numbers = row['rows'] == null ? '' : String(row['rows']);
    const several = Number(row['n']) > 5 ? ' …' : '';
    return [String(row['file']), `${row['code']} ${title}`, String(row['n']), numbers + several];
  });
  const { colours } = console;
  const columns = [
    { title: console.text(titles.file) },
    { title: console.text(titles.problem), wraps: true },
    { title: console.text(titles.count), align: 'right' as const },
    { title: console.text(titles.rows) },
  ];
  const text = table(columns, cells, { width: console.width, indent: 2, paintTitle: (title) => colours.dim(title) });
  return `${colours.yellow(console.text(titles.data))}\n${text}`;
}

async function collect<Name extends keyof Rows>(results: Results, name: Name): Promise<Rows[Name][]> {
  const rows: Rows[Name][] = [];
  for await (const row of results.rows(name)) rows.push(row);
  return rows;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const MOST_SUBJECTS = 50;
const MOST_RECORDS = 5;

const titles = {
  group: { zh: '分组', en: 'group' },
  rate: { zh: '达标率', en: 'rate' },
  passed: { zh: '达标', en: 'passed' },
  failed: { zh: '未达标', en: 'failed' },
  undetermined: { zh: '待定', en: 'undetermined' },
  assessed: { zh: '合计', en: 'assessed' },
  rank: { zh: '名次', en: 'rank' },
  notUp: { zh: '：未达标的，及原因', en: ': not up to standard, and why' },
  open: { zh: '：还不能判定的', en: ': not yet determined' },
  moreWithOut: { zh: '只列到这里；用 --out 写出全部', en: 'no more are listed here; write all of them with --out' },
  moreInFile: { zh: '只列到这里；全部见结果文件', en: 'no more are listed here; all are in the files' },
  data: { zh: '数据里的问题', en: 'What is wrong with the data' },
  file: { zh: '文件', en: 'file' },
  problem: { zh: '问题', en: 'problem' },
  count: { zh: '处', en: 'times' },
  rows: { zh: '行', en: 'rows' },
} as const;
