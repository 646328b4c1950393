/** Ladders: occasions of every form, windows of every length, and letters of which few are as they should be. */
import type { EntitySpec, LadderSpec, OccasionSpec } from '../project.ts';
import { entityOf, linksBetween } from '../types.ts';
import type { Material } from './conditions.ts';
import { letterSteps } from './dictionary.ts';
import { drawRank } from './facts.ts';
import { requirementsFor } from './standards.ts';

/** A ladder costs as much as the periods that it looks at. */
export function drawLadders(material: Material): LadderSpec[] {
  const { draw } = material;
  const count = draw.weighted([
    [6, 0],
    [4, 1],
    [1, 2],
  ]);
  return Array.from({ length: count }, (_, index) => drawLadder(material, `ladder-${index + 1}`)).filter(
    (one) => one !== null,
  );
}

function drawLadder(material: Material, name: string): LadderSpec | null {
  const { draw, scope } = material;
  const entity = draw.weighted(scope.entities.map((one) => [weightOf(material, one), one.name] as const));
  const occasions = draw.some(requirementsFor(draw, scope, entity), draw.integer(0, 2)) as OccasionSpec[];
  const rank = draw.chance(occasions.length === 0 ? 100 : 30) ? drawRank(material, entity) : null;
  if (rank !== null) occasions.push({ ...rank, worst: draw.integer(1, 3) });
  if (occasions.length === 0) return null;
  const each = draw.chance(75) ? 'month' : 'quarter';
  const months = each === 'quarter' ? [3, 6] : [1, 2, 3, 4, 4, 5];
  const over = draw.weighted<LadderSpec['over']>([
    [2, 'year'],
    [2, 'quarter'],
    [6, draw.pick(months)],
  ]);
  return {
    name,
    entity,
    occasions,
    each,
    over,
    clearsAfter: draw.chance(50) ? draw.integer(1, 2) : null,
    sent: drawSent(material, entity),
    steps: letterSteps.slice(0, draw.integer(1, 3)),
  };
}

/** What letters are written to, and what does not exist in every month, is worth more. */
function weightOf({ scope }: Material, { name, valid }: EntitySpec): number {
  const isWritten =
    scope.entities.some((one) => one.name === 'letter') && linksBetween(scope, 'letter', name).length > 0;
  return (isWritten ? 4 : 1) * (valid === null ? 1 : 2);
}

function drawSent({ draw, scope }: Material, entity: string): LadderSpec['sent'] {
  const links = scope.entities.some(({ name }) => name === 'letter') ? linksBetween(scope, 'letter', entity) : [];
  if (links.length === 0 || draw.chance(15)) return null;
  const { fields } = entityOf(scope, 'letter');
  const about = fields.some(({ name }) => name === 'about') && draw.chance(50) ? 'about' : null;
  return { entity: 'letter', via: draw.pick(links), step: 'letter', on: 'sent-on', about };
}
