/** What a path of facts leads to. */
import type { Fact } from './fact.ts';
import type { FactPath, Model } from './policy.ts';

/** The fact at the end of a path from an entity. A path of the model always leads to one. */
export function factAt(model: Model, entity: string, path: FactPath): Fact {
  const at = path.through.reduce((from, name) => {
    const target = model.dictionary.entities.get(from)?.references.get(name)?.target;
    if (target === undefined) throw new Error(`${from} has no reference ${name}`);
    return target;
  }, entity);
  const fact = model.facts.get(at)?.get(path.fact);
  if (fact === undefined) throw new Error(`${at} has no fact ${path.fact}`);
  return fact;
}
