/**
 * The generator's own reading of types, written from semantics.md and independent of the engine's: what a path leads to and of
 * which type it is, and whether a project is well-formed. Generation asks it for material; shrinking keeps only what it accepts.
 */
import type {
  AmountSpec,
  ConditionSpec,
  Declaration,
  DefinitionSpec,
  EntitySpec,
  FieldSpec,
  LadderSpec,
  LeafSpec,
  OperandSpec,
  ProcedureSpec,
  Project,
  RequirementSpec,
  RollupSpec,
  SelectionSpec,
  StandardSpec,
} from './project.ts';

export type Type =
  | { readonly kind: 'number'; readonly form: 'integer' | 'decimal' | 'fraction'; readonly nonNegative: boolean }
  | { readonly kind: 'code'; readonly codes: readonly string[] }
  | { readonly kind: 'text' | 'boolean' | 'date' | 'month' };

/** What is declared so far. */
export interface Scope {
  readonly entities: readonly EntitySpec[];
  /** Their values. */
  readonly parameters: ReadonlyMap<string, readonly OperandSpec[]>;
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
  return (
    computedFacts(scope, entity.name)
      .find(({ name }) => name === last)
      ?.type() ?? null
  );
}

/** The facts that are declared, and the current steps of procedures. */
function computedFacts(scope: Scope, entity: string): { readonly name: string; readonly type: () => Type | null }[] {
  return scope.declarations.flatMap((one) => {
    if (one.kind === 'fact' && one.fact.of === entity) {
      return [{ name: one.fact.name, type: () => definitionType(scope, entity, one.fact.definition) }];
    }
    if (one.kind === 'procedure' && one.procedure.entity === entity) {
      const codes = one.procedure.steps.map(({ name }) => name);
      return [{ name: one.procedure.name, type: (): Type => ({ kind: 'code', codes }) }];
    }
    return [];
  });
}

