/** Computed facts of every kind over what is declared so far. */
import type { DefinitionSpec, FactSpec, RankSpec, SelectionSpec } from '../project.ts';
import { entityOf, linksBetween, rulesIn, standardsIn, type Type } from '../types.ts';
import { drawCondition, drawPath, type Material } from './conditions.ts';

/** Null where the entity drawn has no material for the kind drawn. */
export function drawFact(material: Material, name: string): FactSpec | null {
  const { draw, scope } = material;
  const judged = standardsIn(scope).map(({ entity }) => entity);
  const of = judged.length > 0 && draw.chance(35) ? draw.pick(judged) : draw.pick(scope.entities).name;
  const sources = scope.entities.filter((entity) => linksBetween(scope, entity.name, of).length > 0);
  const kind = draw.weighted<'aggregate' | 'derived' | 'standing'>([
    [sources.length > 0 ? 8 : 0, 'aggregate'],
    [3, 'derived'],
    [4, 'standing'],
  ]);
  const definition =
    kind === 'aggregate'
      ? drawAggregate(material, of, draw.pick(sources).name)
      : kind === 'derived'
        ? drawDerived(material, of)
        : drawStanding(material, of);
  return definition === null ? null : { name, of, definition };
}

function drawAggregate(material: Material, of: string, source: string): DefinitionSpec | null {
  const { draw, scope } = material;
  const selection = drawSelection(material, of, source);
  const rules = rulesIn(scope).flatMap(({ name, entity }) => (entity === source ? [name] : []));
  const kind = draw.weighted([
    [4, 'count'],
    [3, 'stock'],
    [3, 'sum'],
    [2, 'average'],
    [2, 'minimum'],
    [2, 'maximum'],
    [3, 'latest'],
    [3, 'share'],
    [3, 'every'],
    [2, 'any'],
    [rules.length > 0 ? 5 : 0, 'failures'],
  ] as const);
  switch (kind) {
    case 'count':
      return { kind, ...selection };
    case 'stock': {
      const entered = drawPath(material, source, isOwnDay(material, source));
      const left = drawPath(material, source, isOwnDay(material, source));
      const at = draw.pick(['start', 'end', null] as const);
      return entered === null || left === null ? null : { kind, ...selection, during: null, entered, left, at };
    }
    case 'failures':
      return { kind, ...selection, rule: draw.pick(rules) };
    case 'share':
    case 'every':
    case 'any':
      return { kind, ...selection, that: drawCondition(material, source, draw.integer(0, 2)) };
    case 'latest': {
      const during = selection.during ?? drawPath(material, source, isOwnDate(material, source));
      const element = drawPath(material, source, (_, path) => !isSensitive(material, source, path));
      return during === null || element === null ? null : { kind, ...selection, during, element };
    }
    case 'sum':
    case 'average':
    case 'minimum':
    case 'maximum': {
      const element = drawPath(material, source, (type) => type.kind === 'number' && type.form !== 'fraction');
      return element === null ? null : { kind, ...selection, element };
    }
  }
}

function drawSelection(material: Material, of: string, source: string): SelectionSpec {
  const { draw, scope } = material;
  const links = linksBetween(scope, source, of);
  const reporters = scope.entities.filter((entity) => {
    const reference = entity.references.find((one) => one.name === entity.reports?.for);
    return entity.reports !== null && reference?.target === of;
  });
  return {
    source,
    via: draw.pick(links),
    writeVia: links.length > 1 || draw.chance(15),
    where: draw.chance(45) ? drawCondition(material, source, draw.integer(0, 2)) : null,
    during: draw.chance(65) ? drawPath(material, source, isOwnDate(material, source)) : null,
    reportedBy: reporters.length > 0 && draw.chance(45) ? draw.pick(reporters).name : null,
  };
}

