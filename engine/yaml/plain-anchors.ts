/** The anchors and aliases of a text that `plain-yaml.ts` reads: a name for a value, and the value again by its name. */
import type { Tree } from './tree.ts';

/** What has been named so far; `null` while its value is still being read. */
export type Anchors = Map<string, { readonly tree: Tree; readonly size: number } | null>;

/**
 * The name after an ampersand or asterisk, where a blank, a line's end or a bracket's sign follows it; else null. The package
 * takes more for names, and tells what is wrong with the others.
 */
export function nameAt(text: string, sign: number): string | null {
  name.lastIndex = sign + 1;
  return name.exec(text)?.[0] ?? null;
}

const name = /[\p{L}\p{N}_-]+(?=[ \n,\]}]|$)/uy;
