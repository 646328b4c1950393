/**
 * A model and a moment as a program of SQL statements over the tables of the schema `data`, pure text. Its tables and views stand
 * in a schema named by the period: one table for each pass over a source, one for each entity with the verdicts on every subject.
 * `prelude` makes the schema `run` beforehand; `results` joins the moments' verdicts into the tables that interfaces.md names.
 */
import type { Moment } from '../calendar/period.ts';
import type { Language } from '../diagnostics/diagnostic.ts';
import type { Fact } from '../model/fact.ts';
import type { Model } from '../model/policy.ts';
import type { AggregateSql } from './aggregate-parts.ts';
import { type CodedSql, type CodedVerdicts, type Coding, codedSql } from './coded.ts';
import { type Context, type Knowledge, momentTable, noKnowledge } from './context.ts';
import type { Dialect } from './dialect.ts';
import { type Earlier, nothingEarlier } from './earlier.ts';
import { versionsSql } from './field.ts';
import { findingsSql } from './findings.ts';
import { goalsOf } from './goals.ts';
import { groupSql } from './group.ts';
import { type EntityGoals, goalsByEntity, judgedSql } from './judged.ts';
import { judgedTable } from './judged-columns.ts';
import { type Keep, type Kept, keepNothing, keptSql } from './kept.ts';
import { ladderSql } from './ladders.ts';
import { type Group, type Item, itemName, type Plan, type PreviousFact, planOf, type WorkdayField } from './plan.ts';
import { procedureSql } from './procedures.ts';
import type { Computed, Stored } from './relation.ts';
import { dueSql, dueTable } from './reports.ts';
import { changeSql } from './rollup.ts';
import { refuseTooLarge } from './size.ts';
import { standingSql } from './standing.ts';
import type { Statement } from './statement.ts';

export interface ProgramOptions {
  readonly language: Language;
  /** Entities whose file does not exist. */
  readonly missing: ReadonlySet<string>;
  /** What is known of the data; without it the program supposes that any cell may be unknown. */
  readonly knowledge?: Knowledge;
  /** Whether findings are wanted; default true. They are the longest part of a program. */
  readonly findings?: boolean;
  /** Whose rules, standards and so on are judged and told; default: the model's. Null: the program only keeps what is asked of it. */
  readonly asked?: Model | null;
  /** What later periods read of this one. */
  readonly keep?: Keep;
  /** What earlier periods have kept for this one; without it `previous` is unknown, and ladders have no occasions. */
  readonly earlier?: Earlier;
  /** Default: the period's name. */
  readonly schema?: string;
  /** How the verdicts of very many subjects are kept; without it there is a table of them for each entity. */
  readonly coding?: Coding;
}

export interface Program {
  readonly moment: Moment;
  readonly schema: string;
  /** They make the tables of the passes and, last, of the verdicts. */
  readonly passes: readonly Statement[];
  readonly judged: readonly Judged[];
  /** They add to `run.findings`. */
  readonly findings: readonly Statement[];
  /** They add to `run.rollups`. */
  readonly rollups: readonly Statement[];
  /** They add to `run.ladders`. */
  readonly ladders: readonly Statement[];
  /** They add to `run.procedures`. */
  readonly procedures: readonly Statement[];
  /** Removes the tables that nothing needs after the findings. */
  readonly discard: readonly Statement[];
  /** Made with the passes; its tables stay. */
  readonly kept: Kept;
  /** The facts of the period before that the program reads. */
  readonly previous: readonly PreviousFact[];
  /** Whether something counts workdays: then the as-of date must lie within the calendar's years. */
  readonly countsWorkdays: boolean;
  readonly workdayFields: readonly WorkdayField[];
}

/**
 * An entity's subjects with their verdicts: `#subject`, `#written`, a column for each rule, `NAME#standard` for each standard, and
 * `NAME#score` for one with a score.
 */
