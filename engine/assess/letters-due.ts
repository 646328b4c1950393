/** Whom a ladder has letters for: how many subjects stand on each step, and who they are. */

import { quoteText } from '../data/sql-text.ts';
import type { Ladder, Model } from '../model/policy.ts';
import type { Results } from './results.ts';
import { subjectNames } from './subject-names.ts';

export interface LettersDue {
  /** By step that is due, how many subjects. */
  readonly due: ReadonlyMap<string, number>;
  /** The first of them: the gravest step first, then by key. */
  readonly first: readonly LetterDue[];
}

export interface LetterDue {
  readonly subject: string;
  /** Its field `name`, where it has one that may be shown. */
  readonly name: string | null;
  readonly occasions: number;
  readonly due: string;
  /** Null where the ladder follows no letters, or there is no file of them. */
  readonly letters: {
    readonly missing: readonly string[];
    readonly outOfOrder: readonly string[];
    readonly duplicates: readonly string[];
  } | null;
}

/** The subjects of a ladder with an occasion in a period, at most `limit` of them named. */
export async function lettersDue(
  results: Results,
  model: Model,
  ladder: Ladder,
  period: string,
  limit: number,
): Promise<LettersDue> {
  const from = `FROM run.ladders WHERE period = ${quoteText(period)} AND ladder = ${quoteText(ladder.name)}`;
  const counted = await results.query(`SELECT due, count(*)::DOUBLE AS count ${from} GROUP BY ALL`);
  const height = ladder.steps.map(({ name }, i) => `WHEN ${quoteText(name)} THEN ${i}`).join(' ');
  const rows = await results.query(
    `SELECT subject, occasions::DOUBLE AS occasions, due, missing, out_of_order, duplicates ${from} ` +
      `ORDER BY CASE due ${height} END DESC, subject LIMIT ${limit}`,
  );
  const subjects = rows.map((row) => String(row['subject']));
  const names = await subjectNames(results, model, ladder.entity, subjects);
  return {
    due: new Map(counted.map((row) => [String(row['due']), Number(row['count'])])),
    first: rows.map((row) => {
      const missing = stepsOf(row['missing']);
      const outOfOrder = stepsOf(row['out_of_order']);
      const duplicates = stepsOf(row['duplicates']);
      const isFollowed = missing !== null && outOfOrder !== null && duplicates !== null;
      return {
        subject: String(row['subject']),
        name: names.get(String(row['subject'])) ?? null,
        occasions: Number(row['occasions']),
        due: String(row['due']),
        letters: isFollowed ? { missing, outOfOrder, duplicates } : null,
      };
    }),
  };
}

function stepsOf(cell: unknown): readonly string[] | null {
  if (cell == null) return null;
  return String(cell) === '' ? [] : String(cell).split(';');
}
