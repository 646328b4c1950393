/** What may be required of an entity, standards with their scores, and the numbers of both. */
import type { AmountSpec, RequirementSpec, StandardSpec } from '../project.ts';
import { amountHolds, linksBetween, proceduresIn, rulesIn, type Scope, standardsIn } from '../types.ts';
import type { Material } from './conditions.ts';
import type { Draw } from './draw.ts';

/** Null where nothing may be required of the entity drawn. */
export function drawStandard(material: Material, name: string): StandardSpec | null {
  const { draw, scope } = material;
  const entity = draw.pick(scope.entities).name;
  const possible = requirementsFor(draw, scope, entity);
  if (possible.length === 0) return null;
  const requires = draw.some(possible, draw.integer(1, 4));
  return { name, entity, requires, score: draw.chance(60) ? drawScore(material, requires) : null };
}

function drawScore(material: Material, requires: readonly RequirementSpec[]): StandardSpec['score'] {
  const { draw, scope } = material;
  const procedures = proceduresIn(scope).map(({ name }) => name);
  const names = requires
    .map((one) => (one.kind === 'standard' ? one.standard : one.rule))
    .filter((name) => !procedures.includes(name));
  if (names.length === 0) return null;
  const less = draw.some(names, draw.integer(1, names.length)).map((of) => ({
    of,
    points: drawAmount(material, 'any', ['0', '10', '40', '30.5', '60']),
  }));
  return { full: drawAmount(material, 'any', ['100', '100', '50', '0.5']), less };
}

/** A number, or a parameter that always is one that will do. */
export function drawAmount(
  { draw, scope }: Pick<Material, 'draw' | 'scope'>,
  form: 'whole' | 'any',
  numbers: readonly string[],
): AmountSpec {
  const parameters = [...scope.parameters.keys()].filter((name) =>
    amountHolds(scope, { kind: 'parameter', name }, form),
  );
  if (parameters.length > 0 && draw.chance(30)) return { kind: 'parameter', name: draw.pick(parameters) };
  return { kind: 'number', text: draw.pick(numbers) };
}

/** Each rule, standard and procedure once, and no rule beside its procedure. */
export function requirementsFor(draw: Draw, scope: Scope, entity: string): RequirementSpec[] {
  const procedures = proceduresIn(scope).map(({ name, entity: about }) => ({ name, entity: about }));
  const whole = procedures.filter(() => draw.chance(50));
  const single = rulesIn(scope).filter(({ name }) => !whole.some((one) => name.startsWith(`${one.name}.`)));
  const rules = [...single, ...whole].flatMap((one): RequirementSpec[] => {
    const links = linksBetween(scope, one.entity, entity);
    const isOwn = one.entity === entity;
    if (isOwn && (links.length === 0 || draw.chance(60))) return [{ kind: 'rule', rule: one.name }];
    if (links.length === 0) return [];
    const via = draw.pick(links);
    return [{ kind: 'records', rule: one.name, via, writeVia: isOwn || links.length > 1 || draw.chance(20) }];
  });
  const nested = standardsIn(scope).flatMap((one): RequirementSpec[] =>
    one.entity === entity ? [{ kind: 'standard', standard: one.name }] : [],
  );
  return [...rules, ...nested];
}
