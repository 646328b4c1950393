/** What a letter's template may ask for, by its Chinese or English name; `docs` makes the table of the reference from it. */
import type { Localized } from '../../diagnostics/diagnostic.ts';

export interface Placeholder {
  /** As a template writes it, `{单位}` or `{unit}`. */
  readonly name: Localized;
  readonly meaning: Localized;
}

function placeholder(zh: string, en: string, meaningZh: string, meaningEn: string): Placeholder {
  return { name: { zh, en }, meaning: { zh: meaningZh, en: meaningEn } };
}

export const placeholders = {
  number: placeholder('编号', 'number', '函件编号', 'The number of the letter'),
  date: placeholder('日期', 'date', '发函日期，即截至日', 'The date of the letter: the as-of date'),
  asOf: placeholder('截至日', 'as-of', '截至日，如 2021-12-31', 'The as-of date, as in 2021-12-31'),
  period: placeholder('考核期', 'period', '考核的期间', 'The period judged'),
  issuer: placeholder('发文单位', 'issuer', '项目的标题', 'The title of the project'),
  letter: placeholder('函种', 'letter', '函件的名称', 'What kind of letter it is'),
  ladder: placeholder('阶梯', 'ladder', '问责阶梯的名称', 'The title of the ladder'),
  unit: placeholder('单位', 'unit', '针对的单位的名称', 'The name of the subject'),
  key: placeholder('单位代码', 'key', '针对的单位的代码', 'The key of the subject'),
  to: placeholder('收件', 'to', '全部收件单位', 'Everybody to whom it goes'),
  addressee: placeholder('主送', 'addressee', '第一个收件单位', 'The first to whom it goes'),
  copies: placeholder(
    '抄送',
    'copies',
    '其余收件单位；没有则为空',
    'The others to whom it goes; empty where there are none',
  ),
  about: placeholder('针对', 'about', '针对哪个月份（季度）', 'The month or quarter that it answers'),
  count: placeholder(
    '次数',
    'count',
    '到这次为止累计的次数',
    'How many occasions are counted, with the one that it answers',
  ),
  clause: placeholder('依据', 'clause', '阶梯依据的条款', 'The clause of the ladder'),
  territory: placeholder(
    '块',
    'territory',
    '属地（zhunsheng:lines）；没有则为空',
    'The territory (zhunsheng:lines); empty where there is none',
  ),
  department: placeholder(
    '条',
    'department',
    '主管部门（zhunsheng:lines）；没有则为空',
    'The line department (zhunsheng:lines); empty where there is none',
  ),
  responsible: placeholder('责任', 'responsible', '各项事由的责任人', 'Who is responsible for what happened'),
  due: placeholder(
    '期限',
    'due',
    '整改期限：发函日期所在月份（季度）的下一期的最后一天',
    'The last day of the month or quarter after the one in which the letter is dated: until then the next occasion counts',
  ),
  occasions: placeholder(
    '事由',
    'occasions',
    '循环：累计的各项事由，按时间',
    'A loop over what happened, in order of time',
  ),
} as const satisfies Readonly<Record<string, Placeholder>>;

/** Within the loop over occasions. */
export const occasionPlaceholders = {
  index: placeholder('序号', 'index', '第几项', 'Its number'),
  when: placeholder('时间', 'when', '月份或季度', 'The month or quarter'),
  matter: placeholder('事项', 'matter', '没有做到的规则，或排名', 'The rule that failed, or the ranking'),
  text: placeholder('情况', 'text', '查出了什么', 'What was found'),
  clause: placeholder('条款', 'clause-of', '规则依据的条款', 'The clause of the rule'),
  responsible: placeholder('责任人', 'responsible-for', '规则的责任人', 'Who is responsible by the rule'),
  remedy: placeholder('整改要求', 'remedy', '怎么办', 'What to do about it'),
} as const satisfies Readonly<Record<string, Placeholder>>;

export type LetterValues = Readonly<Record<Exclude<keyof typeof placeholders, 'occasions'>, string>> & {
  readonly occasions: readonly OccasionValues[];
};

export type OccasionValues = Readonly<Record<keyof typeof occasionPlaceholders, string>>;

/** Where a name may stand: anywhere, or only within the loop. */
export type Scope = 'letter' | 'occasion';

/** What a name stands for; null where it is none of the scope. */
export function keyOf(name: string, scope: Scope): { readonly of: Scope; readonly key: string } | null {
  const ofOccasion = scope === 'occasion' ? find(occasionPlaceholders, name) : null;
  if (ofOccasion !== null) return { of: 'occasion', key: ofOccasion };
  const ofLetter = find(placeholders, name);
  return ofLetter === null ? null : { of: 'letter', key: ofLetter };
}

export function namesIn(scope: Scope): readonly string[] {
  const all = scope === 'letter' ? [placeholders] : [occasionPlaceholders, placeholders];
  return all.flatMap((table) => Object.values<Placeholder>(table).flatMap(({ name }) => [name.zh, name.en]));
}

function find(table: Readonly<Record<string, Placeholder>>, name: string): string | null {
  const found = Object.entries(table).find(([, one]) => one.name.zh === name || one.name.en === name.toLowerCase());
  return found?.[0] ?? null;
}
