/** All mutants of a project's own policies, in the order of the files. */
import type { Analysis } from '../language/analysis.ts';
import { readYaml } from '../yaml/tree.ts';
import type { DeclarationName, Mutant } from './mutant.ts';
import { mutatePolicy } from './policy-mutants.ts';
import type { Site } from './site.ts';
import { sourceOf } from './tree-edits.ts';

/** `isOwn`: whether the project may change the file. Some of them are no policy that could be judged by; the analysis tells. */
export function mutantsOf(
  { policies }: Pick<Analysis, 'policies'>,
  files: ReadonlyMap<string, string>,
  isOwn: (file: string) => boolean,
): readonly Mutant[] {
  return policies.flatMap(({ file, name }) => {
    const text = files.get(file);
    return text === undefined || !isOwn(file) ? [] : ofFile(file, text, name.text);
  });
}

function ofFile(file: string, text: string, policy: string): readonly Mutant[] {
  const { root } = readYaml(file, text);
  if (root === null) return [];
  const source = sourceOf(file, text);
  const found = new Map<string, Mutant>();
  const siteOf = (declaration: DeclarationName): Site => ({
    source,
    put(operator, place, edit, change) {
      if (edit === null) return;
      const edits = 'text' in edit ? [edit] : edit;
      const { line, column } = place.range.start;
      const written = edits.map((one) => [one.place.range, one.text]);
      // An alias shows the same place again.
      const same = JSON.stringify(written);
      if (found.has(same)) return;
      const id = `${file}:${line + 1}:${column + 1} ${operator} ${shortOf(edits)}`.trim();
      found.set(same, { id, operator, policy, declaration, place, edits, change });
    },
  });
  mutatePolicy(root, siteOf);
  return [...found.values()].sort(byPlace);
}

function shortOf(edits: Mutant['edits']): string {
  return edits
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .slice(0, 40);
}

function byPlace(one: Mutant, other: Mutant): number {
  const [a, b] = [one.place.range.start, other.place.range.start];
  return a.line - b.line || a.column - b.column;
}
