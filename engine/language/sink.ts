import { type Definition, type Details, report } from '../diagnostics/define.ts';
import type { Diagnostic, Localized, Place, QuickFix } from '../diagnostics/diagnostic.ts';
import { nearest, suggestion } from '../diagnostics/nearest.ts';

/** Where the diagnostics of one analysis go. */
export interface Sink {
  readonly diagnostics: Diagnostic[];
  /** Suggestions left: each compares a name with all others, so that thousands of misspelt names would take minutes. */
  suggestions: number;
}

export function makeSink(suggestions = 200): Sink {
  return { diagnostics: [], suggestions };
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

/** "Did you mean …" after a message about an unknown name, and the replacement that it proposes. */
export function suggest(
  sink: Sink,
  name: string,
  names: Iterable<string>,
  place: Place,
): { readonly near: Localized; readonly fixes: readonly QuickFix[] } {
  if (sink.suggestions <= 0) return { near: { zh: '', en: '' }, fixes: [] };
  sink.suggestions--;
  const known = [...names];
  const best = nearest(name, known);
  const near = suggestion(name, known);
  return { near, fixes: best === null ? [] : [replacement(place, best)] };
}

export function replacement(place: Place, text: string): QuickFix {
  return { title: { zh: `改为 ${text}`, en: `Write ${text}` }, edits: [{ place, text }] };
}
