/** `zhunsheng assess` */
import { type AskedTable, askedTables, readOnly } from '../assess/only.ts';
import type { Localized } from '../diagnostics/diagnostic.ts';
import { type LogEntry, openProject, readSigningKey, withAssessment } from '../index.ts';
import { type CommandDefinition, projectArgument } from './command.ts';
import { diagnosticLine } from './failure.ts';
import { printAssessmentJson } from './formats/assessment-json.ts';
import { assessmentText } from './layout/assessment.ts';
import {
  asOfOption,
  dataOption,
  formatOption,
  memoryOption,
  periodsOption,
  tempOption,
  threadsOption,
} from './options.ts';
import { untilInterrupted } from './terminal/interrupt.ts';
import { oneOf } from './values.ts';

interface Options {
  readonly period: string;
  readonly asOf?: string;
  readonly data?: string;
  readonly on: 'duckdb';
  readonly out?: string;
  readonly standard?: readonly string[];
  readonly only?: readonly AskedTable[];
  readonly failOn?: 'fail' | 'undetermined';
  readonly tables: 'csv' | 'parquet';
  readonly bom: boolean;
  readonly memory?: string;
  readonly threads?: number;
  readonly temp?: string;
  readonly log?: string;
  readonly sign?: string;
  readonly format: 'text' | 'json';
}

export const assessCommand: CommandDefinition<Options> = {
  name: 'assess',
  summary: {
    zh: '按一个考核期的现行政策考核全部对象。--out 写出各项结果和清单。',
    en: 'Judges all subjects by the policies in force in a period. --out writes the tables and a manifest.',
  },
  argument: projectArgument,
  options: [
    periodsOption,
    asOfOption,
    dataOption,
    {
      flags: '--on <engine>',
      text: { zh: '在哪个引擎上：duckdb', en: 'the engine: duckdb' },
      default: 'duckdb',
      read: oneOf(['duckdb']),
    },
    {
      flags: '--out <folder>',
      text: { zh: '把结果写到这个文件夹，整体替换', en: 'write the tables to this folder, which is replaced whole' },
    },
    { flags: '--standard <id...>', text: { zh: '只考核这些标准及其规则', en: 'only these standards and their rules' } },
    {
      flags: '--only <tables>',
      text: {
        zh: `只要这些结果，其余不算（逗号隔开，默认全部）：${askedTables.join('、')}`,
        en: `only these tables, computing no others (commas between them; default: all): ${askedTables.join(', ')}`,
      },
      read: (value, flag) =>
        readOnly(
          value.split(',').map((name) => name.trim()),
          flag,
        ),
    },
    {
      flags: '--fail-on <verdict>',
      text: {
        zh: '有此类结论时退出码为 1：fail、undetermined（含 fail）',
        en: 'status 1 where one is: fail, or undetermined (or fail)',
      },
      read: oneOf(['fail', 'undetermined']),
    },
    {
      flags: '--tables <format>',
      text: { zh: '结果表的格式：csv、parquet', en: 'csv or parquet' },
      default: 'csv',
      read: oneOf(['csv', 'parquet']),
    },
    { flags: '--no-bom', text: { zh: 'CSV 不带 BOM', en: 'no byte order mark in CSV' } },
    memoryOption,
    threadsOption,
    tempOption,
    {
      flags: '--log <file>',
      text: {
        zh: '把这次考核记进这份日志（只增不改，见 zhunsheng log）；要有 --out',
        en: 'append the assessment to this log, which nobody can change unseen (see zhunsheng log); needs --out',
      },
    },
    {
      flags: '--sign <key>',
      text: {
        zh: '用这个私钥（ssh-keygen -t ed25519）签清单，写 manifest.json.sig；要有 --out',
        en: 'sign the manifest with this key (of ssh-keygen -t ed25519), as manifest.json.sig; needs --out',
      },
    },
    formatOption(['text', 'json']),
  ],
  examples: [
    {
      line: 'zhunsheng assess rules --period 2021',
      text: { zh: '考核 2021 年，显示结果', en: 'judges 2021 and shows the outcome' },
    },
    {
      line: 'zhunsheng assess rules --period 2021-01..2021-06 --as-of 2021-06-30 --out out',
      text: { zh: '逐月考核上半年，写到 out', en: 'judges each month of the first half year and writes to out' },
    },
    {
      line: 'zhunsheng assess rules --period 2021 --out out --only verdicts,rollups',
      text: { zh: '只要结论和汇总：数据很多时快得多', en: 'only verdicts and roll-ups: much quicker over much data' },
    },
    {
      line: 'zhunsheng assess rules --period 2021 --out out --log assessments.jsonl --sign office',
      text: { zh: '记进日志，并用私钥 office 签名', en: 'records it in the log and signs it with the key office' },
    },
  ],
  async run(argument, options, console) {
    const sign = options.sign === undefined ? null : await readSigningKey(options.sign);
    for (const warning of sign?.warnings ?? []) console.say(diagnosticLine(warning, console.language));
    const project = await openProject(argument, { tests: false });
    const settings = {
      period: options.period,
      asOf: options.asOf ?? null,
      data: options.data ?? null,
      out: options.out ?? null,
      standards: options.standard ?? null,
      only: options.only ?? null,
      tables: options.tables,
      bom: options.bom,
      sign,
      // The only clock there is.
      log: options.log === undefined ? null : { file: options.log, time: new Date().toISOString() },
      language: console.language,
      onProgress: (step: { zh: string; en: string }) => console.progress(console.text(step)),
      ...(options.memory === undefined ? {} : { memory: options.memory }),
      ...(options.threads === undefined ? {} : { threads: options.threads }),
      ...(options.temp === undefined ? {} : { temp: options.temp }),
    };
    return untilInterrupted((signal) =>
      withAssessment(project, { ...settings, signal }, async ({ results, logged }) => {
        if (options.format === 'json') await printAssessmentJson(results, console);
        else console.print(await assessmentText(project, results, console));
        if (options.out !== undefined) {
          console.say(console.text({ zh: `结果在 ${options.out}`, en: `Written to ${options.out}` }));
          if (logged !== null) console.say(console.text(loggedText(logged)));
        } else if (options.format === 'text' && !options.period.includes('..')) {
          const line = `zhunsheng explain ${argument} --period ${options.period} --subject`;
          console.say(
            console.text({ zh: `想知道某一个为什么：${line} 对象:主键`, en: `To ask why: ${line} ENTITY:KEY` }),
          );
        }
        return options.failOn !== undefined && (await results.hasVerdict(failing[options.failOn])) ? 1 : 0;
      }),
    );
  },
};

/** Whoever keeps the hash elsewhere can tell later that the log still has all up to this entry. */
function loggedText({ sequence, hash }: LogEntry): Localized {
  return {
    zh: `日志第 ${sequence} 条，请把哈希记在别处：${hash}`,
    en: `Entry ${sequence} of the log; note its hash down elsewhere: ${hash}`,
  };
}

const failing = { fail: ['fail'], undetermined: ['fail', 'undetermined'] } as const;
