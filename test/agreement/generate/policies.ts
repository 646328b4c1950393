/** Parameters, shared conditions, rules about subjects and records, standards, roll-ups and waivers. */
import type { CivilDate } from '../../../engine/calendar/civil-date.ts';
import type { Declaration, EntitySpec, ParameterSpec, Project, RollupSpec, RuleSpec, WaiverSpec } from '../project.ts';
import { pathsFrom, rulesIn, type Scope, standardsIn, type Type } from '../types.ts';
import { drawCondition, drawLiteral, drawPath, type Material } from './conditions.ts';
import type { Draw } from './draw.ts';
import { drawFact, isOwnDate, isSensitive } from './facts.ts';
import { drawProcedure } from './procedures.ts';
import { drawStandard } from './standards.ts';
import type { Time } from './time.ts';

export function drawParameters(draw: Draw, time: Time): ParameterSpec[] {
  const types: Type[] = [
    { kind: 'number', form: 'integer', nonNegative: true },
    { kind: 'number', form: 'fraction', nonNegative: true },
    { kind: 'date' },
    { kind: 'month' },
    { kind: 'text' },
    { kind: 'boolean' },
  ];
  return draw.some(types, draw.integer(0, 3)).map((type, index) => {
    const later = draw.some([...new Set(time.dates)].sort(), draw.integer(0, 2));
    const first = drawLiteral({ draw, time }, type);
    // A percentage and a number are both numbers, but a parameter is shown in one way: keep to the first's.
    const again = () => {
      const next = drawLiteral({ draw, time }, type);
      return next.kind === first.kind ? next : first;
    };
    return {
      name: `limit-${index + 1}`,
      values: ['2000-01-01', ...later].map((from, place) => ({ from, value: place === 0 ? first : again() })),
    };
  });
}

export function drawDeclarations(
  draw: Draw,
  time: Time,
  entities: readonly EntitySpec[],
  parameters: readonly ParameterSpec[],
): Declaration[] {
  const declarations: Declaration[] = [];
  const scope: Scope = {
    entities,
    parameters: new Map(parameters.map((one) => [one.name, one.values.map(({ value }) => value)])),
    declarations,
  };
  const material: Material = { draw, time, scope };
  const count = draw.integer(2, 10);
  for (let index = 1; index <= count; index++) {
    const kind = draw.weighted<Declaration['kind']>([
      [6, 'fact'],
      [2, 'condition'],
      [4, 'rule'],
      [3, 'standard'],
      [2, 'procedure'],
    ]);
    const declaration = drawDeclaration(material, kind, index);
    if (declaration !== null) declarations.push(declaration);
  }
  const last = draw.weighted([
    [3, 1],
    [1, 2],
  ]);
  for (let index = 1; index <= last; index++) {
    declarations.push({ kind: 'rule', rule: drawRule(material, `rule-${count + index}`, draw.integer(2, 4)) });
  }
  for (let index = 1; index <= draw.integer(0, 2); index++) {
    const standard = drawStandard(material, `standard-${count + index}`);
    if (standard !== null) declarations.push({ kind: 'standard', standard });
  }
  return declarations;
}

function drawDeclaration(material: Material, kind: Declaration['kind'], index: number): Declaration | null {
  const { draw, scope } = material;
  switch (kind) {
    case 'fact': {
      const fact = drawFact(material, `fact-${index}`);
      return fact && { kind, fact };
    }
    case 'condition': {
      const entity = draw.pick(scope.entities).name;
      return { kind, name: `condition-${index}`, entity, of: drawCondition(material, entity, draw.integer(0, 2)) };
    }
    case 'rule':
      return { kind, rule: drawRule(material, `rule-${index}`, draw.integer(0, 3)) };
    case 'standard': {
      const standard = drawStandard(material, `standard-${index}`);
      return standard && { kind, standard };
    }
    case 'procedure': {
      const procedure = drawProcedure(material, `procedure-${index}`);
      return procedure && { kind, procedure };
    }
  }
}

function drawRule(material: Material, name: string, depth: number): RuleSpec {
  const { draw, scope } = material;
  const entity = draw.pick(scope.entities).name;
  return {
    name,
    entity,
    during: draw.chance(40) ? drawPath(material, entity, isOwnDate(material, entity)) : null,
    when: draw.chance(35) ? drawCondition(material, entity, draw.integer(0, 2)) : null,
    require: drawCondition(material, entity, depth),
    severity: draw.pick(['veto', 'major', 'minor']),
    message: drawMessage(material, entity),
    remedy: drawMessage(material, entity),
  };
}

function drawMessage(material: Material, entity: string): string[] {
  const { draw, scope } = material;
  const names = pathsFrom(scope, entity).flatMap(({ path }) =>
    isSensitive(material, entity, path) ? [] : [`{${path}}`],
  );
  const parameters = [...scope.parameters.keys()].map((parameter) => `{$${parameter}}`);
  const parts = Array.from({ length: draw.integer(0, 3) }, () => draw.pick([...names, ...parameters]));
  return ['现有 ', ...parts.flatMap((part) => [part, '，'])];
}

export function drawRollups(draw: Draw, scope: Scope): RollupSpec[] {
  const standards = standardsIn(scope);
  if (standards.length === 0) return [];
  return Array.from({ length: draw.integer(0, 2) }, (_, index) => {
    const standard = draw.pick(standards);
    const by = drawPath(
      { draw, scope },
      standard.entity,
      (type, path) =>
        (type.kind === 'text' || type.kind === 'code' || type.kind === 'boolean') &&
        !isSensitive({ scope }, standard.entity, path),
    );
    return by === null ? null : { name: `rollup-${index + 1}`, standard: standard.name, by, change: draw.chance(40) };
  }).filter((one) => one !== null);
}

export function drawWaivers(
  draw: Draw,
  scope: Scope,
  tables: Project['tables'],
  dates: readonly CivilDate[],
): WaiverSpec[] {
  const rules = rulesIn(scope);
  if (rules.length === 0) return [];
  const waivers: WaiverSpec[] = [];
  for (let index = 0; index < (draw.chance(50) ? draw.integer(1, 3) : 0); index++) {
    const rule = draw.pick(rules);
    const entity = scope.entities.find((one) => one.name === rule.entity) as EntitySpec;
    const row = draw.pick([...(tables[rule.entity] ?? []), null]);
    const cells =
      row === null ? ['nobody'] : entity.key.map((name) => row[entity.fields.findIndex((f) => f.name === name)]);
    const [from, until] = draw.chance(60) ? ['2020-01-01', '2022-12-31'] : [draw.pick(dates), draw.pick(dates)].sort();
    waivers.push({
      rule: rule.name,
      entity: rule.entity,
      subject: cells.map(String).join('/'),
      from: from as CivilDate,
      until: until as CivilDate,
    });
  }
  return waivers;
}
