/** `zhunsheng history` */
import { history, openProject } from '../index.ts';
import { type CommandDefinition, projectArgument } from './command.ts';
import { historyMarkdown } from './formats/history-markdown.ts';
import { historyText } from './layout/history.ts';
import { dataOption, formatOption, memoryOption } from './options.ts';
import { period } from './values.ts';

interface Options {
  readonly rule: string;
  readonly period?: string;
  readonly counts: boolean;
  readonly data?: string;
  readonly memory?: string;
  readonly format: 'text' | 'json' | 'markdown';
}

export const historyCommand: CommandDefinition<Options> = {
  name: 'history',
  summary: {
    zh: '一条规则的历次版本，取自 git：何时有效，改了什么，谁在何时改的，按各版本在其有效期内的结论各有多少。不动工作目录。',
    en: 'The versions of a rule over git’s history: in force when, what changed, by whom and when, and how many pass and fail by each in its own time. The work tree is not touched.',
  },
  argument: projectArgument,
  options: [
    {
      flags: '--rule <id>',
      text: {
        zh: '规则，或标准、程序（程序的规则写作 程序.步骤）、汇总、阶梯、参数；以前的名字也可以',
        en: 'a rule; or a standard, procedure (its rules: PROCEDURE.STEP), roll-up, ladder or parameter; a former name will do',
      },
      required: true,
    },
    {
      flags: '--period <period>',
      text: {
        zh: '数哪一期的结论（默认各版本自己的有效期中有数据的各月，逐月相加）',
        en: 'whose verdicts to count (default: the months of each version’s own time that have data, added up)',
      },
      read: period('range'),
    },
    { flags: '--no-counts', text: { zh: '不考核，只看改动', en: 'judge nothing, only tell the changes' } },
    dataOption,
    memoryOption,
    formatOption(['text', 'json', 'markdown']),
  ],
  examples: [
    {
      line: 'zhunsheng history rules --rule replied-in-time',
      text: { zh: '规则 replied-in-time 的来龙去脉', en: 'how the rule replied-in-time came to be' },
    },
    {
      line: 'zhunsheng history rules --rule reply-days --no-counts --format markdown',
      text: {
        zh: '参数 reply-days 的历次取值，写成 Markdown',
        en: 'the values of the parameter reply-days, as Markdown',
      },
    },
  ],
  async run(argument, options, console) {
    const project = await openProject(argument, { tests: false });
    const found = await history(project, {
      rule: options.rule,
      counts: options.counts,
      period: options.period ?? null,
      data: options.data ?? null,
      language: console.language,
      ...(options.memory === undefined ? {} : { memory: options.memory }),
      onProgress: (step) => console.progress(console.text(step)),
    });
    switch (options.format) {
      case 'text':
        console.print(historyText(found, console));
        break;
      case 'json':
        console.print(JSON.stringify(found, null, 2));
        break;
      case 'markdown':
        console.print(historyMarkdown(found, console.language));
        break;
    }
    return 0;
  },
};