/** A date or month field, own or of what it refers to directly. */
export function isOwnDate({ scope }: Pick<Material, 'scope'>, entity: string) {
  return (type: Type, path: string): boolean => {
    if (type.kind !== 'date' && type.kind !== 'month') return false;
    const steps = path.split('.');
    if (steps.length > 2) return false;
    const reference = entityOf(scope, entity).references.find((one) => one.name === steps[0]);
    const owner = steps.length === 1 ? entityOf(scope, entity) : reference && entityOf(scope, reference.target);
    return owner?.fields.some((field) => field.name === steps.at(-1)) ?? false;
  };
}

/** A date field, own or of what it refers to directly. */
function isOwnDay(material: Pick<Material, 'scope'>, entity: string) {
  const isDate = isOwnDate(material, entity);
  return (type: Type, path: string): boolean => type.kind === 'date' && isDate(type, path);
}

/** Null where nothing of the kind drawn is declared about the entity. */
function drawStanding(material: Material, of: string): DefinitionSpec | null {
  const { draw, scope } = material;
  const kind = draw.weighted([
    [3, 'verdict of rule'],
    [2, 'verdict of standard'],
    [4, 'score'],
    [6, 'rank'],
    [4, 'previous'],
  ] as const);
  switch (kind) {
    case 'verdict of rule': {
      const rules = rulesIn(scope).filter(({ entity }) => entity === of);
      return rules.length === 0 ? null : { kind, rule: draw.pick(rules).name };
    }
    case 'verdict of standard':
    case 'score': {
      const standards = standardsIn(scope).filter(({ entity, score }) => {
        return entity === of && (kind !== 'score' || score !== null);
      });
      return standards.length === 0 ? null : { kind, standard: draw.pick(standards).name };
    }
    case 'rank':
      return drawRank(material, of);
    case 'previous': {
      const fact = drawPath(material, of, (_, path) => !path.includes('.') && !isSensitive(material, of, path));
      return fact === null ? null : { kind, fact };
    }
  }
}

/** Null where the entity has no number. */
export function drawRank(material: Material, of: string): RankSpec | null {
  const { draw } = material;
  const by = drawPath(material, of, (type) => type.kind === 'number');
  const among = draw.chance(50) ? drawPath(material, of, (_, path) => !isSensitive(material, of, path)) : null;
  return by === null ? null : { kind: 'rank', by, among, order: draw.pick(['ascending', 'descending', null]) };
}

export function isSensitive({ scope }: Pick<Material, 'scope'>, entity: string, path: string): boolean {
  let owner = entityOf(scope, entity);
  const steps = path.split('.');
  for (const step of steps.slice(0, -1)) {
    const reference = owner.references.find((one) => one.name === step);
    if (reference === undefined) return true;
    owner = entityOf(scope, reference.target);
  }
  return owner.fields.some((field) => field.name === steps.at(-1) && field.sensitive);
}

function drawDerived(material: Material, of: string): DefinitionSpec | null {
  const { draw } = material;
  const number = (): string | null => drawPath(material, of, (type) => type.kind === 'number');
  const kind = draw.pick(['days', 'workdays', 'months', 'ratio', 'difference', 'total', 'ratio', 'days'] as const);
  switch (kind) {
    case 'days':
    case 'workdays':
    case 'months': {
      const from = drawPath(material, of, (type) => type.kind === 'date');
      const to = drawPath(material, of, (type, path) => type.kind === 'date' && path !== from);
      return from === null || to === null ? null : { kind, from, to, open: draw.chance(60) };
    }
    case 'ratio': {
      const [one, other] = [number(), number()];
      return one === null || other === null ? null : { kind, of: one, to: other };
    }
    case 'difference': {
      const [one, other] = [number(), number()];
      return one === null || other === null ? null : { kind, of: one, less: other };
    }
    case 'total': {
      const paths = [number(), number(), number()].slice(0, draw.integer(2, 3)).filter((path) => path !== null);
      return paths.length === 0 ? null : { kind, of: paths };
    }
  }
}
