/** `zhunsheng log` */
import { readLog, readPublicKeys, type Verified, verifyLog } from '../index.ts';
import type { CommandDefinition } from './command.ts';
import { logText, verifiedText } from './layout/log.ts';
import { formatOption, verifyKeyOption } from './options.ts';
import { hash } from './values.ts';

interface Options {
  readonly verify?: true;
  readonly head?: string;
  readonly verifyKey?: string;
  readonly format: 'text' | 'json';
}

export const logCommand: CommandDefinition<Options> = {
  name: 'log',
  summary: {
    zh: '列出 assess --log 记下的各次考核；--verify 验证日志，条目被改、被删、被换位置、被加进来都能查出，退出码为 1。',
    en: 'Lists the assessments that assess --log has recorded; --verify finds any entry that was altered, taken out, moved or put in, with status 1.',
  },
  argument: { syntax: '<log>', text: { zh: 'assess --log 写的文件', en: 'the file that assess --log has written' } },
  options: [
    { flags: '--verify', text: { zh: '验证每一条', en: 'verify every entry' } },
    {
      flags: '--head <hash>',
      text: {
        zh: '验证日志里还有这个哈希的条目（记在别处的）：只有这样才看得出末尾被截去',
        en: 'verify that the log still has the entry of this hash, noted down elsewhere: only so can a cut end be seen',
      },
      read: hash,
    },
    verifyKeyOption,
    formatOption(['text', 'json']),
  ],
  examples: [
    {
      line: 'zhunsheng log assessments.jsonl',
      text: { zh: '列出各次考核和最后一条的哈希', en: 'lists the assessments, and the hash of the last entry' },
    },
    {
      line: 'zhunsheng log assessments.jsonl --verify --head HASH --verify-key office.pub',
      text: {
        zh: '验证日志完整、没有截短、每条都有 office 的签名',
        en: 'verifies that the log is whole, not cut short, and every entry signed by office',
      },
    },
  ],
  async run(file, options, console) {
    const { head = null, verifyKey, format } = options;
    if (options.verify === undefined && head === null && verifyKey === undefined) {
      const entries = await readLog(file);
      const last = entries.at(-1)?.hash ?? null;
      console.print(format === 'json' ? JSON.stringify({ entries, head: last }, null, 2) : logText(entries, console));
      return 0;
    }
    const keys = verifyKey === undefined ? null : await readPublicKeys(verifyKey);
    const verified = await verifyLog(file, { head, keys });
    console.print(format === 'json' ? verifiedJson(verified) : verifiedText(verified, { head, keys }, console));
    return verified.findings.length > 0 ? 1 : 0;
  },
};

function verifiedJson({ lines, last, anchored, findings }: Verified): string {
  const told = findings.map(({ code, place, message, remedy }) => ({
    code,
    line: place.range.start.line + 1,
    message,
    remedy,
  }));
  return JSON.stringify(
    { sound: findings.length === 0, lines, head: last?.hash ?? null, anchored, findings: told },
    null,
    2,
  );
}
