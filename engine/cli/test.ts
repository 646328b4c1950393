/** `zhunsheng test` */
import { openProject, test } from '../index.ts';
import { type CommandDefinition, projectArgument } from './command.ts';
import { toJunit } from './formats/junit.ts';
import { printReport } from './formats/print-report.ts';
import { type ReportFormat, reportFormats } from './formats/report.ts';
import { testProblems, testSuites } from './formats/test-report.ts';
import { testText } from './layout/tests.ts';
import { formatOption } from './options.ts';
import { pathsIn } from './paths.ts';

interface Options {
  readonly coverage?: true;
  readonly filter?: string;
  readonly format: 'text' | 'json' | 'junit' | ReportFormat;
}

export const testCommand: CommandDefinition<Options> = {
  name: 'test',
  summary: {
    zh: '在两个求值器上运行 *.test.yaml 里的用例，两边都得出所期望的结论才算通过。有失败时退出码为 1。',
    en: 'Runs the cases of *.test.yaml on both evaluators; a case passes where both give what it expects. Status 1 where one fails.',
  },
  argument: projectArgument,
  options: [
    {
      flags: '--filter <text>',
      text: { zh: '只运行名称或文件路径含有这段文字的用例', en: 'only cases whose name or file has this text' },
    },
    {
      flags: '--coverage',
      text: {
        zh: '列出用例测到了规则、条件分支、边界、记录条数、阶梯和程序的哪些，没有测到的要怎样的用例',
        en: 'list which rules, branches of conditions, boundaries, numbers of records, ladders and procedures the cases show, and what case each gap needs',
      },
    },
    formatOption(['text', 'json', 'junit', ...reportFormats]),
  ],
  examples: [
    {
      line: 'zhunsheng test rules',
      text: { zh: '运行项目 rules 的全部用例', en: 'runs all cases of the project rules' },
    },
    {
      line: 'zhunsheng test rules --filter petition --coverage',
      text: { zh: '只运行与 petition 有关的', en: 'only those about petition' },
    },
  ],
  async run(argument, { coverage, filter, format }, console) {
    const run = await test(await openProject(argument), { filter: filter ?? null, coverage: coverage === true });
    switch (format) {
      case 'text':
        console.print(testText(run, console));
        break;
      case 'json': {
        const { files, counts, coverage: shown } = run;
        console.print(JSON.stringify({ counts, files, ...(shown === null ? {} : { coverage: shown }) }, null, 2));
        break;
      }
      case 'junit':
        console.print(toJunit(testSuites(run), pathsIn(argument), console.language));
        break;
      default:
        printReport(
          { command: 'test', diagnostics: testProblems(run), pathOf: pathsIn(argument), language: console.language },
          format,
          console,
        );
    }
    return run.counts.failed > 0 ? 1 : 0;
  },
};
