/**
 * Requirements that read nothing but one group are settled in its table: for the subjects that have records, which are far fewer
 * than all subjects in a month's data; for the others the verdict is one constant. Twenty verdicts are the digits of one number
 * (`digits.ts`), so that one column is joined, and no more is computed, for twenty rules.
 */
import type { Aggregate, Fact } from '../model/fact.ts';
import type { Rule } from '../model/policy.ts';
import { isAggregate } from '../model/reads.ts';
import type { Verdict } from '../model/verdict.ts';
import { valueOfNothing } from './aggregate.ts';
import { composedSql, isComposed, operandsOfComposed } from './composed.ts';
import { conditionSql, type Scope } from './condition.ts';
import { type Context, factNamed, parameterValue } from './context.ts';
import { type Group, settledPlace } from './plan.ts';
import { ranksOf } from './ranks.ts';
import { isEmpty, whenFalse, whenTrue } from './truth.ts';
import type { SqlValue } from './value.ts';

/** The verdicts that the requirements of a column give a subject to which the rules apply, as one number. */
export function settledSql(
  context: Context,
  group: Group,
  rules: readonly Rule[],
  aggregateOf: (fact: Fact, aggregate: Aggregate) => SqlValue,
): string {
  const digits = rules.map((rule) => digitSql(context, rule, settledPlace(group, rule).one, aggregateOf));
  return `CAST(${digits.join(' + ')} AS ${context.dialect.types.integer})`;
}

/** The verdicts of subjects without records. */
export function settledOfNothing(context: Context, group: Group, rules: readonly Rule[]): string {
  return settledSql(context, group, rules, (fact, aggregate) => valueOfNothing(context.dialect, fact, aggregate));
}

function digitSql(
  context: Context,
  rule: Rule,
  one: bigint,
  aggregateOf: (fact: Fact, aggregate: Aggregate) => SqlValue,
): string {
  const verdict = (word: Verdict): string => String(BigInt(ranksOf[word]) * one);
  const required = conditionSql(rule.require, scopeOf(context, rule.entity, aggregateOf));
  const cases = [`WHEN ${whenTrue(required)} THEN ${verdict('pass')}`];
  const empty = isEmpty(required);
  if (empty !== 'FALSE') cases.unshift(`WHEN ${empty} THEN ${verdict('not-applicable')}`);
  if (required.known) return `CASE ${cases.join(' ')} ELSE ${verdict('fail')} END`;
  return `CASE ${cases.join(' ')} WHEN ${whenFalse(required)} THEN ${verdict('fail')} ELSE ${verdict('undetermined')} END`;
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
