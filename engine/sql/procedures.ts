/** Where records are in a procedure, step by step, as SQL; semantics.md, "Procedures". */

import { exact } from '../model/number.ts';
import type { FactPath, Procedure, ProcedureStep } from '../model/policy.ts';
import { factsOfCondition } from '../model/reads.ts';
import { conditionSql } from './condition.ts';
import { amountValue, type Context } from './context.ts';
import type { NamedExpression } from './dialect.ts';
import { keyTextSql } from './key-text.ts';
import { conjunction, disjunction } from './logic.ts';
import { arithmeticOf } from './number.ts';
import { mayBePlaced } from './placed.ts';
import { type Computed, type Relation, relationOf } from './relation.ts';
import type { Statement } from './statement.ts';
import { always, anyOf, isTrue, isUnknown, type SqlTruth } from './truth.ts';
import { keyPaths } from './verdict.ts';

/** The facts of its records that a procedure reads. */
export function factsOfProcedure({ admitWhen, steps }: Procedure): readonly FactPath[] {
  return [
    ...(admitWhen === null ? [] : factsOfCondition(admitWhen)),
    ...steps.flatMap(({ on, within }) => [
      on,
      ...(within === null ? [] : [within.from, { through: [], fact: within.taken }]),
    ]),
  ];
}

/** Adds the procedure's rows to `run.procedures`. */
export function procedureSql(context: Context, computed: Computed, procedure: Procedure): Statement {
  const { dialect, moment } = context;
  const { name, entity, during, steps } = procedure;
  const cells = [...keyPaths(context, entity), ...(during === null ? [] : [during])];
  const relation = relationOf(context, computed, entity, { facts: factsOfProcedure(procedure), cells }, 's');
  const isIn = inProcedure(procedure, relation);
  const made = steps.map((step, i) => stepSql(context, relation, step, i));
  const inner: NamedExpression[] = [
    { name: 'subject', sql: keyTextSql(context, entity, relation) },
    { name: 'is_known', sql: isTrue(isIn) },
    ...made.flatMap((step) => step.columns),
  ];
  const where = conjunction([
    relation.exists,
    mayBePlaced(context, entity, during, relation),
    disjunction([isTrue(isIn), isUnknown(isIn)]),
  ]);
  const list = inner.map(({ name: column, sql }) => `${sql} AS ${column}`).join(',\n  ');
  const from = [relation.from, ...made.flatMap(({ joins }) => joins)].join('\n');
  const records = `SELECT ${list}\nFROM ${from}${where === 'TRUE' ? '' : `\nWHERE ${where}`}`;
  // A row for each step: the record once for each of the numbers.
  const numbered = `SELECT v.*, unnest([${steps.map((_, i) => i + 1).join(', ')}]) AS step\nFROM (${records}) v`;
  const choose = (of: (index: number) => string): string =>
    `CASE step ${steps.map((_, i) => `WHEN ${i + 1} THEN ${of(i)}`).join('\n    ')} END`;
  const columns = [
    `${dialect.text(moment.period.name)} AS period`,
    `${dialect.text(name)} AS procedure`,
    'subject',
    `${choose((i) => dialect.text(steps[i]?.name ?? ''))} AS step`,
    `${choose((i) => stateSql(steps.length, i))} AS state`,
    `${choose((i) => lateSql(context, procedure, i))} AS late_by_days`,
  ];
  return {
    name: `procedure ${name}`,
    sql: `INSERT INTO run.procedures\nSELECT ${columns.join(',\n  ')}\nFROM (${numbered}) p`,
  };
}

/** Empty where `admit-when` is and no step has been taken: that admits nobody. */
function inProcedure({ admitWhen, steps }: Procedure, relation: Relation): SqlTruth {
  if (admitWhen === null) return always;
  const taken = steps.map(
    ({ on }): SqlTruth => ({ sql: `(${dateOf(relation, on)} IS NOT NULL)`, known: true, unknown: null }),
  );
  return anyOf([conditionSql(admitWhen, relation), ...taken]);
}

interface StepSql {
  /** The step's date, whether more time was taken than allowed, and by how many days, where that is so. */
  readonly columns: readonly NamedExpression[];
  readonly joins: readonly string[];
}

