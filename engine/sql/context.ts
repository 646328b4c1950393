/** What a compilation knows: the rules, the moment, the engine's dialect, and what is known of the data beforehand. */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Moment } from '../calendar/period.ts';
import type { Language } from '../diagnostics/diagnostic.ts';
import type { Entity, Field, Reference } from '../model/dictionary.ts';
import type { Fact } from '../model/fact.ts';
import type { Amount, FactPath, Literal, Model, Procedure, Rule, Standard } from '../model/policy.ts';
import type { Dialect } from './dialect.ts';

export interface Context {
  readonly model: Model;
  readonly moment: Moment;
  readonly dialect: Dialect;
  readonly language: Language;
  /** Entities whose file does not exist. */
  readonly missing: ReadonlySet<string>;
  readonly knowledge: Knowledge;
  /** The schema of this moment's tables, named by its period. */
  readonly schema: string;
}

/** What a look at the staged data has shown; a compilation without one supposes the worst. */
export interface Knowledge {
  /** No row of the entity has an unknown cell in the field. */
  isComplete(entity: string, field: string): boolean;
  /** The latest date in a date field; null where that is not known. */
  latest(entity: string, field: string): CivilDate | null;
  /** The digits before the point of the largest number in a field; null where that is not known. */
  digits(entity: string, field: string): number | null;
  /** The number of an entity's records; null where that is not known. */
  count(entity: string): number | null;
}

export const noKnowledge: Knowledge = {
  isComplete: () => false,
  latest: () => null,
  digits: () => null,
  count: () => null,
};

export function entityNamed(context: Context, name: string): Entity {
  return found(context.model.dictionary.entities.get(name), `entity ${name}`);
}

export function fieldNamed(context: Context, entity: string, name: string): Field {
  return found(entityNamed(context, entity).fields.get(name), `field ${entity}.${name}`);
}

export function referenceNamed(context: Context, entity: string, name: string): Reference {
  return found(entityNamed(context, entity).references.get(name), `reference ${entity}.${name}`);
}

export function factNamed(context: Context, entity: string, name: string): Fact {
  return found(context.model.facts.get(entity)?.get(name), `fact ${entity}.${name}`);
}

export function ruleNamed(context: Context, name: string): Rule {
  return found(context.model.rules.get(name), `rule ${name}`);
}

export function standardNamed(context: Context, name: string): Standard {
  return found(context.model.standards.get(name), `standard ${name}`);
}

export function procedureNamed(context: Context, name: string): Procedure {
  return found(context.model.procedures.get(name), `procedure ${name}`);
}

/** The entity that references lead to, one after the other. */
export function entityAt(context: Context, entity: string, through: readonly string[]): string {
  return through.reduce((at, name) => referenceNamed(context, at, name).target, entity);
}

export function factAt(context: Context, entity: string, path: FactPath): Fact {
  return factNamed(context, entityAt(context, entity, path.through), path.fact);
}

/** Of the day judged; null before its first value. */
export function parameterValue(context: Context, name: string): Literal | null {
  const parameter = found(context.model.parameters.get(name), `parameter ${name}`);
  return parameter.values.findLast(({ from }) => from <= context.moment.judged)?.value ?? null;
}

/** The number, exact, as it stands; null: a parameter's before its first value. */
export function amountValue(context: Context, amount: Amount): string | null {
  const literal = amount.kind === 'literal' ? amount.literal : parameterValue(context, amount.parameter);
  if (literal !== null && literal.kind !== 'number') throw new Error(`a ${literal.kind} where a number is needed`);
  return literal === null ? null : literal.value;
}

/** A table of this moment's schema. */
export function momentTable({ dialect, schema }: Pick<Context, 'dialect' | 'schema'>, name: string): string {
  return `${dialect.quote(schema)}.${dialect.quote(name)}`;
}

export function dataTable(dialect: Dialect, entity: string): string {
  return `data.${dialect.quote(entity)}`;
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`no ${what}`);
  return value;
}
