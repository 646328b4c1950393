/**
 * A model with only some of its standards and rules: these, the standards and rules that they require, and the rules whose
 * failures they count.
 */
import type { Model } from '../model/policy.ts';
import { factsOfFinding, reachOf } from '../model/reach.ts';

/** Unknown names are the caller's to refuse. */
export function limitTo(model: Model, standards: readonly string[], rules: readonly string[] = []): Model {
  const reach = reachOf(model, { standards, rules }, factsOfFinding);
  return {
    ...model,
    rules: new Map([...model.rules].filter(([name]) => reach.rules.has(name))),
    standards: new Map([...model.standards].filter(([name]) => reach.standards.has(name))),
    rollups: new Map([...model.rollups].filter(([, { standard }]) => reach.standards.has(standard))),
    waivers: model.waivers.filter(({ rule }) => reach.rules.has(rule)),
  };
}
