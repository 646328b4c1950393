/** Which standard a ladder or a procedure is told with. */
import type { Ladder, Model, Procedure, Requirement, Standard } from '../model/policy.ts';
import { outermostStandards } from './failures.ts';

export interface Belongings {
  readonly ladders: readonly Ladder[];
  readonly procedures: readonly Procedure[];
}

/**
 * By the name of each outermost standard: the ladders with an occasion that is the standard or within it, and the procedures with a
 * rule within it, each where it is first. By null: those that belong to none.
 */
export function belongings(model: Model): ReadonlyMap<string | null, Belongings> {
  const outermost = outermostStandards(model).map((standard) => ({ standard, names: within(model, standard) }));
  const home = (names: readonly string[]): string | null =>
    outermost.find((each) => names.some((name) => each.names.has(name)))?.standard.name ?? null;
  const ladders = [...model.ladders.values()];
  const procedures = [...model.procedures.values()];
  const of = (name: string | null): Belongings => ({
    ladders: ladders.filter((ladder) => home(occasionNames(ladder)) === name),
    procedures: procedures.filter(({ rules }) => home(rules) === name),
  });
  return new Map([...outermost.map(({ standard }) => standard.name), null].map((name) => [name, of(name)]));
}

/** The names of rules and standards, which a project uses once, that stand within a standard; its own too. */
function within(model: Model, standard: Standard): ReadonlySet<string> {
  const inner = standard.requires.flatMap((requirement) => {
    const found = requirement.kind === 'standard' ? model.standards.get(requirement.standard) : undefined;
    return found === undefined ? [nameOf(requirement)] : [...within(model, found)];
  });
  return new Set([standard.name, ...inner]);
}

function occasionNames({ occasions }: Ladder): readonly string[] {
  return occasions.flatMap((occasion) => (occasion.kind === 'verdict' ? [nameOf(occasion.of)] : []));
}

function nameOf(requirement: Requirement): string {
  return requirement.kind === 'standard' ? requirement.standard : requirement.rule;
}
