/** What a path of facts leads to. */
import type { Fact, FactType } from './fact.ts';
import type { FactPath, Model, Rule } from './policy.ts';
import { leavesOf, operandsOf } from './reads.ts';

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

/** The type of the first fact that a rule compares a parameter with, in whose form its messages show it; null: with none. */
export function typeComparedWith(model: Model, rule: Rule, parameter: string): FactType | null {
  const leaf = [...leavesOf(rule.when), ...leavesOf(rule.require)].find((each) =>
    operandsOf(each).some((operand) => operand.kind === 'parameter' && operand.parameter === parameter),
  );
  return leaf === undefined ? null : factAt(model, rule.entity, leaf.fact).type;
}
