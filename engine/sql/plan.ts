/**
 * The passes over the data: every aggregate that something needs, grouped so that each source is read once for each way from its
 * records to their subjects and each level. An aggregate over facts that are themselves aggregates stands one level higher; so do
 * the facts that tell where a record stands, above the verdicts and facts that they read.
 */
import type { Condition } from '../model/condition.ts';
import type { Aggregate, Fact, Standing } from '../model/fact.ts';
import type { FactPath, Link, Requirement, Rollup, Rule, Standard } from '../model/policy.ts';
import { factsOfCondition, factsOfRule, factsOfTemplate, isAggregate } from '../model/reads.ts';
import { isComposed, operandsOfComposed } from './composed.ts';
import { type Context, factAt, factNamed, ruleNamed, standardNamed } from './context.ts';
import { digitPlace } from './digits.ts';

export interface Plan {
  /** In an order in which each reads only earlier ones. */
  readonly groups: readonly Group[];
  /** Each reads only groups and passes of a lower level. */
  readonly standings: readonly StandingPass[];
  /** The facts of the period before that something reads. */
  readonly previous: readonly PreviousFact[];
  /** Whether something counts workdays. */
  readonly countsWorkdays: boolean;
  /** The date fields from or to which workdays are counted. */
  readonly workdayFields: readonly WorkdayField[];
}

export interface WorkdayField {
  readonly entity: string;
  readonly field: string;
}

/** One GROUP BY over `source`. */
export interface Group {
  readonly name: string;
  readonly source: string;
  readonly link: Link;
  readonly level: number;
  readonly items: readonly Item[];
  /** Rules about the subjects whose requirement reads nothing but this group: it is settled here, for subjects with records. */
  readonly settles: readonly Rule[];
}

/** One table about all records of an entity: where they stand by verdicts, points and ranks. */
export interface StandingPass {
  readonly name: string;
  readonly entity: string;
  readonly level: number;
  readonly facts: readonly StandingFact[];
}

export interface StandingFact {
  readonly fact: Fact;
  readonly standing: Extract<Standing, { kind: 'verdict' | 'score' | 'rank' }>;
}

export interface PreviousFact {
  readonly fact: Fact;
  readonly standing: Extract<Standing, { kind: 'previous' }>;
}

export type Item =
  | { readonly kind: 'aggregate'; readonly fact: Fact; readonly aggregate: Aggregate }
  /** The worst verdict of a rule among a subject's records. */
  | { readonly kind: 'records'; readonly rule: Rule; readonly link: Link }
  /** The months for which the reporting entity has reports. */
  | { readonly kind: 'reports'; readonly entity: string };

/** What is to be judged. */
export interface Goals {
  readonly rules: readonly Rule[];
  readonly standards: readonly Standard[];
  readonly rollups: readonly Rollup[];
  /** The rules among them whose verdicts are written. */
  readonly asked: readonly Rule[];
  /** The rules among them whose findings are written. */
  readonly told: readonly Rule[];
  /** What is judged of an entity's records beside its standards. */
  readonly required: readonly Requirement[];
  /** What else is read of an entity's records. */
  readonly facts: readonly { readonly entity: string; readonly path: FactPath }[];
}

