/**
 * Looks into one rule or fact over all subjects, for people who write policies: how many find each part of a rule's conditions
 * true, and what values a fact has. Pure text, as `program.ts`; the query runs after the statements, in the same database.
 */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Moment } from '../calendar/period.ts';
import type { Condition } from '../model/condition.ts';
import type { FactPath, Model, Rule, Template } from '../model/policy.ts';
import { factsOfRule } from '../model/reads.ts';
import type { Truth } from '../model/truth.ts';
import { conditionSql } from './condition.ts';
import { type Context, noKnowledge } from './context.ts';
import type { Dialect } from './dialect.ts';
import { nothingEarlier } from './earlier.ts';
import { keyTextSql } from './key-text.ts';
import type { SqlNumber } from './number.ts';
import { planOf } from './plan.ts';
import { type ProgramOptions, passes, versions } from './program.ts';
import { type Computed, type Relation, relationOf } from './relation.ts';
import { type Before, compileBefore } from './sequence.ts';
import type { Statement } from './statement.ts';
import { allOf, always, isEmpty, isFalse, isTrue, type SqlTruth } from './truth.ts';
import { isPoint } from './value.ts';
import { keyPaths, placedOf } from './verdict.ts';

export interface Inspection {
  /** The schemas that the statements make: one named by the period, and those of the earlier periods that are read. */
  readonly schemas: readonly string[];
  readonly statements: readonly Statement[];
  readonly query: string;
  readonly countsWorkdays: boolean;
}

export interface InspectOptions extends Pick<ProgramOptions, 'language' | 'missing' | 'knowledge'> {
  /** Everything in force on a day, by which earlier periods are judged; without it facts of them are unknown. */
  readonly modelOn?: (day: CivilDate) => Model | null;
}

/** The order of the four counts of each node in the answer of `inspectRule`. */
const truthOrder: readonly Truth[] = ['true', 'false', 'unknown', 'empty'];

/**
 * The query gives one row of numbers: the subjects there are, those that come to `when`, those that come to `require`; then four
 * counts (`truthOrder`) for `during`, for each node of `when` and of `require` (`nodesOf`), among those that come to it.
 */
export function inspectRule(
  model: Model,
  moment: Moment,
  dialect: Dialect,
  options: InspectOptions,
  rule: Rule,
): Inspection {
  const { context, schemas, statements, relation, countsWorkdays } = prepared(model, moment, dialect, options, rule);
  const during = placedOf(context, rule, relation);
  const truth = (condition: Condition): SqlTruth => conditionSql(condition, relation);
  const when = rule.when === null ? always : truth(rule.when);
  const nodes: SqlTruth[] = [during, ...[rule.when, rule.require].flatMap((root) => nodesOf(root).map(truth))];
  const first = 1 + nodesOf(rule.when).length;
  const columns = [
    ...nodes.map((node, i) => `${codeOf(node)} AS n${i}`),
    `NOT ${isFalse(during)} AS enters1`,
    `${isTrue(allOf([during, when]))} AS enters2`,
  ];
  const enters = (i: number): string => (i === 0 ? '' : i < first ? 'enters1 AND ' : 'enters2 AND ');
  const counts = nodes.flatMap((_, i) =>
    truthOrder.map((_truth, code) => dialect.countIf(`${enters(i)}n${i} = ${code}`)),
  );
  const all = ['count(*)', dialect.countIf('enters1'), dialect.countIf('enters2'), ...counts];
  const query =
    `SELECT ${all.map((sql, i) => `${sql} AS c${i}`).join(', ')}\n` +
    `FROM (SELECT ${columns.join(', ')}\nFROM ${relation.from}${existing(relation)}) n`;
  return { schemas, statements, query, countsWorkdays };
}

/**
 * The query gives a row for each subject: its key as `subject`; a number's `low` and `high` as DOUBLE, or the `value` of another
 * fact; and `is_empty`. Sensitive facts are the caller's to refuse.
 */
export function inspectFact(
  model: Model,
  moment: Moment,
  dialect: Dialect,
  options: InspectOptions,
  entity: string,
  fact: string,
): Inspection {
  const asked = ruleAbout(entity, fact);
  const { context, schemas, statements, relation, countsWorkdays } = prepared(model, moment, dialect, options, asked);
  const value = relation.fact({ through: [], fact });
  const columns = [
    `${keyTextSql(context, entity, relation)} AS subject`,
    ...(value.kind === 'plain'
      ? [`${value.sql} AS value`]
      : [
          `${approximately(value.low)} AS low`,
          `${isPoint(value) ? approximately(value.low) : approximately(value.high)} AS high`,
        ]),
    `${value.empty === null ? 'FALSE' : `coalesce(${value.empty}, FALSE)`} AS is_empty`,
  ];
  const query = `SELECT ${columns.join(', ')}\nFROM ${relation.from}${existing(relation)}`;
  return { schemas, statements, query, countsWorkdays };
}

/**
 * The query gives a row for each of some subjects, its key as `subject`, and for the i-th path what a fact has: `low{i}` and
 * `high{i}` of a number as DOUBLE, or `value{i}` as text; and `empty{i}`. Sensitive facts are the caller's to leave out, and so
 * are those of earlier periods, which are unknown here.
 */
