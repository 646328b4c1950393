/**
 * The generator's own reading of types, written from semantics.md and independent of the engine's: what a path leads to and of
 * which type it is, and whether a project is well-formed. Generation asks it for material; shrinking keeps only what it accepts.
 */
import type {
  ConditionSpec,
  Declaration,
  DefinitionSpec,
  EntitySpec,
  FieldSpec,
  LeafSpec,
  OperandSpec,
  Project,
  SelectionSpec,
} from './project.ts';

export type Type =
  | { readonly kind: 'number'; readonly form: 'integer' | 'decimal' | 'fraction'; readonly nonNegative: boolean }
  | { readonly kind: 'code'; readonly codes: readonly string[] }
  | { readonly kind: 'text' | 'boolean' | 'date' | 'month' };

/** What is declared so far. */
export interface Scope {
  readonly entities: readonly EntitySpec[];
  readonly parameters: ReadonlyMap<string, OperandSpec['kind']>;
  readonly declarations: readonly Declaration[];
}

export function entityOf(scope: Pick<Scope, 'entities'>, name: string): EntitySpec {
  const entity = scope.entities.find((one) => one.name === name);
  if (entity === undefined) throw new Error(`no entity ${name}`);
  return entity;
}

function fieldType(field: FieldSpec): Type {
  switch (field.kind) {
    case 'integer':
    case 'decimal':
      return {
        kind: 'number',
        form: field.kind,
        nonNegative: field.minimum !== null && Number(field.minimum) >= 0,
      };
    case 'code':
      return { kind: 'code', codes: field.codes };
    default:
      return { kind: field.kind };
  }
}

/** The type of the fact that a path such as `unit.street.name` names from an entity; null where there is none. */
function typeOf(scope: Scope, entityName: string, path: string): Type | null {
  const steps = path.split('.');
  let entity = entityOf(scope, entityName);
  for (const step of steps.slice(0, -1)) {
    const reference = referenceNamed(entity, step);
    if (reference === undefined) return null;
    entity = entityOf(scope, reference.target);
  }
  const last = steps.at(-1) as string;
  const field = entity.fields.find((one) => one.name === last);
  if (field !== undefined) return fieldType(field);
  const declared = scope.declarations.find(
    (one) => one.kind === 'fact' && one.fact.of === entity.name && one.fact.name === last,
  );
  return declared?.kind === 'fact' ? definitionType(scope, declared.fact.of, declared.fact.definition) : null;
}

/** Every path from an entity over at most `depth` references. */
export function pathsFrom(scope: Scope, entityName: string, depth = 2): { path: string; type: Type }[] {
  const entity = entityOf(scope, entityName);
  const own = entity.fields.map((field) => ({ path: field.name, type: fieldType(field) }));
  const computed = scope.declarations.flatMap((one) => {
    if (one.kind !== 'fact' || one.fact.of !== entityName) return [];
    const type = definitionType(scope, entityName, one.fact.definition);
    return type === null ? [] : [{ path: one.fact.name, type }];
  });
  if (depth === 0) return [...own, ...computed];
  const referred = entity.references.flatMap((reference) =>
    pathsFrom(scope, reference.target, depth - 1).map(({ path, type }) => ({
      path: `${reference.name}.${path}`,
      type,
    })),
  );
  return [...own, ...computed, ...referred];
}

/** Every chain of at most three references from one entity up to another. */
export function linksBetween(
  scope: Pick<Scope, 'entities'>,
  from: string,
  to: string,
  longest = 3,
): (readonly string[])[] {
  if (longest === 0) return [];
  return entityOf(scope, from).references.flatMap((reference) => [
    ...(reference.target === to ? [[reference.name]] : []),
    ...linksBetween(scope, reference.target, to, longest - 1).map((rest) => [reference.name, ...rest]),
  ]);
}

/** Values of one kind; codes are texts. */
export function comparable(a: Type, b: Type): boolean {
  const isText = (type: Type) => type.kind === 'text' || type.kind === 'code';
  return a.kind === b.kind || (isText(a) && isText(b));
}

/** The whole project is well-formed by the generator's own rules. */
export function isWellFormed(project: Project): boolean {
  const parameters = new Map(project.parameters.map((one) => [one.name, one.values[0]?.value.kind ?? 'number']));
  const scope = (length: number): Scope => ({
    entities: project.entities,
    parameters,
    declarations: project.declarations.slice(0, length),
  });
  for (const [index, declaration] of project.declarations.entries()) {
    if (!declarationHolds(scope(index), declaration)) return false;
  }
  const whole = scope(project.declarations.length);
  const known = new Set<string>();
  for (const standard of project.standards) {
    if (standard.requires.length === 0) return false;
    for (const one of standard.requires) {
      if (one.kind === 'standard' ? !known.has(one.standard) : ruleNamed(whole, one.rule) === undefined) return false;
    }
    known.add(standard.name);
  }
  return (
    project.rollups.every((rollup) => {
      const standard = project.standards.find((one) => one.name === rollup.standard);
      return standard !== undefined && typeOf(whole, standard.entity, rollup.by) !== null;
    }) && project.waivers.every((waiver) => ruleNamed(whole, waiver.rule) !== undefined)
  );
}

function ruleNamed(scope: Scope, name: string) {
  const found = scope.declarations.find((one) => one.kind === 'rule' && one.rule.name === name);
  return found?.kind === 'rule' ? found.rule : undefined;
}