export interface Judged {
  readonly entity: string;
  readonly table: string;
  readonly rules: readonly string[];
  readonly standards: readonly string[];
  /** Those of the standards that give points. */
  readonly scored: readonly string[];
  /** How the verdicts of very many subjects are kept: their rows lie in any order; null: in a table, sorted. */
  readonly coded: CodedVerdicts | null;
}

/** Throws ZhunshengError for a condition that is too large (ZS5044). */
export function compileProgram(model: Model, moment: Moment, dialect: Dialect, options: ProgramOptions): Program {
  refuseTooLarge(model);
  const { schema = moment.period.name, asked = model, keep = keepNothing, earlier = nothingEarlier } = options;
  const { language, missing, knowledge = noKnowledge, coding = noCoding } = options;
  const isCoded = (entity: string): boolean =>
    // Of one field, so that no two keys have the same text.
    model.dictionary.entities.get(entity)?.key.length === 1 && (knowledge.count(entity) ?? -1) >= coding.from;
  const context: Context = { model, moment, dialect, language, missing, knowledge, schema };
  const goals = goalsOf(context, { asked, keep, findings: options.findings !== false });
  const plan = planOf(context, goals);
  const byEntity = goalsByEntity(context, goals, keep.occasions);
  const { computed, statements } = passes(context, plan, earlier);
  const versioned = versions(context);
  const judged = byEntity.map((one) => ({
    ...one,
    table: judgedTable(context, one.entity),
    coded: isCoded(one.entity) ? codedSql(context, computed, one, coding) : null,
  }));
  const verdicts = judged.flatMap(
    (one): readonly Statement[] =>
      one.coded?.statements ?? [
        { name: `judged ${one.entity}`, sql: dialect.createTable(one.table, judgedSql(context, computed, one)) },
      ],
  );
  const kept = keptSql(context, computed, keep);
  const isTold = new Set(goals.told.map(({ name }) => name));
  const findings = findingsSql(
    context,
    computed,
    judged.map((one) => ({ ...one, rules: one.rules.filter(({ name }) => isTold.has(name)) })),
  );
  const ladders = [...(asked?.ladders.values() ?? [])].map((ladder) =>
    ladderSql(context, computed, ladder, earlier.periodsOf(ladder)),
  );
  const tables = [
    ...[...versioned, ...statements].map(({ name }) => momentTable(context, name)),
    ...findings.tables,
    ...ladders.flatMap((ladder) => ladder.tables),
    // What nobody has asked for was judged for what is kept of it.
    ...(asked === null ? judged.flatMap(({ table, coded }) => (coded === null ? [table] : [])) : []),
  ];
  return {
    moment,
    schema,
    passes: [
      { name: `schema ${schema}`, sql: `CREATE SCHEMA ${dialect.quote(schema)}` },
      ...versioned,
      ...statements,
      ...verdicts,
      ...kept.statements,
    ],
    judged: asked === null ? [] : judgedOf(asked, judged),
    findings: findings.statements,
    rollups: [...(asked?.rollups.values() ?? [])].map((rollup) => ({
      name: `roll-up ${rollup.name}`,
      sql: `INSERT INTO run.rollups\n${changeSql(context, rollup, earlier.ratesOf(rollup))}`,
    })),
    ladders: ladders.flatMap((ladder) => ladder.statements),
    procedures: [...(asked?.procedures.values() ?? [])]
      .filter(({ entity }) => !missing.has(entity))
      .map((procedure) => procedureSql(context, computed, procedure)),
    discard: [
      ...tables.map((table) => ({ name: `drop ${table}`, sql: `DROP TABLE IF EXISTS ${table}` })),
      ...(asked === null ? judged.flatMap(({ coded }) => coded?.discard ?? []) : []),
    ],
    kept,
    previous: plan.previous,
    countsWorkdays: plan.countsWorkdays,
    workdayFields: plan.workdayFields,
  };
}

