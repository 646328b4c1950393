/** Mutants that can make no difference, whatever the records: told apart from those for which none was found. */
import type { Era } from '../language/analysis.ts';
import type { Model } from '../model/policy.ts';
import type { Mutant } from './mutant.ts';
import type { Equivalent } from './result.ts';

/** Null: nothing is proven. */
export function provenEquivalent({ operator, declaration }: Mutant, base: readonly Era[]): Equivalent['reason'] | null {
  const isFact = declaration.section === 'facts';
  const same = base.every(({ model }) => placesByItself(model, declaration.name));
  return operator === 'window-dropped' && isFact && same ? 'same-window' : null;
}

/**
 * Whether the facts of a name count the failures of a rule that places its records by the very date by which they place them:
 * of a record outside the period the rule says nothing, and of one with an unknown date it is undetermined.
 */
function placesByItself({ facts, rules }: Model, name: string): boolean {
  const named = [...facts.values()].flatMap((all) => all.get(name) ?? []);
  return named.every(({ definition }) => {
    if (definition.kind !== 'failures') return false;
    const own = rules.get(definition.rule)?.during ?? null;
    return own !== null && JSON.stringify(own) === JSON.stringify(definition.during);
  });
}
