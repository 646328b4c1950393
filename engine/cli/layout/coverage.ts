/** How much of the policies the tests show, on a page: in figures, rule by rule, and what is not shown with what a case must hold. */

import { type Verdict, verdicts } from '../../model/verdict.ts';
import { type Coverage, type Goal, type Measure, measures, type Share } from '../../testing/coverage/result.ts';
import { measureWords, percentText } from '../../testing/coverage/words.ts';
import type { Console } from '../terminal/console.ts';
import { table } from '../terminal/table.ts';
import { hang, harmless } from '../terminal/wrap.ts';
import { verdictWords } from './verdict.ts';

export function coverageText(coverage: Coverage, console: Console): string {
  return [rulesText(coverage, console), totalsText(coverage, console), ...gapsText(coverage, console)].join('\n\n');
}

/** Of the measures that stand beside the verdicts. */
const ruleMeasures: readonly Measure[] = ['branch', 'mcdc', 'boundary'];

/** A tick for each verdict that some case expects of a rule, a ring where it is reached only on the way to something else. */
function rulesText({ rules }: Coverage, console: Console): string {
  const { colours } = console;
  const columns = [
    { title: console.text({ zh: '政策', en: 'policy' }) },
    { title: console.text({ zh: '规则', en: 'rule' }) },
    ...verdicts.map((verdict) => ({ title: console.text(verdictWords[verdict]) })),
    ...ruleMeasures.map((measure) => ({ title: console.text(measureWords[measure].short), align: 'right' as const })),
  ];
  const names = new Map(rules.map(({ rule, version }) => [rule, version]));
  const rows = rules.map(({ policy, version, rule, expected, reached, totals }) => [
    names.get(rule) === version ? policy : `${policy} ${version}`,
    rule,
    ...verdicts.map((verdict) => markOf(verdict, expected, reached)),
    ...ruleMeasures.map((measure) => shareText(totals[measure])),
  ]);
  const tested = rules.filter(({ expected }) => expected.includes('pass') && expected.includes('fail')).length;
  const zh = `测试覆盖：${rules.length} 条规则中有 ${tested} 条既测了通过也测了未通过`;
  const en = `Coverage: of ${rules.length} rules, ${tested} are tested both to pass and to fail`;
  const options = { width: console.width, indent: 2, paintTitle: (title: string) => colours.dim(title) };
  return `${colours.bold(console.text({ zh, en }))}\n${table(columns, rows, options)}`;
}

function markOf(verdict: Verdict, expected: readonly Verdict[], reached: readonly Verdict[]): string {
  return expected.includes(verdict) ? '✓' : reached.includes(verdict) ? '○' : '·';
}

function totalsText({ totals }: Coverage, console: Console): string {
  const { colours } = console;
  const rows = measures.map((measure) => [
    console.text(measureWords[measure].title),
    shareText(totals[measure]),
    percentText(totals[measure]),
  ]);
  const columns = [{ title: '' }, { title: '', align: 'right' as const }, { title: '', align: 'right' as const }];
  const paint = (text: string, row: number, column: number): string => {
    const share = totals[measures[row] as Measure];
    return column === 0 || share.of === 0 ? text : share.met === share.of ? colours.green(text) : colours.yellow(text);
  };
  const [, , ...lines] = table(columns, rows, { width: console.width, indent: 2, paint }).split('\n');
  return [colours.bold(console.text({ zh: '合计', en: 'In total' })), ...lines].join('\n');
}

/** By file and line. What being unknown would do is counted only: it would be most of the page. */
function gapsText({ goals, totals }: Coverage, console: Console): readonly string[] {
  const { colours } = console;
  const gaps = goals.filter(({ met, measure }) => !met && measure !== 'unknown');
  const files = [...new Set(gaps.map(({ place }) => place.file))];
  const blocks = files.map((file) =>
    [
      colours.bold(harmless(file)),
      ...gaps.filter(({ place }) => place.file === file).map((goal) => gapText(goal, console)),
    ].join('\n'),
  );
  const silent = totals.unknown.of - totals.unknown.met;
  const zh = `另有 ${silent} 处没有用例显示数据缺失时待定；--format json 逐处列出`;
  const en = `${silent} more: no case shows that missing data leave the verdict undetermined; --format json lists them`;
  const rest = silent === 0 ? [] : [colours.dim(console.text({ zh, en }))];
  return gaps.length === 0
    ? rest
    : [colours.bold(console.text({ zh: '没有测到的', en: 'Not shown by any case' })), ...blocks, ...rest];
}

function gapText({ measure, which, of, place, text, needs }: Goal, console: Console): string {
  const { colours } = console;
  const spot = `${place.range.start.line + 1}:${place.range.start.column + 1}`;
  const head = `${of.name}  ${console.text(measureWords[measure].short)} ${which}  ${harmless(console.text(text))}`;
  return `  ${colours.dim(spot)} ${hang(head, console.width, 4)}\n    ${colours.cyan('→')} ${hang(harmless(console.text(needs)), console.width, 6)}`;
}

function shareText({ met, of }: Share): string {
  return of === 0 ? '–' : `${met}/${of}`;
}
