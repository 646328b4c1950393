/**
 * What later periods read of one that has been judged, in tables of its own: facts by the records' keys, the rates of roll-ups,
 * and what was an occasion for a ladder. They are small, and go when nothing needs them any more.
 */
import type { FactType } from '../model/fact.ts';
import type { Read } from './aggregate-parts.ts';
import { type Context, momentTable } from './context.ts';
import { judgedTable } from './judged-columns.ts';
import { type LadderOccasions, occasionsSql, occasionsTable } from './occasions.ts';
import { keyColumn } from './plan.ts';
import { type Computed, relationOf } from './relation.ts';
import { rollupSql } from './rollup.ts';
import type { Statement } from './statement.ts';
import { columnsOf, type SqlValue, transfer } from './value.ts';
import { keyPaths } from './verdict.ts';

export interface Keep {
  /** By entity the facts that the model has. */
  readonly facts: ReadonlyMap<string, readonly string[]>;
  /** Roll-ups of the model. */
  readonly rates: readonly string[];
  readonly occasions: readonly LadderOccasions[];
}

export interface Kept {
  readonly statements: readonly Statement[];
  readonly tables: readonly string[];
  /** Null: it was not kept, as the model of that period has no such fact. */
  fact(entity: string, name: string): KeptFact | null;
  /** The table with a `rate` for each `group`; null as above. */
  rates(rollup: string): string | null;
}

export interface KeptFact {
  readonly type: FactType;
  readonly table: string;
  value(read: Read): SqlValue;
}

export const keepNothing: Keep = { facts: new Map(), rates: [], occasions: [] };

export function keptSql(context: Context, computed: Computed, keep: Keep): Kept {
  const { dialect, model } = context;
  const facts = new Map<string, KeptFact>();
  const made: { readonly name: string; readonly table: string; readonly query: string }[] = [];
  for (const [entity, names] of keep.facts) {
    const name = `kept ${entity}`;
    const table = momentTable(context, name);
    const keys = keyPaths(context, entity);
    const wanted = { facts: names.map((fact) => ({ through: [], fact })), cells: keys };
    const relation = relationOf(context, computed, entity, wanted, 's');
    const columns = keys.map((path, i) => ({ name: keyColumn(i), sql: relation.cell(path) }));
    for (const fact of names) {
      const type = model.facts.get(entity)?.get(fact)?.type;
      if (type === undefined) throw new Error(`no fact ${entity}.${fact}`);
      const value = relation.fact({ through: [], fact });
      columns.push(...columnsOf(fact, value));
      facts.set(nameOf(entity, fact), {
        type,
        table,
        value: (read) => transfer(value, fact, (column) => read(column)),
      });
    }
    const list = columns.map(({ name: column, sql }) => `${sql} AS ${dialect.quote(column)}`).join(', ');
    const where = relation.exists === 'TRUE' ? '' : `\nWHERE ${relation.exists}`;
    made.push({ name, table, query: `SELECT ${list}\nFROM ${relation.from}${where}` });
  }
  const rates = new Map<string, string>();
  for (const name of keep.rates) {
    const rollup = model.rollups.get(name);
    const entity = rollup && model.standards.get(rollup.standard)?.entity;
    if (rollup === undefined || entity === undefined) throw new Error(`no roll-up ${name}`);
    const table = momentTable(context, `rates ${name}`);
    const query = `SELECT "group", rate\nFROM (${rollupSql(context, rollup, judgedTable(context, entity))})`;
    made.push({ name: `rates ${name}`, table, query });
    rates.set(name, table);
  }
  for (const one of keep.occasions) {
    made.push({
      name: `occasions ${one.name}`,
      table: occasionsTable(context, one),
      query: occasionsSql(context, one),
    });
  }
  return {
    statements: made.map(({ name, table, query }) => ({ name, sql: dialect.createTable(table, query) })),
    tables: made.map(({ table }) => table),
    fact: (entity, name) => facts.get(nameOf(entity, name)) ?? null,
    rates: (rollup) => rates.get(rollup) ?? null,
  };
}

function nameOf(entity: string, fact: string): string {
  return `${entity}\u0000${fact}`;
}
