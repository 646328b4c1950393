/** What the policies of an era declare, by name. */
import type { CivilDate } from '../../calendar/civil-date.ts';
import { factsMadeBy, ranksMadeBy, rulesMadeBy } from '../made.ts';
import type {
  Declaration,
  FactSyntax,
  LadderSyntax,
  MadeRuleSyntax,
  ParameterSyntax,
  PolicySyntax,
  ProcedureSyntax,
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
  readonly rules: ReadonlyMap<string, Owned<RuleSyntax | MadeRuleSyntax>>;
  readonly standards: ReadonlyMap<string, Owned<StandardSyntax>>;
  readonly rollups: ReadonlyMap<string, Owned<RollupSyntax>>;
  readonly procedures: ReadonlyMap<string, Owned<ProcedureSyntax>>;
  readonly ladders: ReadonlyMap<string, Owned<LadderSyntax>>;
}

/** A policy's declarations, each wrapped once; with the facts and rules that its procedures and ladders make. */
export interface OwnedPolicy {
  readonly policy: PolicySyntax;
  readonly parameters: readonly Owned<ParameterSyntax>[];
  readonly facts: readonly Owned<FactSyntax>[];
  readonly conditions: readonly Owned<SharedConditionSyntax>[];
  readonly rules: readonly Owned<RuleSyntax | MadeRuleSyntax>[];
  readonly standards: readonly Owned<StandardSyntax>[];
  readonly rollups: readonly Owned<RollupSyntax>[];
  readonly procedures: readonly Owned<ProcedureSyntax>[];
  readonly ladders: readonly Owned<LadderSyntax>[];
}

export function own(policy: PolicySyntax): OwnedPolicy {
  const wrap = <D extends Declaration>(declarations: readonly D[]): Owned<D>[] =>
    declarations.map((declaration) => ({ declaration, policy }));
  return {
    policy,
    parameters: wrap(policy.parameters),
    facts: wrap([
      ...policy.facts,
      ...policy.procedures.flatMap((procedure) => factsMadeBy(procedure)),
      ...policy.ladders.flatMap((ladder) => ranksMadeBy(ladder)),
    ]),
    conditions: wrap(policy.conditions),
    rules: wrap([...policy.rules, ...policy.procedures.flatMap((procedure) => rulesMadeBy(procedure))]),
    standards: wrap(policy.standards),
    rollups: wrap(policy.rollups),
    procedures: wrap(policy.procedures),
    ladders: wrap(policy.ladders),
  };
}

/** All that a policy declares, by kind. */
export function sections(policy: OwnedPolicy): readonly (readonly Owned<Declaration>[])[] {
  const { parameters, facts, conditions, rules, standards, rollups, procedures, ladders } = policy;
  return [parameters, facts, conditions, rules, standards, rollups, procedures, ladders];
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
export function tableOf(
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
    case 'procedure':
      return era.procedures;
    case 'ladder':
      return era.ladders;
  }
}

export type Kind = Declaration['kind'];

/** In the order of `sections`. */
export const kinds: readonly Kind[] = [
  'parameter',
  'fact',
  'condition',
  'rule',
  'standard',
  'rollup',
  'procedure',
  'ladder',
];

/** The entity of a fact; of others ''. */
export function ownerOf(declaration: Declaration): string {
  return declaration.kind === 'fact' ? declaration.of.text : '';
}

export const kindTitles = {
  parameter: { zh: '参数', en: 'parameter' },
  fact: { zh: '事实', en: 'fact' },
  condition: { zh: '共用条件', en: 'shared condition' },
  rule: { zh: '规则', en: 'rule' },
  standard: { zh: '标准', en: 'standard' },
  rollup: { zh: '汇总', en: 'roll-up' },
  procedure: { zh: '程序', en: 'procedure' },
  ladder: { zh: '问责阶梯', en: 'ladder' },
} as const;
