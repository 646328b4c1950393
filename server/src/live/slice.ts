/**
 * The records that one subject's verdicts rest on, taken from where the data lies staged: of data that would not fit in memory
 * a few hundred rows are all that explaining one unit takes.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from '../../../engine/assess/sql-text.ts';
import { fromDuck } from '../../../engine/data/tables.ts';
import type { Dataset, Row, Table } from '../../../engine/model/dataset.ts';
import type { FactPath, Link } from '../../../engine/model/policy.ts';
import { factsOfFinding } from '../../../engine/model/reach.ts';
import { factsOfAggregate, isDerived, operandsOfDerived } from '../../../engine/model/reads.ts';
import { type Context, entityNamed, referenceNamed } from '../../../engine/sql/context.ts';
import { duckdb } from '../../../engine/sql/duckdb.ts';
import { keyTextOf } from '../../../engine/sql/key-text.ts';
import { rowsOf } from './database.ts';

/** Whatever the interpreter may ask about the subject finds the same records in it as in all the data. */
export async function sliceFor(
  connection: DuckDBConnection,
  context: Context,
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
    const rule = model.rules.get(name);
    const added = fresh(`rule ${name}`, keys);
    if (rule === undefined || added.length === 0) return;
    want(rule.entity, added);
    for (const path of factsOfFinding(rule)) await needPath(rule.entity, path, added);
  }

  async function needStandard(name: string, keys: readonly string[]): Promise<void> {
    const standard = model.standards.get(name);
    if (standard === undefined) return;
    for (const requirement of standard.requires) {
      if (requirement.kind === 'standard') await needStandard(requirement.standard, keys);
      else if (requirement.kind === 'rule') await needRule(requirement.rule, keys);
      else {
        const about = model.rules.get(requirement.rule)?.entity;
        if (about !== undefined) await needRule(requirement.rule, await linked(about, requirement.link, keys));
      }
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
    const definition = model.facts.get(of)?.get(name)?.definition;
    if (definition === undefined || definition.kind === 'field' || added.length === 0) return;
    if (isDerived(definition)) {
      for (const path of operandsOfDerived(definition)) await needPath(of, path, added);
      return;
    }
    const { source, link, reportedBy } = definition;
    const reports = reportedBy === null ? null : entityNamed(context, reportedBy).reports;
    if (reportedBy !== null && reports !== null) await linked(reportedBy, [reports.reference], added);
    const records = await linked(source, link, added);
    for (const path of factsOfAggregate(definition)) await needPath(source, path, records);
    if ('rule' in definition) await needRule(definition.rule, records);
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
  for (const rule of model.rules.values()) if (rule.entity === entity) await needRule(rule.name, [subject]);
  for (const standard of model.standards.values()) {
    if (standard.entity === entity) await needStandard(standard.name, [subject]);
  }
  const dataset = new Map<string, Table>();
  for (const name of model.dictionary.entities.keys()) dataset.set(name, await tableOf(name));
  return dataset;
}
