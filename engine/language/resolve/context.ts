import * as problems from '../../diagnostics/registry/language/names.ts';
import type { Condition } from '../../model/condition.ts';
import type { Dictionary, Entity, Field } from '../../model/dictionary.ts';
import type { Fact } from '../../model/fact.ts';
import type { Parameter, Rollup, Rule, Standard } from '../../model/policy.ts';
import type { Clause } from '../guide.ts';
import { type Sink, tell } from '../sink.ts';
import type {
  Declaration,
  FactSyntax,
  ParameterSyntax,
  RollupSyntax,
  RuleSyntax,
  SharedConditionSyntax,
  StandardSyntax,
} from '../syntax.ts';
import { type Declarations, kindTitles, type Owned, type OwnedPolicy } from './declarations.ts';
import { fieldFact } from './field-fact.ts';
import { type ChainProblem, chainBound, demand, type Memo, makeMemo, type Resolved } from './memo.ts';

/** How each kind of declaration is resolved: given from outside, since resolving one kind demands others. */
export interface Resolvers {
  readonly fact: (context: Context, owned: Owned<FactSyntax>, entity: Entity) => Resolved<Fact>;
  readonly shared: (context: Context, owned: Owned<SharedConditionSyntax>, entity: Entity) => Resolved<Condition>;
  readonly parameter: (context: Context, owned: Owned<ParameterSyntax>) => Resolved<Parameter>;
  readonly rule: (context: Context, owned: Owned<RuleSyntax>) => Resolved<Rule>;
  readonly standard: (context: Context, owned: Owned<StandardSyntax>) => Resolved<Standard>;
  readonly rollup: (context: Context, owned: Owned<RollupSyntax>) => Resolved<Rollup>;
}

export interface Context {
  readonly resolvers: Resolvers;
  readonly sink: Sink;
  readonly dictionary: Dictionary;
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly memo: Memo;
  /** Of all eras, for names that are not in force in this one. */
  readonly everywhere: ReadonlyMap<Declaration['kind'], ReadonlyMap<string, readonly Owned<Declaration>[]>>;
  /** What something names, in any era. */
  readonly used: Set<Declaration>;
  /** By shared condition and entity, see `useOf`. */
  readonly uses: Map<object, Map<string, Owned<SharedConditionSyntax>>>;
  readonly fieldFacts: Map<Field, Fact>;
  readonly links: Map<string, readonly (readonly string[])[]>;
  readonly patterns: Map<string, string | null>;
  era: Declarations;
}

export function makeContext(
  resolvers: Resolvers,
  sink: Sink,
  dictionary: Dictionary,
  clauses: ReadonlyMap<string, Clause>,
  owned: readonly OwnedPolicy[],
  era: Declarations,
  severalEras: boolean,
): Context {
  const everywhere = new Map<Declaration['kind'], Map<string, Owned<Declaration>[]>>();
  for (const policy of owned) {
    const { parameters, facts, conditions, rules, standards, rollups } = policy;
    for (const each of [...parameters, ...facts, ...conditions, ...rules, ...standards, ...rollups]) {
      const { kind, name } = each.declaration;
      const byName = everywhere.get(kind) ?? new Map<string, Owned<Declaration>[]>();
      everywhere.set(kind, byName);
      const all = byName.get(name.text) ?? [];
      byName.set(name.text, all);
      all.push(each);
    }
  }
  return {
    resolvers,
    sink,
    dictionary,
    clauses,
    memo: makeMemo(severalEras),
    everywhere,
    used: new Set(),
    uses: new Map(),
    fieldFacts: new Map(),
    links: new Map(),
    patterns: new Map(),
    era,
  };
}

/** A fact of an entity: a field, or a computed one. */
export function factOf(context: Context, entity: Entity, name: string): Resolved<Fact> {
  const field = entity.fields.get(name);
  if (field !== undefined) return fieldFact(context.fieldFacts, entity, field);
  return lookUp(
    context,
    context.era.facts.get(entity.name)?.get(name),
    (owned) => context.resolvers.fact(context, owned, entity),
    () => factOf(context, entity, name),
  );
}

