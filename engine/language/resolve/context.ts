/** What resolving needs at hand, and how it looks names up. */
import type { Localized } from '../../diagnostics/diagnostic.ts';
import * as problems from '../../diagnostics/registry/language/names.ts';
import type { Condition } from '../../model/condition.ts';
import type { Dictionary, Entity } from '../../model/dictionary.ts';
import type { Fact } from '../../model/fact.ts';
import type { Parameter, Rollup, Rule, Standard } from '../../model/policy.ts';
import type { Clause } from '../guide.ts';
import { type Sink, suggest, tell } from '../sink.ts';
import type { Declaration, PolicySyntax, Word } from '../syntax.ts';
import { type Declarations, kindTitles, type Owned, type OwnedPolicy } from './declarations.ts';
import { fieldFact } from './field-fact.ts';
import { chainBound, type ChainProblem, demand, type Memo, makeMemo, type Resolved } from './memo.ts';
import { resolveFact } from './fact.ts';
import { resolveShared } from './condition.ts';
import { resolveParameter } from './parameter.ts';
import { resolveRule } from './rule.ts';
import { resolveRollup, resolveStandard } from './standard.ts';

export interface Context {
  readonly sink: Sink;
  readonly dictionary: Dictionary;
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly memo: Memo;
  /** Of all eras, for names that are not in force in this one. */
  readonly everywhere: ReadonlyMap<Declaration['kind'], ReadonlyMap<string, readonly Owned<Declaration>[]>>;
  /** What something names, in any era. */
  readonly used: Set<Declaration>;
  readonly fieldFacts: Map<string, Fact>;
  readonly links: Map<string, readonly (readonly string[])[]>;
  readonly patterns: Map<string, string | null>;
  era: Declarations;
}

export function makeContext(
  sink: Sink,
  dictionary: Dictionary,
  clauses: ReadonlyMap<string, Clause>,
  owned: readonly OwnedPolicy[],
  era: Declarations,
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
    sink,
    dictionary,
    clauses,
    memo: makeMemo(),
    everywhere,
    used: new Set(),
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
  return lookUp(context, `fact ${entity.name} ${name}`, context.era.facts.get(entity.name)?.get(name), (owned) =>
    resolveFact(context, owned, entity),
    () => factOf(context, entity, name),
  );
}

/** A shared condition, as a condition about an entity. */
export function sharedOf(context: Context, name: string, entity: Entity): Resolved<Condition> {
  return lookUp(context, `condition ${name} ${entity.name}`, context.era.conditions.get(name), (owned) =>
    resolveShared(context, owned, entity),
    () => sharedOf(context, name, entity),
  );
}

export function parameterOf(context: Context, name: string): Resolved<Parameter> {
  return lookUp(context, `parameter ${name}`, context.era.parameters.get(name), (owned) =>
    resolveParameter(context, owned),
    () => parameterOf(context, name),
  );
}

export function ruleOf(context: Context, name: string): Resolved<Rule> {
  return lookUp(context, `rule ${name}`, context.era.rules.get(name), (owned) => resolveRule(context, owned), () =>
    ruleOf(context, name),
  );
}

export function standardOf(context: Context, name: string): Resolved<Standard> {
  return lookUp(
    context,
    `standard ${name}`,
    context.era.standards.get(name),
    (owned) => resolveStandard(context, owned),
    () => standardOf(context, name),
  );
}

export function rollupOf(context: Context, name: string): Resolved<Rollup> {
  return lookUp(
    context,
    `rollup ${name}`,
    context.era.rollups.get(name),
    (owned) => resolveRollup(context, owned) ?? 'broken',
    () => rollupOf(context, name),
  );
}

function lookUp<D extends Declaration, T>(
  context: Context,
  key: string,
  owned: Owned<D> | undefined,
  compute: (owned: Owned<D>) => Resolved<T>,
  again: () => Resolved<T>,
): Resolved<T> {
  // What is demanded while nothing else is being resolved is listed, not used.
  if (owned !== undefined && context.memo.stack.length > 0) context.used.add(owned.declaration);
  return demand<T>(
    context.memo,
    key,
    owned ?? null,
    again,
    () => (owned === undefined ? null : compute(owned)),
    (problem) => tellChain(context, problem),
  );
}

