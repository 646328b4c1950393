/** What was found wrong with the data: rows of `data-findings.csv`. */
import { type Definition, fill } from '../diagnostics/define.ts';
import type { Localized } from '../diagnostics/diagnostic.ts';
import type { CellProblem } from '../dictionary/cell-problem.ts';

export interface DataFinding {
  /** The file's path, relative to the project or to the data folder. */
  readonly file: string;
  /** As a spreadsheet numbers it (the header is row 1), or the record's number in JSON and Parquet; null: the whole file. */
  readonly row: number | null;
  /** The field's name. */
  readonly column: string | null;
  readonly code: string;
  readonly message: Localized;
}

export interface Where {
  readonly file: string;
  readonly row?: number | null;
  readonly column?: string | null;
}

export function finding<P extends Readonly<Record<string, string | number | Localized>>>(
  definition: Definition<P>,
  { column = null, file, row = null }: Where,
  parameters: P,
): DataFinding {
  return { file, row, column, code: definition.code, message: fill(definition.message, parameters) };
}

export function cellFinding(problem: CellProblem, { column = null, file, row = null }: Where): DataFinding {
  return { file, row, column, code: problem.code, message: problem.message };
}

/** By file, row (the whole file first), column, code. */
export function compareFindings(a: DataFinding, b: DataFinding): number {
  return (
    order(a.file, b.file) ||
    (a.row ?? 0) - (b.row ?? 0) ||
    order(a.column ?? '', b.column ?? '') ||
    order(a.code, b.code) ||
    order(a.message.en, b.message.en)
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
