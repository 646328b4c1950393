/** What the finders of mutants share: the text they look at, and where they put what they find. */
import type { Localized, Place } from '../diagnostics/diagnostic.ts';
import type { Edit } from './mutant.ts';
import type { OperatorId } from './operators.ts';
import { type Source, textAt } from './tree-edits.ts';

export interface Site {
  readonly source: Source;
  /** `place`: of what is changed. Nothing is put where there is no edit. */
  put(operator: OperatorId, place: Place, edits: Edit | readonly Edit[] | null, change: Localized): void;
}

/** Puts another text in the place of one. */
export function replace({ source, put }: Site, operator: OperatorId, place: Place, text: string): void {
  const before = textAt(source, place);
  if (before !== text) put(operator, place, { place, text }, becomes(before, text));
}

export function becomes(before: string, after: string): Localized {
  return { zh: `“${before}”改为“${after}”`, en: `"${before}" becomes "${after}"` };
}

export function leftOut(text: string): Localized {
  const short = shortened(text);
  return { zh: `去掉“${short}”`, en: `"${short}" is left out` };
}

/** On one line, and not more of it than a person reads at a glance. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

const longest = 60;
