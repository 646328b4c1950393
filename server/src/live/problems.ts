/** Why there is nothing to show, or less than there might be, each in one sentence that says what to do. */
import type { CivilDate } from '../../../engine/calendar/civil-date.ts';
import type { Localized } from '../../../engine/diagnostics/diagnostic.ts';
import { ZhunshengError } from '../../../engine/diagnostics/error.ts';

export function noData(absent: readonly string[]): Localized {
  if (absent.length === 0) {
    return {
      zh: '数据字典里还没有表，因此没有可考核的数据',
      en: 'The data dictionary has no tables yet, so there is nothing to judge',
    };
  }
  const { zh, en } = listed(absent);
  return {
    zh: `没有可考核的数据：找不到 ${zh}。把文件放到项目里即可`,
    en: `There is no data to judge: ${en} cannot be found. Put the files into the project`,
  };
}

export function someAbsent(absent: readonly string[]): Localized {
  const { zh, en } = listed(absent);
  return {
    zh: `找不到数据文件 ${zh}，依靠它们的结论都是待定`,
    en: `The data files ${en} cannot be found; verdicts that rest on them are undetermined`,
  };
}

export function withErrors(count: number): Localized {
  return {
    zh: `政策里有 ${count} 处错误，改正后重新考核`,
    en: `The policies have ${count === 1 ? 'an error' : `${count} errors`}; judging goes on once mended`,
  };
}

export function nothingInForceText(day: CivilDate): Localized {
  return {
    zh: `${day} 没有施行中的政策，请换一个考核期`,
    en: `No policy is in force on ${day}; choose another period`,
  };
}

export const readingCancelled: Localized = {
  zh: '读取数据已取消；保存数据文件或换考核期时会重新读取',
  en: 'Reading the data was cancelled; it begins again when a data file is saved or the period is changed',
};

/** Of whatever was thrown while judging. */
export function problemOf(error: unknown): Localized {
  if (error instanceof ZhunshengError) {
    const { message, remedy, place } = error.diagnostic;
    return { zh: `${place.file}：${message.zh}。${remedy.zh}`, en: `${place.file}: ${message.en}. ${remedy.en}` };
  }
  const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  return { zh: `考核出错：${reason}`, en: `Judging failed: ${reason}` };
}

/** The first few of many. */
function listed(files: readonly string[]): Localized {
  const some = files.slice(0, 3);
  const rest = files.length - some.length;
  return {
    zh: some.join('、') + (rest > 0 ? ` 等 ${files.length} 个文件` : ''),
    en: some.join(', ') + (rest > 0 ? ` and ${rest} more` : ''),
  };
}
