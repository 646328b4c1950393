/**
 * The records of an entity with what is asked of them: fields, aggregates from earlier passes, what references lead to, and
 * facts computed from these, each level of them one SELECT around the level before.
 */
import type { Fact } from '../model/fact.ts';
import type { FactPath, Rule } from '../model/policy.ts';
import { isAggregate } from '../model/reads.ts';
import { valueWithoutSource } from './aggregate.ts';
import type { Read } from './aggregate-parts.ts';
import { composedSql, isComposed, operandsOfComposed } from './composed.ts';
import type { Scope } from './condition.ts';
import { type Context, entityNamed, momentTable, parameterValue, referenceNamed } from './context.ts';
import type { NamedExpression } from './dialect.ts';
import type { Digit } from './digits.ts';
import { fieldSql, inForce, tableOf } from './field.ts';
import { keyTextOf } from './key-text.ts';
import { disjunction } from './logic.ts';
import {
  aggregateItem,
  columnName,
  type Group,
  type Item,
  itemName,
  keyColumn,
  settledColumns,
  settledPlace,
} from './plan.ts';
import { dueMonths, dueTable, reportedColumn } from './reports.ts';
import { settledOfNothing } from './settled.ts';
import { columnsOf, outerJoined, type SqlValue, unknownValue, valueIn } from './value.ts';
import { composedLevels, keyOfPath, needed, ownFacts, throughReferences, type Wanted } from './wanted.ts';

/** What earlier passes have computed. */
export interface Computed {
  groupOf(item: Item): Group;
  /** How an aggregate is read from its group's table. */
  valueOf(item: Item, read: Read, open: string): SqlValue;
  /** How the key of the record is read that a `latest` chose. */
  recordOf(item: Item, read: Read, open: string): string;
  /** The group that settles a rule's requirement; null: none does. */
  settlerOf(rule: Rule): Group | null;
  /** Where the table of a pass holds a fact that tells where a record stands. */
  standingOf(fact: Fact): Stored;
  /** Where an earlier period's table holds a `previous` fact of the records that existed then; null: it is not known. */
  previousOf(fact: Fact): Stored | null;
}

/** A fact in a table about the entity's records, by their keys. */
export interface Stored {
  /** As SQL names it. */
  readonly table: string;
  value(read: Read): SqlValue;
}

export interface Relation extends Scope {
  /** What stands after FROM. */
  readonly from: string;
  cell(path: FactPath): string;
  record(path: FactPath): string;
  worst(item: Item): string;
  /** The verdict that a settled requirement gives; null: it is not settled. */
  settled(rule: Rule): Digit | null;
  /** The earlier passes that are read of the records themselves and have rows for some of them only. */
  readonly groups: readonly Group[];
  /** Whether the record exists on the day judged; of one that doesn't, references to it may still tell. */
  readonly exists: string;
}

export function relationOf(
  context: Context,
  computed: Computed,
  entity: string,
  wanted: Wanted,
  alias: string,
): Relation {
  const own = ownFacts(context, entity, wanted.facts);
  const through = throughReferences(context, wanted, own);
  const levels = composedLevels(context, own);
  const joined = [wanted.worst ?? [], wanted.settled ?? [], wanted.records ?? []].flat();
  const isPlain = through.size + levels.length + joined.length === 0 && own.every(isField);
  const inner = isPlain ? alias : 'x';
  let frame = bottom(context, computed, entity, { wanted, own, through }, inner);
  if (!isPlain) frame = handedOn(context, frame, levels.length === 0 ? alias : 'y');
  levels.forEach((facts, i) => {
    frame = withComposed(context, frame, facts, i === levels.length - 1 ? alias : 'y');
  });
  const { values, cells, worst } = frame;
  return {
    dialect: context.dialect,
    from: frame.from,
    exists: frame.exists,
    fact: (path) => needed(values, keyOfPath(path), entity),
    cell: (path) => needed(cells, keyOfPath(path), entity),
    record: (path) => needed(cells, recordKey(path), entity),
    worst: (item) => needed(worst, itemName(item), entity),
    settled: (rule) => settledIn(computed, rule, worst),
    groups: frame.groups,
    parameter: (name) => parameterValue(context, name),
  };
}

