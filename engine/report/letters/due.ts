/** Which letters a period calls for that were not sent; semantics.md, "Ladders". */

import type { Interpretation } from '../../assess/kept.ts';
import type { Period } from '../../calendar/period.ts';
import { quoteText } from '../../data/sql-text.ts';
import type { LadderExplanation, LadderPeriod } from '../../model/explanation.ts';
import type { Ladder, LadderStep } from '../../model/policy.ts';
import type { ReportContext } from '../part.ts';

export interface LetterDue {
  readonly ladder: Ladder;
  readonly step: LadderStep;
  /** The key of the ladder's subject. */
  readonly subject: string;
  /** The occasions that count, in order of time, up to the one that it answers, which is the last. */
  readonly counted: readonly LadderPeriod[];
}

/** Of one ladder: by step from the mildest, by subject, by occasion. */
export async function lettersOf(
  { results, moment }: ReportContext,
  interpretation: Interpretation,
  ladder: Ladder,
): Promise<readonly LetterDue[]> {
  // Where the ladder follows no letters, or there is no file of them, nobody knows what was sent.
  const rows = await results.query(
    `SELECT subject FROM run.ladders WHERE period = ${quoteText(moment.period.name)} AND ladder = ${quoteText(ladder.name)} ` +
      `AND (missing IS NULL OR missing <> '') ORDER BY subject`,
  );
  const due: LetterDue[] = [];
  for (const row of rows) {
    const subject = String(row['subject']);
    const found = await interpretation.ladder(ladder.name, subject);
    due.push(...lettersTo(ladder, subject, found, moment.period));
  }
  return ladder.steps.flatMap((step) => due.filter((letter) => letter.step === step));
}

function lettersTo(ladder: Ladder, subject: string, found: LadderExplanation, assessed: Period): readonly LetterDue[] {
  const counted = found.periods.filter(({ calls }) => calls !== null);
  return ladder.steps.flatMap((step) => {
    const calling = counted.filter(({ calls }) => calls === step.name);
    const open =
      found.letters === null
        ? calling.filter(({ period }) => period.first >= assessed.first)
        : unanswered(
            calling,
            found.letters.letters.filter((letter) => letter.step === step.name),
          );
    return open.map((last) => ({ ladder, step, subject, counted: counted.slice(0, counted.indexOf(last) + 1) }));
  });
}

type Letters = NonNullable<LadderExplanation['letters']>['letters'];

/** As many as are called for more often than sent: not those that a letter is about, else the latest. */
function unanswered(calling: readonly LadderPeriod[], letters: Letters): readonly LadderPeriod[] {
  const many = calling.length - letters.length;
  if (many <= 0) return [];
  const isAbout = ({ period }: LadderPeriod): boolean =>
    letters.some(({ about }) => about !== null && about >= period.first && about <= period.last);
  const [answered, open] = [calling.filter(isAbout), calling.filter((one) => !isAbout(one))];
  const chosen = new Set([...answered, ...open].slice(-many));
  return calling.filter((one) => chosen.has(one));
}
