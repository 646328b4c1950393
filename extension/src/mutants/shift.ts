/** Places in a text that is edited: they move with it, and are gone where it is written over. */

export interface Span {
  readonly start: Spot;
  readonly end: Spot;
}

export interface Spot {
  readonly line: number;
  readonly character: number;
}

/** The place after a text was put in the stead of what stood at `edited`; null: it stood in part or whole at the place. */
export function shifted(span: Span, edited: Span, text: string): Span | null {
  const isNothing = text === '' && !isBefore(edited.start, edited.end);
  if (isNothing || !isBefore(edited.start, span.end)) return span;
  if (isBefore(span.start, edited.end) || isSame(edited.start, edited.end, span)) return null;
  const lines = text.split('\n');
  const last = lines.at(-1)?.length ?? 0;
  const end: Spot = {
    line: edited.start.line + lines.length - 1,
    character: lines.length === 1 ? edited.start.character + last : last,
  };
  const moved = ({ line, character }: Spot): Spot => ({
    line: line + end.line - edited.end.line,
    character: line === edited.end.line ? character + end.character - edited.end.character : character,
  });
  return { start: moved(span.start), end: moved(span.end) };
}

function isBefore(a: Spot, b: Spot): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** Whether something is put into the middle of the place. */
function isSame(start: Spot, end: Spot, span: Span): boolean {
  return !isBefore(start, end) && isBefore(span.start, start) && isBefore(start, span.end);
}
