/**
 * The records that one subject's verdicts rest on, taken from where the data lies staged: of data that would not fit in memory
 * a few hundred rows are all that explaining one unit takes.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from '../../../engine/data/sql-text.ts';
import { fromDuck } from '../../../engine/data/tables.ts';
import type { Dataset, Row, Table } from '../../../engine/model/dataset.ts';
import type { Aggregate, Standing } from '../../../engine/model/fact.ts';
import type { FactPath, Ladder, Link, Model, Procedure, Requirement } from '../../../engine/model/policy.ts';
import { factsOfFinding } from '../../../engine/model/reach.ts';
import {
  factsOfAggregate,
  factsOfCondition,
  isDerived,
  isStanding,
  operandsOfDerived,
} from '../../../engine/model/reads.ts';
import { type Context, entityNamed, referenceNamed } from '../../../engine/sql/context.ts';
import { duckdb } from '../../../engine/sql/duckdb.ts';
import { keyTextOf } from '../../../engine/sql/key-text.ts';
import { rowsOf } from './database.ts';

/**
 * Whatever the interpreter may ask about the subject finds the same records in it as in all the data. `models`: those in force at one
 * time or another, by which earlier periods are judged. A rank takes all records among whom it is one.
 */
export async function sliceFor(
  connection: DuckDBConnection,
  context: Context,
  models: readonly Model[],
  entity: string,
  subject: string,
  signal: AbortSignal,
): Promise<Dataset> {
  const { model, missing } = context;
  /** The keys of the records wanted, by entity. */
  const wanted = new Map<string, Set<string>>();
  const answers = new Map<string, Promise<readonly string[]>>();
  /** What was looked for already, by what and of which records. */
  const done = new Map<string, Set<string>>();

  /** The keys for which this is new. */
  function fresh(what: string, keys: Iterable<string>): readonly string[] {
    const known = done.get(what) ?? new Set<string>();
    done.set(what, known);
    const added = [...keys].filter((key) => !known.has(key));
    for (const key of added) known.add(key);
    return added;
  }

  function want(name: string, keys: Iterable<string>): void {
    const known = wanted.get(name) ?? new Set<string>();
    wanted.set(name, known);
    for (const key of keys) known.add(key);
  }

  async function needRule(name: string, keys: readonly string[]): Promise<void> {
    const added = fresh(`rule ${name}`, keys);
    for (const { rules } of added.length === 0 ? [] : models) {
      const rule = rules.get(name);
      if (rule === undefined) continue;
      want(rule.entity, added);
      for (const path of factsOfFinding(rule)) await needPath(rule.entity, path, added);
    }
  }

  async function needStandard(name: string, keys: readonly string[]): Promise<void> {
    const added = fresh(`standard ${name}`, keys);
    for (const { standards } of added.length === 0 ? [] : models) {
      for (const requirement of standards.get(name)?.requires ?? []) await needRequirement(requirement, added);
    }
  }

  async function needRequirement(requirement: Requirement, keys: readonly string[]): Promise<void> {
    if (requirement.kind === 'standard') return needStandard(requirement.standard, keys);
    if (requirement.kind === 'rule') return needRule(requirement.rule, keys);
    for (const { rules } of models) {
      const about = rules.get(requirement.rule)?.entity;
      if (about !== undefined) await needRule(requirement.rule, await linked(about, requirement.link, keys));
    }
  }

  async function needLadder({ entity: of, occasions, sent }: Ladder, keys: readonly string[]): Promise<void> {
    for (const occasion of occasions) {
      if (occasion.kind === 'verdict') await needRequirement(occasion.of, keys);
      else for (const fact of [occasion.fact, occasion.best]) await needFact(of, fact, keys);
    }
    if (sent === null) return;
    const letters = await linked(sent.entity, sent.link, keys);
    for (const path of [sent.step, sent.on, sent.about]) if (path !== null) await needPath(sent.entity, path, letters);
  }

  async function needProcedure(procedure: Procedure, keys: readonly string[]): Promise<void> {
    const { entity: of, during, admitWhen, steps } = procedure;
    const dates = steps.flatMap(({ on, within }) => (within === null ? [on] : [on, within.from]));
    for (const path of [...(during === null ? [] : [during]), ...factsOfCondition(admitWhen), ...dates]) {
      await needPath(of, path, keys);
    }
  }

  async function needPath(of: string, path: FactPath, keys: readonly string[]): Promise<void> {
    let at = of;
    let there: readonly string[] = keys;
    for (const step of path.through) {
      const target = referenceNamed(context, at, step).target;
      there = await referred(at, step, there);
      want(target, there);
      at = target;
    }
    await needFact(at, path.fact, there);
  }

  async function needFact(of: string, name: string, keys: readonly string[]): Promise<void> {
    const added = fresh(`fact ${of} ${name}`, keys);
    for (const model of added.length === 0 ? [] : models) {
      const definition = model.facts.get(of)?.get(name)?.definition;
      if (definition === undefined || definition.kind === 'field') continue;
      if (isDerived(definition)) for (const path of operandsOfDerived(definition)) await needPath(of, path, added);
      else if (isStanding(definition)) await needStanding(model, of, definition, added);
      else await needAggregate(definition, added);
    }
  }

  async function needAggregate(definition: Aggregate, keys: readonly string[]): Promise<void> {
    const { source, link, reportedBy } = definition;
    const reports = reportedBy === null ? null : entityNamed(context, reportedBy).reports;
    if (reportedBy !== null && reports !== null) await linked(reportedBy, [reports.reference], keys);
    const records = await linked(source, link, keys);
    for (const path of factsOfAggregate(definition)) await needPath(source, path, records);
    if (definition.kind === 'failures') await needRule(definition.rule, records);
  }

  async function needStanding(model: Model, of: string, standing: Standing, keys: readonly string[]): Promise<void> {
    switch (standing.kind) {
      case 'verdict':
        return standing.of === 'rule' ? needRule(standing.name, keys) : needStandard(standing.name, keys);
      case 'score':
        return needStandard(standing.standard, keys);
      case 'rank': {
        const all = await peersOf(model, of, standing.among, keys);
        want(of, all);
        for (const path of [standing.by, standing.among]) if (path !== null) await needPath(of, path, all);
        return;
      }
      case 'previous':
        return needFact(of, standing.fact, keys);
      case 'step': {
        const procedure = model.procedures.get(standing.procedure);
        return procedure === undefined ? undefined : needProcedure(procedure, keys);
      }
    }
  }

  /** Those among whom some records are ranked: where it is by a field of their own, in whichever version, else all. */
  async function peersOf(
    model: Model,
    name: string,
    among: FactPath | null,
    keys: readonly string[],
  ): Promise<readonly string[]> {
    if (missing.has(name)) return [];
    const key = keyOf(name);
    const table = `data.${duckdb.quote(name)}`;
    const isOwn = among?.through.length === 0 && model.facts.get(name)?.get(among.fact)?.definition.kind === 'field';
    const field = duckdb.quote(among?.fact ?? '');
    const group = isOwn
      ? `${field} IN (SELECT ${field} FROM ${table} WHERE ${key} IN (${keys.map(quoteText).join(', ')}))`
      : 'TRUE';
    return asked(`SELECT DISTINCT ${key} AS key FROM ${table} WHERE ${group} AND ${key} IS NOT NULL`);
  }

  /** The records of an entity that belong to some others, and those on the way. */
  async function linked(source: string, link: Link, keys: readonly string[]): Promise<readonly string[]> {
    if (missing.has(source) || keys.length === 0) return [];
    const [step, ...rest] = link;
    if (step === undefined) return keys;
    const nearer = await linked(referenceNamed(context, source, step).target, rest, keys);
    const { own, other } = sidesOf(source, step);
    const found = await keysWhere(source, own, other, nearer);
    want(source, found);
    return found;
  }

  /** The records that some records refer to. */
  async function referred(source: string, step: string, keys: readonly string[]): Promise<readonly string[]> {
    if (missing.has(source) || keys.length === 0) return [];
    const { own, other } = sidesOf(source, step);
    return keysWhere(source, other, own, keys);
  }

  /** Many facts ask for the same. */
  function asked(query: string): Promise<readonly string[]> {
    const known = answers.get(query);
    if (known !== undefined) return known;
    const answer = rowsOf(connection, query, signal).then((rows) => rows.map(({ key }) => String(key)));
    answers.set(query, answer);
    return answer;
  }

  /** The key of a record, and that of the record which it refers to, as texts. */
  function sidesOf(source: string, step: string): { readonly own: string; readonly other: string } {
    const reference = referenceNamed(context, source, step);
    const { key } = entityNamed(context, reference.target);
    const held = (field: string): string => duckdb.quote(reference.fields[key.indexOf(field)] ?? field);
    return { own: keyOf(source), other: keyTextOf(context, reference.target, held) };
  }

  function keyOf(name: string): string {
    return keyTextOf(context, name, (field) => duckdb.quote(field));
  }

  async function keysWhere(
    source: string,
    shown: string,
    held: string,
    keys: readonly string[],
  ): Promise<readonly string[]> {
    if (keys.length === 0) return [];
    const query =
      `SELECT DISTINCT ${shown} AS key FROM data.${duckdb.quote(source)} ` +
      `WHERE ${held} IN (${keys.map(quoteText).join(', ')}) AND ${shown} IS NOT NULL`;
    return asked(query);
  }

  async function tableOf(name: string): Promise<Table> {
    if (missing.has(name)) return { state: 'missing' };
    const keys = [...(wanted.get(name) ?? [])];
    if (keys.length === 0) return { state: 'present', rows: [] };
    const fields = [...entityNamed(context, name).fields.keys()].map((field) => duckdb.quote(field)).join(', ');
    const query = `SELECT ${fields} FROM data.${duckdb.quote(name)} WHERE ${keyOf(name)} IN (${keys.map(quoteText).join(', ')})`;
    const read = await connection.runAndReadAll(query);
    return { state: 'present', rows: read.getRows().map((cells): Row => ({ cells: cells.map(fromDuck) })) };
  }

  want(entity, [subject]);
  const isAbout = (one: { readonly entity: string }): boolean => one.entity === entity;
  for (const rule of [...model.rules.values()].filter(isAbout)) await needRule(rule.name, [subject]);
  for (const standard of [...model.standards.values()].filter(isAbout)) await needStandard(standard.name, [subject]);
  for (const ladder of [...model.ladders.values()].filter(isAbout)) await needLadder(ladder, [subject]);
  for (const procedure of [...model.procedures.values()].filter(isAbout)) await needProcedure(procedure, [subject]);
  const dataset = new Map<string, Table>();
  for (const name of model.dictionary.entities.keys()) dataset.set(name, await tableOf(name));
  return dataset;
}
