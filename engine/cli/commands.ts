/** Every command; each is loaded only when it is the one to run, so that none pays for what another needs. */
import type { Localized } from '../diagnostics/diagnostic.ts';
import type { CommandDefinition } from './command.ts';

export interface CommandEntry {
  readonly summary: Localized;
  load(): Promise<CommandDefinition<never>>;
}

export const commands: Readonly<Record<string, CommandEntry>> = {
  check: {
    summary: {
      zh: '检查字典、政策、测试、豁免和引用',
      en: 'check the dictionary, policies, tests, waivers and citations',
    },
    load: async () => (await import('./check.ts')).checkCommand,
  },
  test: {
    summary: { zh: '在两个求值器上运行政策测试', en: 'run the policy tests on both evaluators' },
    load: async () => (await import('./test.ts')).testCommand,
  },
  assess: {
    summary: { zh: '考核全部对象', en: 'judge all subjects' },
    load: async () => (await import('./assess.ts')).assessCommand,
  },
  explain: {
    summary: { zh: '说明一个对象的结论和依据', en: 'explain the verdicts on one subject' },
    load: async () => (await import('./explain.ts')).explainCommand,
  },
  diff: {
    summary: {
      zh: '改了规则，谁的结论会变，是哪一处改动造成的',
      en: 'whose verdicts a change of the rules flips, and which change does it',
    },
    load: async () => (await import('./diff.ts')).diffCommand,
  },
  report: {
    summary: {
      zh: '写出发布用的播报：总览、挂图、排名、走势、名单',
      en: 'write the bulletin: figures, wall chart, rankings, trends, lists',
    },
    load: async () => (await import('./report.ts')).reportCommand,
  },
  init: {
    summary: {
      zh: '由你的 CSV、XLSX 表格建一个新项目',
      en: 'make a new project from your own CSV or XLSX tables',
    },
    load: async () => (await import('./init.ts')).initCommand,
  },
  fmt: {
    summary: { zh: '把政策文件排成统一的版式', en: 'lay the policy files out in the one canonical way' },
    load: async () => (await import('./fmt.ts')).fmtCommand,
  },
  compile: {
    summary: {
      zh: '打印将要执行的 SQL 或 json-rules-engine 规则',
      en: 'print the SQL or the json-rules-engine rules that would run',
    },
    load: async () => (await import('./compile.ts')).compileCommand,
  },
  trace: {
    summary: {
      zh: '条款、规则、测试、数据字段逐一对应，列出缺口',
      en: 'set clauses, rules, tests and data fields side by side and list the gaps',
    },
    load: async () => (await import('./trace.ts')).traceCommand,
  },
  rerun: {
    summary: {
      zh: '照清单重做一次考核，逐字节比较',
      en: 'run an assessment again from its manifest and compare every byte',
    },
    load: async () => (await import('./rerun.ts')).rerunCommand,
  },
  history: {
    summary: {
      zh: '一条规则的历次版本：何时有效，改了什么，谁改的',
      en: 'the versions of a rule: in force when, what changed, by whom',
    },
    load: async () => (await import('./history.ts')).historyCommand,
  },
  log: {
    summary: {
      zh: '考核日志：列出各次考核，验证有没有被改动',
      en: 'the log of assessments: list them, and verify that none was changed',
    },
    load: async () => (await import('./log.ts')).logCommand,
  },
  lsp: {
    summary: { zh: '语言服务器，供编辑器使用', en: 'the language server, for editors' },
    load: async () => (await import('./lsp.ts')).lspCommand,
  },
};
