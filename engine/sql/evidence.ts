/** Which records decided a failure, as SQL; semantics.md, "Evidence of a failure". */
import type { Condition, Leaf } from '../model/condition.ts';
import type { FactPath } from '../model/policy.ts';
import { factsOfLeaf, isAggregate } from '../model/reads.ts';
import { isComposed, operandsOfComposed } from './composed.ts';
import { conditionSql, type Scope } from './condition.ts';
import { type Context, entityAt, entityNamed, factAt, ruleNamed } from './context.ts';
import { lookingAt } from './group.ts';
import { conjunction } from './logic.ts';
import { mayBeLookedAt } from './placed.ts';
import type { Item } from './plan.ts';
import { ranksOf } from './ranks.ts';
import type { Relation } from './relation.ts';
import { allOf, isFalse, isTrue, notOf } from './truth.ts';
import { verdictSql } from './verdict.ts';

/** A leaf of a condition, and when it is among those that decide that the condition has the truth wanted. */
export interface DecidingLeaf {
  readonly leaf: Leaf;
  /** Given that the condition has that truth. */
  readonly when: (scope: Scope) => string;
}

export type AggregateItem = Extract<Item, { kind: 'aggregate' }>;

/** An aggregate that a leaf reads, and the way to the record that it is a fact of. */
export interface Behind {
  readonly item: AggregateItem;
  readonly through: readonly string[];
}

export function decidingLeaves(condition: Condition, wanted: boolean): readonly DecidingLeaf[] {
  const found: DecidingLeaf[] = [];
  const visit = (part: Condition, truth: boolean, guards: readonly ((scope: Scope) => string)[]): void => {
    switch (part.kind) {
      case 'all':
      case 'any': {
        // All members of a true `all` and a false `any` have its truth; of the others only those that have it decide.
        const allDecide = (part.kind === 'all') === truth;
        for (const member of part.of) {
          const has = (scope: Scope): string => {
            const sql = conditionSql(member, scope);
            return truth ? isTrue(sql) : isFalse(sql);
          };
          visit(member, truth, allDecide ? guards : [...guards, has]);
        }
        return;
      }
      case 'not':
        visit(part.of, !truth, guards);
        return;
      case 'shared':
        visit(part.of, truth, guards);
        return;
      default:
        found.push({ leaf: part, when: (scope) => conjunction(guards.map((guard) => guard(scope))) });
    }
  };
  visit(condition, wanted, []);
  return found;
}

/** The aggregates behind the facts that a leaf reads. */
export function behindLeaf(context: Context, entity: string, leaf: Leaf): readonly Behind[] {
  const behind: Behind[] = [];
  // Each fact once: derived facts of derived facts may read one many times over.
  const seen = new Set<string>();
  const visit = (path: FactPath): void => {
    const name = [...path.through, path.fact].join('\u0000');
    if (seen.has(name)) return;
    seen.add(name);
    const fact = factAt(context, entity, path);
    const { definition } = fact;
    // Where a record stands has a reasoning of its own.
    if (definition.kind === 'step') return;
    if (isComposed(definition)) {
      for (const operand of operandsOfComposed(context, definition)) {
        visit({ through: [...path.through, ...operand.through], fact: operand.fact });
      }
    } else if (isAggregate(definition) && !context.missing.has(definition.source)) {
      behind.push({ item: { kind: 'aggregate', fact, aggregate: definition }, through: path.through });
    }
  };
  factsOfLeaf(leaf).forEach(visit);
  return behind;
}

/** The cells that hold the key of the record to which references lead: of a record that isn't there they are unknown. */
export function ownerPaths(context: Context, entity: string, through: readonly string[]): readonly FactPath[] {
  return entityNamed(context, entityAt(context, entity, through)).key.map((fact) => ({ through, fact }));
}

/** Whether a record of the source is one of those behind the aggregate; `latest` has chosen one of them. */
export function isBehindSql(context: Context, item: AggregateItem, relation: Relation): string {
  const { aggregate } = item;
  const { membership } = lookingAt(context, item, relation, false);
  const placed = mayBeLookedAt(context, aggregate, relation);
  const member = (truth: string): string => conjunction([placed, truth]);
  switch (aggregate.kind) {
    case 'share':
    case 'every':
      return member(isTrue(allOf([membership, notOf(conditionSql(aggregate.that, relation))])));
    case 'any':
      return member(isTrue(allOf([membership, conditionSql(aggregate.that, relation)])));
    case 'failures': {
      const verdict = verdictSql(context, ruleNamed(context, aggregate.rule), relation);
      return member(conjunction([isTrue(membership), `${context.dialect.verdictRank(verdict)} = ${ranksOf.fail}`]));
    }
    case 'count':
    case 'stock':
    case 'sum':
    case 'average':
    case 'minimum':
    case 'maximum':
    case 'latest':
      return member(isTrue(membership));
  }
}
