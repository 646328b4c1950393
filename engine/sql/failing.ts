/** The failing subjects of an entity, kept in a table with the facts that their messages and evidence read. */
import type { FactPath, Rule } from '../model/policy.ts';
import { factsOfCondition, factsOfTemplate } from '../model/reads.ts';
import type { Scope } from './condition.ts';
import { type Context, momentTable, parameterValue } from './context.ts';
import type { Dialect, NamedExpression } from './dialect.ts';
import { type AggregateItem, behindLeaf, type DecidingLeaf, decidingLeaves, ownerPaths } from './evidence.ts';
import { type EntityGoals, placedByAny } from './judged.ts';
import { judgedTable, subjectColumn } from './judged-columns.ts';
import { keyTextSql } from './key-text.ts';
import { conjunction } from './logic.ts';
import { type Computed, relationOf } from './relation.ts';
import type { Statement } from './statement.ts';
import { columnsOf, valueIn } from './value.ts';
import { keyPaths, verdictSql, wantedByRule, wantedTogether } from './verdict.ts';

export interface Failing {
  readonly entity: string;
  readonly table: string;
  readonly statement: Statement;
  readonly rules: readonly { readonly rule: Rule; readonly evidence: readonly Deciding[] }[];
  /** The facts as columns of the table, under the alias `f`. */
  readonly scope: Scope;
  /** The columns that hold the key of the record to which references lead. */
  ownerColumns(through: readonly string[]): readonly string[];
  /** The column with the key of the record that a `latest` chose. */
  recordColumn(path: FactPath): string;
}

/** An aggregate that a leaf reads, and when that leaf is among those that decide. */
export interface Deciding extends DecidingLeaf {
  readonly item: AggregateItem;
  readonly through: readonly string[];
}

/** `known` is a query for the keys of the subjects that fail a rule; null: it is to be made from the table of verdicts. */
export function failingSubjects(
  context: Context,
  computed: Computed,
  { entity, rules }: EntityGoals,
  known: string | null,
): Failing {
  const { dialect, language } = context;
  const judged = rules.map((rule) => ({ rule, evidence: decidingAggregates(context, rule) }));
  const evidence = judged.flatMap((one) => one.evidence);
  const ways = distinct(
    evidence.map(({ through }) => through),
    (through) => through.join('\u0000'),
  );
  const owners = (through: readonly string[]): readonly FactPath[] => ownerPaths(context, entity, through);
  const records = distinct(evidence.filter(isLatest).map(factOf), pathName);
  const facts = distinct(
    judged.flatMap((one) => [
      ...[one.rule.message, one.rule.remedy].flatMap((template) => factsOfTemplate(template, language)),
      ...(one.evidence.length === 0 ? [] : factsOfCondition(one.rule.require)),
    ]),
    pathName,
  );
  const wanted = wantedTogether([
    { facts, cells: [...keyPaths(context, entity), ...ways.flatMap(owners)], records },
    ...rules.map((rule) => wantedByRule(context, computed, rule)),
  ]);
  const fails = rules.map((rule) => failsSql(dialect, 'j', rule)).join(' OR ');
  const among =
    known ?? `SELECT j.${dialect.quote(subjectColumn)} FROM ${judgedTable(context, entity)} j WHERE ${fails}`;
  const relation = relationOf(context, computed, entity, { ...wanted, among }, 's');
  const columns: NamedExpression[] = [
    { name: subjectColumn, sql: keyTextSql(context, entity, relation) },
    ...rules.map((rule) => ({ name: rule.name, sql: verdictSql(context, rule, relation) })),
    ...facts.flatMap((path) => columnsOf(factName(path), relation.fact(path))),
    ...ways.flatMap((way) => owners(way).map((path, i) => ({ name: ownerName(way, i), sql: relation.cell(path) }))),
    ...records.map((path) => ({ name: recordName(path), sql: relation.record(path) })),
  ];
  const name = `failing ${entity}`;
  const table = momentTable(context, name);
  const list = columns.map(({ name, sql }) => `${sql} AS ${dialect.quote(name)}`).join(',\n  ');
  const query =
    `SELECT v.*\nFROM (SELECT ${list}\nFROM ${relation.from}\n` +
    `WHERE ${conjunction([relation.exists, placedByAny(context, rules, relation)])}) v\nWHERE ${rules.map((rule) => failsSql(dialect, 'v', rule)).join(' OR ')}`;
  const column = (named: string): string => `f.${dialect.quote(named)}`;
  return {
    entity,
    table,
    statement: { name, sql: dialect.createTable(table, query) },
    rules: judged,
    scope: {
      dialect,
      fact: (path) => valueIn(dialect, 'f', factName(path), relation.fact(path)),
      parameter: (parameter) => parameterValue(context, parameter),
    },
    ownerColumns: (through) => owners(through).map((_, i) => column(ownerName(through, i))),
    recordColumn: (path) => column(recordName(path)),
  };
}

export function failsSql({ quote, verdict }: Dialect, alias: string, rule: Rule): string {
  return `${alias}.${quote(rule.name)} = ${verdict('fail')}`;
}

export function isLatest({ item }: Deciding): boolean {
  return item.aggregate.kind === 'latest';
}

export function factOf({ item, through }: Deciding): FactPath {
  return { through, fact: item.fact.name };
}

function decidingAggregates(context: Context, rule: Rule): readonly Deciding[] {
  return decidingLeaves(rule.require, false).flatMap((deciding) =>
    behindLeaf(context, rule.entity, deciding.leaf).map((behind) => ({ ...deciding, ...behind })),
  );
}

function factName(path: FactPath): string {
  return `fact ${pathName(path)}`;
}

function recordName(path: FactPath): string {
  return `record ${pathName(path)}`;
}

function ownerName(through: readonly string[], index: number): string {
  return `owner ${[...through, index + 1].join('.')}`;
}

function pathName(path: FactPath): string {
  return [...path.through, path.fact].join('.');
}

function distinct<T>(values: readonly T[], nameOf: (value: T) => string): readonly T[] {
  return [...new Map(values.map((value) => [nameOf(value), value])).values()];
}
