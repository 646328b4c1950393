/** Facts of records, computed when first asked for and kept; semantics.md, "Fields" and "Facts". */
import type { Moment } from '../calendar/period.ts';
import type { Operand } from '../model/condition.ts';
import type { Cell, Field } from '../model/dictionary.ts';
import type { TracedFact } from '../model/explanation.ts';
import type { Fact, FactType } from '../model/fact.ts';
import { exact, exactly } from '../model/number.ts';
import { factAt } from '../model/path.ts';
import type { FactPath, Model } from '../model/policy.ts';
import { unknown, type Value } from '../model/value.ts';
import { aggregate, type FactResult, type Surroundings } from './aggregates.ts';
import { type Conditions, conditionsOver, type Engines, type FactSource, type Side } from './conditions.ts';
import { derive } from './derived.ts';
import { literalValue, parameterValue } from './literals.ts';
import { memo } from './memo.ts';
import type { Records } from './records.ts';
import type { EntityRecord } from './rows.ts';
import { type StandingSurroundings, standingsOver } from './standings.ts';
import type { Supposed } from './suppositions.ts';
import type { Watch } from './watch.ts';

export interface Facts {
  readonly conditions: Conditions;
  fact(record: EntityRecord, path: FactPath): Promise<TracedFact>;
}

export interface FactAids {
  readonly engines?: Engines;
  readonly watch?: Watch | null;
  /** Values that are supplied in place of those of the data. */
  readonly supposed?: Supposed;
}

/** `verdicts`: what facts read of verdicts, and of the period before. */
export function factsOver(
  model: Model,
  records: Records,
  moment: Moment,
  verdicts: Pick<StandingSurroundings, 'verdict' | 'standing' | 'previous'>,
  { engines, watch = null, supposed }: FactAids = {},
): Facts {
  const ownFact = memo((record: EntityRecord) =>
    memo((name: string) => compute(record, factAt(model, record.entity.name, { through: [], fact: name }))),
  );
  const source: FactSource = {
    left: async ({ fact: path }, record) =>
      sideOf(await fact(record, path), factAt(model, record.entity.name, path).type),
    right: async ({ operands, pattern }, record) => {
      const terms: Side[] = [];
      for (const operand of operands) terms.push(await operandOf(operand, record));
      return { terms, pattern };
    },
  };
  const conditions = conditionsOver(source, engines);
  const readValue = async (record: EntityRecord, path: FactPath): Promise<Value> =>
    (await resultOf(record, path)).value;
  const standings = standingsOver(model, moment, { ...verdicts, records, value: readValue });
  const surroundings: Surroundings = {
    records,
    truth: watch === null ? conditions.truth : watchedTruth(conditions, watch, model, moment),
    watch,
    moment,
    verdict: verdicts.verdict,
    value: readValue,
    isNonNegative: (entity, path) => {
      const { type } = factAt(model, entity, path);
      return type.kind === 'number' && type.nonNegative;
    },
  };

  async function fact(record: EntityRecord, path: FactPath): Promise<TracedFact> {
    return { path, ...(await resultOf(record, path)) };
  }

  /** What a way through references that leads nowhere leads to is unknown. */
  function resultOf(record: EntityRecord, path: FactPath): Promise<FactResult> {
    const holder = records.follow(record, path.through);
    return holder === null ? Promise.resolve(nowhere) : ownFact(holder)(path.fact);
  }

  async function compute(record: EntityRecord, { name, definition }: Fact): Promise<FactResult> {
    const supplied = supposed?.value(record, name);
    if (supplied !== undefined) return { value: supplied, records: [] };
    switch (definition.kind) {
      case 'field':
        return {
          value: fieldValue(definition.field, records.cell(record, definition.field.name), moment),
          records: [],
        };
      case 'days':
      case 'workdays':
      case 'months':
      case 'ratio':
      case 'difference':
      case 'total':
        return derive(definition, moment.asOf, (path) => resultOf(record, path));
      case 'verdict':
      case 'score':
      case 'rank':
      case 'previous':
      case 'step':
        return { value: await standings(definition, record), records: [] };
      default:
        return aggregate(definition, record, surroundings);
    }
  }

  async function operandOf(operand: Operand, record: EntityRecord): Promise<Side> {
    switch (operand.kind) {
      case 'literal':
        return { value: literalValue(operand.literal), integer: false, traced: null };
      case 'parameter':
        return { value: parameterValue(model, operand.parameter, moment), integer: false, traced: null };
      case 'fact':
        return sideOf(await fact(record, operand.fact), factAt(model, record.entity.name, operand.fact).type);
    }
  }

  return { conditions, fact };
}

/** Finds the truth of every part, so that all can be told. */
function watchedTruth({ trace }: Conditions, watch: Watch, model: Model, moment: Moment): Conditions['truth'] {
  return async (condition, record) => {
    const found = await trace(condition, record);
    watch.looked(condition, found, model, moment);
    return found.truth;
  };
}

const nowhere: FactResult = { value: unknown, records: [] };

function sideOf(traced: TracedFact, type: FactType): Side {
  return { value: traced.value, integer: type.kind === 'number' && type.form === 'integer', traced };
}

function fieldValue(field: Field, cell: Cell, { asOf }: Moment): Value {
  if (cell === null) return unknown;
  switch (field.type.kind) {
    case 'text':
    case 'code':
      return { kind: 'text', value: String(cell) };
    case 'integer':
    case 'decimal':
      return { kind: 'number', range: exactly(exact(typeof cell === 'bigint' ? cell : String(cell))) };
    case 'boolean':
      return { kind: 'boolean', value: cell === true };
    case 'date': {
      const day = String(cell);
      return !field.planned && day > asOf ? unknown : { kind: 'date', value: day };
    }
    case 'month':
      return { kind: 'month', value: String(cell) };
  }
}
