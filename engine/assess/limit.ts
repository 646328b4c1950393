/**
 * A model with only some of its standards and rules: these, the standards and rules that they require, and the rules whose
 * failures they count.
 */
import type { Model, Occasion } from '../model/policy.ts';
import { factsOfFinding, type Reach, reachOf } from '../model/reach.ts';

/** Unknown names are the caller's to refuse. Of ladders and procedures those stay whose rules and standards all do. */
export function limitTo(model: Model, standards: readonly string[], rules: readonly string[] = []): Model {
  const required = reachOf(model, { standards, rules }, factsOfFinding);
  const ladders = new Map([...model.ladders].filter(([, { occasions }]) => isWithin(required, occasions)));
  const reach = reachOf(model, { standards, rules, ladders: ladders.keys() }, factsOfFinding);
  return {
    ...model,
    rules: new Map([...model.rules].filter(([name]) => reach.rules.has(name))),
    standards: new Map([...model.standards].filter(([name]) => reach.standards.has(name))),
    rollups: new Map([...model.rollups].filter(([, { standard }]) => reach.standards.has(standard))),
    procedures: new Map(
      [...model.procedures].filter(
        ([name, procedure]) => reach.procedures.has(name) || procedure.rules.every((each) => reach.rules.has(each)),
      ),
    ),
    ladders,
    waivers: model.waivers.filter(({ rule }) => reach.rules.has(rule)),
  };
}

/** Whether a ladder's occasions are verdicts that are asked for; ranks alone belong to the whole model. */
function isWithin({ standards, rules }: Reach, occasions: readonly Occasion[]): boolean {
  const verdicts = occasions.flatMap((each) => (each.kind === 'verdict' ? [each.of] : []));
  return (
    verdicts.length > 0 &&
    verdicts.every((of) => (of.kind === 'standard' ? standards.has(of.standard) : rules.has(of.rule)))
  );
}
