/** `zhunsheng trace` */
import { openProject, trace } from '../index.ts';
import { type CommandDefinition, projectArgument } from './command.ts';
import { traceJson } from './formats/trace-json.ts';
import { traceMarkdown } from './formats/trace-markdown.ts';
import { traceText } from './layout/trace.ts';
import { formatOption } from './options.ts';
import { pathsIn } from './paths.ts';

interface Options {
  readonly format: 'text' | 'json' | 'markdown';
}

export const traceCommand: CommandDefinition<Options> = {
  name: 'trace',
  summary: {
    zh: '条款、规则、测试、数据字段逐一对应，并列出缺口：没有规则落实的条款，没有依据或没有测试的规则，没有人用的字段。有缺口时退出码为 1。',
    en: 'Sets clauses, rules, tests and data fields side by side and lists the gaps: clauses that no rule carries out, rules without a clause or a test, fields that nothing reads. Status 1 where a gap is.',
  },
  argument: projectArgument,
  options: [formatOption(['text', 'json', 'markdown'])],
  examples: [
    { line: 'zhunsheng trace rules', text: { zh: '对照项目 rules', en: 'traces the project rules' } },
    {
      line: 'zhunsheng trace rules --format markdown > trace.md',
      text: { zh: '贴进合并请求的对照表', en: 'the matrix for a pull request' },
    },
  ],
  async run(argument, { format }, console) {
    const project = await openProject(argument);
    const traced = trace(project);
    const pathOf = pathsIn(argument);
    switch (format) {
      case 'text':
        console.print(traceText(traced, project.files, pathOf, console));
        break;
      case 'json':
        console.print(JSON.stringify(traceJson(traced), null, 2));
        break;
      case 'markdown':
        console.print(traceMarkdown(traced, pathOf, console.language));
        break;
    }
    return traced.gaps.length > 0 ? 1 : 0;
  },
};