/** Everything that a program does, in the order in which it runs. */
export function statementsOf({
  passes,
  rollups,
  ladders,
  procedures,
  findings,
  discard,
}: Program): readonly Statement[] {
  return [...passes, ...rollups, ...ladders, ...procedures, ...findings, ...discard];
}

type JudgedGoals = EntityGoals & { readonly table: string; readonly coded: CodedSql | null };

function judgedOf(asked: Model, judged: readonly JudgedGoals[]): readonly Judged[] {
  return judged
    .map(({ entity, table, coded, ...goals }) => {
      const standards = goals.standards.filter(({ name }) => asked.standards.has(name));
      return {
        entity,
        table,
        coded: coded?.verdicts ?? null,
        rules: goals.rules.filter(({ name }) => asked.rules.has(name)).map(({ name }) => name),
        standards: standards.map(({ name }) => name),
        scored: standards.filter(({ score }) => score !== null).map(({ name }) => name),
      };
    })
    .filter(({ rules, standards }) => rules.length + standards.length > 0);
}
const noCoding: Coding = { from: Number.POSITIVE_INFINITY, idle: new Map() };

/** Tables of the versions in force, and of the months in which reports about them are due. */
export function versions(context: Context): readonly Statement[] {
  const { dialect, model, missing } = context;
  const versioned = [...model.dictionary.entities.values()].filter(
    ({ name, valid }) => valid !== null && !missing.has(name),
  );
  return versioned.flatMap((entity) => [
    { name: entity.name, sql: dialect.createTable(momentTable(context, entity.name), versionsSql(context, entity)) },
    {
      name: dueTable(entity.name),
      sql: dialect.createTable(momentTable(context, dueTable(entity.name)), dueSql(context, entity.name)),
    },
  ]);
}

/** The passes over the data that a plan wants, and how their results are read. */
export function passes(
  context: Context,
  plan: Plan,
  earlier: Earlier,
): { readonly computed: Computed; readonly statements: readonly Statement[] } {
  const groups = new Map<string, Group>();
  const aggregates = new Map<string, AggregateSql>();
  const standings = new Map<Fact, Stored>();
  const settlers = new Map(plan.groups.flatMap((group) => group.settles.map((rule) => [rule.name, group] as const)));
  const statements: Statement[] = [];
  const computed: Computed = {
    groupOf: (item) => found(groups, item),
    settlerOf: (rule) => settlers.get(rule.name) ?? null,
    valueOf: (item, read, open) => found(aggregates, item).value(read, open),
    recordOf(item, read, open) {
      const { record } = found(aggregates, item);
      if (record === undefined) throw new Error(`${itemName(item)} chooses no record`);
      return record(read, open);
    },
    standingOf(fact) {
      const stored = standings.get(fact);
      if (stored === undefined) throw new Error(`${fact.entity}.${fact.name} was not computed before`);
      return stored;
    },
    previousOf: (fact) => earlier.previousOf(fact),
  };
  for (const pass of [...plan.groups, ...plan.standings].sort((a, b) => a.level - b.level)) {
    const table = momentTable(context, pass.name);
    if ('facts' in pass) {
      const { query, values } = standingSql(context, computed, pass);
      for (const [fact, value] of values) standings.set(fact, { table, value });
      statements.push({ name: pass.name, sql: context.dialect.createTable(table, query) });
      continue;
    }
    const made = groupSql(context, computed, pass);
    for (const item of pass.items) groups.set(itemName(item), pass);
    for (const [item, aggregate] of made.aggregates) aggregates.set(itemName(item), aggregate);
    statements.push({ name: pass.name, sql: context.dialect.createTable(table, made.query) });
  }
  return { computed, statements };
}

function found<T>(map: ReadonlyMap<string, T>, item: Item): T {
  const value = map.get(itemName(item));
  if (value === undefined) throw new Error(`${itemName(item)} was not computed before`);
  return value;
}
