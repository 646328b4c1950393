/** Resolves conditions for the entity whose facts they speak of. */
import type { Place } from '../../diagnostics/diagnostic.ts';
import { tooManyLeaves } from '../../diagnostics/registry/language/condition.ts';
import type { Condition } from '../../model/condition.ts';
import type { Entity } from '../../model/dictionary.ts';
import { leavesIn, mostLeaves } from '../../model/size.ts';
import { tell } from '../sink.ts';
import type { ConditionSyntax, SharedConditionSyntax } from '../syntax.ts';
import { type Context, sharedOf } from './context.ts';
import type { Owned } from './declarations.ts';
import type { Resolved } from './graph.ts';
import { resolveLeaf } from './leaf.ts';
import { tellUnknown } from './names.ts';

export function resolveShared(
  context: Context,
  { declaration }: Owned<SharedConditionSyntax>,
  entity: Entity,
): Resolved<Condition> {
  return resolveCondition(context, declaration.condition, entity) ?? 'broken';
}

/** Null where something in it is wrong; all that is wrong is reported. */
export function resolveCondition(context: Context, condition: ConditionSyntax, entity: Entity): Condition | null {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const members = condition.of.map((member) => resolveCondition(context, member, entity));
      const sound = members.filter((member) => member !== null);
      if (sound.length < members.length || sound.length === 0 || isTooLarge(context, condition.of, sound)) return null;
      return { kind: condition.kind, of: sound };
    }
    case 'not': {
      const of = resolveCondition(context, condition.of, entity);
      return of && { kind: 'not', of };
    }
    case 'shared': {
      const of = sharedOf(context, condition.name.text, entity);
      if (of === null) tellUnknown(context.sink, 'condition', condition.name);
      return of === null || of === 'broken' ? null : { kind: 'shared', name: condition.name.text, of };
    }
    case 'leaf':
      return resolveLeaf(context, condition, entity);
    case 'broken':
      return null;
  }
}

/** Told at the member with which the bound is passed. */
function isTooLarge(context: Context, written: readonly ConditionSyntax[], members: readonly Condition[]): boolean {
  let size = 0;
  for (const [at, member] of members.entries()) {
    size += leavesIn(member, context.sizes);
    if (size <= mostLeaves) continue;
    const place = placeIn(written[at]);
    if (place !== null) tell(context.sink, tooManyLeaves, place, { limit: mostLeaves });
    return true;
  }
  return false;
}

/** Where a condition has its first words. */
function placeIn(condition: ConditionSyntax | undefined): Place | null {
  switch (condition?.kind) {
    case 'all':
    case 'any':
      return placeIn(condition.of[0]);
    case 'not':
      return placeIn(condition.of);
    case 'shared':
      return condition.name.place;
    case 'leaf':
      return condition.at({ start: 0, end: 1 });
    default:
      return null;
  }
}
