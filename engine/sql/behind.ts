/** The records behind aggregates: of each group those that belong to subjects which failing ones ask about. */
import { type Context, momentTable } from './context.ts';
import { type AggregateItem, isBehindSql } from './evidence.ts';
import { type Failing, failsSql, isLatest } from './failing.ts';
import { linkPaths, sourceOf } from './group.ts';
import { conjunction, disjunction } from './logic.ts';
import { columnName, type Group, keyColumn } from './plan.ts';
import type { Computed } from './relation.ts';
import type { Statement } from './statement.ts';
import { keyTextSql } from './key-text.ts';

export interface Behind {
  readonly group: Group;
  readonly table: string;
  readonly statement: Statement;
}

/** The column with the record's key as text. Beside it stand the subject's key, and for each fact whether the record is behind it. */
export const behindColumn = '#record';

export function recordsBehind(context: Context, computed: Computed, subjects: readonly Failing[]): readonly Behind[] {
  const asked = new Map<string, Asked>();
  for (const failing of subjects) {
    for (const { rule, evidence } of failing.rules) {
      for (const deciding of evidence) {
        if (isLatest(deciding)) continue;
        const group = computed.groupOf(deciding.item);
        const entry: Asked = asked.get(group.name) ?? { group, items: new Map(), owners: new Map() };
        asked.set(group.name, entry);
        entry.items.set(deciding.item.fact.name, deciding.item);
        const owners = `SELECT ${failing.ownerColumns(deciding.through).join(', ')} FROM ${failing.table} f`;
        entry.owners.set(owners, (entry.owners.get(owners) ?? new Set()).add(failsSql(context.dialect, 'f', rule)));
      }
    }
  }
  return [...asked.values()].map((one) => behindGroup(context, computed, one));
}

interface Asked {
  readonly group: Group;
  readonly items: Map<string, AggregateItem>;
  /** Which subjects are asked about: a query for their keys, and on which of its rows. */
  readonly owners: Map<string, Set<string>>;
}

function behindGroup(context: Context, computed: Computed, { group, items, owners }: Asked): Behind {
  const { dialect } = context;
  const relation = sourceOf(context, computed, group, [...items.values()]);
  const keys = linkPaths(context, group).map((path) => relation.cell(path));
  const flags = [...items.values()].map((item) => ({
    name: columnName(item),
    sql: isBehindSql(context, item, relation),
  }));
  const owned = [...owners].map(([query, fails]) => `${query} WHERE ${[...fails].join(' OR ')}`);
  const where = conjunction([
    relation.exists,
    disjunction(flags.map(({ sql }) => sql)),
    `${keys.length === 1 ? keys[0] : `(${keys.join(', ')})`} IN (${owned.join('\n  UNION ALL ')})`,
  ]);
  const columns = [
    ...keys.map((sql, i) => ({ name: keyColumn(i), sql })),
    { name: behindColumn, sql: keyTextSql(context, group.source, relation) },
    ...flags,
  ];
  const list = columns.map(({ name, sql }) => `${sql} AS ${dialect.quote(name)}`).join(',\n  ');
  const name = `behind ${group.name}`;
  const table = momentTable(context, name);
  const query = `SELECT ${list}\nFROM ${relation.from}\nWHERE ${where}`;
  return { group, table, statement: { name, sql: dialect.createTable(table, query) } };
}
