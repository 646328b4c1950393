/** Conditions of the types that are in scope, to any depth, with few different values so that ties and boundaries are common. */
import type { ConditionSpec, LeafSpec, OperandSpec, Operator } from '../project.ts';
import { comparable, parameterKind, pathsFrom, type Scope, type Type } from '../types.ts';
import type { Draw } from './draw.ts';
import type { Time } from './time.ts';

export interface Material {
  readonly draw: Draw;
  readonly time: Time;
  readonly scope: Scope;
}

/** Of at most `depth` levels of `all`, `any` and `not` over leaves. */
export function drawCondition(material: Material, entity: string, depth: number): ConditionSpec {
  const { draw, scope } = material;
  const shared = scope.declarations.flatMap((one) =>
    one.kind === 'condition' && one.entity === entity ? [one.name] : [],
  );
  const kind = draw.weighted<'leaf' | 'all' | 'any' | 'not' | 'shared'>([
    [depth > 0 ? 4 : 10, 'leaf'],
    [depth > 0 ? 3 : 0, 'all'],
    [depth > 0 ? 3 : 0, 'any'],
    [depth > 0 ? 2 : 0, 'not'],
    [shared.length > 0 ? 2 : 0, 'shared'],
  ]);
  switch (kind) {
    case 'leaf':
      return drawLeaf(material, entity);
    case 'shared':
      return { kind, name: draw.pick(shared) };
    case 'not':
      return { kind, of: drawCondition(material, entity, depth - 1) };
    case 'all':
    case 'any': {
      const count = draw.weighted([
        [1, 1],
        [5, 2],
        [3, 3],
      ]);
      return { kind, of: Array.from({ length: count }, () => drawCondition(material, entity, depth - 1)) };
    }
  }
}

/** A path, a computed fact of the entity more often than a field or a fact of what it refers to. */
export function drawPath(
  { draw, scope }: Pick<Material, 'draw' | 'scope'>,
  entity: string,
  suits: (type: Type, path: string) => boolean,
): string | null {
  const paths = pathsFrom(scope, entity).filter(({ path, type }) => suits(type, path));
  if (paths.length === 0) return null;
  const computed = new Set(
    scope.declarations.flatMap((one) => {
      if (one.kind === 'fact' && one.fact.of === entity) return [one.fact.name];
      return one.kind === 'procedure' && one.procedure.entity === entity ? [one.procedure.name] : [];
    }),
  );
  return draw.weighted(paths.map(({ path }) => [computed.has(path) ? 8 : path.includes('.') ? 2 : 3, path] as const));
}

function drawLeaf(material: Material, entity: string): LeafSpec {
  const { draw, scope } = material;
  const fact = drawPath(material, entity, () => true) as string;
  const type = pathsFrom(scope, entity).find((one) => one.path === fact)?.type as Type;
  const operator = draw.weighted(operatorsOf(type));
  const operands = Array.from({ length: operandCount(draw, operator) }, () =>
    operator === 'matches' || operator === 'contains' || operator === 'not contains'
      ? drawFragment(draw, operator)
      : drawOperand(material, entity, fact, type),
  );
  const json = draw.chance(25);
  return { kind: 'leaf', fact, operator, operands: operator === 'between' ? operands.sort(byValue) : operands, json };
}

/** Ends that are written out stand in their order, as the check asks for. */
function byValue(a: OperandSpec, b: OperandSpec): number {
  if (!('text' in a) || !('text' in b)) return 0;
  if (a.kind === 'date' || a.kind === 'month') return a.text < b.text ? -1 : 1;
  const number = ({ kind, text }: typeof a) => Number.parseFloat(text) / (kind === 'percent' ? 100 : 1);
  return number(a) - number(b);
}

function operatorsOf(type: Type): (readonly [number, Operator])[] {
  const equality = [
    [5, '='],
    [2, '≠'],
    [2, 'in'],
    [1, 'not in'],
    [1, 'is known'],
    [1, 'is unknown'],
  ] as const;
  const order = [
    [3, '<'],
    [3, '≤'],
    [3, '>'],
    [3, '≥'],
    [2, 'between'],
  ] as const;
  switch (type.kind) {
    case 'number':
    case 'month':
      return [...equality, ...order];
    case 'date':
      return [...equality, ...order, [5, 'before'], [5, 'after']];
    case 'text':
      return [...equality, [6, 'matches'], [8, 'contains'], [3, 'not contains']];
    case 'code':
      return [...equality];
    case 'boolean':
      return [
        [6, 'holds'],
        [2, '='],
        [1, '≠'],
        [1, 'is known'],
        [1, 'is unknown'],
      ];
  }
}

function operandCount(draw: Draw, operator: Operator): number {
  switch (operator) {
    case 'holds':
    case 'is known':
    case 'is unknown':
      return 0;
    case 'between':
      return 2;
    case 'in':
    case 'not in':
      return draw.integer(1, 3);
    default:
      return 1;
  }
}

function drawFragment(draw: Draw, operator: Operator): OperandSpec {
  const text =
    operator === 'matches'
      ? draw.pick(['^a', 'b$', '[甲乙]', '.', '^.$', '(?i)a', "o'", '^\\d+$', '\\p{Han}'])
      : draw.pick(['a', 'a', 'b', 'b', '甲', "'", '%', '"']);
  return { kind: 'text', text };
}

function drawOperand(material: Material, entity: string, fact: string, type: Type): OperandSpec {
  const { draw, scope } = material;
  const other = draw.chance(25)
    ? drawPath(material, entity, (one, path) => path !== fact && comparable(one, type))
    : null;
  if (other !== null) return { kind: 'fact', path: other };
  const parameters = [...scope.parameters.keys()].filter((name) => {
    const kind = parameterKind(scope, name);
    return kind === type.kind || (kind === 'percent' && type.kind === 'number');
  });
  if (parameters.length > 0 && draw.chance(20)) return { kind: 'parameter', name: draw.pick(parameters) };
  return drawLiteral(material, type);
}

export function drawLiteral({ draw, time }: Pick<Material, 'draw' | 'time'>, type: Type): OperandSpec {
  switch (type.kind) {
    case 'number':
      if (type.form === 'fraction' && draw.chance(60)) {
        return { kind: 'percent', text: draw.pick(['50%', '100%', '0%', '33.3%', '66.6%', '25%', '75%', '95%']) };
      }
      return {
        kind: 'number',
        text: draw.weighted([
          [6, '0'],
          [6, '1'],
          [4, '2'],
          [2, '3'],
          [2, '7'],
          [1, '8'],
          [1, '-1'],
          [1, '0.5'],
          [1, '1.5'],
          [1, '-0.25'],
          [1, '30'],
        ]),
      };
    case 'text':
      return { kind: 'text', text: draw.pick(['a', 'ab', 'A', '甲', "o'a", 'a,"b', '10', '\uff21']) };
    case 'code':
      return { kind: 'code', text: draw.pick(type.codes) };
    case 'boolean':
      return { kind: 'boolean', text: draw.pick(['true', 'false']) };
    case 'date':
      return { kind: 'date', text: draw.pick(time.dates) };
    case 'month':
      return { kind: 'month', text: draw.pick(time.months).slice(0, 7) };
  }
}
