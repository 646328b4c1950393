/** `zhunsheng diff` */
import { diff, openProject } from '../index.ts';
import { type CommandDefinition, projectArgument } from './command.ts';
import { diffMarkdown } from './formats/diff-markdown.ts';
import { diffFindings, diffSuites, diffSummary } from './formats/diff-report.ts';
import { surprises } from './formats/diff-words.ts';
import { toJunit } from './formats/junit.ts';
import { printReport } from './formats/print-report.ts';
import { type ReportFormat, reportFormats } from './formats/report.ts';
import { diffText } from './layout/diff.ts';
import { asOfOption, dataOption, formatOption, memoryOption, periodsOption } from './options.ts';
import { pathsIn } from './paths.ts';
import { oneOf } from './values.ts';

interface Options {
  readonly base: string;
  readonly head?: string;
  readonly period: string;
  readonly asOf?: string;
  readonly data?: string;
  readonly memory?: string;
  readonly failOn?: 'flip';
  readonly format: 'text' | 'json' | 'markdown' | 'junit' | ReportFormat;
}

export const diffCommand: CommandDefinition<Options> = {
  name: 'diff',
  summary: {
    zh: '改了规则，谁的结论会变，是哪一处改动造成的：两个版本考核同一批数据。数据取工作目录里的。',
    en: 'Whose verdicts a change of the rules flips, and which change does it: two versions judge the same data, that of the work tree.',
  },
  argument: projectArgument,
  options: [
    {
      flags: '--base <revision>',
      text: { zh: '原来的版本：git 的提交、分支或标签', en: 'the version before: a commit, branch or tag of git' },
      required: true,
    },
    {
      flags: '--head <revision>',
      text: {
        zh: '现在的版本（默认工作目录，含未提交的改动）',
        en: 'the version now (default: the work tree, with what is not committed)',
      },
    },
    periodsOption,
    asOfOption,
    dataOption,
    {
      flags: '--fail-on <what>',
      text: {
        zh: '有结论变化时退出码为 1：flip；有 expected-flips.yaml 时，只在变化与其所列不同时',
        en: 'status 1 where a verdict flips: flip; with expected-flips.yaml, where the flips are not those it lists',
      },
      read: oneOf(['flip']),
    },
    memoryOption,
    formatOption(['text', 'json', 'markdown', ...reportFormats, 'junit']),
  ],
  examples: [
    {
      line: 'zhunsheng diff rules --base main --period 2021',
      text: {
        zh: '与 main 分支相比，2021 年谁的结论会变',
        en: 'whose verdicts of 2021 change against the branch main',
      },
    },
    {
      line: 'zhunsheng diff rules --base origin/main --period 2021 --format markdown --fail-on flip',
      text: {
        zh: '合并请求的评论；有未批准的变化时失败',
        en: 'a comment for a pull request; fails where a flip is not approved',
      },
    },
  ],
  async run(argument, options, console) {
    const project = await openProject(argument, { tests: false });
    const found = await diff(project, {
      base: options.base,
      head: options.head ?? null,
      period: options.period,
      asOf: options.asOf ?? null,
      data: options.data ?? null,
      language: console.language,
      ...(options.memory === undefined ? {} : { memory: options.memory }),
      onProgress: (step) => console.progress(console.text(step)),
    });
    const { language } = console;
    const pathOf = pathsIn(argument);
    const dictionary = project.files.has('datapackage.json') ? 'datapackage.json' : 'datapackage.yaml';
    switch (options.format) {
      case 'text':
        console.print(diffText(found, console));
        break;
      case 'json':
        console.print(JSON.stringify(found, null, 2));
        break;
      case 'markdown':
        console.print(diffMarkdown(found, console.language));
        break;
      case 'junit':
        console.print(toJunit(diffSuites(found, dictionary), pathOf, language));
        break;
      case 'github':
        printReport(
          { command: 'diff', diagnostics: diffSummary(found, dictionary), pathOf, language },
          'github',
          console,
        );
        break;
      default: {
        const diagnostics = diffFindings(found, dictionary);
        printReport({ command: 'diff', diagnostics, pathOf, language }, options.format, console);
      }
    }
    if (options.failOn === undefined) return 0;
    return surprises(found) > 0 ? 1 : 0;
  },
};
