/** The subjects of a rule or standard, one page at a time, and the verdicts that differ from the base. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { limitTo } from '../../../engine/assess/limit.ts';
import type { CivilDate } from '../../../engine/calendar/civil-date.ts';
import { quoteText } from '../../../engine/data/sql-text.ts';
import type { Language } from '../../../engine/diagnostics/diagnostic.ts';
import type { Model, Requirement, Standard } from '../../../engine/model/policy.ts';
import type { Verdict } from '../../../engine/model/verdict.ts';
import { type Context, entityNamed, referenceNamed } from '../../../engine/sql/context.ts';
import { duckdb } from '../../../engine/sql/duckdb.ts';
import { tableOf } from '../../../engine/sql/field.ts';
import { subjectColumn, writtenColumn } from '../../../engine/sql/judged-columns.ts';
import { keyTextOf } from '../../../engine/sql/key-text.ts';
import type { Judged } from '../../../engine/sql/program.ts';
import { compileSequence } from '../../../engine/sql/sequence.ts';
import type { Flip, SubjectRow } from '../protocol.ts';
import { rowsOf, runAll, withWorkdays } from './database.ts';
import {
  columnsOf,
  differs,
  dropSchemas,
  inSchema,
  type JudgedModel,
  joined,
  pairs,
  type VerdictColumn,
  verdictsTable,
} from './judging.ts';
import type { FlipsAnswer, Named, SubjectsAnswer, SubjectsQuery } from './messages.ts';
import type { Staged } from './staging.ts';

export interface Ground {
  readonly connection: DuckDBConnection;
  readonly now: JudgedModel;
  readonly base: JudgedModel | null;
  readonly staged: Staged;
  readonly language: Language;
  /** Everything in force on a day, by which earlier periods are judged. */
  readonly modelOn: (day: CivilDate) => Model | null;
}

/** Where the messages of one rule's failures stand. */
export interface Findings {
  /** Has `run.findings` hold the findings of the rule, and of no other. */
  of(ground: Ground, rule: string, signal: AbortSignal): Promise<void>;
}

/** The rule whose findings are there is remembered, as long as the judgement is the same. */
export function makeFindings(): Findings {
  let there: { readonly now: JudgedModel; readonly rule: string } | null = null;
  return {
    async of({ connection, now, staged, language, modelOn }, rule, signal) {
      if (there?.now === now && there.rule === rule) return;
      there = null;
      const { missing, knowledge } = staged;
      const asked = limitTo(now.model, [], [rule]);
      const options = { language, missing, knowledge, modelOn, prefix: 'detail ' };
      const moment = inSchema(now.moment, 'detail');
      const sequence = compileSequence([{ moment, model: now.model, asked }], duckdb, options);
      const programs = sequence.map(({ program }) => program);
      const schemas = programs.map(({ schema }) => schema);
      await connection.run('DELETE FROM run.findings');
      await withWorkdays(
        connection,
        programs.some(({ countsWorkdays }) => countsWorkdays),
      );
      await dropSchemas(connection, schemas);
      await runAll(
        connection,
        programs.flatMap(({ passes, findings }) => [...passes, ...findings]),
        signal,
      );
      await dropSchemas(connection, schemas);
      there = { now, rule };
    },
  };
}

