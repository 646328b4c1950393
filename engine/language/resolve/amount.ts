/** Resolves numbers that are written or a parameter's. */
import * as procedureProblems from '../../diagnostics/registry/language/procedures.ts';
import * as standingProblems from '../../diagnostics/registry/language/standings.ts';
import type { Amount } from '../../model/policy.ts';
import { tell } from '../sink.ts';
import type { AmountSyntax } from '../syntax.ts';
import { type Context, parameterOf } from './context.ts';
import { tellUnknown } from './names.ts';
import { checkFirstDay } from './operand.ts';

/** A number of at least 0, `whole` or of any form; null and reported where it is none. */
export function resolveAmount(context: Context, amount: AmountSyntax, form: 'whole' | 'any'): Amount | null {
  if (amount.kind === 'literal') {
    const { value, place } = amount;
    if (form === 'any' || isWhole(value)) return { kind: 'literal', literal: { kind: 'number', value } };
    tell(context.sink, procedureProblems.noWholeAmount, place, { text: value });
    return null;
  }
  const { text, place } = amount.name;
  const parameter = parameterOf(context, text);
  if (parameter === null) tellUnknown(context.sink, 'parameter', amount.name);
  if (parameter === null || parameter === 'broken') return null;
  checkFirstDay(context, parameter, amount.name);
  const isSound = parameter.values.every(
    ({ value: { kind, value } }) => kind === 'number' && !value.startsWith('-') && (form === 'any' || isWhole(value)),
  );
  if (isSound) return { kind: 'parameter', parameter: text };
  const definition = form === 'whole' ? procedureProblems.parameterNoWhole : standingProblems.parameterNoAmount;
  tell(context.sink, definition, place, { name: text });
  return null;
}

/** Whether an amount is always a whole number. */
export function isWholeAmount(context: Context, amount: Amount): boolean {
  if (amount.kind === 'literal') return amount.literal.kind === 'number' && isWhole(amount.literal.value);
  const parameter = parameterOf(context, amount.parameter);
  if (parameter === null || parameter === 'broken') return true;
  return parameter.values.every(({ value }) => value.kind === 'number' && isWhole(value.value));
}

function isWhole(value: string): boolean {
  return !value.includes('.');
}
