/** One pass over a source: its records grouped by the subject they belong to, with the columns of every aggregate. */
import type { FactPath } from '../model/policy.ts';
import { factsOfCondition } from '../model/reads.ts';
import { aggregateSql } from './aggregate.ts';
import type { AggregateSql, Looking } from './aggregate-parts.ts';
import { conditionSql } from './condition.ts';
import { type Context, entityAt, entityNamed, referenceNamed, ruleNamed } from './context.ts';
import type { NamedExpression } from './dialect.ts';
import { keyTextSql } from './key-text.ts';
import { conjunction, disjunction } from './logic.ts';
import { mostCountDigits } from './number.ts';
import { mayBeLookedAt, mayBePlaced, placedByAggregate, placingCells } from './placed.ts';
import { columnName, type Group, type Item, itemName, keyColumn, settledColumns } from './plan.ts';
import { type Computed, type Relation, relationOf } from './relation.ts';
import { monthIndexSql, reportedColumn } from './reports.ts';
import { settledSql } from './settled.ts';
import { allOf, always } from './truth.ts';
import { keyPaths, verdictSql, wantedByRule, wantedTogether } from './verdict.ts';
import type { Wanted } from './wanted.ts';

export interface GroupSql {
  readonly query: string;
  /** How each aggregate is read from the query's columns. */
  readonly aggregates: ReadonlyMap<Item, AggregateSql>;
}

export function groupSql(context: Context, computed: Computed, group: Group): GroupSql {
  const { dialect } = context;
  const relation = sourceOf(context, computed, group, group.items);
  const aggregates = new Map<Item, AggregateSql>();
  const columns: NamedExpression[] = [];
  const relevant = new Set(group.items.map((item) => relevantSql(context, item, relation)));
  // Where all look at the same days, WHERE has already seen to it that the records are placed.
  const isPlaced = relevant.size === 1;
  for (const item of group.items) {
    switch (item.kind) {
      case 'aggregate': {
        const made = aggregateSql(item.fact, item.aggregate, lookingAt(context, item, relation, isPlaced));
        aggregates.set(item, made);
        columns.push(...made.columns);
        break;
      }
      case 'records': {
        const rank = dialect.verdictRank(verdictSql(context, item.rule, relation));
        columns.push({ name: columnName(item), sql: `max(${rank})` });
        break;
      }
      case 'reports': {
        const index = monthIndexSql(context, relation.cell(monthPath(context, item.entity)));
        columns.push({ name: reportedColumn, sql: dialect.bitOr(dialect.bit(index)) });
        break;
      }
    }
  }
  const keys = linkPaths(context, group).map((path) => relation.cell(path));
  const selected = [
    ...keys.map((sql, i) => `${sql} AS ${dialect.quote(keyColumn(i))}`),
    ...columns.map(({ name, sql }) => `${sql} AS ${dialect.quote(name)}`),
  ];
  const where = conjunction([relation.exists, ...keys.map((key) => `${key} IS NOT NULL`), disjunction([...relevant])]);
  const query =
    `SELECT ${selected.join(',\n  ')}\nFROM ${relation.from}\n` +
    `${where === 'TRUE' ? '' : `WHERE ${where}\n`}GROUP BY ${keys.join(', ')}`;
  return { query: withSettled(context, group, query, aggregates), aggregates };
}

/** The group with the verdicts of the requirements that it settles. */
function withSettled(
  context: Context,
  group: Group,
  query: string,
  aggregates: ReadonlyMap<Item, AggregateSql>,
): string {
  const { dialect } = context;
  if (group.settles.length === 0) return query;
  const read = (column: string): string => `g.${dialect.quote(column)}`;
  const byFact = new Map([...aggregates].map(([item, sql]) => [itemName(item), sql]));
  const verdicts = [...settledColumns(group)].map(([column, rules]) => {
    const number = settledSql(context, group, rules, (fact, aggregate) => {
      const sql = byFact.get(itemName({ kind: 'aggregate', fact, aggregate }));
      if (sql === undefined) throw new Error(`${fact.name} is not of ${group.name}`);
      return sql.value(read, 'FALSE');
    });
    return `${number} AS ${dialect.quote(column)}`;
  });
  return `SELECT g.*,\n  ${verdicts.join(',\n  ')}\nFROM (${query}) g`;
}