/** A FROM clause, and what can be read from it. */
interface Frame {
  readonly from: string;
  /** The alias of its row. */
  readonly at: string;
  readonly values: ReadonlyMap<string, SqlValue>;
  readonly cells: ReadonlyMap<string, string>;
  /** Verdicts from earlier passes: by item the worst of records, by column numbers with those of settled requirements. */
  readonly worst: ReadonlyMap<string, string>;
  readonly exists: string;
  readonly groups: readonly Group[];
  /** The columns' names by what they hold. */
  readonly names: ReadonlyMap<string, string>;
}

interface Parts {
  readonly wanted: Wanted;
  readonly own: readonly Fact[];
  readonly through: ReadonlyMap<string, Wanted>;
}

/** Everything that stands in tables. */
function bottom(context: Context, computed: Computed, entity: string, parts: Parts, at: string): Frame {
  const { dialect } = context;
  const values = new Map<string, SqlValue>();
  const cells = new Map<string, string>();
  const worst = new Map<string, string>();
  const joins: string[] = [];
  const keyed = new Map<string, string>();
  const groups: Group[] = [];
  const { key, valid } = entityNamed(context, entity);
  const column = (name: string): string => `${at}.${dialect.quote(name)}`;

  for (const path of parts.wanted.cells) {
    if (path.through.length === 0) cells.set(keyOfPath(path), column(path.fact));
  }
  for (const [step, part] of parts.through) joinReference(step, part);
  for (const path of parts.wanted.records ?? []) {
    if (path.through.length === 0) cells.set(recordKey(path), recordOf(path));
  }
  for (const fact of parts.own) {
    const { definition } = fact;
    if (definition.kind === 'field') {
      values.set(fact.name, fieldSql(context, fact, definition.field, column(definition.field.name)));
    } else if (isAggregate(definition)) values.set(fact.name, aggregateOf(fact));
    else if (definition.kind === 'previous') values.set(fact.name, previousOf(fact));
    else if (!isComposed(definition)) values.set(fact.name, standingOf(fact));
  }
  for (const item of parts.wanted.worst ?? []) {
    const table = joinGroup(computed.groupOf(item));
    worst.set(itemName(item), `coalesce(${table}.${dialect.quote(columnName(item))}, 0)`);
  }
  for (const rule of parts.wanted.settled ?? []) {
    const group = computed.settlerOf(rule);
    if (group === null) throw new Error(`nothing settles ${rule.name}`);
    const { column } = settledPlace(group, rule);
    const number = settledNumber(group, column);
    if (worst.has(number)) continue;
    const nothing = settledOfNothing(context, group, settledColumns(group).get(column) ?? []);
    worst.set(number, `coalesce(${joinGroup(group)}.${dialect.quote(column)}, ${nothing})`);
  }
  const from = [`${amongSql(context, entity, parts.wanted.among)} ${at}`, ...joins].join('\n');
  const exists = valid === null ? 'TRUE' : column(inForce);
  return { from, at, values, cells, worst, exists, groups, names: new Map() };

  function joinReference(step: string, part: Wanted): void {
    const reference = referenceNamed(context, entity, step);
    const keys = entityNamed(context, reference.target).key.map((fact) => ({ through: [], fact }));
    const wanted = { ...part, cells: [...part.cells, ...keys] };
    const relation = relationOf(context, computed, reference.target, wanted, `r${joins.length + 1}`);
    const on = keys.map((path, i) => `${relation.cell(path)} = ${column(String(reference.fields[i]))}`);
    joins.push(`LEFT JOIN ${relation.from} ON ${on.join(' AND ')}`);
    const prefixed = (path: FactPath): string => keyOfPath({ ...path, through: [step, ...path.through] });
    const there = relation.cell(keys[0] as FactPath);
    for (const path of part.facts) values.set(prefixed(path), outerJoined(relation.fact(path), there));
    for (const path of part.cells) cells.set(prefixed(path), relation.cell(path));
    for (const path of part.records ?? []) cells.set(`${prefixed(path)}${recordSuffix}`, relation.record(path));
  }

  function joinGroup(group: Group): string {
    const isPartial = !group.items.some(({ kind }) => kind === 'reports');
    if (isPartial && !keyed.has(group.name)) groups.push(group);
    const isEmpty = isPartial && parts.wanted.passes === 'empty';
    return joinOnKey(group.name, isEmpty ? emptyPass(context, group) : momentTable(context, group.name));
  }

  /** Joins a table about this entity, once. */
  function joinOnKey(name: string, table = momentTable(context, name)): string {
    const known = keyed.get(name);
    if (known !== undefined) return known;
    const alias = `g${joins.length + 1}`;
    const on = key.map((field, i) => `${alias}.${dialect.quote(keyColumn(i))} = ${column(field)}`);
    joins.push(`LEFT JOIN ${table} ${alias} ON ${on.join(' AND ')}`);
    keyed.set(name, alias);
    return alias;
  }

  function aggregateOf(fact: Fact): SqlValue {
    const item = aggregateItem(context, entity, fact.name);
    const { source, reportedBy } = item.aggregate;
    if (context.missing.has(source)) return valueWithoutSource(dialect, fact, item.aggregate);
    const table = joinGroup(computed.groupOf(item));
    return computed.valueOf(item, (name) => `${table}.${dialect.quote(name)}`, openSql(reportedBy));
  }

  function standingOf(fact: Fact): SqlValue {
    const { table, value } = computed.standingOf(fact);
    const alias = joinOnKey(table, table);
    return value((name) => `${alias}.${dialect.quote(name)}`);
  }

  /** Empty where the record did not exist. */
  function previousOf(fact: Fact): SqlValue {
    const stored = computed.previousOf(fact);
    if (stored === null) return unknownValue(dialect, fact.type);
    const alias = joinOnKey(stored.table, stored.table);
    const there = `${alias}.${dialect.quote(keyColumn(0))}`;
    const value = outerJoined(
      stored.value((name) => `${alias}.${dialect.quote(name)}`),
      there,
    );
    return { ...value, empty: disjunction([`${there} IS NULL`, value.empty ?? 'FALSE']) };
  }

  function recordOf(path: FactPath): string {
    const item = aggregateItem(context, entity, path.fact);
    if (context.missing.has(item.aggregate.source)) return `CAST(NULL AS ${dialect.types.text})`;
    const table = joinGroup(computed.groupOf(item));
    return computed.recordOf(item, (name) => `${table}.${dialect.quote(name)}`, openSql(item.aggregate.reportedBy));
  }

  /** Whether a report is lacking for a month in which one is due. */
  function openSql(reportedBy: string | null): string {
    if (reportedBy === null) return 'FALSE';
    if (context.missing.has(reportedBy)) return 'TRUE';
    // Nobody is there to be reported on.
    if (context.missing.has(entity)) return 'FALSE';
    const item: Item = { kind: 'reports', entity: reportedBy };
    const months = dialect.quote(reportedColumn);
    const reported = `coalesce(${joinGroup(computed.groupOf(item))}.${months}, 0)`;
    if (valid === null) return `${reported} <> ${2 ** dueMonths(context).length - 1}`;
    const due = `coalesce(${joinOnKey(dueTable(entity))}.${months}, 0)`;
    return `${dialect.bitsWithout(due, reported)} <> 0`;
  }
}

