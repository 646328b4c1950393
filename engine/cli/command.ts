/** What a command is to the command line, and how its definition becomes one of commander's. */
import { Command } from 'commander';
import type { Localized } from '../diagnostics/diagnostic.ts';
import type { Console } from './terminal/console.ts';
import { widthOf } from './terminal/wrap.ts';

export interface CommandDefinition<Options> {
  readonly name: string;
  readonly summary: Localized;
  /** As commander writes it: `[project]`, `<manifest>`; null: none. */
  readonly argument: { readonly syntax: string; readonly text: Localized; readonly default?: string } | null;
  readonly options: readonly OptionDefinition[];
  /** Command lines that show its use, each with what it does. */
  readonly examples: readonly { readonly line: string; readonly text: Localized }[];
  /** Does the work; the exit status. */
  run(argument: string, options: Options & CommonOptions, console: Console): Promise<0 | 1>;
}

export interface OptionDefinition {
  /** As commander writes it: `--as-of <date>`. */
  readonly flags: string;
  readonly text: Localized;
  readonly required?: true;
  readonly default?: string;
  /** Checks and reads the value; `flag` is the option's long name. Throws ZhunshengError (ZS9xxx). */
  readonly read?: (value: string, flag: string) => unknown;
}

export interface CommonOptions {
  readonly quiet?: true;
}

/** The command for commander; it throws instead of ending the process, and writes help with the console. */
export function toCommander<Options>(
  definition: CommandDefinition<Options>,
  console: Console,
  done: (status: 0 | 1) => void,
): Command {
  const command = new Command(`zhunsheng ${definition.name}`)
    .description(console.text(definition.summary))
    .usage([definition.argument?.syntax, console.text(optionsWord)].filter(Boolean).join(' '));
  if (definition.argument !== null) {
    const { syntax, text, default: otherwise } = definition.argument;
    command.argument(syntax, console.text(text), otherwise);
  }
  for (const option of [...definition.options, ...commonOptions]) {
    const flag = /--[a-z-]+/.exec(option.flags)?.[0] ?? option.flags;
    const read = option.read;
    const text = console.text(option.text);
    const parse = read === undefined ? undefined : (value: string) => read(value, flag);
    if (option.required === true) {
      if (parse === undefined) command.requiredOption(option.flags, text);
      else command.requiredOption(option.flags, text, parse);
    } else if (parse === undefined) command.option(option.flags, text, option.default);
    else command.option(option.flags, text, parse, option.default);
  }
  const examples = definition.examples.map(({ line, text }) => `  ${line}\n      ${console.text(text)}`);
  return command
    .helpOption('--help', console.text(helpText))
    .addHelpText('after', `\n${console.text(examplesTitle)}\n${examples.join('\n')}`)
    .configureHelp({
      styleTitle: (title) => console.text(helpTitles[title] ?? { zh: title, en: title }),
      optionDescription: ({ description, defaultValue }) => described(description, defaultValue, console),
      argumentDescription: ({ description, defaultValue }) => described(description, defaultValue, console),
      displayWidth: widthOf,
      helpWidth: console.width,
    })
    .configureOutput({ writeOut: (text) => console.print(text), writeErr: () => undefined })
    .exitOverride()
    .action(async () =>
      done(
        await definition.run(
          command.args[0] ?? definition.argument?.default ?? '',
          command.opts<Options & CommonOptions>(),
          console,
        ),
      ),
    );
}

/** `PROJECT`, the current folder where it is not given. */
export const projectArgument = {
  syntax: '[project]',
  text: { zh: '政策项目的文件夹', en: 'the folder of the policy project' },
  default: '.',
} as const;

const commonOptions: readonly OptionDefinition[] = [
  {
    flags: '--lang <language>',
    text: { zh: '文字用 zh 或 en（默认随系统语言）', en: 'zh or en (default: the locale’s)' },
  },
  { flags: '--quiet', text: { zh: '只出结果，不出过程消息', en: 'results only, no messages' } },
];

const optionsWord: Localized = { zh: '[选项]', en: '[options]' };
const helpText: Localized = { zh: '显示这段帮助', en: 'show this help' };
const examplesTitle: Localized = { zh: '例子：', en: 'Examples:' };

function described(text: string, value: unknown, console: Console): string {
  if (typeof value !== 'string') return text;
  return text + console.text({ zh: `（默认 ${value}）`, en: ` (default: ${value})` });
}

/** Commander's titles in both languages. */
const helpTitles: Readonly<Record<string, Localized>> = {
  'Usage:': { zh: '用法：', en: 'Usage:' },
  'Arguments:': { zh: '参数：', en: 'Arguments:' },
  'Options:': { zh: '选项：', en: 'Options:' },
};
