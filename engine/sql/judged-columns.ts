/** The tables with the verdicts on an entity's subjects, and how their columns are named. */
import { type Context, momentTable } from './context.ts';

export function judgedTable(context: Context, entity: string): string {
  return momentTable(context, `judged ${entity}`);
}

/** Columns of the projection; rules have their own names. */
export const subjectColumn = '#subject';
/** Whether the table of verdicts has a row for the subject. */
export const writtenColumn = '#written';

export function standardColumn(standard: string): string {
  return `${standard}#standard`;
}

export function scoreColumn(standard: string): string {
  return `${standard}#score`;
}

export function groupColumn(rollup: string): string {
  return `${rollup}#group`;
}
