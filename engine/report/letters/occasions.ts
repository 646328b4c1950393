/** What happened, for the table of a letter: the rules that failed on an occasion, as they were found at the time. */

import { filled, type Talk as Told } from '../../assess/explain-rule.ts';
import type { Interpreter } from '../../assess/kept.ts';
import { titleOf } from '../../assess/words.ts';
import { momentOf } from '../../calendar/period.ts';
import type { Language } from '../../diagnostics/diagnostic.ts';
import { modelOn } from '../../language/analysis.ts';
import type { LadderPeriod, OccasionCause } from '../../model/explanation.ts';
import { factAt } from '../../model/path.ts';
import type { Ladder, Requirement, Rule } from '../../model/policy.ts';
import { valueText } from '../../model/text.ts';
import type { ReportContext } from '../part.ts';
import type { OccasionValues } from './placeholders.ts';
import { periodText } from './words.ts';

type Talk = Omit<Told, 'smallest'>;

/** A row without its number. */
export type Happened = Omit<OccasionValues, 'index' | 'responsible'> & { readonly responsible: readonly string[] };

export async function happenedIn(
  context: ReportContext,
  interpreter: Interpreter,
  ladder: Ladder,
  subject: string,
  { period, causes }: LadderPeriod,
): Promise<readonly Happened[]> {
  const { project, language, moment } = context;
  const then = momentOf(period, moment.asOf);
  const model = modelOn(project.analysis, then.judged);
  const interpretation = interpreter.at(then);
  if (model === null || interpretation === null) return [];
  const talk: Talk = { project, model, interpretation, judged: then.judged, language };
  const when = periodText(period, language);
  const rows: Happened[] = [];
  for (const cause of causes) {
    const occasion = ladder.occasions[cause.occasion];
    if (occasion === undefined) continue;
    if (occasion.kind === 'rank') {
      rows.push({ when, ...rankRow(talk, ladder, occasion.fact, cause) });
      continue;
    }
    for (const failed of await failedIn(talk, ladder.entity, occasion.of, subject, cause.records)) {
      const row = await ruleRow(talk, failed);
      if (!rows.some(({ matter, text }) => matter === row.matter && text === row.text)) rows.push({ when, ...row });
    }
  }
  return rows;
}

/** A rule, and the records that fail it: the subject itself, or what belongs to it. */
interface Failed {
  readonly rule: Rule;
  readonly records: readonly string[];
}

type Row = Omit<Happened, 'when'>;

/** The rules behind a failure, those of standards within it too. */
async function failedIn(
  talk: Talk,
  entity: string,
  requirement: Requirement,
  subject: string,
  records: readonly string[],
): Promise<readonly Failed[]> {
  const { model, interpretation } = talk;
  if (requirement.kind !== 'standard') {
    const rule = model.rules.get(requirement.rule);
    return rule === undefined ? [] : [{ rule, records: requirement.kind === 'rule' ? [subject] : records }];
  }
  const standard = model.standards.get(requirement.standard);
  if (standard === undefined || standard.entity !== entity) return [];
  const { requires } = await interpretation.standard(standard.name, subject);
  const failed: Failed[] = [];
  for (const [index, inner] of standard.requires.entries()) {
    if (requires[index]?.verdict !== 'fail') continue;
    const linked: string[] = [];
    for (const key of inner.kind === 'records' ? interpretation.records(inner, standard.name, subject) : []) {
      if (inner.kind === 'records' && (await interpretation.verdict(inner.rule, key)) === 'fail') linked.push(key);
    }
    failed.push(...(await failedIn(talk, entity, inner, subject, linked)));
  }
  return failed;
}

const MOST_RECORDS = 5;

async function ruleRow(talk: Talk, { rule, records }: Failed): Promise<Row> {
  const { language } = talk;
  const messages: string[] = [];
  for (const key of records.slice(0, MOST_RECORDS)) messages.push(await filled(talk, rule, rule.message, key));
  const [first] = records;
  const rest = records.length - MOST_RECORDS;
  const more = rest > 0 ? [words.more[language](rest)] : [];
  return {
    matter: rule.title[language],
    text: [...new Set([...messages, ...more])].join(language === 'zh' ? '；' : '; '),
    clause: (rule.cites === null ? undefined : talk.project.analysis.clauses.get(rule.cites)?.title) ?? '',
    responsible: rule.responsible.map((word) => talk.model.dictionary.entities.get(word)?.title[language] ?? word),
    remedy: first === undefined ? '' : await filled(talk, rule, rule.remedy, first),
  };
}

function rankRow(
  { model, language, judged, project }: Talk,
  ladder: Ladder,
  fact: string,
  { rank }: OccasionCause,
): Row {
  const { definition } = factAt(model, ladder.entity, { through: [], fact });
  const by = definition.kind === 'rank' ? definition.by : { through: [], fact };
  const place = rank === null ? '' : valueText(rank, rankType, language);
  return {
    matter: words.ranking[language](titleOf(by, { model, entity: ladder.entity, judged, language })),
    text: words.place[language](place),
    clause: (ladder.cites === null ? undefined : project.analysis.clauses.get(ladder.cites)?.title) ?? '',
    responsible: [],
    remedy: '',
  };
}

const rankType = { kind: 'number', form: 'integer', nonNegative: true, display: 'number' } as const;

const words: {
  readonly more: Readonly<Record<Language, (rest: number) => string>>;
  readonly ranking: Readonly<Record<Language, (title: string) => string>>;
  readonly place: Readonly<Record<Language, (place: string) => string>>;
} = {
  more: { zh: (rest) => `另有 ${rest} 件`, en: (rest) => `${rest} more` },
  ranking: { zh: (title) => `按“${title}”排名靠后`, en: (title) => `among the worst by “${title}”` },
  place: { zh: (place) => `倒数第 ${place}`, en: (place) => `place ${place} from the worst` },
};
