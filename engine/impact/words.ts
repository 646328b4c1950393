/** Changes, causes and figures of a diff as people read them. */
import { rateText } from '../assess/rate-text.ts';
import type { Language, Localized } from '../diagnostics/diagnostic.ts';
import type { DescribedChange } from './describe.ts';
import type { Cause, RollupChange } from './result.ts';

/** `参数 reply-days 7 → 5（zero-petition.policy.yaml:8）` */
export function changeText(change: DescribedChange, language: Language): string {
  const version = change.policy;
  const versions =
    version === null || version.before === null || version.after === null || version.before === version.after
      ? ''
      : ` ${version.name} ${version.before} → ${version.after}`;
  const place = change.file === null ? '' : change.line === null ? change.file : `${change.file}:${change.line}`;
  const where = place + versions === '' ? '' : language === 'zh' ? `（${place}${versions}）` : ` (${place}${versions})`;
  return `${changeName(change, language)}${where}`;
}

/** `参数 reply-days 7 → 5`: without the place, which moves. */
export function changeName(change: DescribedChange, language: Language): string {
  const isShort = change.kind === 'parameter' || change.kind === 'policy' || change.kind === 'waiver';
  const what = isShort ? `${change.before ?? '–'} → ${change.after ?? '–'}` : how[change.change][language];
  return `${kinds[change.kind][language]} ${changedName(change)} ${what}`;
}

/** The lines of a declaration that the other version lacks, as a patch shows them; none for what is told in a line. */
export function changedLines(change: DescribedChange): readonly string[] {
  if (change.kind === 'parameter' || change.kind === 'policy' || change.kind === 'waiver') return [];
  const lines = (text: string | null, sign: string): readonly string[] =>
    text === null ? [] : text.split('\n').map((line) => `${sign} ${line}`);
  return [...lines(change.before, '-'), ...lines(change.after, '+')];
}

export function causeText({ changes }: Cause, language: Language): string {
  const together = { zh: '（合在一起）', en: ' (together)' }[language];
  const joined = changes.map((change) => changeText(change, language)).join(language === 'zh' ? '＋' : ' + ');
  return changes.length > 1 ? `${joined}${together}` : joined;
}

export function figuresText({ before, after }: RollupChange, language: Language): string {
  const rate = (one: RollupChange['before']): string => (one === null ? '–' : rateText(one.passed, one.assessed));
  const parts = (one: RollupChange['before']): string => (one === null ? '–' : `${one.passed}/${one.assessed}`);
  const rank =
    before?.rank === after?.rank || (before?.rank == null && after?.rank == null)
      ? ''
      : language === 'zh'
        ? `，名次 ${before?.rank ?? '–'} → ${after?.rank ?? '–'}`
        : `, rank ${before?.rank ?? '–'} → ${after?.rank ?? '–'}`;
  const shares = `${parts(before)} → ${parts(after)}`;
  return `${rate(before)} → ${rate(after)}${language === 'zh' ? `（${shares}）` : ` (${shares})`}${rank}`;
}

/** Of a fact, with whose it is. */
export function changedName({ kind, name, entity }: DescribedChange): string {
  return kind === 'fact' && entity !== null ? `${entity}.${name}` : name;
}

const kinds: Readonly<Record<DescribedChange['kind'], Localized>> = {
  parameter: { zh: '参数', en: 'parameter' },
  fact: { zh: '事实', en: 'fact' },
  condition: { zh: '条件', en: 'condition' },
  rule: { zh: '规则', en: 'rule' },
  standard: { zh: '标准', en: 'standard' },
  rollup: { zh: '汇总', en: 'roll-up' },
  procedure: { zh: '程序', en: 'procedure' },
  ladder: { zh: '函件阶梯', en: 'ladder' },
  waiver: { zh: '豁免', en: 'waiver' },
  dictionary: { zh: '数据字典', en: 'dictionary' },
  policy: { zh: '政策', en: 'policy' },
};

const how: Readonly<Record<DescribedChange['change'], Localized>> = {
  added: { zh: '新增', en: 'added' },
  removed: { zh: '删除', en: 'removed' },
  changed: { zh: '修改', en: 'changed' },
};
