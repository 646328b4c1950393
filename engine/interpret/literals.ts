/** What is written in a policy, as values. */
import type { Moment } from '../calendar/period.ts';
import { type Exact, exact, exactly } from '../model/number.ts';
import type { Amount, Literal, Model } from '../model/policy.ts';
import { unknown, type Value } from '../model/value.ts';

export function literalValue(literal: Literal): Value {
  switch (literal.kind) {
    case 'number':
      return { kind: 'number', range: exactly(exact(literal.value)) };
    case 'text':
      return { kind: 'text', value: literal.value };
    case 'boolean':
      return { kind: 'boolean', value: literal.value };
    case 'date':
    case 'month':
      return { kind: literal.kind, value: literal.value };
  }
}

/** The parameter's value of the day judged; unknown before its first. */
export function parameterValue(model: Model, name: string, { judged }: Moment): Value {
  const parameter = model.parameters.get(name);
  if (parameter === undefined) throw new Error(`no parameter ${name}`);
  const inForce = parameter.values.findLast(({ from }) => from <= judged);
  return inForce === undefined ? unknown : literalValue(inForce.value);
}

/** Null where it is a parameter without a value on the day judged. */
export function amountOf(model: Model, amount: Amount, moment: Moment): Exact | null {
  const value =
    amount.kind === 'literal' ? literalValue(amount.literal) : parameterValue(model, amount.parameter, moment);
  return value.kind === 'number' ? value.range.low : null;
}
