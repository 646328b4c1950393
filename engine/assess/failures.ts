/** Which subjects are not up to a standard, and why: the findings on them and on the records that belong to them. */
import { keyTextSql } from '../data/sql-findings.ts';
import { quoteName, quoteText } from '../data/sql-text.ts';
import type { Entity } from '../model/dictionary.ts';
import type { Link, Model, Requirement, Standard } from '../model/policy.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Results } from './results.ts';
import { subjectNames } from './subject-names.ts';

export interface Failure {
  readonly subject: string;
  /** Its field `name`, where it has one that may be shown. */
  readonly name: string | null;
  readonly reasons: readonly Reason[];
}

export interface Reason {
  readonly rule: string;
  /** The record that fails a rule about records; null where the rule is about the subject itself. */
  readonly record: { readonly entity: string; readonly key: string } | null;
  /** What the finding says; null for a rule that is undetermined. */
  readonly message: string | null;
  /** The ids of the records that decided, `;` between them. */
  readonly evidence: string | null;
}

/** The subjects with a verdict by a standard in a period: how many, and the first `limit` of them with the reasons. */
export interface Failures {
  readonly count: number;
  readonly first: readonly Failure[];
}

export async function subjectsWith(
  results: Results,
  model: Model,
  standard: Standard,
  period: string,
  verdict: Extract<Verdict, 'fail' | 'undetermined'>,
  limit: number,
): Promise<Failures> {
  const found = await results.query(
    `SELECT subject, count(*) OVER () AS count FROM run.standings WHERE period = ${quoteText(period)} ` +
      `AND entity = ${quoteText(standard.entity)} AND standard = ${quoteText(standard.name)} AND verdict = '${verdict}' ` +
      `ORDER BY subject LIMIT ${limit}`,
  );
  const subjects = found.map((row) => textOf(row, 'subject'));
  if (subjects.length === 0) return { count: 0, first: [] };
  const names = await subjectNames(results, model, standard.entity, subjects);
  const reasons = new Map<string, Reason[]>();
  for (const requirement of requirementsOf(model, standard)) {
    const rows = await reasonsOf(results, model, requirement, standard.entity, period, verdict, subjects);
    for (const { subject, reason } of rows) reasons.set(subject, [...(reasons.get(subject) ?? []), reason]);
  }
  const first = subjects.map((subject) => ({
    subject,
    name: names.get(subject) ?? null,
    reasons: reasons.get(subject) ?? [],
  }));
  return { count: Number(found[0]?.['count'] ?? 0), first };
}

/** How many subjects have which verdict by each standard in each period. */
export async function standingCounts(
  results: Results,
): Promise<(period: string, standard: string, verdict: Verdict) => number> {
  const rows = await results.query(
    'SELECT period, standard, verdict::VARCHAR AS verdict, count(*)::DOUBLE AS count FROM run.standings GROUP BY ALL',
  );
  const counts = new Map(
    rows.map((row) => [[row['period'], row['standard'], row['verdict']].join(' '), Number(row['count'])]),
  );
  return (period, standard, verdict) => counts.get([period, standard, verdict].join(' ')) ?? 0;
}

/** The standards that no other standard requires; first those that stand on others. */
export function outermostStandards(model: Model): readonly Standard[] {
  const required = new Set(
    [...model.standards.values()].flatMap(({ requires }) =>
      requires.flatMap((requirement) => (requirement.kind === 'standard' ? [requirement.standard] : [])),
    ),
  );
  const outermost = [...model.standards.values()].filter(({ name }) => !required.has(name));
  const standsOnOthers = ({ requires }: Standard) => requires.some(({ kind }) => kind === 'standard');
  return [...outermost.filter(standsOnOthers), ...outermost.filter((standard) => !standsOnOthers(standard))];
}

type RuleRequirement = Exclude<Requirement, { kind: 'standard' }>;

/** The rules that a standard requires, also through other standards, each once. */
function requirementsOf(model: Model, standard: Standard): readonly RuleRequirement[] {
  const found = new Map<string, RuleRequirement>();
  const visit = ({ requires }: Standard): void => {
    for (const requirement of requires) {
      if (requirement.kind !== 'standard') found.set(requirement.rule, requirement);
      else {
        const inner = model.standards.get(requirement.standard);
        if (inner !== undefined) visit(inner);
      }
    }
  };
  visit(standard);
  return [...found.values()];
}

async function reasonsOf(
  results: Results,
  model: Model,
  requirement: RuleRequirement,
  entity: string,
  period: string,
  verdict: 'fail' | 'undetermined',
  subjects: readonly string[],
): Promise<readonly { readonly subject: string; readonly reason: Reason }[]> {
  const { rule } = requirement;
  const judged = model.rules.get(rule)?.entity ?? entity;
  const verdicts = verdict === 'fail' ? failed(rule, judged, period) : undetermined(rule, judged, period);
  const among = subjects.map(quoteText).join(', ');
  const select =
    requirement.kind === 'rule'
      ? `SELECT v.subject AS owner, NULL AS record, message, evidence FROM (${verdicts}) v WHERE v.subject IN (${among})`
      : `SELECT DISTINCT l.owner, v.subject AS record, message, evidence FROM (${verdicts}) v ` +
        `JOIN (${ownersSql(model, judged, requirement.link)}) l ON l.record = v.subject WHERE l.owner IN (${among})`;
  const rows = await results.query(`${select} ORDER BY owner, record`);
  return rows.map((row) => ({
    subject: textOf(row, 'owner'),
    reason: {
      rule,
      record: row['record'] == null ? null : { entity: judged, key: textOf(row, 'record') },
      message: row['message'] == null ? null : textOf(row, 'message'),
      evidence: row['evidence'] == null ? null : textOf(row, 'evidence'),
    },
  }));
}

function failed(rule: string, entity: string, period: string): string {
  return (
    `SELECT subject, message, evidence FROM run.findings WHERE period = ${quoteText(period)} ` +
    `AND entity = ${quoteText(entity)} AND rule = ${quoteText(rule)}`
  );
}

function undetermined(rule: string, entity: string, period: string): string {
  return (
    `SELECT subject, NULL AS message, NULL AS evidence FROM run.${quoteName(`verdicts_${entity}`)} ` +
    `WHERE period = ${quoteText(period)} AND ${quoteName(rule)} = 'undetermined'`
  );
}

/** Each record with the key of the subject that its references lead to. */
export function ownersSql(model: Model, entity: string, link: Link): string {
  let at = entityOf(model, entity);
  let from = `data.${quoteName(entity)} r0`;
  const record = keyTextSql(at, at.key, 'r0');
  for (const [i, name] of link.entries()) {
    const reference = at.references.get(name);
    if (reference === undefined) throw new Error(`${at.name} has no reference ${name}`);
    if (i === link.length - 1)
      return `SELECT ${record} AS record, ${keyTextSql(at, reference.fields, `r${i}`)} AS owner FROM ${from}`;
    const target = entityOf(model, reference.target);
    const same = target.key.map(
      (field, k) => `r${i}.${quoteName(reference.fields[k] ?? '')} = r${i + 1}.${quoteName(field)}`,
    );
    from += ` JOIN data.${quoteName(target.name)} r${i + 1} ON ${same.join(' AND ')}`;
    at = target;
  }
  return `SELECT ${record} AS record, ${record} AS owner FROM ${from}`;
}

function entityOf(model: Model, name: string): Entity {
  const entity = model.dictionary.entities.get(name);
  if (entity === undefined) throw new Error(`no entity ${name}`);
  return entity;
}

function textOf(row: Readonly<Record<string, unknown>>, column: string): string {
  return String(row[column]);
}
