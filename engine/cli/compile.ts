/** `zhunsheng compile` */
import { compile, openProject, type Target } from '../index.ts';
import { type CommandDefinition, projectArgument } from './command.ts';
import { diagnosticLine } from './failure.ts';
import { asOfOption, formatOption, periodsOption } from './options.ts';
import { oneOf } from './values.ts';

interface Options {
  readonly to: Target;
  readonly period: string;
  readonly asOf?: string;
  readonly standard?: readonly string[];
  readonly format: 'text' | 'json';
}

export const compileCommand: CommandDefinition<Options> = {
  name: 'compile',
  summary: {
    zh: '打印一个考核期将要执行的东西：DuckDB 的 SQL，或 json-rules-engine 的规则。',
    en: 'Prints what would run in a period: SQL for DuckDB, or rules for json-rules-engine.',
  },
  argument: projectArgument,
  options: [
    {
      flags: '--to <target>',
      text: { zh: '目标：duckdb、json-rules-engine', en: 'duckdb or json-rules-engine' },
      required: true,
      read: oneOf(['duckdb', 'json-rules-engine']),
    },
    periodsOption,
    asOfOption,
    { flags: '--standard <id...>', text: { zh: '只要这些标准及其规则', en: 'only these standards and their rules' } },
    formatOption(['text', 'json'], { zh: '（text 外面包一层 JSON）', en: ' (the text in a JSON object)' }),
  ],
  examples: [
    {
      line: 'zhunsheng compile rules --to duckdb --period 2021',
      text: { zh: '2021 年的考核所用的 SQL', en: 'the SQL that assesses 2021' },
    },
    {
      line: 'zhunsheng compile rules --to json-rules-engine --period 2021 > rules.json',
      text: { zh: '给 json-rules-engine 用的规则', en: 'the rules for json-rules-engine' },
    },
  ],
  async run(argument, options, console) {
    const { text, diagnostics } = await compile(await openProject(argument, { tests: false }), {
      to: options.to,
      period: options.period,
      asOf: options.asOf ?? null,
      standards: options.standard ?? null,
      language: console.language,
    });
    for (const diagnostic of diagnostics) console.complain(diagnosticLine(diagnostic, console.language));
    console.print(
      options.format === 'json' ? JSON.stringify({ to: options.to, period: options.period, text }, null, 2) : text,
    );
    return diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0;
  },
};
