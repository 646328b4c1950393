/**
 * Facts that are computed from other facts of the same record where they are read: derived ones, and the step at which a record
 * is in a procedure.
 */

import type { Derived, Fact, FactDefinition, Standing } from '../model/fact.ts';
import type { FactPath } from '../model/policy.ts';
import { isDerived, operandsOfDerived } from '../model/reads.ts';
import { type Context, procedureNamed } from './context.ts';
import { derivedSql } from './derived.ts';
import { conjunction } from './logic.ts';
import type { SqlPlainValue, SqlValue } from './value.ts';

export type Composed = Derived | Extract<Standing, { kind: 'step' }>;

export function isComposed(definition: FactDefinition): definition is Composed {
  return definition.kind === 'step' || isDerived(definition);
}

export function operandsOfComposed(context: Context, definition: Composed): readonly FactPath[] {
  if (definition.kind !== 'step') return operandsOfDerived(definition);
  return procedureNamed(context, definition.procedure).steps.map(({ on }) => on);
}

/** `calendar` gives the number of a day in the calendar of workdays, NULL outside its years. */
export function composedSql(
  context: Context,
  fact: Fact,
  definition: Composed,
  operands: readonly SqlValue[],
  calendar: (day: string) => string,
): SqlValue {
  const { dialect, moment } = context;
  if (definition.kind !== 'step') return derivedSql(dialect, fact, definition, moment.asOf, operands, calendar);
  return stepSql(context, fact, definition.procedure, operands);
}

/** The last step whose date is known; empty where none is. */
function stepSql(context: Context, fact: Fact, procedure: string, dates: readonly SqlValue[]): SqlPlainValue {
  if (fact.type.kind === 'number') throw new Error(`${fact.name} is a number`);
  const { dialect } = context;
  const { steps } = procedureNamed(context, procedure);
  const known = dates.map((date) => {
    if (date.kind !== 'plain') throw new Error(`${procedure}: a number where a date is needed`);
    return `${date.sql} IS NOT NULL`;
  });
  const cases = steps.map(({ name }, i) => `WHEN ${known[i]} THEN ${dialect.text(name)}`).reverse();
  const empty = conjunction(known.map((one) => `NOT (${one})`));
  return { kind: 'plain', type: fact.type, sql: `CASE ${cases.join(' ')} END`, known: false, empty };
}
