/** The page of a run: what was found, in a table, then the comment. */

import { placeText } from '../cli/failure.ts';
import { surprises } from '../cli/formats/diff-words.ts';
import { folded, inCode, plain, table } from '../cli/formats/markdown.ts';
import type { Diagnostic, Language } from '../diagnostics/diagnostic.ts';
import type { Found } from './run.ts';

export function summaryMarkdown(found: Found, pathOf: (file: string) => string, language: Language): string {
  const { checked, tested, compared, problem, comment } = found;
  const words = texts[language];
  const mark = (bad: boolean): string => (bad ? '❌' : '✅');
  const cells = [
    checked === null
      ? '–'
      : `${mark(checked.counts.error > 0)} ${filled(words.checked, [checked.counts.error, checked.counts.warning])}`,
    tested === null
      ? '–'
      : `${mark(tested.counts.failed > 0)} ${filled(words.tested, [tested.counts.passed, tested.counts.failed])}`,
    compared === null
      ? '–'
      : `${surprises(compared) > 0 ? '⚠️' : '✅'} ${filled(words.compared, [flipsIn(found), surprises(compared)])}`,
  ];
  const wrong = found.findings.filter(
    ({ severity, code }) => severity === 'error' && !(compared !== null && code.startsWith(flipCodes)),
  );
  return [
    `## ${words.title}`,
    table([words.check, words.test, words.diff], [cells]),
    ...(problem === null ? [] : [`> ${told(problem.diagnostic, language)}`]),
    ...(wrong.length === 0 ? [] : [folded(`${words.wrong} (${wrong.length})`, listed(wrong, pathOf, language))]),
    ...(comment === null ? [] : [comment]),
  ].join('\n\n');
}

/** How many verdicts of rules and standards flip. */
export function flipsIn({ compared }: Found): number {
  return compared === null ? 0 : compared.flips.length + compared.standings.length;
}

/** Flips are in the comment already. */
const flipCodes = 'ZS80';

const most = 50;

function listed(some: readonly Diagnostic[], pathOf: (file: string) => string, language: Language): string {
  return some
    .slice(0, most)
    .map((one) => `- ${inCode(placeText({ ...one.place, file: pathOf(one.place.file) }))} ${told(one, language)}`)
    .join('\n');
}

function told({ code, message, remedy }: Diagnostic, language: Language): string {
  return `**${code}** ${plain(message[language])} ${plain(remedy[language])}`;
}

function filled(text: string, numbers: readonly number[]): string {
  return numbers.reduce((filling, number) => filling.replace('#', String(number)), text);
}

const texts = {
  zh: {
    title: '准绳',
    check: '检查',
    test: '测试',
    diff: '结论变化',
    checked: '错误 # 处，警告 # 处',
    tested: '通过 # 个，失败 # 个',
    compared: '# 处，其中 # 处未在意料之中',
    wrong: '错误',
  },
  en: {
    title: 'Zhunsheng',
    check: 'check',
    test: 'tests',
    diff: 'flips',
    checked: '# errors, # warnings',
    tested: '# passed, # failed',
    compared: '#, # of them not expected',
    wrong: 'Errors',
  },
} as const;
