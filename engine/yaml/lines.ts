import type { Place, Position } from '../diagnostics/diagnostic.ts';

/** A file's text with the offsets at which its lines begin. */
export interface Lines {
  readonly file: string;
  readonly text: string;
  readonly starts: readonly number[];
}

export function linesOf(file: string, text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return { file, text, starts };
}

function positionAt({ starts }: Lines, offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, column: offset - (starts[low] as number) };
}

export function placeBetween(lines: Lines, start: number, end: number): Place {
  return { file: lines.file, range: { start: positionAt(lines, start), end: positionAt(lines, end) } };
}
