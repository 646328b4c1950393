/** The goals of rules: what has to hold of the facts of one record for a rule to pass, or not to apply. */
import { type Moment, monthsFrom } from '../calendar/period.ts';
import { partsOf } from '../interpret/leaves.ts';
import { literalValue, parameterValue } from '../interpret/literals.ts';
import { memo } from '../interpret/memo.ts';
import type { Condition, Leaf, Operand } from '../model/condition.ts';
import { factAt } from '../model/path.ts';
import type { FactPath, Model, Rule } from '../model/policy.ts';
import type { Value } from '../model/value.ts';
import { type Goal, literal, type Side } from './goal.ts';
import type { Variables } from './variable.ts';

export interface Goals {
  condition(
    condition: Condition,
    entity: string,
    subject: string,
    variables: Variables,
    wanted?: boolean,
  ): Promise<Goal>;
  /** It lies in the period, the rule applies to it, and what is required is true. */
  pass(rule: Rule, subject: string, variables: Variables): Promise<Goal>;
  /** The rule does not apply to it. */
  exempt(rule: Rule, subject: string, variables: Variables): Promise<Goal>;
}

export function goalsBy(model: Model, moment: Moment): Goals {
  const partsOfLeaf = memo((leaf: Leaf) => partsOf(leaf));

  async function condition(
    part: Condition,
    entity: string,
    subject: string,
    variables: Variables,
    wanted = true,
  ): Promise<Goal> {
    switch (part.kind) {
      case 'all':
      case 'any': {
        const of: Goal[] = [];
        for (const member of part.of) of.push(await condition(member, entity, subject, variables, wanted));
        return { kind: (part.kind === 'all') === wanted ? 'all' : 'any', of };
      }
      case 'not':
        return condition(part.of, entity, subject, variables, !wanted);
      case 'shared':
        return condition(part.of, entity, subject, variables, wanted);
      default: {
        const { operator, fact, operands, pattern } = partsOfLeaf(part);
        const sides: Side[] = [];
        for (const operand of operands) sides.push(await sideOf(operand, entity, subject, variables));
        return literal({
          operator,
          wanted: wanted ? 'true' : 'false',
          fact: await factSide(fact, entity, subject, variables),
          operands: sides,
          pattern,
        });
      }
    }
  }

  async function sideOf(operand: Operand, entity: string, subject: string, variables: Variables): Promise<Side> {
    switch (operand.kind) {
      case 'literal':
        return constant(literalValue(operand.literal));
      case 'parameter':
        return constant(parameterValue(model, operand.parameter, moment));
      case 'fact':
        return factSide(operand.fact, entity, subject, variables);
    }
  }

  async function factSide(
    path: FactPath,
    entity: string,
    subject: string,
    variables: Variables,
    isBase = false,
  ): Promise<Side> {
    const { type } = factAt(model, entity, path);
    const term = await variables.term(entity, subject, path, isBase);
    return { term, integer: type.kind === 'number' && type.form === 'integer' };
  }

  async function placed({ entity, during }: Rule, subject: string, variables: Variables): Promise<readonly Goal[]> {
    if (during === null) return [];
    const isMonth = factAt(model, entity, during).type.kind === 'month';
    const fact = await factSide(during, entity, subject, variables, true);
    const span = isMonth ? monthsIn(moment) : daysIn(moment);
    return [literal({ operator: 'between', wanted: 'true', fact, operands: span.map(constant) })];
  }

  return {
    condition,
    pass: async (rule, subject, variables) => {
      const when = rule.when === null ? [] : [await condition(rule.when, rule.entity, subject, variables)];
      const require = await condition(rule.require, rule.entity, subject, variables);
      return { kind: 'all', of: [...(await placed(rule, subject, variables)), ...when, require] };
    },
    exempt: async (rule, subject, variables) =>
      rule.when === null ? { kind: 'any', of: [] } : condition(rule.when, rule.entity, subject, variables, false),
  };
}

function constant(value: Value): Side {
  return { term: { kind: 'constant', value }, integer: false };
}

/** What lies after the as-of date is not in the period yet. */
function daysIn({ period, judged }: Moment): readonly Value[] {
  return [period.first, judged].map((value) => ({ kind: 'date', value }));
}

/** Months that have begun by the as-of date and lie wholly in the period. */
function monthsIn({ period, judged }: Moment): readonly Value[] {
  const months = monthsFrom(period.first, judged);
  const ends = [months[0]?.first ?? period.first, months.at(-1)?.first ?? period.first];
  return ends.map((value) => ({ kind: 'month', value }));
}
