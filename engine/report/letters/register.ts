/** The register of the letters that were written, as a table that the data of the next assessment takes as letters sent. */
import { addMonths, type CivilDate } from '../../calendar/civil-date.ts';
import { quoteName, quoteText } from '../../data/sql-text.ts';
import type { Entity } from '../../model/dictionary.ts';
import type { Ladder, Model, SentLetters } from '../../model/policy.ts';
import type { ReportContext } from '../part.ts';
import type { NumberedLetter } from './number.ts';

/** What a field of the letters' entity says of a letter that is written; others are left empty. */
export type Column =
  | { readonly kind: 'step' | 'on' | 'about' | 'number' | 'serial' }
  /** The subject's key, or one of its fields. */
  | { readonly kind: 'subject'; readonly part: number };

/** By field. */
export function registerColumns(
  model: Model,
  { entity: name, link, step, on, about }: SentLetters,
): ReadonlyMap<string, Column> {
  const columns = new Map<string, Column>();
  const entity = model.dictionary.entities.get(name);
  if (entity === undefined) return columns;
  const [reference, ...further] = link;
  // Through a record between the letter and its subject there is no telling which.
  const fields = further.length > 0 ? [] : (entity.references.get(reference ?? '')?.fields ?? []);
  for (const [part, field] of fields.entries()) columns.set(field, { kind: 'subject', part });
  for (const [kind, path] of [
    ['step', step],
    ['on', on],
    ['about', about],
  ] as const) {
    if (path !== null && path.through.length === 0) columns.set(path.fact, { kind });
  }
  const free = entity.key.filter((field) => !columns.has(field));
  const ofType = (kind: 'text' | 'integer'): string | undefined =>
    free.filter((field) => entity.fields.get(field)?.type.kind === kind).at(-1);
  const [text, integer] = [ofType('text'), ofType('integer')];
  if (text !== undefined) columns.set(text, { kind: 'number' });
  else if (integer !== undefined) columns.set(integer, { kind: 'serial' });
  return columns;
}

/** The letters of one entity as CSV (RFC 4180, UTF-8 with a byte order mark): every field of the entity, in its order. */
export async function registerOf(
  context: ReportContext,
  entity: Entity,
  letters: readonly NumberedLetter[],
): Promise<string> {
  const fields = [...entity.fields.keys()];
  const write = await cellWriter(context, entity);
  const rows: (readonly string[])[] = [];
  for (const [index, letter] of letters.entries()) {
    const { sent } = letter.ladder;
    if (sent === null) continue;
    const columns = registerColumns(context.model, sent);
    const row: string[] = [];
    for (const field of fields) {
      const column = columns.get(field);
      row.push(column === undefined ? '' : await write(field, column, letter, index));
    }
    rows.push(row);
  }
  return `\ufeff${[fields, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}

type Write = (field: string, column: Column, letter: NumberedLetter, index: number) => Promise<string>;

async function cellWriter(context: ReportContext, entity: Entity): Promise<Write> {
  const { results, model, moment, project } = context;
  const formats = project.analysis.resources.get(entity.name)?.formats;
  const highest = new Map<string, number>();
  const dated = async (field: string, day: CivilDate): Promise<string> => {
    const format = formats?.get(field)?.dateFormat ?? null;
    if (format === null) return entity.fields.get(field)?.type.kind === 'month' ? day.slice(0, 7) : day;
    const [row] = await results.query(`SELECT strftime(DATE ${quoteText(day)}, ${quoteText(format)}) AS text`);
    return String(row?.['text']);
  };
  return async (field, column, letter, index) => {
    switch (column.kind) {
      case 'step':
        return letter.step.name;
      case 'on':
        return dated(field, moment.asOf);
      case 'about':
        return dated(field, aboutOf(letter, entity.fields.get(field)?.type.kind === 'month', moment.judged));
      case 'number':
        return letter.number;
      case 'serial': {
        const last = highest.get(field) ?? (await highestOf(context, entity, field));
        highest.set(field, last);
        return String(last + index + 1);
      }
      case 'subject': {
        const key = model.dictionary.entities.get(letter.ladder.entity)?.key ?? [];
        return key.length === 1 ? letter.subject : (letter.subject.split('/')[column.part] ?? '');
      }
    }
  };
}

/** The occasion's last month or day that has come: it is about the run, and no later than the day judged. */
function aboutOf({ counted }: NumberedLetter, isMonth: boolean, judged: CivilDate): CivilDate {
  const last = counted.at(-1)?.period.last ?? judged;
  const day = last < judged ? last : judged;
  return isMonth ? addMonths(`${day.slice(0, 7)}-01`, 0) : day;
}

async function highestOf({ results }: ReportContext, { name }: Entity, field: string): Promise<number> {
  if (!(await hasTable(results, name))) return 0;
  const [row] = await results.query(`SELECT max(${quoteName(field)})::DOUBLE AS last FROM data.${quoteName(name)}`);
  return Math.max(0, Number(row?.['last'] ?? 0));
}

/** Whether there is a file of the entity. */
export async function hasTable(results: ReportContext['results'], entity: string): Promise<boolean> {
  const found = await results.query(
    `SELECT 1 AS one FROM information_schema.tables WHERE table_schema = 'data' AND table_name = ${quoteText(entity)}`,
  );
  return found.length > 0;
}

/** Ladders that follow letters, by the entity of these. */
export function laddersByRegister(ladders: Iterable<Ladder>): ReadonlyMap<string, readonly Ladder[]> {
  const found = new Map<string, readonly Ladder[]>();
  for (const ladder of ladders) {
    if (ladder.sent !== null) found.set(ladder.sent.entity, [...(found.get(ladder.sent.entity) ?? []), ladder]);
  }
  return found;
}

/** A cell that a spreadsheet would take for a formula is made harmless, as in the tables of `assess`. */
function csvCell(text: string): string {
  const isFormula = /^[=+@\uff1d\uff0b\uff0d\uff20\t\n\r-]/.test(text) && !/^[+-]?[0-9]+([.][0-9]+)?%?$/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
