import { type Definition, type Details, report } from '../diagnostics/define.ts';
import type { Diagnostic, Localized, Place, QuickFix } from '../diagnostics/diagnostic.ts';
import { nearest, suggestion } from '../diagnostics/nearest.ts';
import type { Later } from './later.ts';

/** Where the diagnostics go that reading one file, or resolving one declaration, comes upon. */
export interface Sink {
  readonly diagnostics: Diagnostic[];
  /** Those that depend on what the rest of the project says at the end. */
  readonly later: Later[];
  /** Suggestions left: each compares a name with all others, so that thousands of misspelt names would take minutes. */
  suggestions: number;
}

export function makeSink(suggestions = 200): Sink {
  return { diagnostics: [], later: [], suggestions };
}

export function tell<P extends Readonly<Record<string, string | number | Localized>>>(
  sink: Sink,
  definition: Definition<P>,
  place: Place,
  parameters: P,
  details: Details = {},
): void {
  sink.diagnostics.push(report(definition, place, parameters, details));
}

/** What was told so far, to see whether something more was. */
export function toldIn({ diagnostics, later }: Sink): number {
  return diagnostics.length + later.length;
}

/** "Did you mean …" after a message about an unknown name, and the replacement that it proposes. */
export interface Guess {
  readonly near: Localized;
  readonly fixes: readonly QuickFix[];
}

export function suggest(sink: Sink, name: string, names: Iterable<string>, place: Place): Guess {
  if (sink.suggestions <= 0) return noGuess;
  sink.suggestions--;
  return guessAmong(name, [...names], place);
}

export const noGuess: Guess = { near: { zh: '', en: '' }, fixes: [] };

export function guessAmong(name: string, names: readonly string[], place: Place): Guess {
  const best = nearest(name, names);
  if (best === null) return { near: suggestion(name, names), fixes: [] };
  return { near: suggestion(best, [best]), fixes: [replacement(place, best)] };
}

export function replacement(place: Place, text: string): QuickFix {
  return { title: { zh: `改为 ${text}`, en: `Write ${text}` }, edits: [{ place, text }] };
}