/** A shared condition, as a condition about an entity. */
export function sharedOf(context: Context, name: string, entity: Entity): Resolved<Condition> {
  const owned = context.era.conditions.get(name);
  return lookUp(
    context,
    owned === undefined ? undefined : useOf(context, owned, entity),
    (use) => context.resolvers.shared(context, use, entity),
    () => sharedOf(context, name, entity),
  );
}

/** What stands for a shared condition as a condition about an entity: the same object each time. */
function useOf(context: Context, owned: Owned<SharedConditionSyntax>, entity: Entity): Owned<SharedConditionSyntax> {
  const uses = context.uses.get(owned) ?? new Map<string, Owned<SharedConditionSyntax>>();
  context.uses.set(owned, uses);
  const use = uses.get(entity.name) ?? { ...owned };
  uses.set(entity.name, use);
  return use;
}

export function parameterOf(context: Context, name: string): Resolved<Parameter> {
  return lookUp(
    context,
    context.era.parameters.get(name),
    (owned) => context.resolvers.parameter(context, owned),
    () => parameterOf(context, name),
  );
}

export function ruleOf(context: Context, name: string): Resolved<Rule> {
  return lookUp(
    context,
    context.era.rules.get(name),
    (owned) => context.resolvers.rule(context, owned),
    () => ruleOf(context, name),
  );
}

export function standardOf(context: Context, name: string): Resolved<Standard> {
  return lookUp(
    context,
    context.era.standards.get(name),
    (owned) => context.resolvers.standard(context, owned),
    () => standardOf(context, name),
  );
}

export function rollupOf(context: Context, name: string): Resolved<Rollup> {
  return lookUp(
    context,
    context.era.rollups.get(name),
    (owned) => context.resolvers.rollup(context, owned),
    () => rollupOf(context, name),
  );
}

function lookUp<D extends Declaration, T>(
  context: Context,
  owned: Owned<D> | undefined,
  compute: (owned: Owned<D>) => Resolved<T>,
  again: () => Resolved<T>,
): Resolved<T> {
  // What is demanded while nothing else is being resolved is listed, not used.
  if (owned !== undefined && context.memo.stack.length > 0) context.used.add(owned.declaration);
  return demand<T>(
    context.memo,
    owned ?? null,
    again,
    () => (owned === undefined ? null : compute(owned)),
    (problem) => tellChain(context, problem),
  );
}

function tellChain(context: Context, problem: ChainProblem): void {
  const declarationOf = (node: object): Declaration => (node as Owned<Declaration>).declaration;
  if (problem.kind === 'long') {
    const { name } = declarationOf(problem.node);
    tell(context.sink, problems.chainTooLong, name.place, { name: name.text, bound: chainBound });
    return;
  }
  // The same circle is entered at another of its members elsewhere: it is told of from its first one.
  const members = problem.nodes.map(declarationOf);
  const least = members.reduce((first, each) => (comesBefore(each, first) ? each : first));
  const start = members.indexOf(least);
  const turned = [...members.slice(start), ...members.slice(0, start), least];
  const circle = turned.map(({ name }) => name.text).join(' → ');
  const related = turned.slice(1, -1).map(({ name, kind }) => ({
    place: name.place,
    message: {
      zh: `经过${kindTitles[kind].zh}“${name.text}”`,
      en: `by way of the ${kindTitles[kind].en} "${name.text}"`,
    },
  }));
  tell(context.sink, problems.circle, least.name.place, { circle }, { related });
}

function comesBefore(a: Declaration, b: Declaration): boolean {
  const one = a.name.place;
  const other = b.name.place;
  if (one.file !== other.file) return one.file < other.file;
  return one.range.start.line < other.range.start.line;
}
