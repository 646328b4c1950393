/** Which records of its source an aggregate looks at: those placed in the period, or for a stock those there on a day. */
import { addDays } from '../calendar/civil-date.ts';
import type { Aggregate } from '../model/fact.ts';
import type { FactPath } from '../model/policy.ts';
import { type Context, entityAt } from './context.ts';
import { placedSql } from './field.ts';
import { disjunction } from './logic.ts';
import type { SqlTruth } from './truth.ts';

export type Cells = { cell(path: FactPath): string };

/** The cells by which an aggregate places records. */
export function placingCells(aggregate: Aggregate): readonly FactPath[] {
  if (aggregate.kind === 'stock') return [aggregate.entered, aggregate.left];
  return aggregate.during === null ? [] : [aggregate.during];
}

export function placedByAggregate(context: Context, aggregate: Aggregate, cells: Cells): SqlTruth {
  if (aggregate.kind === 'stock') return inStock(context, aggregate, cells);
  const { during, source } = aggregate;
  return placedSql(context, source, during, during === null ? '' : cells.cell(during));
}

/** Whether a record is looked at, or might be. */
export function mayBeLookedAt(context: Context, aggregate: Aggregate, cells: Cells): string {
  if (aggregate.kind !== 'stock') return mayBePlaced(context, aggregate.source, aggregate.during, cells);
  const { sql, known } = inStock(context, aggregate, cells);
  return known ? sql : `coalesce(${sql}, TRUE)`;
}

/** Whether a record is in the period, or might be. */
export function mayBePlaced(context: Context, entity: string, during: FactPath | null, cells: Cells): string {
  if (during === null) return 'TRUE';
  const placed = placedSql(context, entity, during, cells.cell(during));
  // A plain OR, unlike coalesce, lets the engine skip blocks of rows by their smallest and greatest date.
  return placed.known ? placed.sql : disjunction([placed.sql, `${cells.cell(during)} IS NULL`]);
}

/** Entered by the day and not left by it; whether a record that entered on an unknown day has left tells nothing. */
function inStock(
  context: Context,
  { source, entered, left, at }: Extract<Aggregate, { kind: 'stock' }>,
  { cell }: Cells,
): SqlTruth {
  const { period, judged } = context.moment;
  const day = context.dialect.date(at === 'end' ? judged : addDays(period.first, -1));
  const [from, to] = [cell(entered), cell(left)];
  const isIn = `(${from} <= ${day} AND (${to} IS NULL OR ${to} > ${day}))`;
  const known =
    entered.through.length === 0 &&
    context.knowledge.isComplete(entityAt(context, source, entered.through), entered.fact);
  if (known) return { sql: isIn, known, unknown: null };
  return { sql: `(CASE WHEN ${from} IS NOT NULL THEN ${isIn} END)`, known, unknown: null };
}
