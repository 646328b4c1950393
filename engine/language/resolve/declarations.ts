/** What the policies of an era declare, by name. */
import type { CivilDate } from '../../calendar/civil-date.ts';
import type { Place } from '../../diagnostics/diagnostic.ts';
import * as problems from '../../diagnostics/registry/language/names.ts';
import type { Dictionary } from '../../model/dictionary.ts';
import { type Sink, tell } from '../sink.ts';
import type {
  Declaration,
  FactSyntax,
  ParameterSyntax,
  PolicySyntax,
  RollupSyntax,
  RuleSyntax,
  SharedConditionSyntax,
  StandardSyntax,
} from '../syntax.ts';

/** A declaration with the version of the policy that makes it; one object for all eras. */
export interface Owned<D extends Declaration> {
  readonly declaration: D;
  readonly policy: PolicySyntax;
}

export interface Declarations {
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  readonly policies: readonly PolicySyntax[];
  readonly parameters: ReadonlyMap<string, Owned<ParameterSyntax>>;
  /** By entity and name. */
  readonly facts: ReadonlyMap<string, ReadonlyMap<string, Owned<FactSyntax>>>;
  readonly conditions: ReadonlyMap<string, Owned<SharedConditionSyntax>>;
  readonly rules: ReadonlyMap<string, Owned<RuleSyntax>>;
  readonly standards: ReadonlyMap<string, Owned<StandardSyntax>>;
  readonly rollups: ReadonlyMap<string, Owned<RollupSyntax>>;
}

/** A policy's declarations, each wrapped once. */
export interface OwnedPolicy {
  readonly policy: PolicySyntax;
  readonly parameters: readonly Owned<ParameterSyntax>[];
  readonly facts: readonly Owned<FactSyntax>[];
  readonly conditions: readonly Owned<SharedConditionSyntax>[];
  readonly rules: readonly Owned<RuleSyntax>[];
  readonly standards: readonly Owned<StandardSyntax>[];
  readonly rollups: readonly Owned<RollupSyntax>[];
}

export function own(policy: PolicySyntax): OwnedPolicy {
  const wrap = <D extends Declaration>(declarations: readonly D[]): Owned<D>[] =>
    declarations.map((declaration) => ({ declaration, policy }));
  return {
    policy,
    parameters: wrap(policy.parameters),
    facts: wrap(policy.facts),
    conditions: wrap(policy.conditions),
    rules: wrap(policy.rules),
    standards: wrap(policy.standards),
    rollups: wrap(policy.rollups),
  };
}

/** All that a policy declares, by kind. */
export function sections(policy: OwnedPolicy): readonly (readonly Owned<Declaration>[])[] {
  const { parameters, facts, conditions, rules, standards, rollups } = policy;
  return [parameters, facts, conditions, rules, standards, rollups];
}

/** What an era declares under a name. */
export function declared(
  era: Declarations,
  kind: Declaration['kind'],
  entity: string,
  name: string,
): Owned<Declaration> | null {
  return tableOf(era, kind, entity)?.get(name) ?? null;
}

/** The table that holds the declarations of a kind, of facts those of an entity. */
function tableOf(
  era: Declarations,
  kind: Declaration['kind'],
  entity: string,
): ReadonlyMap<string, Owned<Declaration>> | undefined {
  switch (kind) {
    case 'parameter':
      return era.parameters;
    case 'fact':
      return era.facts.get(entity);
    case 'condition':
      return era.conditions;
    case 'rule':
      return era.rules;
    case 'standard':
      return era.standards;
    case 'rollup':
      return era.rollups;
  }
}

export type Kind = Declaration['kind'];

/** How the policies of an era have changed. */
export interface Changes {
  /** The policies that are others, before and now. */
  readonly pairs: readonly (readonly [OwnedPolicy, OwnedPolicy])[];
  /** The kinds of which other names are declared, or in another order. */
  readonly renamed: ReadonlySet<Kind>;
}

/** Null where they are not the same policies, by name and order. */
export function changesBetween(before: readonly OwnedPolicy[], now: readonly OwnedPolicy[]): Changes | null {
  if (before.length !== now.length) return null;
  const pairs: (readonly [OwnedPolicy, OwnedPolicy])[] = [];
  const renamed = new Set<Kind>();
  for (const [index, policy] of now.entries()) {
    const other = before[index] as OwnedPolicy;
    if (other === policy) continue;
    if (other.policy.name.text !== policy.policy.name.text) return null;
    pairs.push([other, policy]);
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
      return b !== undefined && a.name.text === b.name.text && ownerOf(a) === ownerOf(b);
    })
  );
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
  for (const [before, now] of pairs) {
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
  return gatherAll(sink, dictionary, owned, era, renamed);
}

/** The entity of a fact; of others ''. */
export function ownerOf(declaration: Declaration): string {
  return declaration.kind === 'fact' ? declaration.of.text : '';
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
    policies: [],
    parameters: new Map(),
    facts: new Map(),
    conditions: new Map(),
    rules: new Map(),
    standards: new Map(),
    rollups: new Map(),
  };
  return gatherAll(sink, dictionary, owned, none, new Set(kinds));
}

/** In the order of `sections`. */
const kinds: readonly Kind[] = ['parameter', 'fact', 'condition', 'rule', 'standard', 'rollup'];

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
  if (some.has('rule') || some.has('standard')) {
    for (const [name, standard] of standards) {
      const rule = rules.get(name);
      if (rule === undefined) continue;
      const related = [firstAt(rule.declaration.name.place)];
      tell(sink, problems.ruleAndStandard, standard.declaration.name.place, { name }, { related });
    }
  }
  return {
    from: era.from,
    until: era.until,
    policies: owned.map(({ policy }) => policy),
    parameters: table('parameter', (policy) => policy.parameters, era.parameters),
    facts: some.has('fact') ? gatherFacts(sink, dictionary, owned) : era.facts,
    conditions: table('condition', (policy) => policy.conditions, era.conditions),
    rules,
    standards,
    rollups: table('rollup', (policy) => policy.rollups, era.rollups),
  };
}

function gatherFacts(sink: Sink, dictionary: Dictionary, owned: readonly OwnedPolicy[]): Declarations['facts'] {
  const facts = new Map<string, Map<string, Owned<FactSyntax>>>();
  for (const { facts: some } of owned) {
    for (const fact of some) {
      const entity = fact.declaration.of.text;
      const ofEntity = facts.get(entity) ?? new Map<string, Owned<FactSyntax>>();
      facts.set(entity, ofEntity);
      if (dictionary.entities.get(entity)?.fields.has(fact.declaration.name.text)) {
        const name = fact.declaration.name;
        tell(sink, problems.factIsField, name.place, { name: name.text, entity });
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
  // Two versions of one policy that overlap are reported as such, not name by name.
  if (first.policy.name.text === owned.policy.name.text) return;
  const related = [firstAt(first.declaration.name.place)];
  tell(sink, problems.nameTwice, name.place, { name: name.text, kind: kindTitles[kind] }, { related });
}

function firstAt(place: Place): { place: Place; message: { zh: string; en: string } } {
  return { place, message: { zh: '另一处在这里', en: 'the other is here' } };
}

export const kindTitles = {
  parameter: { zh: '参数', en: 'parameter' },
  fact: { zh: '事实', en: 'fact' },
  condition: { zh: '共用条件', en: 'shared condition' },
  rule: { zh: '规则', en: 'rule' },
  standard: { zh: '标准', en: 'standard' },
  rollup: { zh: '汇总', en: 'roll-up' },
} as const;
