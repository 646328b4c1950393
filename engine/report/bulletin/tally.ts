/** How many subjects have which verdict: by standard, by roll-up and by rule, of each period that was judged. */
import type { Results } from '../../assess/results.ts';
import { quoteName, quoteText } from '../../data/sql-text.ts';
import type { Model, Rollup, Rule, Standard } from '../../model/policy.ts';
import { groupColumn, standardColumn, subjectColumn, writtenColumn } from '../../sql/judged-columns.ts';
import type { State } from '../page/states.ts';
import type { Judged } from '../part.ts';

export type Tally = Readonly<Record<State, number>>;

const noTally: Tally = { pass: 0, fail: 0, undetermined: 0, 'not-applicable': 0 };

export function assessedOf({ pass, fail, undetermined }: Tally): number {
  return pass + fail + undetermined;
}

export function totalOf(tally: Tally): number {
  return assessedOf(tally) + tally['not-applicable'];
}

/** Subjects of one verdict and the same groups. */
export interface Members {
  /** By roll-up, in the order of `rollupsOf`. */
  readonly groups: readonly string[];
  readonly state: State;
  readonly count: number;
}

/** A standard's subjects in a period, by the roll-ups over it. */
export interface Population {
  readonly standard: Standard;
  readonly rollups: readonly Rollup[];
  readonly members: readonly Members[];
}

function rollupsOf(model: Model, standard: Standard): readonly Rollup[] {
  return [...model.rollups.values()].filter((rollup) => rollup.standard === standard.name);
}

export async function populationOf(
  results: Results,
  { moment, model }: Judged,
  standard: Standard,
): Promise<Population> {
  const rollups = rollupsOf(model, standard);
  const groups = rollups.map(({ name }) => `coalesce(${quoteName(groupColumn(name))}, '')`);
  const state = `${quoteName(standardColumn(standard.name))}::VARCHAR`;
  const rows = await results.query(
    `SELECT [${groups.join(', ')}]::VARCHAR[] AS groups, ${state} AS state, count(*)::DOUBLE AS n ` +
      `FROM ${judgedIn(moment.period.name, standard)} GROUP BY ALL ORDER BY ALL`,
  );
  return {
    standard,
    rollups,
    members: rows.map((row) => ({
      groups: (row['groups'] as readonly unknown[]).map(String),
      state: stateOf(row['state']),
      count: Number(row['n']),
    })),
  };
}

/** Of all subjects, or of those of a group of a roll-up. */
export function tallyOf(members: readonly Members[], at: number | null = null, group = ''): Tally {
  const tally = { ...noTally };
  for (const { groups, state, count } of members) if (at === null || groups[at] === group) tally[state] += count;
  return tally;
}

/** A subject of a standard, with the groups of the roll-ups that are asked for. */
export interface Subject {
  readonly key: string;
  readonly state: State;
  readonly groups: readonly (string | null)[];
}

export interface Wanted {
  /** By name, whose groups are told of each subject. */
  readonly rollups: readonly string[];
  readonly states: readonly State[];
  readonly limit: number;
}

/** Sorted by key. */
export async function subjectsOf(
  results: Results,
  { moment }: Judged,
  standard: Standard,
  { rollups, states, limit }: Wanted,
): Promise<readonly Subject[]> {
  const groups = rollups.map((name) => quoteName(groupColumn(name)));
  const key = quoteName(subjectColumn);
  const state = `${quoteName(standardColumn(standard.name))}::VARCHAR`;
  const rows = await results.query(
    `SELECT ${key} AS key, ${state} AS state, [${groups.join(', ')}]::VARCHAR[] AS groups ` +
      `FROM ${judgedIn(moment.period.name, standard)} WHERE ${state} IN (${states.map(quoteText).join(', ')}) ` +
      `ORDER BY ${key} LIMIT ${limit}`,
  );
  return rows.map((row) => ({
    key: String(row['key']),
    state: stateOf(row['state']),
    groups: (row['groups'] as readonly unknown[]).map((group) =>
      group == null || group === '' ? null : String(group),
    ),
  }));
}

/** How many verdicts of each kind a rule has in a period; waived is as good as passed. */
export async function ruleTally(results: Results, { moment }: Judged, { name, entity }: Rule): Promise<Tally> {
  const rows = await results.query(
    `SELECT ${quoteName(name)}::VARCHAR AS state, count(*)::DOUBLE AS n FROM run.${quoteName(`verdicts_${entity}`)} ` +
      `WHERE period = ${quoteText(moment.period.name)} AND ${quoteName(name)} IS NOT NULL GROUP BY ALL`,
  );
  const tally = { ...noTally };
  for (const row of rows) tally[stateOf(row['state'])] += Number(row['n']);
  return tally;
}

/** How many subjects of a standard went from which state to which between two periods; null: they were not there. */
export async function movesOf(
  results: Results,
  before: string,
  now: string,
  standard: Standard,
): Promise<readonly { readonly from: State | null; readonly to: State | null; readonly count: number }[]> {
  const of = (period: string): string =>
    `(SELECT subject, verdict::VARCHAR AS verdict FROM run.standings WHERE period = ${quoteText(period)} ` +
    `AND entity = ${quoteText(standard.entity)} AND standard = ${quoteText(standard.name)})`;
  const rows = await results.query(
    `SELECT b.verdict AS before, n.verdict AS after, count(*)::DOUBLE AS n FROM ${of(before)} b FULL JOIN ${of(now)} n USING (subject) GROUP BY ALL`,
  );
  return rows.map((row) => ({
    from: row['before'] == null ? null : stateOf(row['before']),
    to: row['after'] == null ? null : stateOf(row['after']),
    count: Number(row['n']),
  }));
}

/**
 * The subjects of a standard with their verdicts and groups, as `judge` leaves them for each period asked for: those that the
 * standings have, see `engine/sql/results.ts`.
 */
function judgedIn(period: string, { entity, name }: Standard): string {
  const table = `${quoteName(period)}.${quoteName(`judged ${entity}`)}`;
  const stands = `${quoteName(writtenColumn)} OR ${quoteName(standardColumn(name))} <> 'not-applicable'`;
  return `(SELECT * FROM ${table} WHERE ${stands})`;
}

function stateOf(cell: unknown): State {
  switch (cell) {
    case 'fail':
    case 'undetermined':
    case 'not-applicable':
      return cell;
    default:
      return 'pass';
  }
}
