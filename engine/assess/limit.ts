/**
 * A model with only some of its standards and rules: these, the standards and rules that they require, and the rules whose
 * failures they count.
 */
import type { Condition } from '../model/condition.ts';
import type { Fact, Standing } from '../model/fact.ts';
import { isDerived, isStanding, operandsOf, operandsOfDerived } from '../model/operands.ts';
import { factAt } from '../model/path.ts';
import type { FactPath, Model, Occasion, Rule } from '../model/policy.ts';

/** Unknown names are the caller's to refuse. Of ladders and procedures those stay whose rules and standards all do. */
export function limitTo(model: Model, standards: readonly string[], rules: readonly string[] = []): Model {
  const reached: Reached = { model, standards: new Set(), rules: new Set(), procedures: new Set(), facts: new Set() };
  for (const name of standards) reachStandard(reached, name);
  for (const name of rules) reachRule(reached, name);
  const ladders = [...model.ladders].filter(([, { occasions }]) => isWithin(reached, occasions));
  for (const [, { entity, occasions }] of ladders) {
    for (const each of occasions) if (each.kind === 'rank') reachOccasion(reached, entity, each);
  }
  return {
    ...model,
    rules: new Map([...model.rules].filter(([name]) => reached.rules.has(name))),
    standards: new Map([...model.standards].filter(([name]) => reached.standards.has(name))),
    rollups: new Map([...model.rollups].filter(([, { standard }]) => reached.standards.has(standard))),
    procedures: new Map(
      [...model.procedures].filter(
        ([name, procedure]) => reached.procedures.has(name) || procedure.rules.every((each) => reached.rules.has(each)),
      ),
    ),
    ladders: new Map(ladders),
    waivers: model.waivers.filter(({ rule }) => reached.rules.has(rule)),
  };
}

/** All facts that what bears one of the names reads, however far down; names that the model lacks read nothing. */
export function factsRead(model: Model, names: Iterable<string>): ReadonlySet<Fact> {
  const reached: Reached = { model, standards: new Set(), rules: new Set(), procedures: new Set(), facts: new Set() };
  for (const name of names) {
    reachStandard(reached, name);
    reachRule(reached, name);
    const ladder = model.ladders.get(name);
    for (const occasion of ladder?.occasions ?? []) reachOccasion(reached, ladder?.entity ?? '', occasion);
    const procedure = model.procedures.get(name);
    if (procedure === undefined) continue;
    reachCondition(reached, procedure.entity, procedure.admitWhen);
    for (const { on } of procedure.steps) reachPath(reached, procedure.entity, on);
  }
  return reached.facts;
}

/** Whether a ladder's occasions are verdicts that are asked for; ranks alone belong to the whole model. */
function isWithin({ standards, rules }: Reached, occasions: readonly Occasion[]): boolean {
  const verdicts = occasions.flatMap((each) => (each.kind === 'verdict' ? [each.of] : []));
  return (
    verdicts.length > 0 &&
    verdicts.every((of) => (of.kind === 'standard' ? standards.has(of.standard) : rules.has(of.rule)))
  );
}

interface Reached {
  readonly model: Model;
  readonly standards: Set<string>;
  readonly rules: Set<string>;
  /** Those whose current step is read. */
  readonly procedures: Set<string>;
  readonly facts: Set<Fact>;
}

function reachOccasion(reached: Reached, entity: string, occasion: Occasion): void {
  if (occasion.kind === 'rank') {
    for (const fact of [occasion.fact, occasion.best]) reachPath(reached, entity, { through: [], fact });
  } else if (occasion.of.kind === 'standard') {
    reachStandard(reached, occasion.of.standard);
  } else {
    reachRule(reached, occasion.of.rule);
  }
}

function reachStandard(reached: Reached, name: string): void {
  const standard = reached.model.standards.get(name);
  if (standard === undefined || reached.standards.has(name)) return;
  reached.standards.add(name);
  for (const requirement of standard.requires) {
    if (requirement.kind === 'standard') reachStandard(reached, requirement.standard);
    else reachRule(reached, requirement.rule);
  }
}

function reachRule(reached: Reached, name: string): void {
  const rule: Rule | undefined = reached.model.rules.get(name);
  if (rule === undefined || reached.rules.has(name)) return;
  reached.rules.add(name);
  for (const condition of [rule.when, rule.require]) reachCondition(reached, rule.entity, condition);
  for (const parts of [rule.message, rule.remedy]) {
    for (const part of [...parts.zh, ...parts.en]) if (part.kind === 'fact') reachPath(reached, rule.entity, part.fact);
  }
}

function reachCondition(reached: Reached, entity: string, condition: Condition | null): void {
  if (condition === null) return;
  switch (condition.kind) {
    case 'all':
    case 'any':
      for (const member of condition.of) reachCondition(reached, entity, member);
      return;
    case 'not':
    case 'shared':
      reachCondition(reached, entity, condition.of);
      return;
    default:
      reachPath(reached, entity, condition.fact);
      for (const operand of operandsOf(condition)) {
        if (operand.kind === 'fact') reachPath(reached, entity, operand.fact);
      }
  }
}

function reachPath(reached: Reached, entity: string, path: FactPath): void {
  const fact = factAt(reached.model, entity, path);
  if (reached.facts.has(fact)) return;
  reached.facts.add(fact);
  const { definition } = fact;
  if (definition.kind === 'field') return;
  if (isDerived(definition)) {
    for (const part of operandsOfDerived(definition)) reachPath(reached, fact.entity, part);
    return;
  }
  if (isStanding(definition)) {
    reachStanding(reached, fact.entity, definition);
    return;
  }
  reachCondition(reached, definition.source, definition.where);
  if ('that' in definition) reachCondition(reached, definition.source, definition.that);
  if ('element' in definition) reachPath(reached, definition.source, definition.element);
  if ('rule' in definition) reachRule(reached, definition.rule);
}

function reachStanding(reached: Reached, entity: string, standing: Standing): void {
  switch (standing.kind) {
    case 'verdict':
      if (standing.of === 'rule') reachRule(reached, standing.name);
      else reachStandard(reached, standing.name);
      return;
    case 'score':
      reachStandard(reached, standing.standard);
      return;
    case 'rank':
      for (const part of [standing.by, standing.among]) if (part !== null) reachPath(reached, entity, part);
      return;
    case 'previous':
      reachPath(reached, entity, { through: [], fact: standing.fact });
      return;
    case 'step':
      reached.procedures.add(standing.procedure);
      return;
  }
}