function declarationHolds(scope: Scope, declaration: Declaration): boolean {
  switch (declaration.kind) {
    case 'condition':
      return conditionHolds(scope, declaration.entity, declaration.of);
    case 'rule': {
      const { rule } = declaration;
      return (
        (rule.during === null || isDated(typeOf(scope, rule.entity, rule.during))) &&
        (rule.when === null || conditionHolds(scope, rule.entity, rule.when)) &&
        conditionHolds(scope, rule.entity, rule.require) &&
        [...rule.message, ...rule.remedy].every((part) => partHolds(scope, rule.entity, part))
      );
    }
    case 'fact':
      return definitionType(scope, declaration.fact.of, declaration.fact.definition) !== null;
  }
}

function partHolds(scope: Scope, entity: string, part: string): boolean {
  if (!part.startsWith('{')) return true;
  const name = part.slice(1, -1);
  return name.startsWith('$') ? scope.parameters.has(name.slice(1)) : typeOf(scope, entity, name) !== null;
}

function isDated(type: Type | null): boolean {
  return type?.kind === 'date' || type?.kind === 'month';
}

function conditionHolds(scope: Scope, entity: string, condition: ConditionSpec): boolean {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.length > 0 && condition.of.every((one) => conditionHolds(scope, entity, one));
    case 'not':
      return conditionHolds(scope, entity, condition.of);
    case 'shared':
      return scope.declarations.some(
        (one) => one.kind === 'condition' && one.name === condition.name && one.entity === entity,
      );
    case 'leaf':
      return leafHolds(scope, entity, condition);
  }
}

function leafHolds(scope: Scope, entity: string, leaf: LeafSpec): boolean {
  const type = typeOf(scope, entity, leaf.fact);
  if (type === null) return false;
  if (leaf.operator === 'holds') return type.kind === 'boolean';
  return leaf.operands.every((operand) => operandHolds(scope, entity, type, operand));
}

function operandHolds(scope: Scope, entity: string, type: Type, operand: OperandSpec): boolean {
  switch (operand.kind) {
    case 'fact': {
      const other = typeOf(scope, entity, operand.path);
      return other !== null && comparable(type, other);
    }
    case 'parameter': {
      const kind = scope.parameters.get(operand.name);
      return kind === type.kind || (kind === 'percent' && type.kind === 'number');
    }
    case 'percent':
      return type.kind === 'number';
    default:
      return operand.kind === type.kind;
  }
}

function definitionType(scope: Scope, of: string, definition: DefinitionSpec): Type | null {
  switch (definition.kind) {
    case 'days':
    case 'workdays':
    case 'months':
      if (typeOf(scope, of, definition.from)?.kind !== 'date') return null;
      if (typeOf(scope, of, definition.to)?.kind !== 'date') return null;
      return { kind: 'number', form: 'integer', nonNegative: false };
    case 'ratio': {
      const operands = numbersOf(scope, of, [definition.of, definition.to]);
      return operands && { kind: 'number', form: 'fraction', nonNegative: operands.every((one) => one.nonNegative) };
    }
    case 'difference': {
      const operands = numbersOf(scope, of, [definition.of, definition.less]);
      return operands && { kind: 'number', form: widest(operands), nonNegative: false };
    }
    case 'total': {
      const operands = numbersOf(scope, of, definition.of);
      if (operands === null || operands.length === 0) return null;
      return { kind: 'number', form: widest(operands), nonNegative: operands.every((one) => one.nonNegative) };
    }
    default:
      return selectionHolds(scope, definition) ? aggregateType(scope, definition) : null;
  }
}

type AggregateSpec = Extract<DefinitionSpec, SelectionSpec>;

function aggregateType(scope: Scope, definition: AggregateSpec): Type | null {
  switch (definition.kind) {
    case 'count':
      return { kind: 'number', form: 'integer', nonNegative: true };
    case 'failures':
      return ruleNamed(scope, definition.rule)?.entity === definition.source
        ? { kind: 'number', form: 'integer', nonNegative: true }
        : null;
    case 'share':
      return conditionHolds(scope, definition.source, definition.that)
        ? { kind: 'number', form: 'fraction', nonNegative: true }
        : null;
    case 'every':
    case 'any':
      return conditionHolds(scope, definition.source, definition.that) ? { kind: 'boolean' } : null;
    case 'latest':
      return definition.during === null ? null : typeOf(scope, definition.source, definition.element);
    case 'sum':
    case 'average':
    case 'minimum':
    case 'maximum': {
      const element = typeOf(scope, definition.source, definition.element);
      if (element?.kind !== 'number' || element.form === 'fraction') return null;
      return definition.kind === 'average' ? { ...element, form: 'fraction' } : element;
    }
  }
}

function selectionHolds(scope: Scope, selection: SelectionSpec): boolean {
  return (
    (selection.where === null || conditionHolds(scope, selection.source, selection.where)) &&
    (selection.during === null || isDated(typeOf(scope, selection.source, selection.during)))
  );
}

function numbersOf(scope: Scope, of: string, paths: readonly string[]) {
  const types = paths.map((path) => typeOf(scope, of, path));
  const numbers = types.flatMap((type) => (type?.kind === 'number' ? [type] : []));
  return numbers.length === types.length ? numbers : null;
}

function widest(types: readonly Extract<Type, { kind: 'number' }>[]): 'integer' | 'decimal' | 'fraction' {
  const forms = types.map((type) => type.form);
  return forms.includes('fraction') ? 'fraction' : forms.includes('decimal') ? 'decimal' : 'integer';
}

function referenceNamed(entity: EntitySpec, step: string) {
  const own = entity.references.find((one) => one.name === step);
  if (own !== undefined) return own;
  const leading = entity.references.filter((one) => one.target === step);
  return leading.length === 1 && !entity.fields.some((field) => field.name === step) ? leading[0] : undefined;
}
