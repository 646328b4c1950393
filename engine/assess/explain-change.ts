/** The smallest change that would have passed, told. */
import type { Language } from '../diagnostics/diagnostic.ts';
import type { Model } from '../model/policy.ts';
import { valueText } from '../model/text.ts';
import type { Value } from '../model/value.ts';
import { isAnyText } from '../verify/candidates.ts';
import type { Change, Search } from '../verify/change.ts';
import { withheld } from './explain-condition.ts';

export interface ExplainedChange {
  /** None where no change was found. */
  readonly changes: readonly ExplainedFactChange[];
  /** Nothing smaller would do; without changes: nothing at all would. False where the search was cut short. */
  readonly isSmallest: boolean;
  /** In a sentence. */
  readonly text: string;
}

export interface ExplainedFactChange {
  readonly entity: string;
  readonly subject: string;
  readonly fact: string;
  readonly title: string;
  /** In words; what is sensitive is withheld. */
  readonly from: string;
  readonly to: string;
  /** How many records that is; null where it is not a matter of records. */
  readonly records: number | null;
  /** Whether it can still come about; null where that does not show. */
  readonly isOpen: boolean | null;
  /** All of it in words. */
  readonly text: string;
}

/** `about`: whose verdict it is; facts of other records are told with their record. */
export function explainChange(
  search: Search,
  about: { readonly entity: string; readonly subject: string },
  { model, language }: { readonly model: Model; readonly language: Language },
): ExplainedChange {
  if (search.kind === 'none') {
    const text = words[search.isComplete ? 'nothing' : 'notFound'][language];
    return { changes: [], isSmallest: search.isComplete, text };
  }
  const { isSmallest } = search.change;
  const changes = search.change.changes.map((one): ExplainedFactChange => {
    const words = explained(one, language);
    return { ...words, text: sentence(words, about, model, language) };
  });
  const said = changes.slice(0, mostSaid).map(({ text }) => text);
  const more = changes.length - said.length;
  const rest = more > 0 ? [words.more[language](more)] : [];
  const lead = words[isSmallest ? 'smallest' : 'some'][language];
  return { changes, isSmallest, text: `${lead}${[...said, ...rest].join(words.join[language])}` };
}

/** Named in the sentence; the rest are in the list. */
const mostSaid = 8;

function explained(
  { entity, subject, fact, from, to, isSensitive, records, isOpen }: Change,
  language: Language,
): Omit<ExplainedFactChange, 'text'> {
  const text = (value: Value, isWithheld: boolean): string => {
    const isKnown = value.kind !== 'unknown' && value.kind !== 'empty';
    if (isAnyText(value)) return words[from.kind === 'unknown' ? 'known' : 'another'][language];
    if (isKnown && isWithheld) return withheld[language];
    const unit = isKnown && fact.unit !== null ? ` ${fact.unit}` : '';
    return valueText(value, fact.type, language) + unit;
  };
  return {
    entity,
    subject,
    fact: fact.name,
    title: fact.title[language],
    from: text(from, fact.sensitive),
    to: text(to, isSensitive),
    records,
    isOpen,
  };
}

function sentence(
  { entity, subject, title, from, to, records, isOpen }: Omit<ExplainedFactChange, 'text'>,
  about: { readonly entity: string; readonly subject: string },
  { dictionary }: Model,
  language: Language,
): string {
  const isOwn = entity === about.entity && subject === about.subject;
  const record = isOwn ? null : `${dictionary.entities.get(entity)?.title[language] ?? entity} ${subject}`;
  const notes = [
    ...(records === null ? [] : [words.records[language](records)]),
    ...(isOpen === null ? [] : [words[isOpen ? 'open' : 'over'][language]]),
  ];
  if (language === 'zh') {
    const owner = record === null ? '' : `${record} 的`;
    return `${owner}“${title}”由 ${from} 变为 ${to}${notes.length === 0 ? '' : `（${notes.join('，')}）`}`;
  }
  const owner = record === null ? '' : ` of ${record}`;
  return `"${title}"${owner} ${to} instead of ${from}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
}

const words = {
  smallest: { zh: '差的最少就是：', en: 'The least that would have passed: ' },
  some: {
    zh: '这样就能通过（更小的改动没有查尽）：',
    en: 'This would have passed (smaller changes were not all tried): ',
  },
  nothing: { zh: '没有哪项事实改变后就能通过。', en: 'No change of facts would have passed.' },
  notFound: { zh: '没有查尽，未找到能通过的改动。', en: 'The search was cut short and found no change that passes.' },
  join: { zh: '；', en: '; ' },
  known: { zh: '已知', en: 'known' },
  another: { zh: '其他内容', en: 'something else' },
  open: { zh: '还来得及', en: 'still possible' },
  over: { zh: '已无法改变', en: 'no longer possible' },
  records: {
    zh: (n: number) => `${n} 条记录`,
    en: (n: number) => (n === 1 ? '1 record' : `${n} records`),
  },
  more: { zh: (n: number) => `另有 ${n} 项`, en: (n: number) => `${n} more` },
} as const;
