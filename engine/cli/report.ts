/** `zhunsheng report` */
import type { Localized } from '../diagnostics/diagnostic.ts';
import { findBrowser, openProject, report } from '../index.ts';
import { type Audience, audiences } from '../report/audience.ts';
import { partNames, partsNamed } from '../report/parts.ts';
import { type CommandDefinition, projectArgument } from './command.ts';
import { asOfOption, dataOption, memoryOption, periodsOption, tempOption, threadsOption } from './options.ts';
import { untilInterrupted } from './terminal/interrupt.ts';
import { oneOf } from './values.ts';

interface Options {
  readonly period: string;
  readonly out: string;
  readonly asOf?: string;
  readonly data?: string;
  readonly audience?: Audience;
  readonly only?: readonly string[];
  readonly pdf?: true | string;
  readonly memory?: string;
  readonly threads?: number;
  readonly temp?: string;
}

export const reportCommand: CommandDefinition<Options> = {
  name: 'report',
  summary: {
    zh: '考核并写出发布用的材料：每期一张播报网页（总览、挂图、排名、走势、名单、对账），函件（Word）和登记表，工作簿（Excel），和各期的目录。',
    en: 'Judges and writes what is published: a page a period (figures, wall chart, rankings, trends, lists, reconciliation), letters (Word) with their register, a workbook (Excel), and an index over all periods.',
  },
  argument: projectArgument,
  options: [
    periodsOption,
    {
      flags: '--out <folder>',
      text: {
        zh: '写到这个文件夹；其中其他各期保留',
        en: 'write to this folder; other periods in it stay',
      },
      required: true,
    },
    asOfOption,
    dataOption,
    {
      flags: '--audience <who>',
      text: {
        zh: '给谁看：public（默认，只有汇总和单位结论，小数不公布）、internal（含事由、记录、函件；只做函件时默认）',
        en: 'for whom: public (the default: aggregates and units only, small counts suppressed) or internal (with reasons, records, letters; the default for letters alone)',
      },
      read: oneOf(audiences),
    },
    {
      flags: '--only <parts>',
      text: {
        zh: `只做这些（逗号隔开，默认全部）：${partNames.join('、')}`,
        en: `only these (commas between them; default: all): ${partNames.join(', ')}`,
      },
      read: (value, flag) => {
        const names = value.split(',').map((name) => name.trim());
        partsNamed(names, flag);
        return names;
      },
    },
    {
      flags: '--pdf [browser]',
      text: {
        zh: '另存一份 PDF，用你的 Chromium、Chrome 或 Edge（可指明它的路径）',
        en: 'also a PDF of each page, by your Chromium, Chrome or Edge (or the one at this path)',
      },
    },
    memoryOption,
    threadsOption,
    tempOption,
  ],
  examples: [
    {
      line: 'zhunsheng report rules --period 2021-11 --out bulletins --audience internal',
      text: { zh: '2021 年 11 月的内部播报', en: 'the internal bulletin of November 2021' },
    },
    {
      line: 'zhunsheng report rules --period 2021-01..2021-06 --out public --pdf --lang en',
      text: { zh: '上半年各月的公开播报，英文，另存 PDF', en: 'public bulletins of six months, in English, with PDFs' },
    },
  ],
  async run(argument, options, console) {
    const browser =
      options.pdf === undefined
        ? null
        : await findBrowser(options.pdf === true ? null : options.pdf, {
            path: process.env['PATH'] ?? '',
            platform: process.platform,
          });
    const project = await openProject(argument, { tests: false });
    const settings = {
      period: options.period,
      asOf: options.asOf ?? null,
      data: options.data ?? null,
      out: options.out,
      language: console.language,
      ...(options.audience === undefined ? {} : { audience: options.audience }),
      only: options.only ?? null,
      browser,
      ...(options.memory === undefined ? {} : { memory: options.memory }),
      ...(options.threads === undefined ? {} : { threads: options.threads }),
      ...(options.temp === undefined ? {} : { temp: options.temp }),
      onProgress: (step: Localized) => console.progress(console.text(step)),
    };
    const { written, kept } = await untilInterrupted((signal) => report(project, { ...settings, signal }));
    for (const entry of written.flatMap(({ entries }) => entries))
      console.print(`${options.out.replace(/[\\/]+$/, '')}/${entry}`);
    const more =
      kept.length === 0 ? { zh: '', en: '' } : { zh: '；以前的保留在内', en: '; earlier ones are still in it' };
    console.say(
      console.text({
        zh: `目录是 ${options.out}/index.html${more.zh}`,
        en: `The index is ${options.out}/index.html${more.en}`,
      }),
    );
    return 0;
  },
};
