/** One change of one policy: an edit of its text, in words and as data. */
import type { Localized, Place } from '../diagnostics/diagnostic.ts';
import { linesOf } from '../yaml/lines.ts';
import type { OperatorId } from './operators.ts';

/** A replacement of text, as quick fixes have it. */
export interface Edit {
  readonly place: Place;
  readonly text: string;
}

export interface Mutant {
  /** Of its place and what it writes there: `policies/a.policy.yaml:12:14 constant 8`. */
  readonly id: string;
  readonly operator: OperatorId;
  readonly policy: string;
  /** The declaration of the policy in which it lies. */
  readonly declaration: DeclarationName;
  /** Of what is changed. */
  readonly place: Place;
  /** Of one file, in order, without overlap. */
  readonly edits: readonly Edit[];
  readonly change: Localized;
}

export interface DeclarationName {
  readonly section: string;
  readonly name: string;
}

/** The text with the edits made. */
export function edited(text: string, edits: readonly Edit[]): string {
  const { starts } = linesOf('', text);
  const offset = ({ line, column }: Place['range']['start']): number => (starts[line] ?? text.length) + column;
  let made = '';
  let at = 0;
  for (const { place, text: put } of edits) {
    made += text.slice(at, offset(place.range.start)) + put;
    at = offset(place.range.end);
  }
  return made + text.slice(at);
}
