/** "Did you mean …": the known name that a misspelt one is most likely meant to be. */
import { distance } from 'fastest-levenshtein';
import type { Localized } from './diagnostic.ts';

/** The nearest of the names within edits of a third of the length (one for a short name), or null. Case counts for nothing. */
export function nearest(name: string, names: Iterable<string>): string | null {
  const wanted = name.toLowerCase();
  let best: string | null = null;
  const length = Array.from(name).length;
  let least = (length < 2 ? 0 : Math.max(1, Math.floor(length / 3))) + 1;
  for (const candidate of names) {
    // The lengths alone differ by as much already.
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const other = candidate.toLowerCase();
    const edits = areSwapped(wanted, other) ? 1 : distance(wanted, other);
    if (edits < least) {
      least = edits;
      best = candidate;
    }
  }
  return best;
}

/** Whether the names differ in two neighbouring characters that have changed places, the slip of quick typing. */
function areSwapped(one: string, other: string): boolean {
  if (one.length !== other.length || one === other) return false;
  let at = 0;
  while (one[at] === other[at]) at++;
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}

/** What follows a message about an unknown name: the nearest one, else the few there are, else nothing. */
export function suggestion(name: string, names: Iterable<string>): Localized {
  const known = [...names];
  const near = nearest(name, known);
  if (near !== null) return { zh: `，是否想写“${near}”？`, en: `; did you mean "${near}"?` };
  if (known.length === 0 || known.length > 12) return { zh: '', en: '' };
  return { zh: `；可用：${known.join('、')}`, en: `; there are: ${known.join(', ')}` };
}
