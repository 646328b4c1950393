/** `zhunsheng test` */
import { type MutationRun, mutate, openProject, type Project, test } from '../index.ts';
import { survivorProblems } from '../mutation/problems.ts';
import { type CommandDefinition, projectArgument } from './command.ts';
import { toJunit } from './formats/junit.ts';
import { printReport } from './formats/print-report.ts';
import { type ReportFormat, reportFormats } from './formats/report.ts';
import { testProblems, testSuites } from './formats/test-report.ts';
import { mutationText } from './layout/mutants.ts';
import { testText } from './layout/tests.ts';
import { formatOption } from './options.ts';
import { pathsIn } from './paths.ts';
import type { Console } from './terminal/console.ts';
import { percent } from './values.ts';

interface Options {
  readonly coverage?: true;
  readonly filter?: string;
  readonly mutate?: true;
  readonly minMutationScore?: number;
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
    {
      flags: '--mutate',
      text: {
        zh: '逐处改动政策，列出没有用例查得出的改动，并给出查得出它的用例；用例全部通过才做',
        en: 'change the policies one thing at a time and list the changes that no case notices, each with a case that would; only where all cases pass',
      },
    },
    {
      flags: '--min-mutation-score <percent>',
      text: {
        zh: '查得出的改动不到这个百分比时，退出码为 1；含 --mutate',
        en: 'status 1 where fewer than so many percent of the changes are noticed; implies --mutate',
      },
      read: percent,
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
    {
      line: 'zhunsheng test rules --mutate --min-mutation-score 95',
      text: {
        zh: '政策的改动至少要有 95% 查得出',
        en: 'at least 95 percent of the changes of the policies must be noticed',
      },
    },
  ],
  async run(argument, { coverage, filter, mutate: wanted, minMutationScore, format }, console) {
    const project = await openProject(argument);
    const run = await test(project, { filter: filter ?? null, coverage: coverage === true });
    const asked = (wanted === true || minMutationScore !== undefined) && run.counts.failed === 0;
    const mutation = asked ? await mutated(project, filter ?? null, console) : null;
    switch (format) {
      case 'text':
        console.print(testText(run, console));
        if (mutation !== null) console.print(`\n${mutationText(mutation, console)}`);
        break;
      case 'json': {
        const { files, counts, coverage: shown } = run;
        const parts = { ...(shown === null ? {} : { coverage: shown }), ...(mutation === null ? {} : { mutation }) };
        console.print(JSON.stringify({ counts, files, ...parts }, null, 2));
        break;
      }
      case 'junit':
        console.print(toJunit(testSuites(run), pathsIn(argument), console.language));
        break;
      default:
        printReport(
          {
            command: 'test',
            diagnostics: [...testProblems(run), ...(mutation === null ? [] : survivorProblems(mutation))],
            pathOf: pathsIn(argument),
            language: console.language,
          },
          format,
          console,
        );
    }
    const isWeak = minMutationScore !== undefined && (mutation?.score ?? 1) * 100 < minMutationScore;
    return run.counts.failed > 0 || isWeak ? 1 : 0;
  },
};

function mutated(project: Project, filter: string | null, console: Console): Promise<MutationRun> {
  return mutate(project, { filter, onProgress: (step) => console.progress(console.text(step)) });
}
