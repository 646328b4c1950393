/**
 * Requirements that read nothing but one group are settled in its table: for the subjects that have records, which are far fewer
 * than all subjects in a month's data; for the others the verdict is one constant.
 */
import type { Aggregate, Fact } from '../model/fact.ts';
import type { Rule } from '../model/policy.ts';
import { isAggregate } from '../model/reads.ts';
import { valueOfNothing } from './aggregate.ts';
import { composedSql, isComposed, operandsOfComposed } from './composed.ts';
import { conditionSql, type Scope } from './condition.ts';
import { type Context, factNamed, parameterValue } from './context.ts';
import { isEmpty, whenFalse, whenTrue } from './truth.ts';
import type { SqlValue } from './value.ts';

/** The verdict that the requirement gives a subject to which the rule applies. */
export function settledSql(
  context: Context,
  rule: Rule,
  aggregateOf: (fact: Fact, aggregate: Aggregate) => SqlValue,
): string {
  const { verdict } = context.dialect;
  const required = conditionSql(rule.require, scopeOf(context, rule.entity, aggregateOf));
  const cases = [`WHEN ${whenTrue(required)} THEN ${verdict('pass')}`];
  const empty = isEmpty(required);
  if (empty !== 'FALSE') cases.unshift(`WHEN ${empty} THEN ${verdict('not-applicable')}`);
  if (required.known) return `CASE ${cases.join(' ')} ELSE ${verdict('fail')} END`;
  return `CASE ${cases.join(' ')} WHEN ${whenFalse(required)} THEN ${verdict('fail')} ELSE ${verdict('undetermined')} END`;
}

/** The verdict of subjects without records. */
export function settledOfNothing(context: Context, rule: Rule): string {
  return settledSql(context, rule, (fact, aggregate) => valueOfNothing(context.dialect, fact, aggregate));
}

function scopeOf(context: Context, entity: string, aggregateOf: (fact: Fact, aggregate: Aggregate) => SqlValue): Scope {
  const { dialect } = context;
  const value = (fact: Fact): SqlValue => {
    const { definition } = fact;
    if (isAggregate(definition)) return aggregateOf(fact, definition);
    if (!isComposed(definition)) throw new Error(`${fact.name} comes from elsewhere`);
    const operands = operandsOfComposed(context, definition).map((path) =>
      value(factNamed(context, entity, path.fact)),
    );
    return composedSql(context, fact, definition, operands, () => 'NULL');
  };
  return {
    dialect,
    fact: (path) => value(factNamed(context, entity, path.fact)),
    parameter: (name) => parameterValue(context, name),
  };
}
