/** A run of policy tests on a page: the files with their cases, what went wrong, and what no test expects. */
import type { TestRun } from '../../index.ts';
import { type Verdict, verdicts } from '../../model/verdict.ts';
import { placeText } from '../failure.ts';
import type { Console } from '../terminal/console.ts';
import { table } from '../terminal/table.ts';
import { hang, harmless } from '../terminal/wrap.ts';
import { verdictWords } from './verdict.ts';

export function testText(run: TestRun, coverage: boolean, console: Console): string {
  const parts = run.files.map((file) => fileText(file, console));
  if (coverage) parts.push(coverageText(run, console));
  parts.push(summary(run, console));
  return parts.join('\n\n');
}

function fileText({ file, cases }: TestRun['files'][number], console: Console): string {
  const { colours } = console;
  const lines = cases.flatMap(({ name, passed, expectations }) => [
    `  ${passed ? colours.green('✓') : colours.red('✗')} ${harmless(name)}`,
    ...expectations.flatMap(({ problem }) => {
      if (problem === null) return [];
      const message = harmless(console.text(problem.message));
      const remedy = harmless(console.text(problem.remedy));
      return [
        `      ${colours.dim(placeText(problem.place))} ${problem.code}`,
        `      ${hang(message, console.width, 6)}`,
        `      ${colours.cyan('→')} ${hang(remedy, console.width, 8)}`,
      ];
    }),
  ]);
  return [colours.bold(file), ...lines].join('\n');
}

/** A mark for each verdict that some test expects of a rule; a dot where none does. */
function coverageText({ coverage }: TestRun, console: Console): string {
  const { colours } = console;
  const columns = [
    { title: console.text({ zh: '政策', en: 'policy' }) },
    { title: console.text({ zh: '规则', en: 'rule' }) },
    ...verdicts.map((verdict) => ({ title: console.text(verdictWords[verdict]) })),
  ];
  const rows = coverage.map(({ policy, rule, expected }) => [
    policy,
    rule,
    ...verdicts.map((verdict) => mark(expected, verdict)),
  ]);
  const tested = coverage.filter(({ expected }) => expected.includes('pass') && expected.includes('fail')).length;
  const zh = `测试覆盖：${coverage.length} 条规则中有 ${tested} 条既测了通过也测了未通过`;
  const en = `Coverage: of ${coverage.length} rules, ${tested} are tested both to pass and to fail`;
  return `${colours.bold(console.text({ zh, en }))}\n${table(columns, rows, { width: console.width, indent: 2, paintTitle: (title) => colours.dim(title) })}`;
}

function mark(expected: readonly Verdict[], verdict: Verdict): string {
  return expected.includes(verdict) ? '✓' : '·';
}

function summary({ counts }: TestRun, console: Console): string {
  const { colours } = console;
  if (counts.cases === 0) return console.text({ zh: '没有用例。', en: 'There are no cases.' });
  const zh = `${counts.passed} 个通过，${counts.failed} 个失败`;
  const text = console.text({ zh, en: `${counts.passed} passed, ${counts.failed} failed` });
  return counts.failed > 0 ? colours.red(text) : colours.green(text);
}
