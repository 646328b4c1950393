/** The records that decided that some subjects fail a rule, for people who ask about these subjects only. Pure text, as `inspect.ts`. */
import type { Moment } from '../calendar/period.ts';
import type { Model, Rule } from '../model/policy.ts';
import { recordsBehind } from './behind.ts';
import type { Dialect } from './dialect.ts';
import { failingSubjects } from './failing.ts';
import { decidingRecords } from './findings.ts';
import { type Inspection, prepared } from './inspect.ts';
import { subjectColumn } from './judged-columns.ts';
import type { ProgramOptions } from './program.ts';

/**
 * The query gives a row for each record that decided, once: the `subject` that fails, and the `record` by its key as text. Null:
 * no fact of the rule has records behind it. Facts of earlier periods are unknown here: rules that read them are the caller's to
 * leave out.
 */
export function inspectRecords(
  model: Model,
  moment: Moment,
  dialect: Dialect,
  options: ProgramOptions,
  { rule, subjects }: { readonly rule: Rule; readonly subjects: readonly string[] },
): Inspection | null {
  const silent: Rule = { ...rule, message: { zh: [], en: [] }, remedy: { zh: [], en: [] } };
  const { context, computed, schemas, statements, countsWorkdays } = prepared(model, moment, dialect, options, silent);
  const goals = { entity: rule.entity, rules: [silent], standards: [], rollups: [], asked: [], occasions: [] };
  const failing = failingSubjects(context, computed, goals, subjects.map(dialect.text).join(', '));
  const [judged] = failing.rules;
  const behind = recordsBehind(context, computed, failing);
  const records = judged === undefined ? null : decidingRecords(context, failing, behind, judged);
  if (records === null) return null;
  const { id, record, sql } = records;
  const query =
    `SELECT DISTINCT f.${dialect.quote(subjectColumn)} AS subject, e.${record} AS record\n` +
    `FROM (${sql}) e JOIN ${failing.table} f ON e.${id} = ${dialect.rowId('f')}\nORDER BY 1, 2`;
  const made = [...statements, failing.statement, ...behind.map(({ statement }) => statement)];
  return { schemas, statements: made, query, countsWorkdays };
}
