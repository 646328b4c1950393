/** A model with only some of its standards: what these require, directly or through other standards, and nothing else. */
import type { Model } from '../model/policy.ts';

/** Unknown names are the caller's to refuse. */
export function limitTo(model: Model, standards: readonly string[]): Model {
  const kept = new Set<string>();
  const rules = new Set<string>();
  const visit = (name: string): void => {
    const standard = model.standards.get(name);
    if (standard === undefined || kept.has(name)) return;
    kept.add(name);
    for (const requirement of standard.requires) {
      if (requirement.kind === 'standard') visit(requirement.standard);
      else rules.add(requirement.rule);
    }
  };
  for (const name of standards) visit(name);
  return {
    ...model,
    rules: new Map([...model.rules].filter(([name]) => rules.has(name))),
    standards: new Map([...model.standards].filter(([name]) => kept.has(name))),
    rollups: new Map([...model.rollups].filter(([, { standard }]) => kept.has(standard))),
    waivers: model.waivers.filter(({ rule }) => rules.has(rule)),
  };
}
