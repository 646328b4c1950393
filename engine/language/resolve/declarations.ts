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

/**
 * The same era with other versions of some policies, which declare the same names in the same order: the tables, which nobody
 * else holds, are changed in place, as to make them anew would take longer than all else after an edit.
 */
export function redeclareSame(
  era: Declarations,
  policies: readonly OwnedPolicy[],
  changes: readonly (readonly [OwnedPolicy, OwnedPolicy])[],
): Declarations {
  for (const [before, now] of changes) {
    const others = sections(now);
    for (const [index, section] of sections(before).entries()) {
      for (const [place, owned] of section.entries()) {
        const { declaration } = owned;
        const table = tableOf(era, declaration.kind, ownerOf(declaration)) as
          | Map<string, Owned<Declaration>>
          | undefined;
        const next = others[index]?.[place];
        const name = declaration.name.text;
        if (next !== undefined && table?.get(name) === owned) table.set(name, next);
      }
    }
  }
  return { ...era, policies: policies.map(({ policy }) => policy) };
}

export function declareSame(one: OwnedPolicy, other: OwnedPolicy): boolean {
  if (one.policy.name.text !== other.policy.name.text) return false;
  const others = sections(other);
  return sections(one).every((section, index) => {
    const there = others[index] ?? [];
    return (
      section.length === there.length &&
      section.every(({ declaration: a }, place) => {
        const b = there[place]?.declaration;
        return b !== undefined && a.name.text === b.name.text && ownerOf(a) === ownerOf(b);
      })
    );
  });
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
  const rules = gather(
    sink,
    owned.flatMap((policy) => policy.rules),
  );
  const standards = gather(
    sink,
    owned.flatMap((policy) => policy.standards),
  );
  for (const [name, standard] of standards) {
    const rule = rules.get(name);
    if (rule === undefined) continue;
    const related = [firstAt(rule.declaration.name.place)];
    tell(sink, problems.ruleAndStandard, standard.declaration.name.place, { name }, { related });
  }
  return {
    from,
    until,
    policies: owned.map(({ policy }) => policy),
    parameters: gather(
      sink,
      owned.flatMap((policy) => policy.parameters),
    ),
    facts,
    conditions: gather(
      sink,
      owned.flatMap((policy) => policy.conditions),
    ),
    rules,
    standards,
    rollups: gather(
      sink,
      owned.flatMap((policy) => policy.rollups),
    ),
  };
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
