/** Where a record stands: by its verdicts, among others, in a procedure, in the period before; semantics.md, "Standing". */
import type { Moment } from '../calendar/period.ts';
import type { Standing } from '../model/fact.ts';
import { type Exact, isKnown } from '../model/number.ts';
import { factAt } from '../model/path.ts';
import type { FactPath, Model, ProcedureStep, Requirement } from '../model/policy.ts';
import { empty, unknown, type Value } from '../model/value.ts';
import type { Verdict } from '../model/verdict.ts';
import { amountOf } from './literals.ts';
import { lazily, memo } from './memo.ts';
import { numberValue, wholeNumber, zero } from './ranges.ts';
import type { Records } from './records.ts';
import type { EntityRecord } from './rows.ts';

/** A standard's verdict on a record, with those of its requirements in their order. */
export interface StandardVerdicts {
  readonly verdict: Verdict;
  readonly requires: readonly Verdict[];
}

/** What standings ask of the rest of the interpreter. */
export interface StandingSurroundings {
  readonly records: Records;
  value(record: EntityRecord, path: FactPath): Promise<Value>;
  verdict(rule: string, record: EntityRecord): Promise<Verdict>;
  standing(standard: string, record: EntityRecord): Promise<StandardVerdicts>;
  /** The value of a fact for the same record in the period before, of a kind of type. */
  previous(record: EntityRecord, fact: string, kind: string): Promise<Value>;
}

type Rank = Extract<Standing, { kind: 'rank' }>;

/** What is computed for all records at once is kept. */
export function standingsOver(
  model: Model,
  moment: Moment,
  around: StandingSurroundings,
): (definition: Standing, record: EntityRecord) => Promise<Value> {
  const ranksOf = memo((entity: string) => memo((definition: Rank) => ranksAmong(entity, definition, around)));

  return async (definition, record) => {
    switch (definition.kind) {
      case 'verdict':
        return verdictValue(
          definition.of === 'rule'
            ? await around.verdict(definition.name, record)
            : (await around.standing(definition.name, record)).verdict,
        );
      case 'score':
        return scoreOf(model, moment, definition.standard, await around.standing(definition.standard, record));
      case 'rank':
        return ranksOf(record.entity.name)(definition)(record);
      case 'previous': {
        const { type } = factAt(model, record.entity.name, { through: [], fact: definition.fact });
        return around.previous(record, definition.fact, type.kind);
      }
      case 'step': {
        const procedure = model.procedures.get(definition.procedure);
        if (procedure === undefined) throw new Error(`no procedure ${definition.procedure}`);
        const step = await lastStep(procedure.steps, (path) => around.value(record, path));
        return step === null ? empty : { kind: 'text', value: step.name };
      }
    }
  };
}

function verdictValue(verdict: Verdict): Value {
  switch (verdict) {
    case 'pass':
    case 'fail':
    case 'waived':
      return { kind: 'text', value: verdict };
    case 'undetermined':
      return unknown;
    case 'not-applicable':
      return empty;
  }
}

/** The points that are left; a range where a requirement is undetermined beside one that fails. */
export function scoreOf(model: Model, moment: Moment, name: string, found: StandardVerdicts): Value {
  const standard = model.standards.get(name);
  if (standard === undefined || standard.score === null) throw new Error(`no score of ${name}`);
  if (found.verdict === 'not-applicable') return empty;
  const full = amountOf(model, standard.score.full, moment);
  const less = new Map([...standard.score.less].map(([of, amount]) => [of, amountOf(model, amount, moment)]));
  if (found.verdict === 'undetermined' || full === null || [...less.values()].includes(null)) return unknown;
  let high = full;
  let low = full;
  for (const [index, requirement] of standard.requires.entries()) {
    const points = less.get(nameOf(requirement)) ?? zero;
    const verdict = found.requires[index];
    if (verdict === 'fail') high = high.sub(points);
    if (verdict === 'fail' || verdict === 'undetermined') low = low.sub(points);
  }
  return numberValue(low.lt(zero) ? zero : low, high.lt(zero) ? zero : high);
}

export function nameOf(requirement: Requirement): string {
  return requirement.kind === 'standard' ? requirement.standard : requirement.rule;
}

/** A rank looks at all records of the group, each once. */
function ranksAmong(
  entity: string,
  { by, among, order }: Rank,
  around: StandingSurroundings,
): (record: EntityRecord) => Promise<Value> {
  const groupOf = async (record: EntityRecord): Promise<string | null> =>
    among === null ? '' : groupName(await around.value(record, among));
  const groups = lazily(async () => {
    const found = new Map<string, EntityRecord[]>();
    for (const record of around.records.existing(entity)) {
      const group = await groupOf(record);
      if (group === null) continue;
      const members = found.get(group);
      if (members === undefined) found.set(group, [record]);
      else members.push(record);
    }
    return found;
  });
  const numbersOf = memo(async (group: string): Promise<readonly Exact[]> => {
    const numbers: Exact[] = [];
    for (const record of (await groups()).get(group) ?? []) {
      const number = knownNumber(await around.value(record, by));
      if (number !== null) numbers.push(number);
    }
    return numbers.sort((a, b) => (order === 'descending' ? b.compare(a) : a.compare(b)));
  });

  return async (record) => {
    const value = await around.value(record, by);
    if (value.kind === 'empty') return empty;
    const number = knownNumber(value);
    const group = number === null ? null : await groupOf(record);
    if (number === null || group === null) return unknown;
    return wholeNumber(1 + countBefore(await numbersOf(group), number, order));
  };
}

/** How many of the sorted numbers stand before one. */
function countBefore(sorted: readonly Exact[], number: Exact, order: Rank['order']): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const difference = (sorted[middle] as Exact).compare(number);
    if (order === 'descending' ? difference > 0 : difference < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function knownNumber(value: Value): Exact | null {
  return value.kind === 'number' && isKnown(value.range) ? value.range.low : null;
}

/** Null where it is not known. */
function groupName(value: Value): string | null {
  switch (value.kind) {
    case 'number':
      return knownNumber(value)?.toFraction() ?? null;
    case 'unknown':
    case 'empty':
      return null;
    default:
      return String(value.value);
  }
}

/** The last step whose date is known; null where none is. */
async function lastStep(
  steps: readonly ProcedureStep[],
  read: (path: FactPath) => Promise<Value>,
): Promise<ProcedureStep | null> {
  for (const step of steps.toReversed()) {
    const { kind } = await read(step.on);
    if (kind !== 'unknown' && kind !== 'empty') return step;
  }
  return null;
}
