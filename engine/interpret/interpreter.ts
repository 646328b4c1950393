/**
 * The interpreter: verdicts on one subject with the reason for each, found lazily from a dataset in memory. What is asked for
 * once is kept, so that many questions to one interpretation share their facts.
 */
import type { Moment } from '../calendar/period.ts';
import type { Dataset } from '../model/dataset.ts';
import type { RuleExplanation, StandardExplanation, TracedFact } from '../model/explanation.ts';
import { compareKeys } from '../model/key.ts';
import type { FactPath, Model, Requirement, Rule, Standard } from '../model/policy.ts';
import { and } from '../model/truth.ts';
import { combine, type Verdict, verdictOf, waive } from '../model/verdict.ts';
import { evidenceOf } from './evidence.ts';
import { factsOver } from './facts.ts';
import { memo } from './memo.ts';
import { type EntityRecord, recordsAt } from './records.ts';

/** A subject that is asked about must exist: it is one of `subjects`. */
export interface Interpretation {
  rule(rule: string, subject: string): Promise<RuleExplanation>;
  standard(standard: string, subject: string): Promise<StandardExplanation>;
  fact(entity: string, subject: string, path: FactPath): Promise<TracedFact>;
  /** Whether there is no file of the entity's records. */
  isMissing(entity: string): boolean;
  /** The keys of the entity's existing records, by code point. */
  subjects(entity: string): readonly string[];
  /** The keys of the records of a rule's entity that belong to a standard's subject. */
  records(requirement: Extract<Requirement, { kind: 'records' }>, standard: string, subject: string): readonly string[];
}

export function interpret(model: Model, dataset: Dataset, moment: Moment): Interpretation {
  const records = recordsAt(model.dictionary, dataset, moment);
  const facts = factsOver(model, records, moment, judge);
  const judged = memo((name: string) => memo((record: EntityRecord) => judgeAnew(ruleNamed(name), record)));

  async function rule(name: string, subject: string): Promise<RuleExplanation> {
    const asked = ruleNamed(name);
    const record = existing(asked.entity, subject);
    const placed = records.placed(record, asked.during);
    const when = asked.when === null ? null : await facts.conditions.trace(asked.when, record);
    const require = await facts.conditions.trace(asked.require, record);
    const from = verdictOf(and([placed, when?.truth ?? 'true']), require.truth);
    const verdict = waived(name, record, from);
    return {
      rule: name,
      entity: asked.entity,
      subject,
      verdict,
      waived: verdict === from ? null : { from, waiver: waiverOf(name, record) },
      placed,
      when,
      require,
      evidence: from === 'fail' ? evidenceOf(require, subject) : [],
    };
  }

  async function standard(name: string, subject: string): Promise<StandardExplanation> {
    const { entity, requires } = standardNamed(name);
    const record = existing(entity, subject);
    const verdicts: { name: string; verdict: Verdict }[] = [];
    for (const requirement of requires) {
      const required = requirement.kind === 'standard' ? requirement.standard : requirement.rule;
      verdicts.push({ name: required, verdict: await verdictOn(requirement, record) });
    }
    return {
      standard: name,
      entity,
      subject,
      verdict: combine(verdicts.map(({ verdict }) => verdict)),
      requires: verdicts,
    };
  }

  async function verdictOn(requirement: Requirement, record: EntityRecord): Promise<Verdict> {
    switch (requirement.kind) {
      case 'rule':
        return judge(requirement.rule, record);
      case 'standard':
        return (await standard(requirement.standard, record.key)).verdict;
      case 'records': {
        const { entity } = ruleNamed(requirement.rule);
        if (records.isMissing(entity)) return 'undetermined';
        const verdicts: Verdict[] = [];
        for (const member of records.linked(entity, requirement.link, record)) {
          verdicts.push(await judge(requirement.rule, member));
        }
        return combine(verdicts);
      }
    }
  }

  function judge(name: string, record: EntityRecord): Promise<Verdict> {
    return judged(name)(record);
  }

  async function judgeAnew({ name, during, when, require }: Rule, record: EntityRecord): Promise<Verdict> {
    const { truth } = facts.conditions;
    const placed = records.placed(record, during);
    const applies = placed === 'false' || when === null ? placed : and([placed, await truth(when, record)]);
    // What decides nothing isn't looked at: most records of a year lie outside the month.
    const isOpen = applies === 'true' || applies === 'unknown';
    return waived(name, record, verdictOf(applies, isOpen ? await truth(require, record) : 'true'));
  }

  function waived(rule: string, record: EntityRecord, verdict: Verdict): Verdict {
    return waiverOf(rule, record) === -1 ? verdict : waive(verdict);
  }

  function waiverOf(rule: string, record: EntityRecord): number {
    return model.waivers.findIndex(
      (waiver) =>
        waiver.rule === rule &&
        waiver.entity === record.entity.name &&
        waiver.subject === record.key &&
        waiver.from <= moment.judged &&
        moment.judged <= waiver.until,
    );
  }

  function existing(entity: string, subject: string): EntityRecord {
    const record = records.find(entity, subject);
    if (record === null) throw new Error(`no ${entity} with the key that was asked for`);
    return record;
  }

  function ruleNamed(name: string): Rule {
    const found = model.rules.get(name);
    if (found === undefined) throw new Error(`no rule ${name}`);
    return found;
  }

  function standardNamed(name: string): Standard {
    const found = model.standards.get(name);
    if (found === undefined) throw new Error(`no standard ${name}`);
    return found;
  }

  return {
    rule,
    standard,
    fact: (entity, subject, path) => facts.fact(existing(entity, subject), path),
    isMissing: records.isMissing,
    subjects: (entity) =>
      records
        .existing(entity)
        .map(({ key }) => key)
        .sort(compareKeys),
    records: ({ rule: required, link }, name, subject) =>
      records
        .linked(ruleNamed(required).entity, link, existing(standardNamed(name).entity, subject))
        .map(({ key }) => key)
        .sort(compareKeys),
  };
}