/** Which records matter to an item. */
function relevantSql(context: Context, item: Item, relation: Relation): string {
  switch (item.kind) {
    case 'aggregate':
      return mayBeLookedAt(context, item.aggregate, relation);
    case 'records':
      return mayBePlaced(context, item.rule.entity, item.rule.during, relation);
    case 'reports':
      return `${monthIndexSql(context, relation.cell(monthPath(context, item.entity)))} IS NOT NULL`;
  }
}

/** The source's records with everything that the items, and whoever looks for the records behind them, ask of them. */
export function sourceOf(context: Context, computed: Computed, group: Group, items: readonly Item[]): Relation {
  const wanted = wantedTogether([
    { facts: [], cells: [...linkPaths(context, group), ...keyPaths(context, group.source)] },
    ...items.map((item) => wantedByItem(context, computed, item)),
  ]);
  return relationOf(context, computed, group.source, wanted, 's');
}

/** The cells that hold the subject's key, at the end of the link. */
export function linkPaths(context: Context, { source, link }: Pick<Group, 'source' | 'link'>): readonly FactPath[] {
  const through = link.slice(0, -1);
  const last = link.at(-1);
  if (last === undefined) throw new Error(`${source} is linked to nothing`);
  const holder = entityAt(context, source, through);
  return referenceNamed(context, holder, last).fields.map((fact) => ({ through, fact }));
}

/**
 * Of an aggregate's source: which records are members, and what is made of them. `isPlaced` says that only records are looked at
 * that are placed in the period, or might be.
 */
export function lookingAt(
  context: Context,
  { aggregate }: Extract<Item, { kind: 'aggregate' }>,
  relation: Relation,
  isPlaced: boolean,
): Looking {
  const { during, source, where } = aggregate;
  const placed = placedByAggregate(context, aggregate, relation);
  const chosen = where === null ? always : conditionSql(where, relation);
  return {
    scope: relation,
    membership: { ...allOf([isPlaced && placed.known ? always : placed, chosen]), unknown: null },
    rank: (rule) => context.dialect.verdictRank(verdictSql(context, ruleNamed(context, rule), relation)),
    order: during === null ? [] : [relation.cell(during)],
    key: keyTextSql(context, source, relation),
    countDigits: digitsOfCount(context, source),
  };
}

function digitsOfCount({ knowledge }: Context, entity: string): number {
  const count = knowledge.count(entity);
  return count === null ? mostCountDigits : String(count).length;
}

function wantedByItem(context: Context, computed: Computed, item: Item): Wanted {
  switch (item.kind) {
    case 'records':
      return wantedByRule(context, computed, item.rule);
    case 'reports':
      return { facts: [], cells: [monthPath(context, item.entity)] };
    case 'aggregate': {
      const { aggregate } = item;
      const cells = placingCells(aggregate);
      const where = aggregate.where === null ? [] : factsOfCondition(aggregate.where);
      switch (aggregate.kind) {
        case 'count':
        case 'stock':
          return { facts: where, cells };
        case 'failures':
          return wantedTogether([
            { facts: where, cells },
            wantedByRule(context, computed, ruleNamed(context, aggregate.rule)),
          ]);
        case 'share':
        case 'every':
        case 'any':
          return { facts: [...where, ...factsOfCondition(aggregate.that)], cells };
        case 'sum':
        case 'average':
        case 'minimum':
        case 'maximum':
        case 'latest':
          return { facts: [...where, aggregate.element], cells };
      }
    }
  }
}

function monthPath(context: Context, entity: string): FactPath {
  const { reports } = entityNamed(context, entity);
  if (reports === null) throw new Error(`${entity} reports nothing`);
  return { through: [], fact: reports.month };
}
