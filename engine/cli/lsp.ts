/** `zhunsheng lsp`: the language server, which stands above the engine and is therefore found only when it is run. */
import type { CommandDefinition } from './command.ts';
import { importBundle } from './import-bundle.ts';

interface Options {
  readonly stdio: true;
}

export const lspCommand: CommandDefinition<Options> = {
  name: 'lsp',
  summary: {
    zh: '语言服务器，供编辑器使用：在标准输入输出上说 Language Server Protocol，直到编辑器断开。',
    en: 'The language server, for editors: speaks the Language Server Protocol on standard input and output until the editor leaves.',
  },
  argument: null,
  options: [
    { flags: '--stdio', text: { zh: '用标准输入输出', en: 'use standard input and output' }, required: true },
    {
      flags: '--clientProcessId <id>',
      text: { zh: '编辑器的进程号（编辑器自己给出）', en: 'the editor’s process id, as editors give it' },
    },
  ],
  examples: [{ line: 'zhunsheng lsp --stdio', text: { zh: '由编辑器启动', en: 'as an editor starts it' } }],
  async run() {
    // Made beside this bundle from server/src/main.ts (see engine/build.js). It ends the process itself.
    await importBundle(new URL('../lsp.js', import.meta.url));
    return new Promise(() => undefined);
  },
};
