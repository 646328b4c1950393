/** The wide projection of an entity: each subject with the verdict of every rule and standard about it. */
import type { Condition } from '../model/condition.ts';
import type { Rollup, Rule, Standard } from '../model/policy.ts';
import { conditionSql } from './condition.ts';
import { type Context, momentTable } from './context.ts';
import type { Dialect, NamedExpression } from './dialect.ts';
import { mayBePlaced } from './group.ts';
import { keyTextSql } from './key-text.ts';
import { conjunction, disjunction } from './logic.ts';
import type { Goals, Group, Item } from './plan.ts';
import { itemName } from './plan.ts';
import { type Computed, type Relation, relationOf } from './relation.ts';
import { groupTextSql } from './text.ts';
import type { SqlTruth } from './truth.ts';
import {
  keyPaths,
  recordsItem,
  standardRank,
  verdictOfRank,
  verdictSql,
  wantedByRule,
  wantedTogether,
} from './verdict.ts';
import type { Wanted } from './wanted.ts';

/** What is judged of one entity. */
export interface EntityGoals {
  readonly entity: string;
  readonly rules: readonly Rule[];
  readonly standards: readonly Standard[];
  readonly rollups: readonly Rollup[];
}

/** Columns of the projection; rules have their own names. */
export const subjectColumn = '#subject';
/** Whether the table of verdicts has a row for the subject. */
export const writtenColumn = '#written';

export function standardColumn(standard: string): string {
  return `${standard}#standard`;
}

export function groupColumn(rollup: string): string {
  return `${rollup}#group`;
}

/** By entity, in the order of the model; entities about which nothing is judged are left out. */
export function goalsByEntity(context: Context, goals: Goals): readonly EntityGoals[] {
  const byEntity: EntityGoals[] = [];
  for (const entity of context.model.dictionary.entities.keys()) {
    const rules = goals.rules.filter((rule) => rule.entity === entity);
    const standards = goals.standards.filter((standard) => standard.entity === entity);
    const rollups = goals.rollups.filter(({ standard }) => standards.some(({ name }) => name === standard));
    if (rules.length + standards.length > 0) byEntity.push({ entity, rules, standards, rollups });
  }
  return byEntity;
}

const alias = 's';

export function judgedTable(context: Context, entity: string): string {
  return momentTable(context, `judged ${entity}`);
}

/** Each subject with its verdicts, sorted. */
export function judgedSql(context: Context, computed: Computed, goals: EntityGoals): string {
  const { query } = judgedRows(context, computed, goals, {});
  return `${query}\nORDER BY v.${context.dialect.quote(subjectColumn)}`;
}

export interface JudgedRows {
  /** A row for each subject with the columns above, in any order; nothing follows its FROM. */
  readonly query: string;
  /** The earlier passes that tell something of some of the subjects only. */
  readonly groups: readonly Group[];
}

