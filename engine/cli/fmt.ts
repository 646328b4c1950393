/** `zhunsheng fmt` */
import { format } from '../index.ts';
import { type CommandDefinition, projectArgument } from './command.ts';
import { diagnosticLine } from './failure.ts';
import { formatOption } from './options.ts';

interface Options {
  readonly check?: true;
  readonly format: 'text' | 'json';
}

export const fmtCommand: CommandDefinition<Options> = {
  name: 'fmt',
  summary: {
    zh: '把政策、测试、豁免和字典文件排成统一的版式；注释保留，含义不变。文件有语法错误时不动它，退出码为 1。',
    en: 'Lays policies, tests, waivers and the dictionary out in the one canonical way; comments stay, meaning too. A file with a syntax error is left alone, with status 1.',
  },
  argument: projectArgument,
  options: [
    {
      flags: '--check',
      text: {
        zh: '只检查，不改动；有文件会改动时退出码为 1',
        en: 'change nothing; status 1 where a file would change',
      },
    },
    formatOption(['text', 'json']),
  ],
  examples: [
    { line: 'zhunsheng fmt rules', text: { zh: '整理项目 rules', en: 'lays out the project rules' } },
    { line: 'zhunsheng fmt rules --check', text: { zh: '在持续集成里检查版式', en: 'checks the layout in CI' } },
  ],
  async run(argument, { check, format: shape }, console) {
    const { changed, files, diagnostics } = await format(argument, { write: check !== true });
    for (const diagnostic of diagnostics) console.complain(diagnosticLine(diagnostic, console.language));
    if (shape === 'json') console.print(JSON.stringify({ changed, files, diagnostics }, null, 2));
    else {
      console.print(changed.join('\n'));
      const counted =
        check === true
          ? { zh: `${files} 个文件，${changed.length} 个要改`, en: `${files} files, ${changed.length} would change` }
          : { zh: `${files} 个文件，改了 ${changed.length} 个`, en: `${files} files, ${changed.length} changed` };
      console.say(console.text(counted));
    }
    return diagnostics.length > 0 || (check === true && changed.length > 0) ? 1 : 0;
  },
};
