/** How many stand on each step of a ladder or procedure, who they are, and whom an edit has moved since the last commit. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from '../../../engine/data/sql-text.ts';
import type { Ladder, Model, Procedure } from '../../../engine/model/policy.ts';
import { stepStates, takenStates, wrongStates } from '../../../engine/model/step-state.ts';
import type { StandingRow } from '../protocol.ts';
import { rowsOf } from './database.ts';
import type { StandingsAnswer, StandingsQuery, StepTally, Track } from './messages.ts';
import { trackKey } from './messages.ts';

/** The period of the rows of a judgement, as `makeProgrammeJudge` names it. */
export interface Rows {
  readonly now: string;
  /** Null: there is nothing to compare with. */
  readonly base: string | null;
}

/** Of all ladders and procedures, by `trackKey`. */
export async function tracksOf(
  connection: DuckDBConnection,
  model: Model,
  base: Model | null,
  rows: Rows,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Track>> {
  const tracks = new Map<string, Track>();
  for (const ladder of model.ladders.values()) {
    const flips =
      base?.ladders.has(ladder.name) === true ? await moved(connection, ladderRows, ladder, rows, signal) : null;
    tracks.set(trackKey('ladder', ladder.name), await ladderTrack(connection, ladder, rows.now, flips, signal));
  }
  for (const procedure of model.procedures.values()) {
    const had = base?.procedures.get(procedure.name);
    const flips = had === undefined ? null : await moved(connection, procedureRows, procedure, rows, signal, had);
    tracks.set(
      trackKey('procedure', procedure.name),
      await procedureTrack(connection, procedure, rows.now, flips, signal),
    );
  }
  return tracks;
}

/** One page of those who stand somewhere; the most serious first, then by key. */
export async function standingsOf(
  connection: DuckDBConnection,
  { model, base, rows, titles }: StandingsGround,
  query: StandingsQuery,
  signal: AbortSignal,
): Promise<StandingsAnswer> {
  const of = query.kind === 'ladder' ? model.ladders.get(query.name) : model.procedures.get(query.name);
  if (of === undefined) return { total: 0, rows: [] };
  const source = 'occasions' in of ? ladderRows(of, rows.now) : procedureRows(of, rows.now);
  const before = beforeOf(query, base, rows);
  const title = titles(of.entity);
  const from =
    `(SELECT s.*, ${title === null ? `''` : `coalesce(t.title, '')`} AS title, ` +
    `${before === null ? 'NULL AS was, FALSE AS moved' : 'b.here AS was, b.here IS DISTINCT FROM s.here AS moved'} FROM (${source}) s` +
    `${title === null ? '' : ` LEFT JOIN (${title}) t ON t.subject = s.subject`}` +
    `${before === null ? '' : ` LEFT JOIN (${before}) b ON b.subject = s.subject`})`;
  const conditions = ['TRUE', ...whichOf(query)];
  if (query.search !== '') {
    const search = quoteText(query.search.toLowerCase());
    conditions.push(`(contains(lower(subject), ${search}) OR contains(lower(title), ${search}))`);
  }
  const where = `FROM ${from} WHERE ${conditions.join(' AND ')}`;
  const [count = {}] = await rowsOf(connection, `SELECT count(*) AS total ${where}`, signal);
  const whole = (number: number): number => Math.max(0, Math.floor(number));
  const found = await rowsOf(
    connection,
    `SELECT * ${where} ORDER BY wrong DESC, place DESC, subject LIMIT ${whole(query.limit)} OFFSET ${whole(query.offset)}`,
    signal,
  );
  const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
  return {
    total: Number(count['total'] ?? 0),
    rows: found.map(
      (row): StandingRow => ({
        entity: of.entity,
        subject: String(row['subject']),
        title: String(row['title']),
        step: text(row['here']),
        before: row['moved'] === true ? { step: text(row['was']) } : null,
        occasions: row['occasions'] === undefined ? null : Number(row['occasions']),
        marks: String(row['marks'])
          .split(';')
          .filter((mark) => mark !== '')
          .map((mark) => {
            const [step = '', state = '', days = ''] = mark.split('=');
            return { step, state, days: days === '' ? null : Number(days) };
          }),
      }),
    ),
  };
}

export interface StandingsGround {
  readonly model: Model;
  readonly base: Model | null;
  readonly rows: Rows;
  /** What people call an entity's subjects, as SQL; null where they have no titles that may be shown. */
  readonly titles: (entity: string) => string | null;
}

/**
 * The subjects of a ladder: the step `here` and its `place`, the number of `occasions`, what is `wrong`, and `marks` as
 * `step=missing`.
 */
function ladderRows({ name, steps }: Ladder, period: string): string {
  const marks = (['missing', 'out_of_order', 'duplicates', 'sent'] as const).flatMap((column) =>
    steps.map(
      (step) =>
        `CASE WHEN list_contains(string_split(coalesce(${column}, ''), ';'), ${quoteText(step.name)}) ` +
        `THEN ${quoteText(`${step.name}=${column.replaceAll('_', '-')}`)} END`,
    ),
  );
  const wrong = (['missing', 'out_of_order', 'duplicates'] as const).map(
    (column) => `CASE WHEN coalesce(${column}, '') <> '' THEN 1 ELSE 0 END`,
  );
  return (
    `SELECT subject, due AS here, ${placeOf('due', steps)} AS place, occasions, ${wrong.join(' + ')} AS wrong, ` +
    `concat_ws(';', ${marks.join(', ')}) AS marks FROM run.ladders ` +
    `WHERE period = ${quoteText(period)} AND ladder = ${quoteText(name)}`
  );
}

/** The records in a procedure, with the last step that is recorded, and `marks` as `step=late=3`. */
function procedureRows({ name, steps }: Pick<Procedure, 'name' | 'steps'>, period: string): string {
  const taken = `state IN (${takenStates.map(quoteText).join(', ')})`;
  const isWrong = `state IN (${wrongStates.map(quoteText).join(', ')})`;
  return (
    `SELECT subject, arg_max(step, place) FILTER (WHERE ${taken}) AS here, ` +
    `coalesce(max(place) FILTER (WHERE ${taken}), 0) AS place, count(*) FILTER (WHERE ${isWrong}) AS wrong, ` +
    `string_agg(concat(step, '=', state, '=', late_by_days), ';' ORDER BY place) AS marks ` +
    `FROM (SELECT *, ${placeOf('step', steps)} AS place FROM run.procedures ` +
    `WHERE period = ${quoteText(period)} AND procedure = ${quoteText(name)}) GROUP BY subject`
  );
}

function placeOf(column: string, steps: readonly { readonly name: string }[]): string {
  const cases = steps.map(({ name }, i) => `WHEN ${quoteText(name)} THEN ${i + 1}`);
  return `CASE ${column} ${cases.join(' ')} ELSE 0 END`;
}

async function ladderTrack(
  connection: DuckDBConnection,
  ladder: Ladder,
  period: string,
  flips: number | null,
  signal: AbortSignal,
): Promise<Track> {
  return trackOf(
    connection,
    ladder,
    ladderRows(ladder, period),
    ['missing', 'out-of-order', 'duplicates', 'sent'],
    flips,
    signal,
  );
}

async function procedureTrack(
  connection: DuckDBConnection,
  procedure: Procedure,
  period: string,
  flips: number | null,
  signal: AbortSignal,
): Promise<Track> {
  return trackOf(connection, procedure, procedureRows(procedure, period), stepStates, flips, signal);
}

/** In one look at the rows. */
async function trackOf(
  connection: DuckDBConnection,
  { steps }: Ladder | Procedure,
  source: string,
  states: readonly string[],
  flips: number | null,
  signal: AbortSignal,
): Promise<Track> {
  const has = (mark: string): string => `contains(concat(';', marks, ';', ''), ${quoteText(mark)})`;
  const columns = steps.flatMap(({ name }) => [
    `here = ${quoteText(name)}`,
    ...states.map((state) => `(${has(`;${name}=${state};`)} OR ${has(`;${name}=${state}=`)})`),
  ]);
  const marked = (...which: readonly string[]): string => which.map((state) => has(`=${state}`)).join(' OR ');
  const sums = [
    'count(*)',
    'count(*) FILTER (WHERE here IS NULL)',
    ...['missing', 'out-of-order', 'duplicates'].map((state) => `count(*) FILTER (WHERE ${marked(state)})`),
    `count(*) FILTER (WHERE ${marked('late', 'overdue')})`,
    ...columns.map((condition) => `count(*) FILTER (WHERE ${condition})`),
  ];
  const query = `SELECT ${sums.map((sql, i) => `${sql} AS c${i}`).join(', ')} FROM (${source})`;
  const [row = {}] = await rowsOf(connection, query, signal);
  const [total = 0, none = 0, missing = 0, outOfOrder = 0, duplicates = 0, late = 0, ...rest] =
    Object.values(row).map(Number);
  const width = 1 + states.length;
  return {
    total,
    none,
    missing,
    outOfOrder,
    duplicates,
    late,
    flips,
    steps: steps.map(({ name }, i): StepTally => {
      const [here = 0, ...counts] = rest.slice(i * width, (i + 1) * width);
      return { step: name, here, states: Object.fromEntries(states.map((state, j) => [state, counts[j] ?? 0])) };
    }),
  };
}

/** How many stand elsewhere than by the base. */
async function moved<Of extends Ladder | Procedure>(
  connection: DuckDBConnection,
  rowsBy: (of: Of, period: string) => string,
  of: Of,
  { now, base }: Rows,
  signal: AbortSignal,
  had: Of = of,
): Promise<number | null> {
  if (base === null) return null;
  const query =
    `SELECT count(*) AS moved FROM (${rowsBy(of, now)}) l FULL JOIN (${rowsBy(had, base)}) b ON b.subject = l.subject ` +
    `WHERE l.here IS DISTINCT FROM b.here OR ${withoutDays('l.marks')} IS DISTINCT FROM ${withoutDays('b.marks')}`;
  const [row = {}] = await rowsOf(connection, query, signal);
  return Number(row['moved'] ?? 0);
}

/** That it is later by a day moves nobody. */
function withoutDays(marks: string): string {
  return `regexp_replace(${marks}, '=-?[0-9]*(;|$)', '\\1', 'g')`;
}

function beforeOf({ kind, name }: StandingsQuery, base: Model | null, rows: Rows): string | null {
  if (base === null || rows.base === null) return null;
  const had = kind === 'ladder' ? base.ladders.get(name) : base.procedures.get(name);
  if (had === undefined) return null;
  return 'occasions' in had ? ladderRows(had, rows.base) : procedureRows(had, rows.base);
}

function whichOf({ which }: StandingsQuery): readonly string[] {
  if (which === null) return [];
  const { step, state } = which;
  if (state === 'here') return [step === null ? 'here IS NULL' : `here = ${quoteText(step)}`];
  const mark = `${step ?? ''}=${state}`;
  return [
    `(contains(concat(';', marks, ';'), ${quoteText(`;${mark};`)}) OR contains(concat(';', marks), ${quoteText(`;${mark}=`)}))`,
  ];
}
