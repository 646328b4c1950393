/** A run of policy tests on a page: the files with their cases, what went wrong, and what no test expects. */
import type { TestRun } from '../../index.ts';
import { placeText } from '../failure.ts';
import type { Console } from '../terminal/console.ts';
import { hang, harmless } from '../terminal/wrap.ts';
import { coverageText } from './coverage.ts';

/** With the coverage, where it was asked for. */
export function testText(run: TestRun, console: Console): string {
  const parts = run.files.map((file) => fileText(file, console));
  if (run.coverage !== null) parts.push(coverageText(run.coverage, console));
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

function summary({ counts }: TestRun, console: Console): string {
  const { colours } = console;
  if (counts.cases === 0) return console.text({ zh: '没有用例。', en: 'There are no cases.' });
  const zh = `${counts.passed} 个通过，${counts.failed} 个失败`;
  const text = console.text({ zh, en: `${counts.passed} passed, ${counts.failed} failed` });
  return counts.failed > 0 ? colours.red(text) : colours.green(text);
}
