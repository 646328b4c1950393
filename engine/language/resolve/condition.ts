/** Resolves conditions for the entity whose facts they speak of. */
import type { Condition } from '../../model/condition.ts';
import type { Entity } from '../../model/dictionary.ts';
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
      return sound.length === members.length && sound.length > 0 ? { kind: condition.kind, of: sound } : null;
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
