/** `zhunsheng rerun` */
import type { Localized } from '../diagnostics/diagnostic.ts';
import { type RerunResult, readPublicKeys, rerun } from '../index.ts';
import type { CommandDefinition } from './command.ts';
import { diagnosticLine } from './failure.ts';
import { formatOption, memoryOption, verifyKeyOption } from './options.ts';
import type { Console } from './terminal/console.ts';

interface Options {
  readonly project?: string;
  readonly data?: string;
  readonly memory?: string;
  readonly verifyKey?: string;
  readonly format: 'text' | 'json';
}

export const rerunCommand: CommandDefinition<Options> = {
  name: 'rerun',
  summary: {
    zh: '照 manifest.json 把以前的考核重做一次，逐字节比较结果。有差别时退出码为 1。',
    en: 'Runs an earlier assessment again from its manifest.json and compares every byte. Status 1 where something differs.',
  },
  argument: {
    syntax: '<manifest>',
    text: { zh: 'assess --out 写出的 manifest.json', en: 'the manifest.json that assess --out has written' },
  },
  options: [
    {
      flags: '--project <folder>',
      text: { zh: '项目现在的位置（默认照清单）', en: 'where the project is now (default: as the manifest says)' },
    },
    {
      flags: '--data <folder>',
      text: { zh: '数据现在的位置（默认照清单）', en: 'where the data is now (default: as the manifest says)' },
    },
    verifyKeyOption,
    memoryOption,
    formatOption(['text', 'json']),
  ],
  examples: [
    {
      line: 'zhunsheng rerun out/manifest.json',
      text: {
        zh: '重做 out 里的考核，看结果是否一字不差',
        en: 'repeats the assessment in out and tells whether every byte is the same',
      },
    },
    {
      line: 'zhunsheng rerun out/manifest.json --verify-key office.pub',
      text: {
        zh: '并且要求清单有 office.pub 的签名',
        en: 'also wants the manifest signed with the key of office.pub',
      },
    },
  ],
  async run(manifest, { project, data, memory: limit, verifyKey, format }, console) {
    const keys = verifyKey === undefined ? null : await readPublicKeys(verifyKey);
    const result = await rerun(manifest, {
      project: project ?? null,
      data: data ?? null,
      keys,
      ...(limit === undefined ? {} : { memory: limit }),
      onProgress: (step) => console.progress(console.text(step)),
    });
    console.print(format === 'json' ? JSON.stringify(result, null, 2) : rerunText(result, console));
    return result.same ? 0 : 1;
  },
};

function rerunText(result: RerunResult, console: Console): string {
  const { same, engine, inputs, outputs, compared } = result;
  const { colours } = console;
  const signed = signatureText(result.signature, console);
  if (same) {
    const zh = `一字不差：比较了 ${compared} 个结果文件。`;
    const text = console.text({ zh, en: `The same to the byte: ${compared} output files compared.` });
    return [colours.green(text), ...signed].join('\n');
  }
  const differs = inputs.length + outputs.length > 0;
  const lines = differs
    ? [colours.red(console.text({ zh: '结果与清单不同。', en: 'The outcome differs from the manifest.' }))]
    : [
        console.text({
          zh: '结果一字不差，签名却不能采信。',
          en: 'The outcome is the same to the byte, the signature does not count.',
        }),
      ];
  lines.push(...signed);
  if (engine !== null) {
    lines.push(
      console.text({
        zh: `引擎版本：当时 ${engine.then}，现在 ${engine.now}`,
        en: `Engine: ${engine.then} then, ${engine.now} now`,
      }),
    );
  }
  for (const [title, differences] of [
    [titles.inputs, inputs],
    [titles.outputs, outputs],
  ] as const) {
    if (differences.length === 0) continue;
    lines.push(
      console.text(title),
      ...differences.map(({ file, change }) => `  ${console.text(changes[change])}  ${file}`),
    );
  }
  return lines.join('\n');
}

function signatureText(signature: RerunResult['signature'], console: Console): readonly string[] {
  if (signature === undefined) return [];
  const { signer, trusted, problem } = signature;
  if (problem !== null) return [console.colours.red(diagnosticLine(problem, console.language))];
  if (trusted) return [console.text({ zh: `签名有效：${signer}`, en: `Signed: ${signer}` })];
  return [
    console.text({
      zh: `签名有效，出自 ${signer}；要核对是谁的，请给 --verify-key`,
      en: `Signed by ${signer}; to check whose key that is, give --verify-key`,
    }),
  ];
}

const titles = { inputs: { zh: '输入：', en: 'Inputs:' }, outputs: { zh: '结果：', en: 'Outputs:' } } as const;

const changes: Readonly<Record<'changed' | 'added' | 'gone' | 'altered', Localized>> = {
  changed: { zh: '内容不同', en: 'changed' },
  added: { zh: '新增', en: 'added  ' },
  gone: { zh: '没有了', en: 'gone   ' },
  altered: { zh: '清单旁的文件被改过', en: 'altered beside the manifest' },
};
