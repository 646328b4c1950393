/** Tables of text, aligned by what a terminal shows. */
import { harmless, padEnd, padStart, widthOf, wrap } from './wrap.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Cells of this column are broken into lines where the table is too wide; others keep their width. */
  readonly wraps?: boolean;
}

export interface TableOptions {
  readonly width: number;
  readonly indent?: number;
  /** Colours a cell's text; it is given the row and column, and the text already padded. */
  readonly paint?: (text: string, row: number, column: number) => string;
  readonly paintTitle?: (text: string) => string;
}

/** The table's lines joined: titles, a rule, and the rows. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], options: TableOptions): string {
  const shown = rows.map((row) => row.map(harmless));
  const indent = options.indent ?? 0;
  const widths = fit(columns, shown, options.width - indent - gap * (columns.length - 1));
  const margin = ' '.repeat(indent);
  const paintTitle = options.paintTitle ?? ((text: string) => text);
  const head = columns.map((column, i) => paintTitle(aligned(column.title, column, widths[i] ?? 0)));
  const rule = widths.map((width) => paintTitle('─'.repeat(width)));
  const body = shown.flatMap((row, r) =>
    rowLines(columns, widths, row, (text, c) => options.paint?.(text, r, c) ?? text),
  );
  return [head.join(between), rule.join(between), ...body].map((line) => (margin + line).trimEnd()).join('\n');
}

const gap = 2;
const between = ' '.repeat(gap);

/** Natural widths; where they are too wide together, the wrapping columns share what the others leave, the widest giving first. */
function fit(columns: readonly Column[], rows: readonly (readonly string[])[], room: number): number[] {
  const widths = columns.map((column, c) =>
    rows.reduce((widest, row) => Math.max(widest, widthOf(row[c] ?? '')), widthOf(column.title)),
  );
  const floors = columns.map((column, c) =>
    column.wraps ? Math.min(widths[c] ?? 0, Math.max(12, widthOf(column.title))) : (widths[c] ?? 0),
  );
  let excess = widths.reduce((sum, width) => sum + width, 0) - room;
  while (excess > 0) {
    const slack = widths.map((width, c) => width - (floors[c] ?? 0));
    const widest = slack.reduce(
      (best, _, c) => ((slack[c] ?? 0) > 0 && (widths[c] ?? 0) > (widths[best] ?? -1) ? c : best),
      -1,
    );
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess--;
  }
  return widths;
}

function rowLines(
  columns: readonly Column[],
  widths: readonly number[],
  row: readonly string[],
  paint: (text: string, column: number) => string,
): string[] {
  const cells = columns.map((column, c) => (column.wraps ? wrap(row[c] ?? '', widths[c] ?? 0) : [row[c] ?? '']));
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns.map((column, c) => paint(aligned(cells[c]?.[line] ?? '', column, widths[c] ?? 0), c)).join(between),
  );
}

function aligned(text: string, column: Column, width: number): string {
  return column.align === 'right' ? padStart(text, width) : padEnd(text, width);
}
