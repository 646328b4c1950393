/**
 * A model and a moment as a program of SQL statements over the tables of the schema `data`, pure text. Its tables and views stand
 * in a schema named by the period: one table for each pass over a source, one for each entity with the verdicts on every subject.
 * `prelude` makes the schema `run` beforehand; `results` joins the moments' verdicts into the tables that interfaces.md names.
 */
import type { Moment } from '../calendar/period.ts';
import type { Language } from '../diagnostics/diagnostic.ts';
import type { Model } from '../model/policy.ts';
import type { AggregateSql } from './aggregate-parts.ts';
import { type Coding, codedSql } from './coded.ts';
import { type Context, type Knowledge, momentTable, noKnowledge } from './context.ts';
import type { Dialect } from './dialect.ts';
import { versionsSql } from './field.ts';
import { findingsSql } from './findings.ts';
import { groupSql } from './group.ts';
import { goalsByEntity, judgedSql, judgedTable } from './judged.ts';
import { type Goals, type Group, type Item, itemName, type Plan, planOf, type WorkdayField } from './plan.ts';
import type { Computed } from './relation.ts';
import { dueSql, dueTable } from './reports.ts';
import { rollupSql } from './rollup.ts';
import { refuseTooLarge } from './size.ts';
import type { Statement } from './statement.ts';

export interface ProgramOptions {
  readonly language: Language;
  /** Entities whose file does not exist. */
  readonly missing: ReadonlySet<string>;
  /** What is known of the data; without it the program supposes that any cell may be unknown. */
  readonly knowledge?: Knowledge;
  /** Whether findings are wanted; default true. They are the longest part of a program. */
  readonly findings?: boolean;
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
  /** Removes the tables that nothing needs after the findings. */
  readonly discard: readonly Statement[];
  /** Whether something counts workdays: then the as-of date must lie within the calendar's years. */
  readonly countsWorkdays: boolean;
  readonly workdayFields: readonly WorkdayField[];
}

/** An entity's subjects with their verdicts: `#subject`, `#written`, a column for each rule, `NAME#standard` for each standard. */
export interface Judged {
  readonly entity: string;
  readonly table: string;
  readonly rules: readonly string[];
  readonly standards: readonly string[];
}

/** Throws ZhunshengError for a condition that is too large (ZS5044). */
export function compileProgram(model: Model, moment: Moment, dialect: Dialect, options: ProgramOptions): Program {
  refuseTooLarge(model);
  const schema = moment.period.name;
  const { language, missing, knowledge = noKnowledge, coding = noCoding } = options;
  const isCoded = (entity: string): boolean =>
    // Of one field, so that no two keys have the same text.
    model.dictionary.entities.get(entity)?.key.length === 1 && (knowledge.count(entity) ?? -1) >= coding.from;
  const context: Context = { model, moment, dialect, language, missing, knowledge, schema };
  const goals: Goals = {
    rules: [...model.rules.values()],
    standards: [...model.standards.values()],
    rollups: [...model.rollups.values()],
  };
  const plan = planOf(context, goals);
  const byEntity = goalsByEntity(context, goals);
  const { computed, statements } = passes(context, plan);
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
  const findings = options.findings === false ? { statements: [], tables: [] } : findingsSql(context, computed, judged);
  return {
    moment,
    schema,
    passes: [
      { name: `schema ${schema}`, sql: `CREATE SCHEMA ${dialect.quote(schema)}` },
      ...versioned,
      ...statements,
      ...verdicts,
    ],
    judged: judged.map(({ entity, table, rules, standards }) => ({
      entity,
      table,
      rules: rules.map(({ name }) => name),
      standards: standards.map(({ name }) => name),
    })),
    findings: findings.statements,
    rollups: judged.flatMap(({ table, rollups }) =>
      rollups.map((rollup) => ({
        name: `roll-up ${rollup.name}`,
        sql: `INSERT INTO run.rollups\n${rollupSql(context, rollup, table)}`,
      })),
    ),
    discard: [
      ...[...versioned, ...statements].map(({ name }) => momentTable(context, name)),
      ...judged.flatMap(({ coded }) => coded?.passing ?? []),
      ...findings.tables,
    ].map((table) => ({
      name: `drop ${table}`,
      sql: `DROP TABLE IF EXISTS ${table}`,
    })),
    countsWorkdays: plan.countsWorkdays,
    workdayFields: plan.workdayFields,
  };
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
): { readonly computed: Computed; readonly statements: readonly Statement[] } {
  const groups = new Map<string, Group>();
  const aggregates = new Map<string, AggregateSql>();
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
  };
  for (const group of plan.groups) {
    const made = groupSql(context, computed, group);
    for (const item of group.items) groups.set(itemName(item), group);
    for (const [item, aggregate] of made.aggregates) aggregates.set(itemName(item), aggregate);
    const table = momentTable(context, group.name);
    statements.push({ name: group.name, sql: context.dialect.createTable(table, made.query) });
  }
  return { computed, statements };
}

function found<T>(map: ReadonlyMap<string, T>, item: Item): T {
  const value = map.get(itemName(item));
  if (value === undefined) throw new Error(`${itemName(item)} was not computed before`);
  return value;
}
