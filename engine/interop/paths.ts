import type { FactType } from '../model/fact.ts';
import type { FactPath, Model } from '../model/policy.ts';

/** The type of the fact that a path leads to; null where it leads nowhere. */
export function typeAt(model: Model, entity: string, path: FactPath): FactType | null {
  let here = entity;
  for (const step of path.through) {
    const target = model.dictionary.entities.get(here)?.references.get(step)?.target;
    if (target === undefined) return null;
    here = target;
  }
  return model.facts.get(here)?.get(path.fact)?.type ?? null;
}