/** Every path from an entity over at most `depth` references. */
export function pathsFrom(scope: Scope, entityName: string, depth = 2): { path: string; type: Type }[] {
  const entity = entityOf(scope, entityName);
  const own = entity.fields.map((field) => ({ path: field.name, type: fieldType(field) }));
  const computed = computedFacts(scope, entityName).flatMap(({ name, type: typeIt }) => {
    const type = typeIt();
    return type === null ? [] : [{ path: name, type }];
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
  const scope = (length: number): Scope => scopeOf(project, length);
  for (const [index, declaration] of project.declarations.entries()) {
    if (!declarationHolds(scope(index), declaration)) return false;
  }
  const whole = scope(project.declarations.length);
  return (
    project.added <= project.declarations.length &&
    project.ladders.every((ladder) => ladderHolds(whole, ladder)) &&
    project.rollups.every((rollup) => rollupHolds(whole, rollup)) &&
    // Waivers are one file for both versions.
    project.waivers.every((waiver) =>
      [whole, firstScope(project)].every((each) => ruleNamed(each, waiver.rule) !== undefined),
    )
  );
}

/** What the first of two versions declares. */
export function firstScope(project: Project): Scope {
  const left = project.revisedOn === null ? 0 : project.added;
  return scopeOf(project, project.declarations.length - left);
}

function scopeOf(project: Project, length: number): Scope {
  return {
    entities: project.entities,
    parameters: new Map(project.parameters.map((one) => [one.name, one.values.map(({ value }) => value)])),
    declarations: project.declarations.slice(0, length),
  };
}

export function rollupHolds(scope: Scope, rollup: RollupSpec): boolean {
  const standard = standardNamed(scope, rollup.standard);
  return standard !== undefined && typeOf(scope, standard.entity, rollup.by) !== null;
}

export function ladderHolds(scope: Scope, ladder: LadderSpec): boolean {
  const { entity, sent, occasions, steps } = ladder;
  return (
    occasions.length > 0 &&
    steps.length > 0 &&
    occasions.every((one) =>
      one.kind === 'rank' ? definitionType(scope, entity, one) !== null : requirementHolds(scope, entity, one),
    ) &&
    (sent === null ||
      [sent.step, sent.on, sent.about].every((path) => path === null || typeOf(scope, sent.entity, path) !== null))
  );
}

/** A rule or a procedure's: what it is about. */
export interface RuleAbout {
  readonly name: string;
  readonly entity: string;
}

/** The rules that are declared, and those that procedures make. */
export function rulesIn(scope: Scope): readonly RuleAbout[] {
  return scope.declarations.flatMap((one): readonly RuleAbout[] => {
    if (one.kind === 'rule') return [one.rule];
    return one.kind === 'procedure' ? rulesMade(one.procedure) : [];
  });
}

function rulesMade({ name, entity, admitWhen, steps }: ProcedureSpec): readonly RuleAbout[] {
  const deadlines = steps.flatMap((step) => (step.within === null ? [] : [step.name]));
  const last = [...(admitWhen === null ? [] : ['admitted']), 'in-order', 'complete', ...deadlines];
  return last.map((each) => ({ name: `${name}.${each}`, entity }));
}

function ruleNamed(scope: Scope, name: string): RuleAbout | undefined {
  return rulesIn(scope).find((one) => one.name === name);
}

export function standardsIn(scope: Pick<Scope, 'declarations'>): readonly StandardSpec[] {
  return scope.declarations.flatMap((one) => (one.kind === 'standard' ? [one.standard] : []));
}

export function proceduresIn(scope: Pick<Scope, 'declarations'>): readonly ProcedureSpec[] {
  return scope.declarations.flatMap((one) => (one.kind === 'procedure' ? [one.procedure] : []));
}

function standardNamed(scope: Scope, name: string): StandardSpec | undefined {
  return standardsIn(scope).find((one) => one.name === name);
}

function requirementHolds(scope: Scope, entity: string, one: RequirementSpec): boolean {
  if (one.kind === 'standard') return standardNamed(scope, one.standard)?.entity === entity;
  const about = ruleNamed(scope, one.rule) ?? proceduresIn(scope).find(({ name }) => name === one.rule);
  return about !== undefined && (one.kind === 'records' || about.entity === entity);
}

/** Whether it is a number that is never negative, or also one without a part. */
export function amountHolds(scope: Scope, amount: AmountSpec, form: 'whole' | 'any'): boolean {
  const values = amount.kind === 'number' ? [amount] : (scope.parameters.get(amount.name) ?? []);
  return (
    values.length > 0 &&
    values.every(
      (value) =>
        value.kind === 'number' && !value.text.startsWith('-') && (form === 'any' || !value.text.includes('.')),
    )
  );
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
    case 'standard':
      return standardHolds(scope, declaration.standard);
    case 'procedure':
      return procedureHolds(scope, declaration.procedure);
  }
}

function standardHolds(scope: Scope, { entity, requires, score }: StandardSpec): boolean {
  if (requires.length === 0 || !requires.every((one) => requirementHolds(scope, entity, one))) return false;
  if (score === null) return true;
  const names = requires.map((one) => (one.kind === 'standard' ? one.standard : one.rule));
  return (
    score.less.length > 0 &&
    score.less.every(({ of }) => names.includes(of)) &&
    [score.full, ...score.less.map(({ points }) => points)].every((amount) => amountHolds(scope, amount, 'any'))
  );
}

function procedureHolds(scope: Scope, { entity, during, admitWhen, steps }: ProcedureSpec): boolean {
  return (
    steps.length > 1 &&
    (during === null || isDated(typeOf(scope, entity, during))) &&
    (admitWhen === null || conditionHolds(scope, entity, admitWhen)) &&
    steps.every(({ on, within }, index) => {
      if (typeOf(scope, entity, on)?.kind !== 'date') return false;
      if (within === null) return true;
      const { from, amount } = within;
      const isStep = steps.slice(0, index).some(({ name }) => name === from);
      const starts = from === null ? index > 0 : isStep || typeOf(scope, entity, from)?.kind === 'date';
      return starts && amountHolds(scope, amount, 'whole');
    })
  );
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
      const kind = parameterKind(scope, operand.name);
      return kind === type.kind || (kind === 'percent' && type.kind === 'number');
    }
    case 'percent':
      return type.kind === 'number';
    default:
      return operand.kind === type.kind;
  }
}

/** Of its values. */
export function parameterKind(scope: Scope, name: string): OperandSpec['kind'] | undefined {
  return scope.parameters.get(name)?.[0]?.kind;
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
    case 'verdict of rule':
      return ruleNamed(scope, definition.rule)?.entity === of ? verdictType : null;
    case 'verdict of standard':
      return standardNamed(scope, definition.standard)?.entity === of ? verdictType : null;
    case 'score': {
      const standard = standardNamed(scope, definition.standard);
      if (standard === undefined || standard.entity !== of || standard.score === null) return null;
      const amounts = [standard.score.full, ...standard.score.less.map(({ points }) => points)];
      const isWhole = amounts.every((amount) => amountHolds(scope, amount, 'whole'));
      return { kind: 'number', form: isWhole ? 'integer' : 'decimal', nonNegative: true };
    }
    case 'rank':
      if (typeOf(scope, of, definition.by)?.kind !== 'number') return null;
      if (definition.among !== null && typeOf(scope, of, definition.among) === null) return null;
      return { kind: 'number', form: 'integer', nonNegative: true };
    case 'previous':
      return typeOf(scope, of, definition.fact);
    default:
      return selectionHolds(scope, definition) ? aggregateType(scope, definition) : null;
  }
}

const verdictType: Type = { kind: 'code', codes: ['pass', 'fail', 'waived'] };

type AggregateSpec = Extract<DefinitionSpec, SelectionSpec>;

function aggregateType(scope: Scope, definition: AggregateSpec): Type | null {
  switch (definition.kind) {
    case 'count':
      return { kind: 'number', form: 'integer', nonNegative: true };
    case 'stock':
      return [definition.entered, definition.left].every(
        (path) => typeOf(scope, definition.source, path)?.kind === 'date',
      )
        ? { kind: 'number', form: 'integer', nonNegative: true }
        : null;
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
