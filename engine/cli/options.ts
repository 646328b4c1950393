/** Options that several commands have. */
import type { Localized } from '../diagnostics/diagnostic.ts';
import type { OptionDefinition } from './command.ts';
import { date, memory, oneOf, period, threads } from './values.ts';

/** One period or a range of months. */
export const periodsOption: OptionDefinition = {
  flags: '--period <period>',
  text: {
    zh: '考核期：2021、2021-Q4、2021-11，或按月 2021-01..2021-12',
    en: '2021, 2021-Q4, 2021-11, or months 2021-01..2021-12',
  },
  required: true,
  read: period('range'),
};

export const asOfOption: OptionDefinition = {
  flags: '--as-of <date>',
  text: { zh: '截至日（默认考核期最后一天）', en: 'as-of date (default: the last day of the period)' },
  read: date,
};

export const dataOption: OptionDefinition = {
  flags: '--data <folder>',
  text: { zh: '数据文件夹（默认照数据字典）', en: 'folder of the data (default: as the dictionary says)' },
};

export const memoryOption: OptionDefinition = {
  flags: '--memory <size>',
  text: { zh: '内存上限，如 2GB', en: 'memory limit, such as 2GB' },
  read: memory,
};

export const threadsOption: OptionDefinition = {
  flags: '--threads <number>',
  text: { zh: '用几个线程（默认每个核一个）', en: 'how many threads (default: one for each core)' },
  read: threads,
};

export const tempOption: OptionDefinition = {
  flags: '--temp <folder>',
  text: {
    zh: '内存放不下时写临时文件的文件夹（默认系统的）',
    en: 'folder for what does not fit in memory (default: the system’s)',
  },
};

/** A file of public keys. */
export const verifyKeyOption: OptionDefinition = {
  flags: '--verify-key <file>',
  text: {
    zh: '必须有这个公钥的签名（ssh-keygen 的 KEY.pub）',
    en: 'signed with this key, or it is a finding (KEY.pub of ssh-keygen)',
  },
};

/** `--format`, the first where it is not given; `more` is said after the list. */
export function formatOption(formats: readonly string[], more: Localized = { zh: '', en: '' }): OptionDefinition {
  const last = formats.at(-1) ?? '';
  return {
    flags: '--format <format>',
    text: {
      zh: `输出格式：${formats.join('、')}${more.zh}`,
      en: `${formats.slice(0, -1).join(', ')} or ${last}${more.en}`,
    },
    default: formats[0] ?? '',
    read: oneOf(formats),
  };
}
