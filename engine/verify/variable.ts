/**
 * The facts that a verdict rests on, as variables of the search. A fact that is derived from others of its record is no variable:
 * it is taken apart down to those that it comes from.
 */
import type { CivilDate } from '../calendar/civil-date.ts';
import { derivedValue } from '../interpret/derived.ts';
import type { Interpretation } from '../interpret/interpreter.ts';
import type { BehindFact } from '../model/explanation.ts';
import type { Derived, Fact } from '../model/fact.ts';
import { factAt } from '../model/path.ts';
import type { FactPath, Model } from '../model/policy.ts';
import { isDerived } from '../model/reads.ts';
import { unknown, type Value } from '../model/value.ts';

export interface Variable {
  readonly entity: string;
  /** The key of the record whose fact it is. */
  readonly subject: string;
  readonly fact: Fact;
  /** As it is found. */
  readonly now: Value;
  readonly records: readonly BehindFact[];
}

export type Term =
  | { readonly kind: 'variable'; readonly variable: Variable }
  | { readonly kind: 'constant'; readonly value: Value }
  | { readonly kind: 'derived'; readonly definition: Derived; readonly asOf: CivilDate; readonly of: readonly Term[] };

/** Values that differ from what is found. */
export type Assignment = ReadonlyMap<Variable, Value>;

export function termValue(term: Term, given: Assignment): Value {
  switch (term.kind) {
    case 'variable':
      return given.get(term.variable) ?? term.variable.now;
    case 'constant':
      return term.value;
    case 'derived':
      return derivedValue(
        term.definition,
        term.asOf,
        term.of.map((each) => termValue(each, given)),
      );
  }
}

/** Each as often as it occurs. */
export function variablesOf(term: Term): readonly Variable[] {
  switch (term.kind) {
    case 'variable':
      return [term.variable];
    case 'constant':
      return [];
    case 'derived':
      return term.of.flatMap(variablesOf);
  }
}

/** The variables of one search, each fact of a record once. */
export interface Variables {
  /** Of a fact that is reached from a record. `base`: others are measured from it (see `isGiven`). */
  term(entity: string, subject: string, path: FactPath, base?: boolean): Promise<Term>;
  /** Whether the search takes a variable as it is. */
  isGiven(variable: Variable): boolean;
}

export function variablesOver(model: Model, interpretation: Interpretation, asOf: CivilDate): Variables {
  const known = new Map<string, Variable>();
  /** Those that are read for themselves, and not only as what others are measured from. */
  const readForThemselves = new Set<Variable>();

  async function term(entity: string, subject: string, path: FactPath, isBase = false): Promise<Term> {
    const holder = interpretation.holder(entity, subject, path.through);
    if (holder === null) return { kind: 'constant', value: unknown };
    const fact = factAt(model, holder.entity, { through: [], fact: path.fact });
    const { definition } = fact;
    if (isDerived(definition)) {
      const of: Term[] = [];
      for (const { operand, isStart } of operandsOf(definition)) {
        const from = { through: [...path.through, ...operand.through], fact: operand.fact };
        of.push(await term(entity, subject, from, isBase || isStart));
      }
      return { kind: 'derived', definition, asOf, of };
    }
    const id = JSON.stringify([holder.entity, holder.subject, path.fact]);
    const { value: now, records } = await interpretation.fact(entity, subject, path);
    const variable = known.get(id) ?? { ...holder, fact, now, records };
    known.set(id, variable);
    if (!isBase) readForThemselves.add(variable);
    return { kind: 'variable', variable };
  }

  /**
   * What identifies a record, where it belongs and when it is in force says whom the verdict is about. What others are measured
   * from (the day from which days count, what a share is of) and what was found of an earlier time are given where they are known.
   */
  function isGiven(variable: Variable): boolean {
    if (isIdentity(model, variable)) return true;
    if (variable.now.kind === 'unknown') return false;
    const { definition } = variable.fact;
    const isEarlier = definition.kind === 'previous' || (definition.kind === 'stock' && definition.at === 'start');
    return isEarlier || !readForThemselves.has(variable);
  }

  return { term, isGiven };
}

function operandsOf(definition: Derived): readonly { readonly operand: FactPath; readonly isStart: boolean }[] {
  switch (definition.kind) {
    case 'days':
    case 'workdays':
    case 'months':
      return [
        { operand: definition.from, isStart: true },
        { operand: definition.to, isStart: false },
      ];
    case 'ratio':
      return [
        { operand: definition.of, isStart: false },
        { operand: definition.to, isStart: true },
      ];
    case 'difference':
      return [definition.of, definition.less].map((operand) => ({ operand, isStart: false }));
    case 'total':
      return definition.of.map((operand) => ({ operand, isStart: false }));
  }
}

function isIdentity(model: Model, { entity: name, fact }: Variable): boolean {
  const entity = model.dictionary.entities.get(name);
  if (fact.definition.kind !== 'field' || entity === undefined) return false;
  const field = fact.definition.field.name;
  return (
    entity.key.includes(field) ||
    entity.valid?.from === field ||
    entity.valid?.to === field ||
    [...entity.references.values()].some(({ fields }) => fields.includes(field))
  );
}