function settledIn(computed: Computed, rule: Rule, worst: ReadonlyMap<string, string>): Digit | null {
  const group = computed.settlerOf(rule);
  if (group === null) return null;
  const { column, one } = settledPlace(group, rule);
  const number = worst.get(settledNumber(group, column));
  return number === undefined ? null : { number, one };
}

function settledNumber(group: Group, column: string): string {
  return `${group.name}${column}`;
}

/** An earlier pass without rows. */
export function emptyPass(context: Context, { name }: Group): string {
  return `(SELECT * FROM ${momentTable(context, name)} WHERE FALSE)`;
}

function amongSql(context: Context, entity: string, among: string | undefined): string {
  const table = tableOf(context, entity);
  if (among === undefined) return table;
  const key = keyTextOf(context, entity, (field) => `a.${context.dialect.quote(field)}`);
  return `(SELECT a.* FROM ${table} a WHERE ${key} IN (${among}))`;
}

/** One SELECT around the tables, with a column for each thing that was asked for. */
function handedOn(context: Context, frame: Frame, at: string): Frame {
  const columns: NamedExpression[] = [];
  const names = new Map<string, string>();
  for (const [key, value] of frame.values) columns.push(...columnsOf(nameFor(names, key, ''), value));
  for (const [key, sql] of frame.cells) columns.push({ name: nameFor(names, key, '#cell'), sql });
  for (const [key, sql] of frame.worst) columns.push({ name: nameFor(names, key, '#worst'), sql });
  if (frame.exists !== 'TRUE') columns.push({ name: inForce, sql: frame.exists });
  return renamed(context, { ...frame, from: `(${select(context, columns, frame.from)}) ${at}`, at, names });
}