function tellChain(context: Context, problem: ChainProblem): void {
  const declarationOf = (owner: object): Declaration => (owner as Owned<Declaration>).declaration;
  if (problem.kind === 'long') {
    const { name } = declarationOf(problem.node.owner);
    tell(context.sink, problems.chainTooLong, name.place, { name: name.text, bound: chainBound });
    return;
  }
  // The same circle is entered at another of its members elsewhere: it is told of from its first one.
  const members = problem.nodes.map(({ owner }) => declarationOf(owner));
  const least = members.reduce((first, each) => (comesBefore(each, first) ? each : first));
  const start = members.indexOf(least);
  const turned = [...members.slice(start), ...members.slice(0, start), least];
  const circle = turned.map(({ name }) => name.text).join(' → ');
  const related = turned.slice(1, -1).map(({ name, kind }) => ({
    place: name.place,
    message: { zh: `经过${kindTitles[kind].zh}“${name.text}”`, en: `by way of the ${kindTitles[kind].en} "${name.text}"` },
  }));
  tell(context.sink, problems.circle, least.name.place, { circle }, { related });
}

function comesBefore(a: Declaration, b: Declaration): boolean {
  const one = a.name.place;
  const other = b.name.place;
  if (one.file !== other.file) return one.file < other.file;
  return one.range.start.line < other.range.start.line;
}

export function entityOf(context: Context, word: Word): Entity | null {
  const entity = context.dictionary.entities.get(word.text);
  if (entity !== undefined) return entity;
  // Without a dictionary every name would be unknown; that it is missing has been told.
  if (context.dictionary.entities.size === 0) return null;
  const { near, fixes } = suggest(context.sink, word.text, context.dictionary.entities.keys(), word.place);
  tell(context.sink, problems.unknownEntity, word.place, { name: word.text, near }, { fixes });
  return null;
}

/** Tells that a name is not known, or known only in other days. */
export function tellUnknown(
  context: Context,
  kind: 'parameter' | 'condition' | 'rule' | 'standard',
  { text, place }: Word,
  names: Iterable<string>,
): void {
  if (tellNotInForce(context, kind, { text, place })) return;
  const { near, fixes } = suggest(context.sink, text, names, place);
  tell(context.sink, problems.unknownName, place, { kind: kindTitles[kind], name: text, near }, { fixes });
}

export function tellNotInForce(
  context: Context,
  kind: Declaration['kind'],
  { text, place }: Word,
  matches: (declaration: Declaration) => boolean = () => true,
): boolean {
  const elsewhere = context.everywhere.get(kind)?.get(text)?.find(({ declaration }) => matches(declaration));
  if (elsewhere === undefined) return false;
  const { policy, declaration } = elsewhere;
  const related = [{ place: declaration.name.place, message: { zh: '在这里定义', en: 'defined here' } }];
  const parameters = { kind: kindTitles[kind], name: text, days: daysText(context.era), others: daysText(policy) };
  tell(context.sink, problems.notInForce, place, parameters, { related });
  return true;
}

function daysText({ from, until }: Pick<PolicySyntax, 'from' | 'until'>): Localized {
  return until === null
    ? { zh: `${from} 起`, en: `from ${from} on` }
    : { zh: `${from} 至 ${until}`, en: `${from} to ${until}` };
}

/** The clause that a citation names, as its key; reported where there is none. */
export function citeOf(context: Context, cites: Word | null, file: string): string | null {
  if (cites === null) return null;
  const { text, place } = cites;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const found = [`${folder}${text}`, text].find((cite) => context.clauses.has(cite));
  if (found !== undefined) return found;
  const [path = '', anchor] = text.split('#');
  if (anchor === undefined || anchor === '') {
    tell(context.sink, problems.citesMalformed, place, { text });
    return text;
  }
  const anchors = [...context.clauses.keys()]
    .filter((cite) => cite.startsWith(`${folder}${path}#`) || cite.startsWith(`${path}#`))
    .map((cite) => `${path}#${cite.slice(cite.indexOf('#') + 1)}`);
  if (anchors.length === 0) {
    tell(context.sink, problems.noGuide, place, { path });
    return text;
  }
  const { near, fixes } = suggest(context.sink, text, anchors, place);
  tell(context.sink, problems.unknownClause, place, { path, anchor, near }, { fixes });
  return text;
}
