/** Facts computed from other facts of the same record; semantics.md, "Derived facts". */
import { type CivilDate, daysBetween, monthsBetween } from '../calendar/civil-date.ts';
import { workdaysBetween } from '../calendar/workdays.ts';
import type { Derived } from '../model/fact.ts';
import type { NumberRange } from '../model/number.ts';
import type { FactPath } from '../model/policy.ts';
import { operandsOfDerived } from '../model/reads.ts';
import { empty, unknown, type Value } from '../model/value.ts';
import type { FactResult } from './aggregates.ts';
import { differenceOf, numberValue, ratioOf, sumOf, wholeNumber } from './ranges.ts';

/** `factOf` gives an operand of the record. */
export async function derive(
  definition: Derived,
  asOf: CivilDate,
  factOf: (path: FactPath) => Promise<FactResult>,
): Promise<FactResult> {
  const operands: FactResult[] = [];
  for (const path of operandsOfDerived(definition)) operands.push(await factOf(path));
  const values = operands.map(({ value }) => value);
  // A fact is computed once for a record, so that records behind two operands are told apart by identity: each stands once.
  const records = [...new Set(operands.flatMap((operand) => operand.records))];
  return { value: derivedValue(definition, asOf, values), records };
}

/** From the values of its operands, in their order. */
export function derivedValue(definition: Derived, asOf: CivilDate, given: readonly Value[]): Value {
  const isSpan = definition.kind === 'days' || definition.kind === 'workdays' || definition.kind === 'months';
  const values = isSpan && definition.open === 'as-of' ? closed(given, asOf) : given;
  if (values.some(({ kind }) => kind === 'unknown')) return unknown;
  if (values.some(({ kind }) => kind === 'empty')) return empty;
  switch (definition.kind) {
    case 'days':
    case 'workdays':
    case 'months': {
      const [from, to] = values.map(dayOf) as [CivilDate, CivilDate];
      const count = counters[definition.kind](from, to);
      return count === null ? unknown : wholeNumber(count);
    }
    case 'ratio': {
      const [of, to] = values.map(rangeOf) as [NumberRange, NumberRange];
      return ratioOf(of, to);
    }
    case 'difference': {
      const [of, less] = values.map(rangeOf) as [NumberRange, NumberRange];
      return differenceOf(of, less);
    }
    case 'total': {
      const ranges = values.map(rangeOf);
      return numberValue(sumOf(ranges.map(({ low }) => low)), sumOf(ranges.map(({ high }) => high)));
    }
  }
}

const counters = { days: daysBetween, workdays: workdaysBetween, months: monthsBetween } as const;

/** What has not ended by the as-of date is counted up to it. */
function closed([from, to]: readonly Value[], asOf: CivilDate): readonly Value[] {
  const isOpen = to?.kind === 'unknown' || (to?.kind === 'date' && to.value > asOf);
  return [from as Value, isOpen ? { kind: 'date', value: asOf } : (to as Value)];
}

function dayOf(value: Value): CivilDate {
  if (value.kind !== 'date' && value.kind !== 'month') throw new Error(`a ${value.kind} is no day`);
  return value.value;
}

function rangeOf(value: Value): NumberRange {
  if (value.kind !== 'number') throw new Error(`a ${value.kind} is no number`);
  return value.range;
}
