/** Which fields a rule's verdict rests on, through all the facts that it reads. */
import type { Model, Rule } from '../../../engine/model/policy.ts';
import { factsOfVerdict, reachOf } from '../../../engine/model/reach.ts';

/** As `ENTITY FIELD`. */
export function factsRead(model: Model, rule: Rule): ReadonlySet<string> {
  const { facts } = reachOf(model, { rules: [rule.name] }, factsOfVerdict);
  return new Set(
    [...facts].flatMap(({ definition, entity }) =>
      definition.kind === 'field' ? [`${entity} ${definition.field.name}`] : [],
    ),
  );
}
