/**
 * Verdicts on records at one moment, by the model in force then, and the way from one moment to others. What is found is kept,
 * so that rules, facts and ladders that ask for the same share it.
 */
import { type Moment, momentOf, periodBefore } from '../calendar/period.ts';
import type { Model, Requirement, Rule, Standard } from '../model/policy.ts';
import { and } from '../model/truth.ts';
import { empty, unknown, type Value } from '../model/value.ts';
import { combine, type Verdict, verdictOf, waive } from '../model/verdict.ts';
import type { Engines } from './conditions.ts';
import { type Facts, factsOver } from './facts.ts';
import { lazily, memo } from './memo.ts';
import { type Records, recordsAt } from './records.ts';
import type { EntityRecord, Rows } from './rows.ts';
import type { StandardVerdicts } from './standings.ts';
import { type Supposed, type Supposition, supposedBy } from './suppositions.ts';
import type { Watch } from './watch.ts';

export interface Judging {
  readonly model: Model;
  readonly moment: Moment;
  readonly records: Records;
  readonly facts: Facts;
  verdict(rule: string, record: EntityRecord): Promise<Verdict>;
  standing(standard: string, record: EntityRecord): Promise<StandardVerdicts>;
  /** Of one requirement; one about records combines those of the records that belong to the subject. */
  verdictOn(requirement: Requirement, record: EntityRecord): Promise<Verdict>;
  /** The verdict, as a waiver in force on the record changes it. */
  waived(rule: string, record: EntityRecord, verdict: Verdict): Verdict;
  /** Its place among the model's waivers; -1 for none. */
  waiverOf(rule: string, record: EntityRecord): number;
  ruleNamed(name: string): Rule;
  standardNamed(name: string): Standard;
  /** The same moment if facts were others. */
  supposing(changes: readonly Supposition[]): Judging;
}

export interface InterpreterAids {
  /** Engines shared with other interpretations of the same models; default: its own. */
  readonly engines?: Engines;
  /** Is told of the way; null: nobody. */
  readonly watch?: Watch | null;
}

/** Null where no model is in force. */
export type JudgingAt = (moment: Moment) => Judging | null;

export function judgingAt(
  model: Model,
  rows: Rows,
  moment: Moment,
  at: JudgingAt,
  aids: InterpreterAids = {},
): Judging {
  return judgingOver(model, recordsAt(rows, moment), moment, at, aids);
}

function judgingOver(
  model: Model,
  records: Records,
  moment: Moment,
  at: JudgingAt,
  aids: InterpreterAids & { readonly supposed?: Supposed },
): Judging {
  const before = lazily(() => {
    const period = periodBefore(moment.period);
    return period === null ? null : at(momentOf(period, moment.asOf));
  });
  const facts = factsOver(model, records, moment, { verdict, standing, previous }, aids);
  const judged = memo((name: string) => memo((record: EntityRecord) => judge(ruleNamed(name), record)));
  const standings = memo((name: string) => memo((record: EntityRecord) => stand(standardNamed(name), record)));

  function verdict(rule: string, record: EntityRecord): Promise<Verdict> {
    return judged(rule)(record);
  }

  function standing(standard: string, record: EntityRecord): Promise<StandardVerdicts> {
    return standings(standard)(record);
  }

  async function judge(rule: Rule, record: EntityRecord): Promise<Verdict> {
    const { name, during, when, require } = rule;
    const { truth } = facts.conditions;
    const placed = records.placed(record, during);
    const applies = placed === 'false' || when === null ? placed : and([placed, await truth(when, record)]);
    // What decides nothing isn't looked at: most records of a year lie outside the month.
    const isOpen = applies === 'true' || applies === 'unknown';
    const verdict = waived(name, record, verdictOf(applies, isOpen ? await truth(require, record) : 'true'));
    if (placed !== 'false') aids.watch?.judged(rule, verdict, model);
    return verdict;
  }

  async function stand({ requires }: Standard, record: EntityRecord): Promise<StandardVerdicts> {
    const verdicts: Verdict[] = [];
    for (const requirement of requires) verdicts.push(await verdictOn(requirement, record));
    return { verdict: combine(verdicts), requires: verdicts };
  }

  async function verdictOn(requirement: Requirement, record: EntityRecord): Promise<Verdict> {
    switch (requirement.kind) {
      case 'rule':
        return verdict(requirement.rule, record);
      case 'standard':
        return (await standing(requirement.standard, record)).verdict;
      case 'records': {
        const { entity } = ruleNamed(requirement.rule);
        if (records.isMissing(entity)) return 'undetermined';
        const verdicts: Verdict[] = [];
        for (const member of records.linked(entity, requirement.link, record)) {
          verdicts.push(await verdict(requirement.rule, member));
        }
        return combine(verdicts);
      }
    }
  }

  async function previous(record: EntityRecord, fact: string, kind: string): Promise<Value> {
    const judging = before();
    const earlier = judging?.model.facts.get(record.entity.name)?.get(fact);
    if (judging === null || earlier === undefined || earlier.type.kind !== kind) return unknown;
    const then = judging.records.same(record);
    return then === null ? empty : (await judging.facts.fact(then, { through: [], fact })).value;
  }

  function waived(rule: string, record: EntityRecord, found: Verdict): Verdict {
    return waiverOf(rule, record) === -1 ? found : waive(found);
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
    model,
    moment,
    records,
    facts,
    verdict,
    standing,
    verdictOn,
    waived,
    waiverOf,
    ruleNamed,
    standardNamed,
    supposing: (changes) => {
      const supposed = supposedBy(changes);
      return judgingOver(model, records.supposing(supposed.cellOver(records.cell)), moment, at, { ...aids, supposed });
    },
  };
}