export function planOf(context: Context, goals: Goals): Plan {
  const groups = new Map<string, { group: Group; items: Map<string, Item> }>();
  const levels = new Map<Fact, number>();
  const reached = new Set<Rule>();
  const standards = new Map<string, number>();
  const standings = new Map<string, StandingPass & { readonly facts: StandingFact[] }>();
  const previous = new Map<Fact, PreviousFact>();
  const workdayFields = new Map<string, WorkdayField>();
  let countsWorkdays = false;

  for (const rule of goals.rules) levelOfRule(rule);
  for (const rule of goals.told) {
    for (const path of [rule.message, rule.remedy].flatMap((text) => factsOfTemplate(text, context.language))) {
      levelOfPath(rule.entity, path);
    }
  }
  for (const { name } of goals.standards) levelOfStandard(name);
  goals.required.forEach(levelOfRequirement);
  for (const { entity, path } of goals.facts) levelOfPath(entity, path);
  for (const { standard, by } of goals.rollups) {
    const entity = context.model.standards.get(standard)?.entity;
    if (entity !== undefined) levelOfPath(entity, by);
  }

  function levelOfRule(rule: Rule): number {
    reached.add(rule);
    return highest(factsOfRule(rule).map((path) => levelOfPath(rule.entity, path)));
  }

  function levelOfStandard(name: string): number {
    const known = standards.get(name);
    if (known !== undefined) return known;
    const level = highest(standardNamed(context, name).requires.map(levelOfRequirement));
    standards.set(name, level);
    return level;
  }

  function levelOfRequirement(requirement: Requirement): number {
    switch (requirement.kind) {
      case 'rule':
        return levelOfRule(ruleNamed(context, requirement.rule));
      case 'standard':
        return levelOfStandard(requirement.standard);
      case 'records': {
        const rule = ruleNamed(context, requirement.rule);
        if (context.missing.has(rule.entity)) return 0;
        const level = levelOfRule(rule) + 1;
        register({ kind: 'records', rule, link: requirement.link }, level);
        return level;
      }
    }
  }

  function levelOfPath(entity: string, path: FactPath): number {
    return levelOfFact(factAt(context, entity, path));
  }

  function levelOfFact(fact: Fact): number {
    const known = levels.get(fact);
    if (known !== undefined) return known;
    const level = computeLevel(fact);
    levels.set(fact, level);
    return level;
  }

  function computeLevel(fact: Fact): number {
    const { definition } = fact;
    if (definition.kind === 'field') return 0;
    if (definition.kind === 'workdays') {
      countsWorkdays = true;
      for (const path of [definition.from, definition.to]) {
        const end = factAt(context, fact.entity, path);
        if (end.definition.kind !== 'field') continue;
        workdayFields.set(`${end.entity}.${end.name}`, { entity: end.entity, field: end.definition.field.name });
      }
    }
    if (isComposed(definition))
      return highest(operandsOfComposed(context, definition).map((path) => levelOfPath(fact.entity, path)));
    if (!isAggregate(definition)) return levelOfStanding(fact, definition);
    if (definition.reportedBy !== null && !context.missing.has(definition.reportedBy)) {
      register({ kind: 'reports', entity: definition.reportedBy }, 1);
    }
    if (context.missing.has(definition.source)) return 0;
    const level = 1 + levelWithin(definition);
    register({ kind: 'aggregate', fact, aggregate: definition }, level);
    return level;
  }

  function levelOfStanding(fact: Fact, standing: Exclude<Standing, { kind: 'step' }>): number {
    // What stands in the tables of an earlier period is there before all passes.
    if (standing.kind === 'previous') {
      previous.set(fact, { fact, standing });
      return 0;
    }
    const level = 1 + levelBelow(fact.entity, standing);
    const name = `${fact.entity}, where they stand${level === 1 ? '' : `, level ${level}`}`;
    const pass = standings.get(name) ?? { name, entity: fact.entity, level, facts: [] };
    standings.set(name, pass);
    pass.facts.push({ fact, standing });
    return level;
  }

  function levelBelow(entity: string, standing: StandingFact['standing']): number {
    switch (standing.kind) {
      case 'verdict':
        return standing.of === 'rule' ? levelOfRule(ruleNamed(context, standing.name)) : levelOfStandard(standing.name);
      case 'score':
        return levelOfStandard(standing.standard);
      case 'rank':
        return highest(
          [standing.by, ...(standing.among === null ? [] : [standing.among])].map((path) => levelOfPath(entity, path)),
        );
    }
  }

  function levelWithin(aggregate: Aggregate): number {
    const ofCondition = (condition: Condition | null): number =>
      condition === null ? 0 : highest(factsOfCondition(condition).map((path) => levelOfPath(aggregate.source, path)));
    const where = ofCondition(aggregate.where);
    switch (aggregate.kind) {
      case 'count':
      case 'stock':
        return where;
      case 'failures':
        return Math.max(where, levelOfRule(ruleNamed(context, aggregate.rule)));
      case 'share':
      case 'every':
      case 'any':
        return Math.max(where, ofCondition(aggregate.that));
      case 'sum':
      case 'average':
      case 'minimum':
      case 'maximum':
      case 'latest':
        return Math.max(where, levelOfPath(aggregate.source, aggregate.element));
    }
  }

  function register(item: Item, level: number): void {
    const { source, link } = sourceOf(context, item);
    const name = groupName(source, link, level);
    const found = groups.get(name);
    const items = found?.items ?? new Map<string, Item>();
    items.set(itemName(item), item);
    if (found === undefined) groups.set(name, { group: { name, source, link, level, items: [], settles: [] }, items });
  }

  const inOrder = [...groups.values()].sort((a, b) => a.group.level - b.group.level);
  const settled = new Map<string, Rule[]>();
  for (const rule of reached) {
    const name = settlingGroup(rule);
    if (name !== null) settled.set(name, [...(settled.get(name) ?? []), rule]);
  }
  return {
    groups: inOrder.map(({ group, items }) => ({
      ...group,
      items: [...items.values()],
      settles: settled.get(group.name) ?? [],
    })),
    standings: [...standings.values()],
    previous: [...previous.values()],
    countsWorkdays,
    workdayFields: [...workdayFields.values()],
  };

  /** The one group from which all facts of a requirement come; null where there is no such. */
  function settlingGroup(rule: Rule): string | null {
    const names = new Set(factsOfCondition(rule.require).flatMap((path) => sourcesOf(rule.entity, path, 0)));
    const [only] = names;
    return names.size === 1 && only !== undefined ? only : null;
  }

  /** The groups from which a fact of the subject itself comes; null among them where it comes from elsewhere too. */
  function sourcesOf(entity: string, path: FactPath, depth: number): readonly (string | null)[] {
    if (path.through.length > 0) return [null];
    const { definition } = factNamed(context, entity, path.fact);
    switch (definition.kind) {
      case 'field':
      case 'days':
      case 'workdays':
      case 'months':
      case 'verdict':
      case 'score':
      case 'rank':
      case 'previous':
      case 'step':
        return [null];
      case 'ratio':
      case 'difference':
      case 'total': {
        // Settled requirements write out derived facts where they are read, which must not grow with each level.
        const operands = operandsOfComposed(context, definition);
        if (depth > 1 || operands.length > 5) return [null];
        return operands.flatMap((operand) => sourcesOf(entity, operand, depth + 1));
      }
      default: {
        const item = itemName(aggregateItem(context, entity, path.fact));
        const found = [...groups].find(([, { items }]) => items.has(item));
        return [definition.reportedBy === null && found !== undefined ? found[0] : null];
      }
    }
  }
}

