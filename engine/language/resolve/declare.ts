/** Gathers what the policies of an era declare, and brings it from one state of them to the next. */
import type { CivilDate } from '../../calendar/civil-date.ts';
import type { Place } from '../../diagnostics/diagnostic.ts';
import * as problems from '../../diagnostics/registry/language/names.ts';
import { madeNameTaken, nameOfTwoKinds } from '../../diagnostics/registry/language/procedures.ts';
import { isPackFile } from '../../dictionary/uses.ts';
import type { Dictionary } from '../../model/dictionary.ts';
import { withChanges } from '../kept-list.ts';
import { type Sink, tell } from '../sink.ts';
import type { Declaration, FactSyntax } from '../syntax.ts';
import {
  type Declarations,
  type Kind,
  kinds,
  kindTitles,
  type Owned,
  type OwnedPolicy,
  ownerOf,
  sections,
  tableOf,
} from './declarations.ts';

/** How the policies of an era have changed. */
export interface Changes {
  /** The policies that are others, before and now, by their place among all. */
  readonly pairs: ReadonlyMap<number, readonly [OwnedPolicy, OwnedPolicy]>;
  /** The kinds of which other names are declared, or in another order. */
  readonly renamed: ReadonlySet<Kind>;
}

/** Null where they are not the same policies, by name and order. */
export function changesBetween(before: readonly OwnedPolicy[], now: readonly OwnedPolicy[]): Changes | null {
  if (before.length !== now.length) return null;
  const pairs = new Map<number, readonly [OwnedPolicy, OwnedPolicy]>();
  const renamed = new Set<Kind>();
  for (let index = 0; index < now.length; index++) {
    const [other, policy] = [before[index] as OwnedPolicy, now[index] as OwnedPolicy];
    if (other === policy) continue;
    if (other.policy.name.text !== policy.policy.name.text) return null;
    pairs.set(index, [other, policy]);
    const others = sections(other);
    for (const [at, section] of sections(policy).entries()) {
      if (!nameTheSame(section, others[at] ?? [])) renamed.add(kinds[at] as Kind);
    }
  }
  return { pairs, renamed };
}

function nameTheSame(one: readonly Owned<Declaration>[], other: readonly Owned<Declaration>[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ declaration: a }, index) => {
      const b = other[index]?.declaration;
      return (
        b !== undefined && a.name.text === b.name.text && ownerOf(a) === ownerOf(b) && overridesOf(a) === overridesOf(b)
      );
    })
  );
}

function overridesOf(declaration: Declaration): string | null {
  return declaration.kind === 'parameter' ? (declaration.overrides?.text ?? null) : null;
}

/**
 * The era with the policies as they are now. Tables of kinds that declare the same names in the same order are changed in
 * place, as nobody else holds them, and to make them anew would take longer than all else after an edit.
 */
export function redeclare(
  sink: Sink,
  dictionary: Dictionary,
  era: Declarations,
  owned: readonly OwnedPolicy[],
  { pairs, renamed }: Changes,
): Declarations {
  for (const [before, now] of pairs.values()) {
    const others = sections(now);
    for (const [index, section] of sections(before).entries()) {
      if (renamed.has(kinds[index] as Kind)) continue;
      for (const [place, each] of section.entries()) {
        const { kind, name } = each.declaration;
        const table = tableOf(era, kind, ownerOf(each.declaration)) as Map<string, Owned<Declaration>> | undefined;
        const next = others[index]?.[place];
        if (next !== undefined && table?.get(name.text) === each) table.set(name.text, next);
      }
    }
  }
  const others = new Map([...pairs].map(([index, [, { policy }]]) => [index, policy]));
  return gatherAll(sink, dictionary, owned, { ...era, policies: withChanges(era.policies, others) }, renamed);
}

/** Gathers the declarations of the policies in force; names that stand twice are reported and the first kept. */
export function declare(
  sink: Sink,
  dictionary: Dictionary,
  owned: readonly OwnedPolicy[],
  from: CivilDate,
  until: CivilDate | null,
): Declarations {
  const none: Declarations = {
    from,
    until,
    policies: owned.map(({ policy }) => policy),
    parameters: new Map(),
    facts: new Map(),
    conditions: new Map(),
    rules: new Map(),
    standards: new Map(),
    rollups: new Map(),
    procedures: new Map(),
    ladders: new Map(),
  };
  return gatherAll(sink, dictionary, owned, none, new Set(kinds));
}

