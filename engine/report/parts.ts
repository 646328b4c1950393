/** Every part of a publication. */
import { stop } from '../diagnostics/error.ts';
import { suggestion } from '../diagnostics/nearest.ts';
import { onlyInternal } from '../diagnostics/registry/letters.ts';
import { invalidValue } from '../diagnostics/registry/run.ts';
import type { Audience } from './audience.ts';
import { bulletinPart } from './bulletin/part.ts';
import { lettersPart } from './letters/part.ts';
import type { Part } from './part.ts';
import { workbookPart } from './workbook/part.ts';

export const parts: readonly Part[] = [bulletinPart, lettersPart, workbookPart];

export const partNames: readonly string[] = parts.map(({ name }) => name);

/** The parts that names speak of, in the order above; of none, all. `from` is what a message points at. Throws ZhunshengError (ZS9006). */
export function partsNamed(names: readonly string[] | null, from: string): readonly Part[] {
  if (names === null) return parts;
  for (const name of names.length === 0 ? [''] : names) {
    if (partNames.includes(name)) continue;
    stop(invalidValue, from, {
      name: from,
      value: name,
      suggestion: suggestion(name, partNames),
      known: partNames.join(', '),
    });
  }
  return parts.filter(({ name }) => names.includes(name));
}

/**
 * The parts to make, and for whom. Who asks by name for nothing but what is internal gets it, unless they say that it is for the
 * public (ZS8207); who asks for everything gets what is for the public.
 */
export function partsFor(
  names: readonly string[] | null,
  given: Audience | null,
): { readonly parts: readonly Part[]; readonly audience: Audience } {
  const named = partsNamed(names, 'only');
  const isPublic = named.some(({ audiences }) => audiences.includes('public'));
  if (given === 'public' && !isPublic)
    stop(onlyInternal, '--audience', { parts: named.map(({ name }) => name).join(', ') });
  const audience = given ?? (isPublic ? 'public' : 'internal');
  return { audience, parts: named.filter(({ audiences }) => audiences.includes(audience)) };
}
