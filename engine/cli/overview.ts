/** The page that lists all commands. */
import type { Localized } from '../diagnostics/diagnostic.ts';
import { commands } from './commands.ts';
import type { Console } from './terminal/console.ts';
import { padEnd, widthOf } from './terminal/wrap.ts';

/** What `zhunsheng --help` prints. */
export function overview(console: Console): string {
  const names = Object.keys(commands);
  const wide = Math.max(...names.map(widthOf));
  const lines = Object.entries(commands).map(
    ([name, { summary }]) => `  ${padEnd(name, wide)}  ${console.text(summary)}`,
  );
  return `${console.text(head)}\n\n${lines.join('\n')}\n\n${console.text(foot)}`;
}

const head: Localized = {
  zh: '准绳：用政策文件考核数据，并说明每个结论的依据。\n\n用法：zhunsheng <命令> [选项]',
  en: 'Zhunsheng judges data by policy files, and gives the reason of every verdict.\n\nUsage: zhunsheng <command> [options]',
};

const foot: Localized = {
  zh: '例子：\n  zhunsheng assess rules --period 2021\n      按 2021 年的政策考核项目 rules 的全部对象\n\n各命令的选项和例子：zhunsheng <命令> --help',
  en: 'Example:\n  zhunsheng assess rules --period 2021\n      judges all subjects of the project rules by the policies of 2021\n\nOptions and examples of a command: zhunsheng <command> --help',
};
