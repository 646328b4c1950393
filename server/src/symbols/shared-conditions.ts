import type { Condition } from '../../../engine/model/condition.ts';
import type { Model } from '../../../engine/model/policy.ts';

/** A shared condition as the first that uses it has it: resolved for that one's entity. Null where nothing uses it. */
export function findShared(
  model: Model,
  name: string,
): { readonly entity: string; readonly condition: Condition } | null {
  for (const { entity, when, require } of model.rules.values()) {
    const condition = sharedIn(when, name) ?? sharedIn(require, name);
    if (condition !== null) return { entity, condition };
  }
  for (const facts of model.facts.values()) {
    for (const { definition } of facts.values()) {
      if (!('source' in definition)) continue;
      const condition =
        sharedIn(definition.where, name) ?? ('that' in definition ? sharedIn(definition.that, name) : null);
      if (condition !== null) return { entity: definition.source, condition };
    }
  }
  return null;
}

function sharedIn(condition: Condition | null, name: string): Condition | null {
  switch (condition?.kind) {
    case 'shared':
      return condition.name === name ? condition.of : sharedIn(condition.of, name);
    case 'all':
    case 'any':
      return condition.of.map((member) => sharedIn(member, name)).find((found) => found !== null) ?? null;
    case 'not':
      return sharedIn(condition.of, name);
    default:
      return null;
  }
}