/** The era with the tables of some kinds made anew; of the others nothing is told, since nothing was told of them before. */
function gatherAll(
  sink: Sink,
  dictionary: Dictionary,
  owned: readonly OwnedPolicy[],
  era: Declarations,
  some: ReadonlySet<Kind>,
): Declarations {
  const table = <D extends Declaration>(
    kind: Kind,
    of: (policy: OwnedPolicy) => readonly Owned<D>[],
    before: ReadonlyMap<string, Owned<D>>,
  ) => (some.has(kind) ? gather(sink, owned.flatMap(of)) : before);
  const rules = table('rule', (policy) => policy.rules, era.rules);
  const standards = table('standard', (policy) => policy.standards, era.standards);
  const procedures = table('procedure', (policy) => policy.procedures, era.procedures);
  const ladders = table('ladder', (policy) => policy.ladders, era.ladders);
  const shareNames: readonly Kind[] = ['rule', 'standard', 'procedure', 'ladder'];
  if (shareNames.some((kind) => some.has(kind))) tellSharedNames(sink, [rules, standards, procedures, ladders]);
  return {
    from: era.from,
    until: era.until,
    policies: era.policies,
    parameters: table('parameter', (policy) => policy.parameters, era.parameters),
    facts: some.has('fact') ? gatherFacts(sink, dictionary, owned) : era.facts,
    conditions: table('condition', (policy) => policy.conditions, era.conditions),
    rules,
    standards,
    rollups: table('rollup', (policy) => policy.rollups, era.rollups),
    procedures,
    ladders,
  };
}

/** Rules, standards, procedures and ladders are named in the same places, so that no two of them share a name. */
function tellSharedNames(sink: Sink, tables: readonly ReadonlyMap<string, Owned<Declaration>>[]): void {
  for (const [index, table] of tables.entries()) {
    if (table.size === 0) continue;
    for (const other of tables.slice(0, index)) {
      for (const [name, { declaration }] of table) {
        const first = other.get(name)?.declaration;
        if (first === undefined) continue;
        const related = [firstAt(first.name.place)];
        const { place } = declaration.name;
        if (first.kind === 'rule' && declaration.kind === 'standard') {
          tell(sink, problems.ruleAndStandard, place, { name }, { related });
        } else {
          const parameters = { name, first: kindTitles[first.kind], second: kindTitles[declaration.kind] };
          tell(sink, nameOfTwoKinds, place, parameters, { related });
        }
      }
    }
  }
}

function gatherFacts(sink: Sink, dictionary: Dictionary, owned: readonly OwnedPolicy[]): Declarations['facts'] {
  const facts = new Map<string, Map<string, Owned<FactSyntax>>>();
  for (const { facts: some } of owned) {
    for (const fact of some) {
      const entity = fact.declaration.of.text;
      const ofEntity = facts.get(entity) ?? new Map<string, Owned<FactSyntax>>();
      facts.set(entity, ofEntity);
      if (dictionary.entities.get(entity)?.fields.has(fact.declaration.name.text)) {
        const { name, madeBy } = fact.declaration;
        if (madeBy === null) tell(sink, problems.factIsField, name.place, { name: name.text, entity });
        else tell(sink, madeNameTaken, name.place, { name: name.text, entity });
      } else add(sink, ofEntity, fact);
    }
  }
  return facts;
}

function gather<D extends Declaration>(sink: Sink, owned: readonly Owned<D>[]): ReadonlyMap<string, Owned<D>> {
  const byName = new Map<string, Owned<D>>();
  for (const each of owned) add(sink, byName, each);
  return byName;
}

function add<D extends Declaration>(sink: Sink, byName: Map<string, Owned<D>>, owned: Owned<D>): void {
  const { name, kind } = owned.declaration;
  const first = byName.get(name.text);
  if (first === undefined) {
    byName.set(name.text, owned);
    return;
  }
  const chosen = overriding(first, owned);
  if (chosen !== null) {
    byName.set(name.text, chosen);
    return;
  }
  const related = [firstAt(first.declaration.name.place)];
  const fact = [owned.declaration, first.declaration].find((each) => each.kind === 'fact' && each.madeBy !== null);
  if (first.policy === owned.policy && fact?.kind === 'fact') {
    tell(sink, madeNameTaken, fact.name.place, { name: name.text, entity: fact.of.text }, { related });
  }
  // Two versions of one policy that overlap are reported as such, not name by name.
  if (first.policy.name.text === owned.policy.name.text) return;
  tell(sink, problems.nameTwice, name.place, { name: name.text, kind: kindTitles[kind] }, { related });
}

function firstAt(place: Place): { place: Place; message: { zh: string; en: string } } {
  return { place, message: { zh: '另一处在这里', en: 'the other is here' } };
}

/** A parameter that says so stands in the place of a pack's; the project has the last word. Null: neither gives way. */
function overriding<D extends Declaration>(one: Owned<D>, other: Owned<D>): Owned<D> | null {
  const [first, second] = [rankOf(one), rankOf(other)];
  if (first === second) return null;
  const [stronger, weaker] = first > second ? [one, other] : [other, one];
  if (!isPackFile(weaker.policy.file)) return null;
  // A value of another kind is reported; what reads the parameter is not to blame.
  return valueKindOf(stronger) === valueKindOf(weaker) ? stronger : weaker;
}

function valueKindOf({ declaration }: Owned<Declaration>): string | undefined {
  return declaration.kind === 'parameter' ? declaration.values[0]?.value.kind : undefined;
}

function rankOf({ declaration, policy }: Owned<Declaration>): number {
  if (overridesOf(declaration) === null) return 0;
  return isPackFile(policy.file) ? 1 : 2;
}