export function inspectPaths(
  model: Model,
  moment: Moment,
  dialect: Dialect,
  options: InspectOptions,
  { entity, paths, subjects }: AskedPaths,
): Inspection {
  const require: Condition = { kind: 'all', of: paths.map((fact) => ({ kind: 'known', fact, negated: false })) };
  const asked: Rule = { ...ruleAbout(entity, ''), require };
  const { context, schemas, statements, relation, countsWorkdays } = prepared(model, moment, dialect, options, asked);
  const columns = paths.flatMap((path, i) => {
    const value = relation.fact(path);
    const empty = `${value.empty === null ? 'FALSE' : `coalesce(${value.empty}, FALSE)`} AS empty${i}`;
    if (value.kind === 'plain') return [`CAST(${value.sql} AS ${dialect.types.text}) AS value${i}`, empty];
    const high = isPoint(value) ? value.low : value.high;
    return [`${approximately(value.low)} AS low${i}`, `${approximately(high)} AS high${i}`, empty];
  });
  const key = keyTextSql(context, entity, relation);
  const query =
    `SELECT ${[`${key} AS subject`, ...columns].join(', ')}\nFROM ${relation.from}\n` +
    `WHERE ${relation.exists} AND ${key} IN (${subjects.map(dialect.text).join(', ')})`;
  return { schemas, statements, query, countsWorkdays };
}

export interface AskedPaths {
  readonly entity: string;
  readonly paths: readonly FactPath[];
  readonly subjects: readonly string[];
}

/** A condition with all its parts, each before its own parts. */
function nodesOf(condition: Condition | null): readonly Condition[] {
  if (condition === null) return [];
  switch (condition.kind) {
    case 'all':
    case 'any':
      return [condition, ...condition.of.flatMap(nodesOf)];
    case 'not':
    case 'shared':
      return [condition, ...nodesOf(condition.of)];
    default:
      return [condition];
  }
}

interface Prepared {
  readonly context: Context;
  readonly computed: Computed;
  readonly schemas: readonly string[];
  readonly statements: readonly Statement[];
  readonly relation: Relation;
  readonly countsWorkdays: boolean;
}

/** What a rule reads, computed in a schema named by the period. */
export function prepared(
  model: Model,
  moment: Moment,
  dialect: Dialect,
  options: InspectOptions,
  rule: Rule,
): Prepared {
  const { language, missing, knowledge = noKnowledge, modelOn } = options;
  const schema = moment.period.name;
  const context: Context = { model, moment, dialect, language, missing, knowledge, schema };
  const nothing = { standards: [], rollups: [], asked: [], told: [], required: [], facts: [] };
  const plan = planOf(context, { ...nothing, rules: [rule] });
  const before = plan.previous.length === 0 || modelOn === undefined ? nothingBefore : beforeOf(context, rule, modelOn);
  const { computed, statements } = passes(context, plan, before.earlier);
  const cells = [...(rule.during === null ? [] : [rule.during]), ...keyPaths(context, rule.entity)];
  const relation = relationOf(context, computed, rule.entity, { facts: factsOfRule(rule), cells }, 's');
  const made = [
    ...before.programs.flatMap((program) => program.passes),
    { name: `schema ${schema}`, sql: `CREATE SCHEMA ${dialect.quote(schema)}` },
    ...versions(context),
    ...statements,
  ];
  return {
    context,
    computed,
    schemas: [schema, ...before.programs.map((program) => program.schema)],
    statements: made,
    relation,
    countsWorkdays: plan.countsWorkdays || before.programs.some((program) => program.countsWorkdays),
  };
}

const nothingBefore: Before = { programs: [], earlier: nothingEarlier };

function beforeOf(
  { model, moment, dialect, language, missing, knowledge, schema }: Context,
  rule: Rule,
  modelOn: (day: CivilDate) => Model | null,
): Before {
  const none = {
    standards: new Map(),
    rollups: new Map(),
    procedures: new Map(),
    ladders: new Map(),
  };
  const asked: Model = { ...model, ...none, rules: new Map([[rule.name, rule]]) };
  const options = { language, missing, knowledge, findings: false, modelOn, prefix: `${schema} ` };
  return compileBefore({ moment, model, asked }, dialect, options);
}

/** A rule that reads the fact and nothing else. */
function ruleAbout(entity: string, fact: string): Rule {
  const nothing: Template = { zh: [], en: [] };
  return {
    name: fact,
    title: { zh: fact, en: fact },
    policy: '',
    entity,
    during: null,
    when: null,
    require: { kind: 'known', fact: { through: [], fact }, negated: false },
    cites: null,
    severity: 'minor',
    message: nothing,
    remedy: nothing,
    responsible: [],
    procedure: null,
  };
}

function codeOf(truth: SqlTruth): string {
  return `CASE WHEN ${isTrue(truth)} THEN 0 WHEN ${isFalse(truth)} THEN 1 WHEN ${isEmpty(truth)} THEN 3 ELSE 2 END`;
}

function approximately({ sql, per }: SqlNumber): string {
  return per === null ? `CAST(${sql} AS DOUBLE)` : `CAST(${sql} AS DOUBLE) / CAST(${per} AS DOUBLE)`;
}

function existing({ exists }: Relation): string {
  return exists === 'TRUE' ? '' : `\nWHERE ${exists}`;
}