export async function subjectsOf(
  ground: Ground,
  findings: Findings,
  query: SubjectsQuery,
  signal: AbortSignal,
): Promise<SubjectsAnswer> {
  const { connection, now, base } = ground;
  const found = columnOf(now, query);
  if (found === null) return { total: 0, subjects: [] };
  const { judged, column } = found;
  const before = base === null ? null : columnOf(base, query);
  const subject = duckdb.quote(subjectColumn);
  const title = titlesOf(ground, judged.entity);
  const from =
    `(SELECT l.${subject} AS subject, l.${column.sql} AS verdict, ` +
    `${title === null ? `''` : `coalesce(t.title, '')`} AS title, ` +
    `${before === null ? 'NULL' : `b.${before.column.sql}`} AS before FROM ${verdictsTable(now, judged.entity)} l ` +
    `${title === null ? '' : `LEFT JOIN (${title}) t ON t.subject = l.${subject} `}` +
    `${before === null || base === null ? '' : `LEFT JOIN ${verdictsTable(base, judged.entity)} b ON b.${subject} = l.${subject} `}` +
    `WHERE l.${duckdb.quote(writtenColumn)})`;
  const conditions = ['TRUE'];
  if (query.verdicts !== null) {
    const wanted = query.verdicts.map((verdict) => duckdb.verdict(verdict));
    conditions.push(wanted.length === 0 ? 'FALSE' : `verdict IN (${wanted.join(', ')})`);
  }
  if (query.search !== '') {
    const search = quoteText(query.search.toLowerCase());
    conditions.push(`(contains(lower(subject), ${search}) OR contains(lower(title), ${search}))`);
  }
  const where = `FROM ${from} WHERE ${conditions.join(' AND ')}`;
  const [count = {}] = await rowsOf(connection, `SELECT count(*) AS total ${where}`, signal);
  const page = await rowsOf(
    connection,
    `SELECT subject, verdict::VARCHAR AS verdict, before::VARCHAR AS before, title ${where} ` +
      `ORDER BY CASE verdict::VARCHAR WHEN 'fail' THEN 0 WHEN 'undetermined' THEN 1 ELSE 2 END, subject ` +
      `LIMIT ${Math.max(0, Math.floor(query.limit))} OFFSET ${Math.max(0, Math.floor(query.offset))}`,
    signal,
  );
  const plain = page.map((row): SubjectRow => {
    const verdict = String(row['verdict']) as Verdict;
    const was = row['before'] === null ? null : (String(row['before']) as Verdict);
    return {
      entity: judged.entity,
      subject: String(row['subject']),
      title: String(row['title']),
      verdict,
      before: was === verdict ? null : was,
      message: '',
      remedy: '',
      evidence: [],
    };
  });
  const failing = plain.filter(({ verdict }) => verdict === 'fail');
  const details =
    failing.length === 0
      ? new Map<string, Details>()
      : query.kind === 'rule'
        ? await detailsOfRule(ground, findings, query.name, failing, signal)
        : await detailsOfStandard(ground, query.name, judged, failing, signal);
  return {
    total: Number(count['total'] ?? 0),
    subjects: plain.map((row) => ({ ...row, ...details.get(row.subject) })),
  };
}

/** The first thousand. */
export async function flipsBetween(ground: Ground, name: string | null, signal: AbortSignal): Promise<FlipsAnswer> {
  const { connection, now, base } = ground;
  if (base === null) return { total: 0, flips: [] };
  const queries: string[] = [];
  for (const { judged, shared } of pairs(now, base)) {
    const title = titlesOf(ground, judged.entity);
    const subject = duckdb.quote(subjectColumn);
    for (const { of, name: column, sql } of shared) {
      if (name !== null && name !== of) continue;
      queries.push(
        `SELECT ${quoteText(of)} AS name, ${quoteText(judged.entity)} AS entity, ` +
          `coalesce(l.${subject}, b.${subject}) AS subject, ${title === null ? `''` : `coalesce(t.title, '')`} AS title, ` +
          `b.${sql}::VARCHAR AS before, l.${sql}::VARCHAR AS after FROM ${joined(now, base, judged.entity)} ` +
          `${title === null ? '' : `LEFT JOIN (${title}) t ON t.subject = coalesce(l.${subject}, b.${subject}) `}` +
          `WHERE ${differs(column)}`,
      );
    }
  }
  if (queries.length === 0) return { total: 0, flips: [] };
  const all = queries.join('\nUNION ALL ');
  const [count = {}] = await rowsOf(connection, `SELECT count(*) AS total FROM (${all})`, signal);
  const found = await rowsOf(connection, `SELECT * FROM (${all}) ORDER BY name, subject LIMIT 1000`, signal);
  const verdict = (value: unknown): Verdict | null => (value === null ? null : (String(value) as Verdict));
  return {
    total: Number(count['total'] ?? 0),
    flips: found.map(
      (row): Flip => ({
        name: String(row['name']),
        entity: String(row['entity']),
        subject: String(row['subject']),
        title: String(row['title']),
        before: verdict(row['before']),
        after: verdict(row['after']),
      }),
    ),
  };
}

