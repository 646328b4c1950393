/** What the text and the Markdown of a history say alike. */
import type { Language, Localized } from '../../diagnostics/diagnostic.ts';
import type { RuleHistory } from '../../index.ts';
import { verdictWords } from '../layout/verdict.ts';

export type Version = RuleHistory['versions'][number];
export type Span = Version['spans'][number];

export function headlineOf({ kind, name, title, versions }: RuleHistory, language: Language): string {
  const named = title[language] === name ? name : `${title[language]} ${name}`;
  const count = versions.length;
  return language === 'zh'
    ? `${kinds[kind].zh} ${named}：${count} 个版本`
    : `${kinds[kind].en} ${named}: ${count} ${count === 1 ? 'version' : 'versions'}`;
}

/** `2021-03-02 Wang Li a1b2c3d` */
export function whoAndWhen({ commit }: Version, language: Language): string {
  if (commit === null) return { zh: '工作目录，未提交', en: 'the work tree, not committed' }[language];
  return `${commit.date.slice(0, 10)} ${commit.author} ${commit.id.slice(0, shownDigits)}`;
}

export function changeWord({ change, name, before }: Version, language: Language): string {
  const word = changes[change][language];
  if (before === null) return word;
  return language === 'zh' ? `${word}（${before} → ${name}）` : `${word} (${before} → ${name})`;
}

/** `2021-01-01 – 2021-12-31  policy 2021.1, reply-days 7` */
export function spanText(span: Span, language: Language): string {
  const from = span.from ?? '…';
  const until = span.until ?? '';
  const parameters = span.parameters.map(({ name, value }) => `${name} ${value}`);
  return `${from} – ${until}`
    .trimEnd()
    .concat('  ', [`${span.policy} ${span.version}`, ...parameters].join(language === 'zh' ? '，' : ', '));
}

/** The verdicts that there are, or why there are none; null where it was not asked. */
export function countsText({ counts, uncounted }: Span, language: Language): string | null {
  if (uncounted !== null) return uncounted[language];
  if (counts === null) return null;
  const words = (['pass', 'fail', 'waived', 'undetermined', 'not-applicable'] as const)
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${verdictWords[verdict][language]} ${counts[verdict]}`);
  const none = { zh: '没有对象', en: 'no subjects' }[language];
  const all = words.length === 0 ? none : words.join(language === 'zh' ? '，' : ', ');
  return language === 'zh' ? `${counts.period}：${all}` : `${counts.period}: ${all}`;
}

/** What a reader has to know besides: where the history begins, and what could not be read. */
export function notesOf({ shallow, skipped }: RuleHistory, language: Language): readonly string[] {
  const begins = shallow.map((id) => id.slice(0, shownDigits)).join(', ');
  return [
    ...(shallow.length === 0
      ? []
      : [
          language === 'zh'
            ? `浅克隆：${begins} 之前的历史没有取下来，其中的改动都算在它名下；取全用 git fetch --unshallow`
            : `A shallow clone: what came before ${begins} was not fetched and is told as its doing; fetch all with git fetch --unshallow`,
        ]),
    ...skipped.map(({ commit, code, reason }) => {
      const which =
        commit === null ? { zh: '工作目录', en: 'the work tree' }[language] : commit.id.slice(0, shownDigits);
      const who = commit === null ? '' : ` ${commit.date.slice(0, 10)} ${commit.author}`;
      return language === 'zh'
        ? `跳过 ${which}${who}：${code} ${reason.zh}`
        : `Skipped ${which}${who}: ${code} ${reason.en}`;
    }),
  ];
}

const shownDigits = 10;

const kinds: Readonly<Record<RuleHistory['kind'], Localized>> = {
  rule: { zh: '规则', en: 'Rule' },
  standard: { zh: '标准', en: 'Standard' },
  procedure: { zh: '程序', en: 'Procedure' },
  rollup: { zh: '汇总', en: 'Roll-up' },
  ladder: { zh: '函件阶梯', en: 'Ladder' },
  parameter: { zh: '参数', en: 'Parameter' },
};

const changes: Readonly<Record<Version['change'], Localized>> = {
  added: { zh: '新增', en: 'added' },
  changed: { zh: '修改', en: 'changed' },
  renamed: { zh: '改名', en: 'renamed' },
  removed: { zh: '删除', en: 'removed' },
};
