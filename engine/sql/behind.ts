/**
 * The records behind the facts of failing subjects: one table for each group that such facts come from and each way to it, in
 * which a row is a failing subject and one of its records, with a column for each rule that says whether the record decided.
 */
import type { Rule } from '../model/policy.ts';
import { type Context, momentTable } from './context.ts';
import { isBehindSql } from './evidence.ts';
import { type Deciding, type Failing, failsSql, isLatest } from './failing.ts';
import { linkPaths, sourceOf } from './group.ts';
import { keyTextSql } from './key-text.ts';
import { conjunction, disjunction } from './logic.ts';
import { mayBeLookedAt } from './placed.ts';
import { columnName, type Group, type Item, itemName } from './plan.ts';
import type { Computed } from './relation.ts';
import type { Statement } from './statement.ts';

export interface Behind {
  readonly table: string;
  readonly statement: Statement;
  /** The rules that have a column, named as they are. */
  readonly rules: readonly Rule[];
}

/** The columns of the failing subject (`Dialect.rowId`) and of the record's key as text. */
export const failingColumn = '#failing';
export const behindColumn = '#record';

export function recordsBehind(context: Context, computed: Computed, failing: Failing): readonly Behind[] {
  const asked = new Map<string, Asked>();
  for (const { rule, evidence } of failing.rules) {
    for (const deciding of evidence) {
      if (isLatest(deciding)) continue;
      const group = computed.groupOf(deciding.item);
      const name = [group.name, ...deciding.through].join(', ');
      const entry: Asked = asked.get(name) ?? { group, through: deciding.through, rules: new Map() };
      asked.set(name, entry);
      entry.rules.set(rule, [...(entry.rules.get(rule) ?? []), deciding]);
    }
  }
  return [...asked].map(([name, one]) =>
    behindGroup(context, computed, failing, `behind ${failing.entity}: ${name}`, one),
  );
}

interface Asked {
  readonly group: Group;
  readonly through: readonly string[];
  readonly rules: Map<Rule, readonly Deciding[]>;
}

function behindGroup(context: Context, computed: Computed, failing: Failing, name: string, asked: Asked): Behind {
  const { dialect } = context;
  const { group, rules } = asked;
  const items = new Map<string, Deciding['item']>();
  for (const { item } of [...rules.values()].flat()) items.set(itemName(item), item);
  const relation = sourceOf(context, computed, group, [...items.values()]);
  const keys = linkPaths(context, group).map((path) => relation.cell(path));
  const flags = [...items.values()].map((item) => ({ item, sql: isBehindSql(context, item, relation) }));
  const inner = [
    ...keys.map((sql, i) => `${sql} AS ${dialect.quote(`#owner${i + 1}`)}`),
    `${keyTextSql(context, group.source, relation)} AS ${dialect.quote(behindColumn)}`,
    ...flags.map(({ item, sql }) => `${sql} AS ${dialect.quote(columnName(item))}`),
  ];
  const days = [...items.values()].map(({ aggregate }) => mayBeLookedAt(context, aggregate, relation));
  // The days by themselves, so that the engine skips what lies outside them before it looks at anything else.
  const where = conjunction([relation.exists, disjunction(days), disjunction(flags.map(({ sql }) => sql))]);
  const on = failing
    .ownerColumns(asked.through)
    .map((owner, i) => `b.${dialect.quote(`#owner${i + 1}`)} = ${owner}`)
    .join(' AND ');
  const flag = (item: Item): string => `b.${dialect.quote(columnName(item))}`;
  const decides = [...rules].map(([rule, deciding]) => {
    const any = disjunction(deciding.map(({ item, when }) => conjunction([flag(item), when(failing.scope)])));
    return { rule, sql: conjunction([failsSql(dialect, 'f', rule), any]) };
  });
  const outer = [
    `${dialect.rowId('f')} AS ${dialect.quote(failingColumn)}`,
    `b.${dialect.quote(behindColumn)} AS ${dialect.quote(behindColumn)}`,
    ...decides.map(({ rule, sql }) => `${sql} AS ${dialect.quote(rule.name)}`),
  ];
  const query =
    `SELECT ${outer.join(',\n  ')}\nFROM (SELECT ${inner.join(',\n  ')}\nFROM ${relation.from}\nWHERE ${where}) b\n` +
    `JOIN ${failing.table} f ON ${on}`;
  const table = momentTable(context, name);
  return { table, statement: { name, sql: dialect.createTable(table, query) }, rules: [...rules.keys()] };
}
