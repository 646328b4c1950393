/** `zhunsheng explain` */
import { explain, openProject } from '../index.ts';
import { type CommandDefinition, projectArgument } from './command.ts';
import { explanationText } from './layout/explanation.ts';
import { asOfOption, dataOption, formatOption } from './options.ts';
import { period } from './values.ts';

interface Options {
  readonly period: string;
  readonly subject: string;
  readonly rule?: string;
  readonly asOf?: string;
  readonly data?: string;
  readonly format: 'text' | 'json';
}

export const explainCommand: CommandDefinition<Options> = {
  name: 'explain',
  summary: {
    zh: '说明一个对象的各项结论：规则怎么说，查到了什么，依据哪一条，该怎么办。',
    en: 'Explains the verdicts on one subject: what the rule asks, what was found, which clause says so, what to do.',
  },
  argument: projectArgument,
  options: [
    {
      flags: '--period <period>',
      text: { zh: '考核期：2021、2021-Q4、2021-11', en: 'the period: 2021, 2021-Q4, 2021-11' },
      required: true,
      read: period('one'),
    },
    {
      flags: '--subject <entity:key>',
      text: { zh: '对象和主键，如 unit:u1', en: 'the entity and the key, such as unit:u1' },
      required: true,
    },
    { flags: '--rule <id>', text: { zh: '只说明这条规则', en: 'only this rule' } },
    asOfOption,
    dataOption,
    formatOption(['text', 'json']),
  ],
  examples: [
    {
      line: 'zhunsheng explain rules --period 2021 --subject unit:u1',
      text: { zh: '单位 u1 在 2021 年的全部结论', en: 'all verdicts on the unit u1 in 2021' },
    },
    {
      line: 'zhunsheng explain rules --period 2021 --subject petition:p1 --rule replied-in-time',
      text: { zh: '信访件 p1 的一条规则', en: 'one rule on the petition p1' },
    },
  ],
  async run(argument, options, console) {
    console.progress(console.text({ zh: '读取数据…', en: 'Reading data…' }));
    const explanation = await explain(await openProject(argument, { tests: false }), {
      period: options.period,
      asOf: options.asOf ?? null,
      subject: options.subject,
      rule: options.rule ?? null,
      data: options.data ?? null,
      language: console.language,
    });
    const text =
      options.format === 'json'
        ? JSON.stringify(explanation, null, 2)
        : explanationText(explanation, options.rule !== undefined, console);
    console.print(text);
    return 0;
  },
};
