import type { Model } from './policy.ts';

/** A model of no policy: of another's data, of which records exist all the same, and no fact is known. */
export function nothingInForce(model: Model): Model {
  return {
    ...model,
    policies: [],
    parameters: new Map(),
    facts: new Map([...model.facts.keys()].map((entity) => [entity, new Map()])),
    rules: new Map(),
    standards: new Map(),
    rollups: new Map(),
    procedures: new Map(),
    ladders: new Map(),
    waivers: [],
  };
}
