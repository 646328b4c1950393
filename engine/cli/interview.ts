/** The questions of `init`: what is not given by flags, each with the default that would be taken otherwise. */
import { ZhunshengError } from '../diagnostics/error.ts';
import { type InitOptions, planProject } from '../index.ts';
import { diagnosticLine } from './failure.ts';
import type { Console } from './terminal/console.ts';
import { harmless } from './terminal/wrap.ts';

/** The answer; `otherwise` where it is blank. */
export type Ask = (question: string, otherwise: string) => Promise<string>;

/** A wrong answer is told and the question asked again. */
export async function interview(folder: string, given: InitOptions, ask: Ask, console: Console): Promise<InitOptions> {
  let options = given;
  if ((options.from ?? []).length === 0) {
    options = await settled(options, async (before) => {
      const answer = await ask(console.text(questions.from), '');
      return {
        ...before,
        from: answer
          .split(/[,，]/)
          .map((file) => file.trim())
          .filter((file) => file !== ''),
      };
    });
  }
  const first = await planProject(folder, options);
  if ((options.title ?? null) === null)
    options = { ...options, title: await ask(console.text(questions.title), first.title) };
  for (const { name, title, key, records } of first.tables) {
    if (options.keys?.has(name)) continue;
    const zh = `“${title}”（${records} 条）的主键，几列用逗号分开`;
    const en = `The key of "${title}" (${records} records), several columns with commas between`;
    options = await settled(options, async (before) => {
      const answer = await ask(harmless(console.text({ zh, en })), key.join(','));
      const columns = answer.split(/[,，]/).map((column) => column.trim());
      return columns.join(',') === key.join(',')
        ? before
        : { ...before, keys: new Map([...(before.keys ?? []), [name, columns]]) };
    });
  }
  if ((options.subject ?? null) === null && first.tables.length > 1) {
    const names = first.tables.map(({ name }) => name).join(console.text({ zh: '、', en: ', ' }));
    const zh = `考核哪张表里的对象（${names}）`;
    const en = `The table whose records are judged (${names})`;
    options = await settled(options, async (before) => {
      const subject = await ask(harmless(console.text({ zh, en })), (await planProject(folder, before)).subject);
      return { ...before, subject };
    });
  }
  const { counted, subject } = await planProject(folder, options);
  if (counted !== null && options.limit === undefined) {
    const zh = `每个“${subject}”在一个考核期里最多允许几条“${counted}”`;
    const en = `How many "${counted}" each "${subject}" may have in a period`;
    const answer = await ask(harmless(console.text({ zh, en })), '0');
    if (/^\d{1,2}$/.test(answer)) options = { ...options, limit: Number(answer) };
  }
  return options;

  /** Asks until the project can be planned with the answer. */
  async function settled(
    before: InitOptions,
    answered: (before: InitOptions) => Promise<InitOptions>,
  ): Promise<InitOptions> {
    for (;;) {
      const now = await answered(before);
      try {
        await planProject(folder, now);
        return now;
      } catch (error) {
        if (!(error instanceof ZhunshengError)) throw error;
        console.say(diagnosticLine(error.diagnostic, console.language));
        if (now === before) throw error;
      }
    }
  }
}

const questions = {
  from: {
    zh: '数据文件，CSV 或 XLSX，几个文件用逗号分开；直接回车则带一个小样例',
    en: 'Data files, CSV or XLSX, with commas between; nothing for a small sample',
  },
  title: { zh: '项目名称', en: 'The project’s title' },
} as const;
