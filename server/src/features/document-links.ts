/** What leads to another file: citations to their clauses, and the dictionary's paths to the data. */
import { join } from 'node:path';
import type { DocumentLink } from 'vscode-languageserver-types';
import type { Tree } from '../../../engine/yaml/tree.ts';
import type { Document } from '../document.ts';
import { toRange } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import { occurrencesIn } from '../symbols/occurrences.ts';
import { at } from '../symbols/written.ts';
import { uriOf, within } from '../uris.ts';

export function documentLinks(snapshot: Snapshot, document: Document): readonly DocumentLink[] {
  const cites = occurrencesIn(document).flatMap(({ name, around, declared }) => {
    if (name.kind !== 'clause' || declared !== null) return [];
    const clause = snapshot.analysis.clauses.get(name.name);
    if (clause === undefined) return [];
    const target = `${snapshot.uriOf(clause.place.file)}#L${clause.place.range.start.line + 1}`;
    return [{ range: toRange(around.range), target, tooltip: clause.title }];
  });
  return document.kind === 'dictionary' && document.tree !== null
    ? [...cites, ...dataLinks(snapshot, document.tree)]
    : cites;
}

/** Only within the project's folder: the engine reads no other. */
function dataLinks({ folder }: Snapshot, root: Tree): readonly DocumentLink[] {
  const resources = at(root, 'resources');
  if (resources?.kind !== 'list') return [];
  return resources.items.flatMap((resource) => {
    const path = at(resource, 'path');
    const paths = path?.kind === 'list' ? path.items : path === undefined ? [] : [path];
    return paths.flatMap((each) => {
      if (each.kind !== 'scalar' || each.source === '') return [];
      const file = join(folder, each.source);
      return within(folder, file) === null ? [] : [{ range: toRange(each.place.range), target: uriOf(file) }];
    });
  });
}
