/**
 * The two lines that a subject answers to: its territory (块), by which the wall chart stands, and its line department (条). Roll-ups
 * of our own, beside those of the policies, let the same run find both as they were at the time.
 */
import { outermostStandards } from '../assess/failures.ts';
import type { Entity, Reference } from '../model/dictionary.ts';
import type { FactPath, Model, Rollup, Standard } from '../model/policy.ts';
import type { Project } from '../project/open.ts';

export type LineName = 'territory' | 'department';

/** The roll-up that stands for a line: no policy may use such a name. */
export function lineRollup(line: LineName): string {
  return `#${line}`;
}

/** Whether a policy states the roll-up. */
export function isStated(rollup: string): boolean {
  return !rollup.startsWith('#');
}

/** The standard that a publication is about: the first that stands on others, else the first of all; null where there is none. */
export function mainStandard(model: Model): Standard | null {
  return outermostStandards(model)[0] ?? null;
}

/** The references of the main standard's subjects to their lines; null where there is none. */
export function linesOf(model: Model): Readonly<Record<LineName, Reference | null>> {
  const standard = mainStandard(model);
  const entity = standard === null ? undefined : model.dictionary.entities.get(standard.entity);
  if (standard === null || entity === undefined) return { territory: null, department: null };
  const { lines } = entity;
  if (lines !== undefined) {
    const named = (name: string | null): Reference | null =>
      name === null ? null : (entity.references.get(name) ?? null);
    return { territory: named(lines.territory), department: named(lines.department) };
  }
  const usable = [...entity.references.values()].filter((one) => pathTo(model, entity, one) !== null);
  const grouped = [...model.rollups.values()]
    .filter(({ standard: name, by }) => name === standard.name && by.through.length === 1)
    .flatMap(({ by }) => usable.filter(({ name }) => name === by.through[0]));
  const territory = grouped[0] ?? usable[0] ?? null;
  return { territory, department: usable.find((one) => one !== territory) ?? null };
}

/** The project with the roll-ups of both lines in each of its models. */
export function withLines(project: Project): Project {
  const { analysis } = project;
  const eras = analysis.eras.map((era) => ({ ...era, model: withLineRollups(era.model) }));
  return { ...project, analysis: { ...analysis, eras } };
}

function withLineRollups(model: Model): Model {
  const standard = mainStandard(model);
  const entity = standard === null ? undefined : model.dictionary.entities.get(standard.entity);
  if (standard === null || entity === undefined) return model;
  const lines = linesOf(model);
  const own = (['territory', 'department'] as const).flatMap((line): [string, Rollup][] => {
    const reference = lines[line];
    const by = reference === null ? null : pathTo(model, entity, reference);
    if (by === null) return [];
    const { title, policy } = standard;
    const name = lineRollup(line);
    return [[name, { name, title, policy, standard: standard.name, by, show: [] }]];
  });
  return own.length === 0 ? model : { ...model, rollups: new Map([...model.rollups, ...own]) };
}

/** To the key of what is referred to: two streets may have one name. A key of several fields has no fact of its own. */
function pathTo(model: Model, entity: Entity, { fields: [first, ...more] }: Reference): FactPath | null {
  if (first === undefined || more.length > 0 || entity.fields.get(first)?.sensitive !== false) return null;
  return model.facts.get(entity.name)?.has(first) === true ? { through: [], fact: first } : null;
}
