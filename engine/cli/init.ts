/** `zhunsheng init` */
import { createInterface } from 'node:readline/promises';
import { stop } from '../diagnostics/error.ts';
import { badKeyFlag, interrupted } from '../diagnostics/registry/init.ts';
import { invalidValue } from '../diagnostics/registry/run.ts';
import { type InitOptions, planProject, writeProject } from '../index.ts';
import type { CommandDefinition } from './command.ts';
import { type Ask, interview } from './interview.ts';
import { plannedText } from './layout/planned.ts';
import type { Console } from './terminal/console.ts';
import { oneOf } from './values.ts';

interface Options {
  readonly from?: readonly string[];
  readonly title?: string;
  readonly subject?: string;
  readonly key?: readonly string[];
  readonly limit?: number;
  readonly yes?: true;
  readonly format: 'text' | 'json';
}

export const initCommand: CommandDefinition<Options> = {
  name: 'init',
  summary: {
    zh: '由你的 CSV、XLSX 表格建一个新项目：推断数据字典，写出第一份政策、测试和指引，马上就能检查、测试、考核。在终端上会逐项询问，每问都有默认回答。从不覆盖文件。',
    en: 'Makes a new project from your own CSV or XLSX tables: infers the data dictionary and writes a first policy, test and guide, which can be checked, tested and assessed at once. On a terminal it asks, each question with a default. It never overwrites a file.',
  },
  argument: { syntax: '<folder>', text: { zh: '新项目的文件夹', en: 'the folder of the new project' } },
  options: [
    {
      flags: '--from <file...>',
      text: { zh: '数据文件，CSV 或 XLSX；都不给就带一个小样例', en: 'data files, CSV or XLSX; none: a small sample' },
    },
    {
      flags: '--title <text>',
      text: { zh: '项目名称（默认用文件夹名）', en: 'the project’s title (default: the folder’s name)' },
    },
    {
      flags: '--subject <table>',
      text: {
        zh: '考核哪张表里的对象（默认被引用最多的表）',
        en: 'the table whose records are judged (default: the one most referred to)',
      },
    },
    {
      flags: '--key <table=column...>',
      text: {
        zh: '某张表的主键，如 单位=代码 或 月报=单位,月份',
        en: 'the key of a table, such as unit=code or report=unit,month',
      },
    },
    {
      flags: '--limit <number>',
      text: { zh: '第一条规则的上限（默认 0）', en: 'the limit in the first rule (default: 0)' },
      read: wholeNumber,
    },
    { flags: '--yes', text: { zh: '不询问，都用默认回答', en: 'ask nothing and take the defaults' } },
    {
      flags: '--format <format>',
      text: { zh: '输出格式：text、json', en: 'text or json' },
      default: 'text',
      read: oneOf(['text', 'json']),
    },
  ],
  examples: [
    {
      line: 'zhunsheng init my-rules --from 单位花名册.xlsx 信访台账.csv',
      text: { zh: '由两张表建项目 my-rules', en: 'makes the project my-rules from two tables' },
    },
    {
      line: 'zhunsheng init try-out --yes',
      text: { zh: '建一个带样例数据的项目', en: 'makes a project with sample data' },
    },
  ],
  async run(folder, { from = [], title, subject, key = [], limit, yes, format }, console) {
    const given: InitOptions = {
      from,
      title: title ?? null,
      subject: subject ?? null,
      keys: keysOf(key),
      ...(limit === undefined ? {} : { limit }),
      year: new Date().getFullYear(),
    };
    const asks = yes !== true && process.stdin.isTTY === true && process.stderr.isTTY === true;
    const options = asks ? await onTerminal(console, (ask) => interview(folder, given, ask, console)) : given;
    const plan = await planProject(folder, options);
    const files = await writeProject(plan);
    if (format === 'json') {
      const { texts: _, copies: __, ...rest } = plan;
      console.print(JSON.stringify({ ...rest, files }, null, 2));
    } else console.print(plannedText(plan, files, console));
    return 0;
  },
};

function keysOf(written: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    written.map((value) => {
      const at = value.indexOf('=');
      const table = value.slice(0, at).trim();
      const columns = value
        .slice(at + 1)
        .split(/[,，]/)
        .map((column) => column.trim());
      if (at < 1 || table === '' || columns.includes('')) stop(badKeyFlag, '--key', { value });
      return [table, columns] as const;
    }),
  );
}

function wholeNumber(value: string, flag: string): number {
  if (/^\d{1,2}$/.test(value)) return Number(value);
  return stop(invalidValue, flag, { name: flag, value, suggestion: '', known: '0 … 99' });
}

/** Questions go to standard error, like every message. */
async function onTerminal<T>(console: Console, use: (ask: Ask) => Promise<T>): Promise<T> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl+C and Ctrl+D close it, and a question that waits would wait for ever.
  const leaving = new AbortController();
  terminal.once('close', () => leaving.abort());
  try {
    return await use(async (question, otherwise) => {
      const shown = `${question}${otherwise === '' ? '' : ` [${otherwise}]`}${console.text({ zh: '：', en: ': ' })}`;
      const answer = await terminal.question(shown, { signal: leaving.signal }).catch((error: unknown) => {
        if (leaving.signal.aborted) stop(interrupted, 'zhunsheng init', {});
        throw error;
      });
      return answer.trim() === '' ? otherwise : answer.trim();
    });
  } finally {
    terminal.close();
  }
}
