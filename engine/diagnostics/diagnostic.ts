/**
 * What the product tells a person about an input: a stable code, the place, the message and what to do.
 * Errors in input are values of this type, collected and sorted; exceptions are for broken promises inside the program.
 */

/** The two languages of every text that a person reads. */
export type Language = 'zh' | 'en';

/** One text in both languages. */
export interface Localized {
  readonly zh: string;
  readonly en: string;
}

export type Severity = 'error' | 'warning' | 'information';

/** A position in a text: zero-based line and zero-based UTF-16 column, as the Language Server Protocol counts. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A range in a text, end exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A place in a project's file; the file's path is relative to the project's folder, with `/`. */
export interface Place {
  readonly file: string;
  readonly range: Range;
}

/** A second place that helps to understand a diagnostic, such as the first of two definitions. */
export interface RelatedPlace {
  readonly place: Place;
  readonly message: Localized;
}

/** A replacement of text that would mend a diagnostic. */
export interface QuickFix {
  readonly title: Localized;
  readonly edits: readonly { readonly place: Place; readonly text: string }[];
}

export interface Diagnostic {
  /** `ZS` and four digits; never given a second meaning. */
  readonly code: string;
  readonly severity: Severity;
  readonly place: Place;
  readonly message: Localized;
  /** What to do. */
  readonly remedy: Localized;
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly QuickFix[];
}

/** The range of a file's very first character, for what concerns a file as a whole. */
export const startOfFile: Range = { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };

/** By file, then place, then code: the order in which every command lists them. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.place.file, b.place.file) ||
    a.place.range.start.line - b.place.range.start.line ||
    a.place.range.start.column - b.place.range.start.column ||
    compareText(a.code, b.code)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
