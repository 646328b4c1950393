/**
 * The interpreter: verdicts on one subject with the reason for each, found lazily from a dataset in memory. What is asked for
 * once is kept, so that many questions to one interpretation share their facts, and many moments of one dataset their indexes.
 */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Moment } from '../calendar/period.ts';
import type { Condition } from '../model/condition.ts';
import type { Dataset } from '../model/dataset.ts';
import type {
  LadderExplanation,
  ProcedureExplanation,
  RuleExplanation,
  StandardExplanation,
  Trace,
  TracedFact,
} from '../model/explanation.ts';
import { compareKeys } from '../model/key.ts';
import type { FactPath, Model, Requirement } from '../model/policy.ts';
import { and } from '../model/truth.ts';
import { type Verdict, verdictOf } from '../model/verdict.ts';
import { makeEngines } from './conditions.ts';
import { evidenceOf } from './evidence.ts';
import { type InterpreterAids, type Judging, type JudgingAt, judgingAt } from './judging.ts';
import { climb } from './ladders.ts';
import { memo } from './memo.ts';
import { follow } from './procedures.ts';
import { type EntityRecord, rowsOf } from './rows.ts';
import { nameOf, scoreOf } from './standings.ts';
import type { Supposition } from './suppositions.ts';

export type { InterpreterAids } from './judging.ts';

/** A subject that is asked about must exist: it is one of `subjects`. */
export interface Interpretation {
  /** The verdict alone, which takes less than the reason for it. */
  verdict(rule: string, subject: string): Promise<Verdict>;
  rule(rule: string, subject: string): Promise<RuleExplanation>;
  standard(standard: string, subject: string): Promise<StandardExplanation>;
  fact(entity: string, subject: string, path: FactPath): Promise<TracedFact>;
  procedure(procedure: string, subject: string): Promise<ProcedureExplanation>;
  ladder(ladder: string, subject: string): Promise<LadderExplanation>;
  /** Whether there is no file of the entity's records. */
  isMissing(entity: string): boolean;
  /** The keys of the entity's existing records, by code point. */
  subjects(entity: string): readonly string[];
  /** The keys of the records of a rule's entity that belong to a standard's subject. */
  records(requirement: Extract<Requirement, { kind: 'records' }>, standard: string, subject: string): readonly string[];
  /** The truth of a condition on a record and of its parts. */
  condition(condition: Condition, entity: string, subject: string): Promise<Trace>;
  /** The record that references lead to, one after the other; null is nowhere. */
  holder(entity: string, subject: string, through: readonly string[]): { entity: string; subject: string } | null;
  /** What would be found if facts were others; of the periods before all stays. */
  supposing(changes: readonly Supposition[]): Interpretation;
}

/** A dataset as it is judged at any moment. */
export interface Interpreter {
  /** Null where no model is in force on the day judged. The same for the same period and as-of date. */
  at(moment: Moment): Interpretation | null;
}

/** `modelOn`: the rules in force on a day, over one dictionary; null where none are. */
export function interpreter(
  modelOn: (day: CivilDate) => Model | null,
  dataset: Dataset,
  aids: InterpreterAids = {},
): Interpreter {
  const rows = memo((dictionary: Model['dictionary']) => rowsOf(dictionary, dataset));
  const shared = { engines: makeEngines(), ...aids };
  const judgings = new Map<string, Judging | null>();
  const at: JudgingAt = (moment) => {
    const name = `${moment.period.name} ${moment.asOf}`;
    let judging = judgings.get(name);
    if (judging === undefined) {
      const model = modelOn(moment.judged);
      judging = model === null ? null : judgingAt(model, rows(model.dictionary), moment, at, shared);
      judgings.set(name, judging);
    }
    return judging;
  };
  const interpretations = memo((judging: Judging) => interpretationOf(judging, at));
  return {
    at: (moment) => {
      const judging = at(moment);
      return judging === null ? null : interpretations(judging);
    },
  };
}

/** By a model that is in force at all times. */
export function interpret(model: Model, dataset: Dataset, moment: Moment): Interpretation {
  return interpreter(() => model, dataset).at(moment) as Interpretation;
}

function interpretationOf(judging: Judging, at: JudgingAt): Interpretation {
  const { model, moment, records, facts } = judging;

  async function rule(name: string, subject: string): Promise<RuleExplanation> {
    const asked = judging.ruleNamed(name);
    const record = existing(asked.entity, subject);
    const placed = records.placed(record, asked.during);
    const when = asked.when === null ? null : await facts.conditions.trace(asked.when, record);
    const require = await facts.conditions.trace(asked.require, record);
    const from = verdictOf(and([placed, when?.truth ?? 'true']), require.truth);
    const verdict = judging.waived(name, record, from);
    return {
      rule: name,
      entity: asked.entity,
      subject,
      verdict,
      waived: verdict === from ? null : { from, waiver: judging.waiverOf(name, record) },
      placed,
      when,
      require,
      evidence: from === 'fail' ? evidenceOf(require, subject) : [],
    };
  }

  async function standard(name: string, subject: string): Promise<StandardExplanation> {
    const { entity, requires, score } = judging.standardNamed(name);
    const found = await judging.standing(name, existing(entity, subject));
    return {
      standard: name,
      entity,
      subject,
      verdict: found.verdict,
      requires: requires.map((requirement, index) => ({
        name: nameOf(requirement),
        verdict: found.requires[index] ?? 'not-applicable',
      })),
      score: score === null ? null : scoreOf(model, moment, name, found),
    };
  }

  function existing(entity: string, subject: string): EntityRecord {
    const record = records.find(entity, subject);
    if (record === null) throw new Error(`no ${entity} with the key that was asked for`);
    return record;
  }

  return {
    verdict: (name, subject) => judging.verdict(name, existing(judging.ruleNamed(name).entity, subject)),
    rule,
    standard,
    fact: (entity, subject, path) => facts.fact(existing(entity, subject), path),
    procedure: async (name, subject) => {
      const procedure = model.procedures.get(name);
      if (procedure === undefined) throw new Error(`no procedure ${name}`);
      return follow(procedure, existing(procedure.entity, subject), judging);
    },
    ladder: async (name, subject) => {
      const ladder = model.ladders.get(name);
      if (ladder === undefined) throw new Error(`no ladder ${name}`);
      return climb(ladder, existing(ladder.entity, subject), judging, at);
    },
    isMissing: records.isMissing,
    subjects: (entity) =>
      records
        .existing(entity)
        .map(({ key }) => key)
        .sort(compareKeys),
    records: ({ rule: required, link }, name, subject) =>
      records
        .linked(judging.ruleNamed(required).entity, link, existing(judging.standardNamed(name).entity, subject))
        .map(({ key }) => key)
        .sort(compareKeys),
    condition: (condition, entity, subject) => facts.conditions.trace(condition, existing(entity, subject)),
    holder: (entity, subject, through) => {
      const found = records.follow(existing(entity, subject), through);
      return found === null ? null : { entity: found.entity.name, subject: found.key };
    },
    supposing: (changes) => interpretationOf(judging.supposing(changes), at),
  };
}
