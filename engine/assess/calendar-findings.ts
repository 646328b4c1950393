/** Dates between which workdays can't be counted, as findings about the data. */
import { knownYears } from '../calendar/workdays.ts';
import { fileColumn, rowColumn } from '../data/parquet.ts';
import { findingSelect } from '../data/sql-findings.ts';
import { quoteName, quoteText } from '../data/sql-text.ts';
import { outsideCalendar } from '../diagnostics/registry/data/cells.ts';
import type { Program } from '../sql/program.ts';
import type { Statement } from '../sql/statement.ts';

/** One statement for each field from or to which some period's policies count workdays; the rows are in the schema `stage`. */
export function calendarFindings(
  programs: readonly Program[],
  files: ReadonlyMap<string, readonly string[]>,
): readonly Statement[] {
  const fields = new Map(
    programs.flatMap(({ workdayFields }) => workdayFields.map((one) => [`${one.entity}.${one.field}`, one] as const)),
  );
  const { first, last } = knownYears;
  return [...fields].flatMap(([name, { entity, field }]) => {
    const names = files.get(entity);
    if (names === undefined || names.length === 0) return [];
    const column = quoteName(field);
    const file = `[${names.map(quoteText).join(', ')}][${fileColumn} + 1]`;
    const told = findingSelect(outsideCalendar, `${file}, ${rowColumn}, ${quoteText(field)}`, {
      day: column,
      first: String(first),
      last: String(last),
    });
    const known = `BETWEEN DATE '${first}-01-01' AND DATE '${last}-12-31'`;
    const from = `FROM stage.${quoteName(entity)} WHERE ${column} NOT ${known}`;
    return [{ name: `dates of ${name}`, sql: `INSERT INTO run.data_findings ${told} ${from}` }];
  });
}