/** The subjects with their verdicts, or those of them that `only` speaks of. */
export function judgedRows(
  context: Context,
  computed: Computed,
  goals: EntityGoals,
  only: Pick<Wanted, 'among' | 'passes'>,
): JudgedRows {
  const { dialect } = context;
  const { entity, rules, standards, rollups } = goals;
  const wanted = { ...wantedByVerdicts(context, computed, goals), ...only };
  const relation = relationOf(context, computed, entity, wanted, alias);
  const worst = recordsItems(context, standards);
  const whens = sharedWhens(dialect, rules, relation);
  const inner: NamedExpression[] = [
    { name: subjectColumn, sql: keyTextSql(context, entity, relation) },
    { name: writtenColumn, sql: placedByAny(context, rules, relation) },
    ...rules.map((rule) => ({ name: rule.name, sql: verdictSql(context, rule, relation, whens.truthOf) })),
    ...worst.map((item) => ({ name: itemName(item), sql: relation.worst(item) })),
    ...rollups.map(({ name, by }) => ({
      name: groupColumn(name),
      sql: groupTextSql(context, relation.fact(by)),
    })),
  ];
  const column = (name: string): string => `v.${dialect.quote(name)}`;
  const rankOf = (kind: 'rule' | 'standard', name: string): string => {
    if (kind === 'rule') return dialect.verdictRank(column(name));
    const standard = context.model.standards.get(name);
    if (standard === undefined) throw new Error(`no standard ${name}`);
    return standardRank(context, standard, rankOf, (item) => column(itemName(item)));
  };
  const outer: NamedExpression[] = [
    { name: subjectColumn, sql: column(subjectColumn) },
    { name: writtenColumn, sql: column(writtenColumn) },
    ...rules.map(({ name }) => ({ name, sql: column(name) })),
    ...standards.map(({ name }) => ({
      name: standardColumn(name),
      sql: verdictOfRank(dialect, rankOf('standard', name)),
    })),
    ...rollups.map(({ name }) => ({ name: groupColumn(name), sql: column(groupColumn(name)) })),
  ];
  // Standings name every record that exists; without any, the records that no rule places are not looked at.
  const where = conjunction([relation.exists, standards.length > 0 ? 'TRUE' : placedByAny(context, rules, relation)]);
  const list = (columns: readonly NamedExpression[]): string =>
    columns.map(({ name, sql }) => `${sql} AS ${dialect.quote(name)}`).join(',\n  ');
  const query =
    `SELECT ${list(outer)}\nFROM (SELECT ${list(inner)}\nFROM ${whens.from}` +
    `${where === 'TRUE' ? '' : `\nWHERE ${where}`}) v`;
  return { query, groups: relation.groups };
}

interface Whens {
  readonly truthOf: (when: Condition) => SqlTruth;
  /** The relation, under the same alias, with the columns that hold these truths. */
  readonly from: string;
}

/** A condition on which several rules depend is worked out once: DuckDB would do it for each CASE again. */
function sharedWhens(dialect: Dialect, rules: readonly Rule[], relation: Relation): Whens {
  const uses = new Map<string, number>();
  for (const { when } of rules) {
    const sql = when === null ? null : conditionSql(when, relation);
    if (sql !== null && sql.unknown === null) uses.set(sql.sql, (uses.get(sql.sql) ?? 0) + 1);
  }
  const shared = [...uses].filter(([sql, count]) => count > 1 && sql.startsWith('(')).map(([sql]) => sql);
  const nameOf = (sql: string): string => dialect.quote(`#when ${shared.indexOf(sql) + 1}`);
  const columns = shared.map((sql) => `${sql} AS ${nameOf(sql)}`);
  return {
    truthOf(when) {
      const truth = conditionSql(when, relation);
      if (truth.unknown !== null || !shared.includes(truth.sql)) return truth;
      return { sql: `${alias}.${nameOf(truth.sql)}`, known: truth.known, unknown: null };
    },
    from:
      shared.length === 0
        ? relation.from
        : `(SELECT ${alias}.*, ${columns.join(', ')}\nFROM ${relation.from}) ${alias}`,
  };
}

/** Whether some rule places the record in the period, or might; without rules, every record is written. */
export function placedByAny(context: Context, rules: readonly Rule[], relation: Relation): string {
  const placed = rules.map((rule) => mayBePlaced(context, rule.entity, rule.during, relation));
  return placed.length === 0 ? 'TRUE' : disjunction(placed);
}

function wantedByVerdicts(
  context: Context,
  computed: Computed,
  { entity, rules, standards, rollups }: EntityGoals,
): Wanted {
  return wantedTogether([
    { facts: rollups.map(({ by }) => by), cells: keyPaths(context, entity), worst: recordsItems(context, standards) },
    ...rules.map((rule) => wantedByRule(context, computed, rule)),
  ]);
}

/** The requirements about records, those of required standards included, each once. */
function recordsItems(context: Context, standards: readonly Standard[]): readonly Extract<Item, { kind: 'records' }>[] {
  const items = new Map<string, Extract<Item, { kind: 'records' }>>();
  const visit = (standard: Standard): void => {
    for (const requirement of standard.requires) {
      const item = recordsItem(context, requirement);
      if (item !== null) items.set(itemName(item), item);
      if (requirement.kind !== 'standard') continue;
      const required = context.model.standards.get(requirement.standard);
      if (required !== undefined) visit(required);
    }
  };
  standards.forEach(visit);
  return [...items.values()];
}
