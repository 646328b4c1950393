/** The arbitrary of whole projects. */
import * as fc from 'fast-check';
import type { Project } from '../project.ts';
import { smallerProjects } from '../shrink.ts';
import { isWellFormed, type Scope } from '../types.ts';
import { drawTables } from './data.ts';
import { drawDense } from './dense.ts';
import { drawEntities } from './dictionary.ts';
import { drawFrom } from './draw.ts';
import { drawLadders } from './ladders.ts';
import { drawDeclarations, drawParameters, drawRollups, drawWaivers } from './policies.ts';
import { drawTime } from './time.ts';

/**
 * Projects whose every part fits the others; shrunk by leaving parts out. An own arbitrary, because what a part may refer to
 * depends on all that was drawn before, which chained arbitraries generate slowly and shrink badly.
 */
class ProjectArbitrary extends fc.Arbitrary<Project> {
  override generate(random: fc.Random): fc.Value<Project> {
    return new fc.Value(drawProject(random), undefined);
  }

  override canShrinkWithoutContext(_value: unknown): _value is Project {
    return true;
  }

  override shrink(project: Project): fc.Stream<fc.Value<Project>> {
    return fc.stream(values(project));
  }
}

export const projects: fc.Arbitrary<Project> = new ProjectArbitrary();

function* values(project: Project): IterableIterator<fc.Value<Project>> {
  for (const smaller of smallerProjects(project)) yield new fc.Value(smaller, undefined);
}

function drawProject(random: fc.Random): Project {
  const draw = drawFrom(random);
  if (draw.chance(20)) return drawDense(draw);
  const time = drawTime(draw);
  const entities = drawEntities(draw);
  const parameters = drawParameters(draw, time);
  const declarations = drawDeclarations(draw, time, entities, parameters);
  const scope: Scope = {
    entities,
    parameters: new Map(parameters.map((one) => [one.name, one.values.map(({ value }) => value)])),
    declarations,
  };
  const tables = drawTables(draw, entities, time);
  const project: Project = {
    entities,
    parameters,
    declarations,
    ladders: drawLadders({ draw, time, scope }),
    rollups: drawRollups(draw, scope),
    waivers: drawWaivers(draw, scope, tables, time.dates),
    tables,
    period: time.period,
    asOf: time.asOf,
    language: draw.pick(['zh', 'en']),
    revisedOn: draw.chance(25) ? draw.pick(time.dates) : null,
    added: 0,
  };
  const added = { ...project, added: draw.integer(0, 4) };
  return isWellFormed(added) ? added : project;
}