/** The item's own among all items of a plan. */
export function itemName(item: Item): string {
  switch (item.kind) {
    case 'aggregate':
      return `fact ${item.fact.entity}.${item.fact.name}`;
    case 'records':
      return `rule ${item.rule.name} by ${item.link.join('.')}`;
    case 'reports':
      return `reports ${item.entity}`;
  }
}

/** The name of the item's columns in its group's table, whose other columns have a `#` in their names. */
export function columnName(item: Item): string {
  switch (item.kind) {
    case 'aggregate':
      return item.fact.name;
    case 'records':
      return `${item.rule.name}#worst`;
    case 'reports':
      return '#months';
  }
}

/** The column of a group's table that holds the verdict of a requirement that it settles, as a digit of a number. */
export function settledPlace({ settles }: Group, rule: Rule): { readonly column: string; readonly one: bigint } {
  const { number, one } = digitPlace(settles.findIndex(({ name }) => name === rule.name));
  return { column: settledColumn(number), one };
}

/** The rules whose requirements a group settles, by the columns of its table that hold their verdicts. */
export function settledColumns({ settles }: Group): ReadonlyMap<string, readonly Rule[]> {
  const columns = new Map<string, Rule[]>();
  settles.forEach((rule, i) => {
    const column = settledColumn(digitPlace(i).number);
    columns.set(column, [...(columns.get(column) ?? []), rule]);
  });
  return columns;
}

function settledColumn(number: number): string {
  return `#settled${number + 1}`;
}

/** The columns of a group's table that hold the subject's key. */
export function keyColumn(index: number): string {
  return `#key${index + 1}`;
}

export function aggregateItem(context: Context, entity: string, name: string): Extract<Item, { kind: 'aggregate' }> {
  const fact = factNamed(context, entity, name);
  const { definition } = fact;
  if (!isAggregate(definition)) throw new Error(`${entity}.${name} is no aggregate`);
  return { kind: 'aggregate', fact, aggregate: definition };
}

function sourceOf(context: Context, item: Item): { readonly source: string; readonly link: Link } {
  switch (item.kind) {
    case 'aggregate':
      return item.aggregate;
    case 'records':
      return { source: item.rule.entity, link: item.link };
    case 'reports': {
      const reports = context.model.dictionary.entities.get(item.entity)?.reports;
      if (reports == null) throw new Error(`${item.entity} reports nothing`);
      return { source: item.entity, link: [reports.reference] };
    }
  }
}

function groupName(source: string, link: Link, level: number): string {
  return `${source} by ${link.join('.')}${level === 1 ? '' : `, level ${level}`}`;
}

function highest(levels: readonly number[]): number {
  return Math.max(0, ...levels);
}
