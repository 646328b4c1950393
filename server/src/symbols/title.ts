/** The title of a symbol, as its declaration gives it; the name itself where it gives none. */
import type { Language } from '../../../engine/diagnostics/diagnostic.ts';
import type { Tree } from '../../../engine/yaml/tree.ts';
import type { Snapshot } from '../snapshot.ts';
import type { NamedSymbol } from './name.ts';
import { declarationsOf } from './resolve.ts';
import { at, textAt } from './written.ts';

export function titleOfSymbol(snapshot: Snapshot, symbol: NamedSymbol): string {
  const { analysis, language } = snapshot;
  if (symbol.kind === 'clause') return analysis.clauses.get(symbol.name)?.title ?? symbol.name;
  if (symbol.kind === 'code') {
    const type = analysis.dictionary.entities.get(symbol.entity)?.fields.get(symbol.fact)?.type;
    const code = type?.kind === 'code' ? type.codes.find(({ value }) => value === symbol.name) : undefined;
    return code?.title[language] ?? symbol.name;
  }
  const [declared] = declarationsOf(snapshot, symbol);
  return titleIn(declared?.declared ?? undefined, language) ?? symbol.name;
}

/** Of a map with a `title` in one language or both. */
export function titleIn(tree: Tree | undefined, language: Language): string | null {
  const title = at(tree, 'title');
  if (title?.kind === 'scalar') return title.value === null ? null : title.source;
  return textAt(title, language) ?? textAt(title, language === 'zh' ? 'en' : 'zh');
}
