/**
 * What rules, standards, procedures and ladders rest on, followed to the end: other rules and standards, facts, and the entities that
 * hold them. What they read of earlier periods is followed as this model has it.
 */
import type { Aggregate, Fact, Standing } from './fact.ts';
import { factAt } from './path.ts';
import type { FactPath, Link, Model, Requirement, Rule } from './policy.ts';
import {
  factsOfAggregate,
  factsOfCondition,
  factsOfRule,
  factsOfTemplate,
  isDerived,
  isStanding,
  operandsOfDerived,
} from './reads.ts';

export interface Reach {
  /** Names. */
  readonly standards: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
  /** Those whose steps are read. */
  readonly procedures: ReadonlySet<string>;
  readonly facts: ReadonlySet<Fact>;
  /** Whose records are looked at, those included that references only lead through. */
  readonly entities: ReadonlySet<string>;
}

/** Names, and facts by the entity from which their path leads. */
export interface ReachFrom {
  readonly standards?: Iterable<string>;
  readonly rules?: Iterable<string>;
  readonly procedures?: Iterable<string>;
  readonly ladders?: Iterable<string>;
  readonly facts?: Iterable<{ readonly entity: string; readonly path: FactPath }>;
}

/** `readsOf`: which of a rule's facts matter, `factsOfVerdict` or `factsOfFinding`. Names that the model lacks are passed over. */
export function reachOf(model: Model, from: ReachFrom, readsOf: (rule: Rule) => readonly FactPath[]): Reach {
  const standards = new Set<string>();
  const rules = new Set<string>();
  const procedures = new Set<string>();
  const facts = new Set<Fact>();
  const entities = new Set<string>();

  function addStandard(name: string): void {
    const standard = model.standards.get(name);
    if (standard === undefined || standards.has(name)) return;
    standards.add(name);
    entities.add(standard.entity);
    standard.requires.forEach(addRequirement);
  }

  function addRequirement(requirement: Requirement): void {
    if (requirement.kind === 'standard') {
      addStandard(requirement.standard);
      return;
    }
    addRule(requirement.rule);
    const about = model.rules.get(requirement.rule)?.entity;
    if (requirement.kind === 'records' && about !== undefined) addWay(about, requirement.link);
  }

  function addProcedure(name: string): void {
    const procedure = model.procedures.get(name);
    if (procedure === undefined || procedures.has(name)) return;
    procedures.add(name);
    const { entity, during, admitWhen, steps } = procedure;
    entities.add(entity);
    if (during !== null) addPath(entity, during);
    for (const path of factsOfCondition(admitWhen)) addPath(entity, path);
    for (const { on, within } of steps) {
      addPath(entity, on);
      if (within === null) continue;
      addPath(entity, within.from);
      addPath(entity, { through: [], fact: within.taken });
    }
  }

  function addLadder(name: string): void {
    const ladder = model.ladders.get(name);
    if (ladder === undefined) return;
    const { entity, occasions, sent } = ladder;
    entities.add(entity);
    for (const occasion of occasions) {
      if (occasion.kind === 'verdict') addRequirement(occasion.of);
      else for (const fact of [occasion.fact, occasion.best]) addPath(entity, { through: [], fact });
    }
    if (sent === null) return;
    entities.add(sent.entity);
    addWay(sent.entity, sent.link);
    for (const path of [sent.step, sent.on, sent.about]) if (path !== null) addPath(sent.entity, path);
  }

  function addRule(name: string): void {
    const rule = model.rules.get(name);
    if (rule === undefined || rules.has(name)) return;
    rules.add(name);
    entities.add(rule.entity);
    for (const path of readsOf(rule)) addPath(rule.entity, path);
  }

  function addPath(entity: string, path: FactPath): void {
    addWay(entity, path.through);
    addFact(factAt(model, entity, path));
  }

  function addWay(entity: string, link: Link): void {
    let at: string | undefined = entity;
    for (const step of link) {
      at = at === undefined ? undefined : model.dictionary.entities.get(at)?.references.get(step)?.target;
      if (at !== undefined) entities.add(at);
    }
  }

  function addFact(fact: Fact): void {
    if (facts.has(fact)) return;
    facts.add(fact);
    entities.add(fact.entity);
    const { definition } = fact;
    if (definition.kind === 'field') return;
    if (isDerived(definition)) for (const path of operandsOfDerived(definition)) addPath(fact.entity, path);
    else if (isStanding(definition)) addStanding(fact.entity, definition);
    else addAggregate(definition);
  }

  function addAggregate(definition: Aggregate): void {
    const { source, link, reportedBy } = definition;
    entities.add(source);
    if (reportedBy !== null) entities.add(reportedBy);
    addWay(source, link);
    for (const path of factsOfAggregate(definition)) addPath(source, path);
    if (definition.kind === 'failures') addRule(definition.rule);
  }

  function addStanding(entity: string, standing: Standing): void {
    switch (standing.kind) {
      case 'verdict':
        if (standing.of === 'rule') addRule(standing.name);
        else addStandard(standing.name);
        return;
      case 'score':
        addStandard(standing.standard);
        return;
      case 'rank':
        for (const path of [standing.by, standing.among]) if (path !== null) addPath(entity, path);
        return;
      case 'previous':
        addPath(entity, { through: [], fact: standing.fact });
        return;
      case 'step':
        addProcedure(standing.procedure);
    }
  }

  for (const name of from.standards ?? []) addStandard(name);
  for (const name of from.rules ?? []) addRule(name);
  for (const name of from.procedures ?? []) addProcedure(name);
  for (const name of from.ladders ?? []) addLadder(name);
  for (const { entity, path } of from.facts ?? []) {
    if (model.facts.get(entity)?.has(path.fact) === true || path.through.length > 0) addPath(entity, path);
  }
  return { standards, rules, procedures, facts, entities };
}

/** What decides the verdict. */
export function factsOfVerdict(rule: Rule): readonly FactPath[] {
  return [...(rule.during === null ? [] : [rule.during]), ...factsOfRule(rule)];
}

/** What decides the verdict, and what a failure then says. */
export function factsOfFinding(rule: Rule): readonly FactPath[] {
  const said = [rule.message, rule.remedy].flatMap((template) => [
    ...factsOfTemplate(template, 'zh'),
    ...factsOfTemplate(template, 'en'),
  ]);
  return [...factsOfVerdict(rule), ...said];
}