function stepSql(context: Context, relation: Relation, { on, within }: ProcedureStep, index: number): StepSql {
  const { dialect, moment } = context;
  const n = index + 1;
  const day = { name: `d${n}`, sql: dateOf(relation, on) };
  const amount = within === null ? null : amountValue(context, within.amount);
  if (within === null || amount === null) return { columns: [day, { name: `late${n}`, sql: 'FALSE' }], joins: [] };
  const taken = relation.fact({ through: [], fact: within.taken });
  if (taken.kind !== 'number') throw new Error(`${within.taken} is no number`);
  const { compare, literal } = arithmeticOf(dialect);
  const late = `coalesce(${compare(taken.low, '>', literal(exact(amount)))}, FALSE)`;
  const whole = exact(amount).floor().toString();
  const { allowed, joins } = lastAllowed(context, dateOf(relation, within.from), within.unit, whole, n);
  const by = dialect.daysBetween(allowed, `coalesce(${day.sql}, ${dialect.date(moment.asOf)})`);
  const columns = [day, { name: `late${n}`, sql: late }, { name: `by${n}`, sql: `CASE WHEN ${late} THEN ${by} END` }];
  return { columns, joins };
}

function lastAllowed(
  { dialect }: Context,
  from: string,
  unit: 'days' | 'workdays' | 'months',
  amount: string,
  n: number,
): { readonly allowed: string; readonly joins: readonly string[] } {
  switch (unit) {
    case 'days':
      return { allowed: dialect.addDays(from, amount), joins: [] };
    case 'months':
      return { allowed: dialect.addMonths(from, amount), joins: [] };
    case 'workdays': {
      if (amount === '0') return { allowed: from, joins: [] };
      // The first day up to and with which there are so many workdays after it.
      const firsts = 'SELECT number, min(day) AS day FROM run.workdays GROUP BY number';
      return {
        allowed: `w${n}.day`,
        joins: [
          `LEFT JOIN run.workdays c${n} ON c${n}.day = ${from}`,
          `LEFT JOIN (${firsts}) w${n} ON w${n}.number = c${n}.number + ${amount}`,
        ],
      };
    }
  }
}

/** The first that holds of those that semantics.md lists. */
function stateSql(count: number, index: number): string {
  const [day, late] = [`d${index + 1}`, `late${index + 1}`];
  const earlier = Array.from({ length: index }, (_, i) => `d${i + 1}`);
  const later = Array.from({ length: count - index - 1 }, (_, i) => `d${index + i + 2}`);
  const isAfter = disjunction(earlier.map((one) => `coalesce(${one} > ${day}, FALSE)`));
  const isFollowed = disjunction(later.map((one) => `${one} IS NOT NULL`));
  const isNext = index === 0 ? 'TRUE' : `d${index} IS NOT NULL`;
  return (
    `CASE WHEN NOT is_known THEN 'undetermined' WHEN ${day} IS NOT NULL THEN ` +
    `CASE WHEN ${isAfter} THEN 'out-of-order' WHEN ${late} THEN 'late' ELSE 'done' END ` +
    `WHEN ${isFollowed} THEN 'missing' WHEN ${late} THEN 'overdue' WHEN ${isNext} THEN 'due' ELSE 'pending' END`
  );
}

/** Not with a step that is missing: it was taken, as a later one was, on a day that nobody knows. */
function lateSql(context: Context, { steps }: Procedure, index: number): string {
  const within = steps[index]?.within ?? null;
  const none = `CAST(NULL AS ${context.dialect.types.integer})`;
  if (within === null || amountValue(context, within.amount) === null) return none;
  const isMissing = disjunction(steps.slice(index + 1).map((_, i) => `d${index + i + 2} IS NOT NULL`));
  const told = conjunction([
    'is_known',
    disjunction([`d${index + 1} IS NOT NULL`, isMissing === 'FALSE' ? 'TRUE' : `NOT ${isMissing}`]),
  ]);
  return `CASE WHEN ${told} THEN CAST(by${index + 1} AS ${context.dialect.types.integer}) END`;
}

function dateOf(relation: Relation, path: FactPath): string {
  const value = relation.fact(path);
  if (value.kind !== 'plain') throw new Error(`${path.fact} is a number`);
  return value.sql;
}
