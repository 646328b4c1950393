/** The records that decided the verdicts that flipped, where they are few enough to be looked at. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { ownersSql } from '../assess/failures.ts';
import type { Moment } from '../calendar/period.ts';
import type { Language } from '../diagnostics/diagnostic.ts';
import type { Model, Requirement, Rule } from '../model/policy.ts';
import { factsOfVerdict, reachOf } from '../model/reach.ts';
import { duckdb } from '../sql/duckdb.ts';
import { inspectRecords } from '../sql/inspect-records.ts';
import type { VerdictFlip } from './compare.ts';
import { withWorkdays } from './facts.ts';
import { modelsOf, type Session } from './session.ts';
import type { SideName } from './stage-both.ts';

type Records = ReadonlyMap<VerdictFlip, readonly string[]>;

/** By flip of a rule, the records by which the side that fails does; some flips of each rule and period are looked at. */
export async function recordsOfRules(
  session: Session,
  flips: readonly VerdictFlip[],
  { missing, most }: { readonly missing: Readonly<Record<SideName, ReadonlySet<string>>>; readonly most: number },
): Promise<Records> {
  const found = new Map<VerdictFlip, readonly string[]>();
  for (const side of ['base', 'head'] as const) {
    const groups = grouped(flips.filter((flip) => failingSide(flip) === side));
    if (groups.length === 0) continue;
    await session.staged.show(() => side);
    const modelOn = modelsOf(session.compared, side);
    for (const group of groups.map((all) => all.slice(0, most))) {
      const [first] = group;
      const moment = session.moments.find(({ period }) => period.name === first?.period);
      const model = moment === undefined ? undefined : modelOn(moment.judged);
      const rule = first === undefined ? undefined : model?.rules.get(first.name);
      if (moment === undefined || model === undefined || rule === undefined || rule.entity !== first?.entity) continue;
      const subjects = group.map(({ subject }) => subject);
      const asked = { model, moment, missing: missing[side], rule, subjects, language: session.language };
      const records = await recordsBehindRule(session.connection, asked);
      for (const flip of group) found.set(flip, (records.get(flip.subject) ?? []).slice(0, mostRecords));
    }
  }
  return found;
}

/**
 * By flip of a standard, the records that made the rules flip that it requires: those behind rules about the subject, and those
 * that flip themselves.
 */
export async function recordsOfStandards(
  session: Session,
  standards: readonly VerdictFlip[],
  rules: readonly VerdictFlip[],
  ofRules: Records,
): Promise<Records> {
  await session.staged.show(() => 'head');
  const models = { base: modelsOf(session.compared, 'base'), head: modelsOf(session.compared, 'head') };
  const found = new Map<VerdictFlip, Set<string>>();
  for (const group of grouped(standards)) {
    const [first] = group;
    const moment = session.moments.find(({ period }) => period.name === first?.period);
    if (first === undefined || moment === undefined) continue;
    const bySubject = new Map(group.map((flip) => [flip.subject, flip]));
    for (const side of ['base', 'head'] as const) {
      const model = models[side](moment.judged);
      for (const requirement of requirementsOf(model, first.name)) {
        const flips = rules.filter(({ name, period }) => name === requirement.rule && period === first.period);
        for (const { flip, owner } of await owned(session.connection, model, requirement, flips)) {
          const standing = bySubject.get(owner);
          if (standing === undefined) continue;
          const records = found.get(standing) ?? new Set();
          found.set(standing, records);
          const behind = ofRules.get(flip) ?? [];
          const isRecord = requirement.kind === 'records';
          for (const record of behind.length > 0 || !isRecord ? behind : [flip.subject]) records.add(record);
        }
      }
    }
  }
  return new Map([...found].map(([flip, records]) => [flip, [...records].sort().slice(0, mostRecords)]));
}

/** Told of one flip. */
const mostRecords = 100;

type RuleRequirement = Exclude<Requirement, { kind: 'standard' }>;

function failingSide({ before, after }: VerdictFlip): SideName | null {
  return after === 'fail' ? 'head' : before === 'fail' ? 'base' : null;
}

function grouped(flips: readonly VerdictFlip[]): readonly (readonly VerdictFlip[])[] {
  const groups = new Map<string, VerdictFlip[]>();
  for (const flip of flips) {
    const key = JSON.stringify([flip.name, flip.entity, flip.period]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(flip);
  }
  return [...groups.values()];
}

interface RecordsAsked {
  readonly model: Model;
  readonly moment: Moment;
  readonly missing: ReadonlySet<string>;
  readonly rule: Rule;
  readonly subjects: readonly string[];
  readonly language: Language;
}

async function recordsBehindRule(
  connection: DuckDBConnection,
  { model, moment, missing, rule, subjects, language }: RecordsAsked,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (missing.has(rule.entity) || readsEarlierPeriods(model, rule)) return new Map();
  const at: Moment = { ...moment, period: { ...moment.period, name: schemaName } };
  const inspection = inspectRecords(model, at, duckdb, { language, missing }, { rule, subjects });
  if (inspection === null) return new Map();
  if (inspection.countsWorkdays) await withWorkdays(connection);
  const drop = `DROP SCHEMA IF EXISTS ${duckdb.quote(schemaName)} CASCADE`;
  await connection.run(drop);
  try {
    for (const { sql } of inspection.statements) await connection.run(sql);
    const found = new Map<string, string[]>();
    for (const [subject, record] of (await connection.runAndReadAll(inspection.query)).getRows()) {
      const records = found.get(String(subject)) ?? [];
      found.set(String(subject), records);
      records.push(String(record));
    }
    return found;
  } finally {
    await connection.run(drop);
  }
}

const schemaName = 'records of flips';

function readsEarlierPeriods(model: Model, rule: Rule): boolean {
  const { facts } = reachOf(model, { rules: [rule.name] }, factsOfVerdict);
  return [...facts].some(({ definition }) => definition.kind === 'previous');
}

/** The rules that a standard requires, also through other standards, each once. */
function requirementsOf(model: Model, standard: string): readonly RuleRequirement[] {
  return (model.standards.get(standard)?.requires ?? []).flatMap((requirement) =>
    requirement.kind === 'standard' ? requirementsOf(model, requirement.standard) : [requirement],
  );
}

async function owned(
  connection: DuckDBConnection,
  model: Model,
  requirement: RuleRequirement,
  flips: readonly VerdictFlip[],
): Promise<readonly { readonly flip: VerdictFlip; readonly owner: string }[]> {
  if (requirement.kind === 'rule') return flips.map((flip) => ({ flip, owner: flip.subject }));
  const entity = model.rules.get(requirement.rule)?.entity;
  if (entity === undefined || flips.length === 0) return [];
  const bySubject = new Map(flips.map((flip) => [flip.subject, flip]));
  const among = [...bySubject.keys()].map(duckdb.text).join(', ');
  const owners = `SELECT record, owner FROM (${ownersSql(model, entity, requirement.link)}) l WHERE record IN (${among})`;
  return (await connection.runAndReadAll(owners)).getRows().flatMap(([record, owner]) => {
    const flip = bySubject.get(String(record));
    return flip === undefined || owner === null ? [] : [{ flip, owner: String(owner) }];
  });
}