/** One SELECT more, with the facts of one level that are computed from others of the record. */
function withComposed(context: Context, frame: Frame, facts: readonly Fact[], at: string): Frame {
  const names = new Map(frame.names);
  const values = new Map(frame.values);
  const columns: NamedExpression[] = [{ name: '', sql: `${frame.at}.*` }];
  const joins: string[] = [];
  for (const fact of facts) {
    const { definition } = fact;
    if (!isComposed(definition)) throw new Error(`${fact.name} is not computed from others`);
    const operands = operandsOfComposed(context, definition).map((path) =>
      needed(values, keyOfPath(path), fact.entity),
    );
    const calendar = (day: string): string => {
      const alias = `c${joins.length + 1}`;
      joins.push(`LEFT JOIN run.workdays ${alias} ON ${alias}.day = ${day}`);
      return `${alias}.number`;
    };
    const value = composedSql(context, fact, definition, operands, calendar);
    values.set(fact.name, value);
    columns.push(...columnsOf(nameFor(names, fact.name, ''), value));
  }
  const from = `(${select(context, columns, [frame.from, ...joins].join('\n'))}) ${at}`;
  return renamed(context, { ...frame, from, at, values, names });
}

/** Everything read from the columns of the SELECT that has come around it. */
function renamed(context: Context, frame: Frame): Frame {
  const { at, names } = frame;
  const column = (name: string): string => `${at}.${context.dialect.quote(name)}`;
  const name = (key: string, suffix: string): string => needed(names, `${key}${suffix}`, at);
  return {
    ...frame,
    values: mapped(frame.values, (value, key) => valueIn(context.dialect, at, name(key, ''), value)),
    cells: mapped(frame.cells, (_, key) => column(name(key, '#cell'))),
    worst: mapped(frame.worst, (_, key) => column(name(key, '#worst'))),
    exists: frame.exists === 'TRUE' ? 'TRUE' : column(inForce),
  };
}

/** A name for columns, different from the others whatever the case of its letters. */
function nameFor(names: Map<string, string>, key: string, suffix: string): string {
  const base = `${key.replaceAll('\u0000', '.')}${suffix}`;
  const taken = new Set([...names.values()].map((name) => name.toLowerCase()));
  let name = base;
  for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${base}~${i}`;
  names.set(`${key}${suffix}`, name);
  return name;
}

function isField(fact: Fact): boolean {
  return fact.definition.kind === 'field';
}

function select({ dialect }: Context, columns: readonly NamedExpression[], body: string): string {
  const list = columns.map(({ name, sql }) => (name === '' ? sql : `${sql} AS ${dialect.quote(name)}`));
  return `SELECT ${list.length === 0 ? '1 AS nothing' : list.join(', ')}\nFROM ${body}`;
}

const recordSuffix = '\u0000#record';

function recordKey(path: FactPath): string {
  return `${keyOfPath(path)}${recordSuffix}`;
}

function mapped<T>(map: ReadonlyMap<string, T>, change: (value: T, key: string) => T): ReadonlyMap<string, T> {
  return new Map([...map].map(([key, value]) => [key, change(value, key)]));
}
