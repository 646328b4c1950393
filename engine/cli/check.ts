/** `zhunsheng check` */
import { check, openProject } from '../index.ts';
import { type CommandDefinition, projectArgument } from './command.ts';
import { checkSuites } from './formats/check-report.ts';
import { toJunit } from './formats/junit.ts';
import { printReport } from './formats/print-report.ts';
import { type ReportFormat, reportFormats } from './formats/report.ts';
import { diagnosticsText } from './layout/diagnostics.ts';
import { formatOption } from './options.ts';
import { pathsIn } from './paths.ts';

interface Options {
  readonly format: 'text' | 'json' | 'junit' | ReportFormat;
}

export const checkCommand: CommandDefinition<Options> = {
  name: 'check',
  summary: {
    zh: '检查数据字典、政策、测试、豁免和引用：语法、结构、名称和类型。有错误时退出码为 1。',
    en: 'Checks the dictionary, policies, tests, waivers and citations: syntax, shape, names and types. Status 1 where an error is.',
  },
  argument: projectArgument,
  options: [formatOption(['text', 'json', ...reportFormats, 'junit'])],
  examples: [
    { line: 'zhunsheng check rules', text: { zh: '检查项目 rules', en: 'checks the project rules' } },
    {
      line: 'zhunsheng check rules --format sarif > check.sarif',
      text: { zh: '给代码托管平台看的结果', en: 'results for a code host' },
    },
  ],
  async run(argument, { format }, console) {
    const project = await openProject(argument);
    const result = check(project);
    const pathOf = pathsIn(argument);
    switch (format) {
      case 'text':
        console.print(diagnosticsText(result, project.files, pathOf, console));
        break;
      case 'json':
        console.print(
          JSON.stringify({ files: result.files, counts: result.counts, diagnostics: result.diagnostics }, null, 2),
        );
        break;
      case 'junit':
        console.print(toJunit(checkSuites(project.files.keys(), result.diagnostics), pathOf, console.language));
        break;
      default:
        printReport(
          { command: 'check', diagnostics: result.diagnostics, pathOf, language: console.language },
          format,
          console,
        );
    }
    return result.counts.error > 0 ? 1 : 0;
  },
};
