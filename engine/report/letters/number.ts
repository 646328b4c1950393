/** The numbers of letters: `2021-04/提醒函/003`, by letter and period, going on where earlier registers end. */
import { quoteName, quoteText } from '../../data/sql-text.ts';
import type { ReportContext } from '../part.ts';
import type { LetterDue } from './due.ts';
import { hasTable, registerColumns } from './register.ts';

export interface NumberedLetter extends LetterDue {
  readonly number: string;
  /** The path of its file within the folder of letters. */
  readonly file: string;
}

/** Letters of one name share their numbers, also those of several ladders, so that no number stands twice. */
export async function numbered(
  context: ReportContext,
  letters: readonly LetterDue[],
): Promise<readonly NumberedLetter[]> {
  const { moment, language } = context;
  const last = new Map<string, number>();
  const made: NumberedLetter[] = [];
  for (const letter of letters) {
    const { ladder, step } = letter;
    const prefix = `${moment.period.name}/${step.title[language]}/`;
    const count = (last.get(prefix) ?? (await lastUsed(context, prefix))) + 1;
    last.set(prefix, count);
    const digits = String(count).padStart(3, '0');
    made.push({
      ...letter,
      number: `${prefix}${digits}`,
      file: `${moment.period.name}/${ladder.name}/${step.name}-${digits}.docx`,
    });
  }
  return made;
}

/** Of the letters that are in the data, the highest number with the prefix; 0 where there is none. */
async function lastUsed({ results, model }: ReportContext, prefix: string): Promise<number> {
  let last = 0;
  for (const { sent } of model.ladders.values()) {
    if (sent === null || !(await hasTable(results, sent.entity))) continue;
    const field = [...registerColumns(model, sent)].find(([, { kind }]) => kind === 'number')?.[0];
    if (field === undefined) continue;
    const column = quoteName(field);
    const [row] = await results.query(
      `SELECT max(try_cast(substr(${column}, ${[...prefix].length + 1}) AS INTEGER))::DOUBLE AS last ` +
        `FROM data.${quoteName(sent.entity)} WHERE starts_with(${column}, ${quoteText(prefix)})`,
    );
    last = Math.max(last, Number(row?.['last'] ?? 0));
  }
  return last;
}
