/** "Did you mean …": the known name that a misspelt one is most likely meant to be. */
import { distance } from 'fastest-levenshtein';
import type { Localized } from './diagnostic.ts';

/** The nearest of the names within a third of the name's length (at least one edit), or null. Case counts for nothing. */
export function nearest(name: string, names: Iterable<string>): string | null {
  const wanted = name.toLowerCase();
  let best: string | null = null;
  let least = Math.max(1, Math.floor(Array.from(name).length / 3)) + 1;
  for (const candidate of names) {
    const edits = distance(wanted, candidate.toLowerCase());
    if (edits < least) {
      least = edits;
      best = candidate;
    }
  }
  return best;
}

/** What follows a message about an unknown name: the nearest one, else the few there are, else nothing. */
export function suggestion(name: string, names: Iterable<string>): Localized {
  const known = [...names];
  const near = nearest(name, known);
  if (near !== null) return { zh: `，是否想写“${near}”？`, en: `; did you mean "${near}"?` };
  if (known.length === 0 || known.length > 12) return { zh: '', en: '' };
  return { zh: `；可用：${known.join('、')}`, en: `; there are: ${known.join(', ')}` };
}