export function columnOf(
  { program }: JudgedModel,
  { kind, name }: Named,
): { readonly judged: Judged; readonly column: VerdictColumn } | null {
  for (const judged of program.judged) {
    const column = columnsOf(judged).find((each) => each.kind === kind && each.of === name);
    if (column !== undefined) return { judged, column };
  }
  return null;
}

type Details = Pick<SubjectRow, 'message' | 'remedy' | 'evidence'>;

async function detailsOfRule(
  ground: Ground,
  findings: Findings,
  rule: string,
  failing: readonly SubjectRow[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Details>> {
  await findings.of(ground, rule, signal);
  const rows = await rowsOf(
    ground.connection,
    `SELECT subject, message, remedy, evidence FROM run.findings WHERE rule = ${quoteText(rule)} AND subject IN (${list(failing)})`,
    signal,
  );
  return new Map(
    rows.map(({ subject, message, remedy, evidence }) => {
      const keys = String(evidence ?? '')
        .split(';')
        .filter((key) => key !== '');
      return [String(subject), { message: String(message ?? ''), remedy: String(remedy ?? ''), evidence: keys }];
    }),
  );
}

/** Names the requirements that failed, and the records that made them fail. */
async function detailsOfStandard(
  ground: Ground,
  name: string,
  judged: Judged,
  failing: readonly SubjectRow[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Details>> {
  const { connection, now, language } = ground;
  const standard = now.model.standards.get(name);
  if (standard === undefined) return new Map();
  const own = ownRequirements(ground, standard, judged);
  const fails = own.map(
    ({ column, title }) => `CASE WHEN ${column} = ${duckdb.verdict('fail')} THEN ${quoteText(title)} END`,
  );
  const subject = duckdb.quote(subjectColumn);
  const messages = new Map<string, string[]>(failing.map((row) => [row.subject, []]));
  const evidence = new Map<string, string[]>();
  if (fails.length > 0) {
    const rows = await rowsOf(
      connection,
      `SELECT ${subject} AS subject, concat_ws(chr(10), ${fails.join(', ')}) AS titles FROM ${verdictsTable(now, judged.entity)} WHERE ${subject} IN (${list(failing)})`,
      signal,
    );
    for (const row of rows) {
      const titles = String(row['titles']).split('\n');
      messages.get(String(row['subject']))?.push(...titles.filter((title) => title !== ''));
    }
  }
  for (const requirement of standard.requires) {
    if (
      requirement.kind !== 'records' ||
      ground.staged.missing.has(now.model.rules.get(requirement.rule)?.entity ?? '')
    )
      continue;
    const title = titleOf(ground, requirement);
    for (const { owner, record } of await failingRecords(ground, requirement, failing, signal)) {
      const told = messages.get(owner);
      if (told !== undefined && !told.includes(title)) told.push(title);
      evidence.set(owner, [...(evidence.get(owner) ?? []), record]);
    }
  }
  const failed = language === 'zh' ? '未达标：' : 'Fails: ';
  const comma = language === 'zh' ? '、' : ', ';
  return new Map(
    [...messages].map(([key, titles]) => [
      key,
      {
        message: titles.length === 0 ? '' : failed + titles.join(comma),
        remedy: '',
        evidence: evidence.get(key) ?? [],
      },
    ]),
  );
}

function ownRequirements(
  { now: { model }, language }: Ground,
  { requires }: Standard,
  judged: Judged,
): readonly { readonly column: string; readonly title: string }[] {
  const columns = columnsOf(judged);
  return requires.flatMap((requirement) => {
    if (requirement.kind === 'records') return [];
    const name = requirement.kind === 'rule' ? requirement.rule : requirement.standard;
    const column = columns.find(({ kind, of }) => kind === requirement.kind && of === name);
    const title = (requirement.kind === 'rule' ? model.rules : model.standards).get(name)?.title;
    return column === undefined ? [] : [{ column: column.sql, title: title?.[language] ?? name }];
  });
}

function titleOf({ now, language }: Ground, requirement: Extract<Requirement, { kind: 'records' }>): string {
  return now.model.rules.get(requirement.rule)?.title[language] ?? requirement.rule;
}

/** At most a few hundred records a page are worth telling. */
const mostRecords = 500;

/** The records that fail a rule, and whose they are, among some subjects. */
async function failingRecords(
  ground: Ground,
  { rule: name, link }: Extract<Requirement, { kind: 'records' }>,
  among: readonly SubjectRow[],
  signal: AbortSignal,
): Promise<readonly { readonly owner: string; readonly record: string }[]> {
  const context = contextOf(ground);
  const rule = ground.now.model.rules.get(name);
  if (rule === undefined) return [];
  const key = keyTextOf(context, rule.entity, (field) => `r0.${duckdb.quote(field)}`);
  let from = `${verdictsTable(ground.now, rule.entity)} j JOIN ${tableOf(context, rule.entity)} r0 ON ${key} = j.${duckdb.quote(subjectColumn)}`;
  let entity = rule.entity;
  let owner = key;
  for (const [i, step] of link.entries()) {
    const reference = referenceNamed(context, entity, step);
    const target = entityNamed(context, reference.target);
    const cell = (field: string): string =>
      `r${i}.${duckdb.quote(reference.fields[target.key.indexOf(field)] ?? field)}`;
    owner = keyTextOf(context, target.name, cell);
    if (i < link.length - 1) {
      const on = target.key.map((field) => `r${i + 1}.${duckdb.quote(field)} = ${cell(field)}`);
      from += ` JOIN ${tableOf(context, target.name)} r${i + 1} ON ${on.join(' AND ')}`;
    }
    entity = target.name;
  }
  const rows = await rowsOf(
    ground.connection,
    `SELECT ${owner} AS owner, j.${duckdb.quote(subjectColumn)} AS record FROM ${from} ` +
      `WHERE j.${duckdb.quote(name)} = ${duckdb.verdict('fail')} AND ${owner} IN (${list(among)}) ORDER BY 2 LIMIT ${mostRecords}`,
    signal,
  );
  return rows.map((row) => ({ owner: String(row['owner']), record: String(row['record']) }));
}

/** What people call the subjects: their field `name`; null where they have none that may be shown. */
export function titlesOf(ground: Ground, entity: string): string | null {
  const { fields } = entityNamed(contextOf(ground), entity);
  const name = fields.get('name');
  if (name === undefined || name.sensitive || name.type.kind !== 'text') return null;
  const context = contextOf(ground);
  const key = keyTextOf(context, entity, (field) => `n.${duckdb.quote(field)}`);
  return `SELECT ${key} AS subject, any_value(n.${duckdb.quote('name')}) AS title FROM ${tableOf(context, entity)} n GROUP BY 1`;
}

function contextOf({ now, staged, language }: Ground): Context {
  const { missing, knowledge } = staged;
  const { model, moment, program } = now;
  return { model, moment, dialect: duckdb, language, missing, knowledge, schema: program.schema };
}

function list(rows: readonly SubjectRow[]): string {
  return rows.map(({ subject }) => quoteText(subject)).join(', ');
}
