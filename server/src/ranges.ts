/** The engine's places and the protocol's ranges: both count lines and UTF-16 units from zero, under different names. */
import type { Location, Position, Range } from 'vscode-languageserver-types';
import type { Position as EnginePosition, Range as EngineRange, Place } from '../../engine/diagnostics/diagnostic.ts';
import type { Snapshot } from './snapshot.ts';

export function toRange({ start, end }: EngineRange): Range {
  return { start: toPosition(start), end: toPosition(end) };
}

export function toPosition({ line, column }: EnginePosition): Position {
  return { line, character: column };
}

export function toLocation(snapshot: Pick<Snapshot, 'uriOf'>, { file, range }: Place): Location {
  return { uri: snapshot.uriOf(file), range: toRange(range) };
}

/** Both ends included, so that a cursor behind the last character of a name is at the name. */
export function touches({ start, end }: EngineRange, { line, character }: Position): boolean {
  return (
    (line > start.line || (line === start.line && character >= start.column)) &&
    (line < end.line || (line === end.line && character <= end.column))
  );
}

export function overlaps(a: EngineRange, b: Range): boolean {
  return !isBefore(toPosition(a.end), b.start) && !isBefore(b.end, toPosition(a.start));
}

export function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

export function comparePlaces(a: Place, b: Place): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.range.start.line - b.range.start.line || a.range.start.column - b.range.start.column;
}
