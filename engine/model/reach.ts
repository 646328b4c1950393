/** What rules and standards rest on, followed to the end: other rules and standards, facts, and the entities that hold them. */
import type { Aggregate, Fact } from './fact.ts';
import { factAt } from './path.ts';
import type { FactPath, Link, Model, Rule } from './policy.ts';
import { factsOfAggregate, factsOfRule, factsOfTemplate, isDerived, operandsOfDerived } from './reads.ts';

export interface Reach {
  /** Names. */
  readonly standards: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
  readonly facts: ReadonlySet<Fact>;
  /** Whose records are looked at, those included that references only lead through. */
  readonly entities: ReadonlySet<string>;
}

/** `readsOf`: which of a rule's facts matter, `factsOfVerdict` or `factsOfFinding`. Names that the model lacks are passed over. */
export function reachOf(
  model: Model,
  from: {
    readonly standards?: Iterable<string>;
    readonly rules?: Iterable<string>;
    readonly facts?: Iterable<{ readonly entity: string; readonly path: FactPath }>;
  },
  readsOf: (rule: Rule) => readonly FactPath[],
): Reach {
  const standards = new Set<string>();
  const rules = new Set<string>();
  const facts = new Set<Fact>();
  const entities = new Set<string>();

  function addStandard(name: string): void {
    const standard = model.standards.get(name);
    if (standard === undefined || standards.has(name)) return;
    standards.add(name);
    entities.add(standard.entity);
    for (const requirement of standard.requires) {
      if (requirement.kind === 'standard') {
        addStandard(requirement.standard);
        continue;
      }
      addRule(requirement.rule);
      const about = model.rules.get(requirement.rule)?.entity;
      if (requirement.kind === 'records' && about !== undefined) addWay(about, requirement.link);
    }
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

  for (const name of from.standards ?? []) addStandard(name);
  for (const name of from.rules ?? []) addRule(name);
  for (const { entity, path } of from.facts ?? []) addPath(entity, path);
  return { standards, rules, facts, entities };
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
