/** A standard's verdict on a subject, told: what each requirement gives, and which records decided. */
import type { Requirement, Standard } from '../model/policy.ts';
import { valueText } from '../model/text.ts';
import type { Verdict } from '../model/verdict.ts';
import type { SmallestChanges } from '../verify/smallest.ts';
import { type ExplainedChange, explainChange } from './explain-change.ts';
import { filled, missingData, type Talk } from './explain-rule.ts';
import { supplyFiles } from './gaps.ts';

export interface ExplainedStandard {
  readonly standard: string;
  readonly title: string;
  readonly verdict: Verdict;
  /** The points that are left, in words; null where the standard gives none. */
  readonly score: string | null;
  readonly requires: readonly ExplainedRequirement[];
  /** By which all that it requires would have passed; null where it neither failed nor is undetermined. */
  readonly smallestChange: ExplainedChange | null;
}

export interface ExplainedRequirement {
  readonly name: string;
  readonly title: string;
  readonly kind: Requirement['kind'];
  readonly verdict: Verdict;
  /** The files to supply, where the verdict is undetermined because there are no records to judge. */
  readonly remedy: string | null;
  /** Of a rule about records, those that decided: failed, or undetermined where none failed, with what the failure says. */
  readonly records: readonly {
    readonly entity: string;
    readonly subject: string;
    readonly verdict: Verdict;
    readonly message: string | null;
  }[];
}

export async function explainStandard(
  talk: Talk,
  smallest: SmallestChanges,
  standard: Standard,
  subject: string,
): Promise<ExplainedStandard> {
  const { model, interpretation, language } = talk;
  const found = await interpretation.standard(standard.name, subject);
  const requires: ExplainedRequirement[] = [];
  for (const [i, requirement] of standard.requires.entries()) {
    const { name, verdict } = found.requires[i] ?? { name: '', verdict: 'not-applicable' };
    const title = requirement.kind === 'standard' ? model.standards.get(name)?.title : model.rules.get(name)?.title;
    const records =
      requirement.kind === 'records' ? await decidingRecords(talk, requirement, standard.name, subject, verdict) : [];
    const remedy = verdict === 'undetermined' ? missingRecords(talk, requirement) : null;
    requires.push({ name, title: title?.[language] ?? name, kind: requirement.kind, verdict, remedy, records });
  }
  return {
    standard: standard.name,
    title: standard.title[language],
    verdict: found.verdict,
    score: found.score === null ? null : valueText(found.score, points, language),
    requires,
    smallestChange:
      found.verdict === 'fail' || found.verdict === 'undetermined'
        ? explainChange(
            await smallest.standard(interpretation, standard.name, subject),
            { entity: standard.entity, subject },
            talk,
          )
        : null,
  };
}

const points = { kind: 'number', form: 'decimal', nonNegative: true, display: 'number' } as const;

function missingRecords(talk: Talk, requirement: Requirement): string | null {
  const entity = requirement.kind === 'records' ? talk.model.rules.get(requirement.rule)?.entity : undefined;
  if (entity === undefined || !talk.interpretation.isMissing(entity)) return null;
  const data = missingData(talk, entity);
  return supplyFiles(data, talk.language);
}

async function decidingRecords(
  talk: Talk,
  requirement: Extract<Requirement, { kind: 'records' }>,
  standard: string,
  subject: string,
  verdict: Verdict,
): Promise<ExplainedRequirement['records']> {
  const rule = talk.model.rules.get(requirement.rule);
  if (rule === undefined || (verdict !== 'fail' && verdict !== 'undetermined')) return [];
  const deciding: { entity: string; subject: string; verdict: Verdict; message: string | null }[] = [];
  for (const key of talk.interpretation.records(requirement, standard, subject)) {
    const found = await talk.interpretation.rule(rule.name, key);
    if (found.verdict !== verdict) continue;
    const message = verdict === 'fail' ? await filled(talk, rule, rule.message, key) : null;
    deciding.push({ entity: rule.entity, subject: key, verdict, message });
  }
  return deciding;
}
